import { resolve } from 'node:path';

/** The project's folder. */
export const ROOT = resolve(__dirname, '..');
/** Where the peers are installed. */
export const BENCH = __dirname;
