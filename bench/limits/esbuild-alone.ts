/** Limit of the build: esbuild on the same entry points, nothing zipped, hashed or written. `tsx esbuild-alone.ts PROJECT` */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

const project = process.argv[2] ?? '.';
const functions = join(project, 'functions');
void build({
  entryPoints: readdirSync(functions)
    .filter((name) => name !== 'shared')
    .map((name) => join(functions, name, 'handler.ts')),
  bundle: true,
  platform: 'node',
  format: 'cjs',
  minify: true,
  mainFields: ['module', 'main'],
  outdir: join(project, 'out'),
  write: false,
});
