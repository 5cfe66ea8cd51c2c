import { join } from 'node:path';

/** Where `npm run keys` and `npm run token` keep the private halves of keys that may be deployed. */
export function privateKeyFolder(root: string): string {
  return join(root, '.gatehouse', 'keys');
}
