import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { runCommand } from './cli';
import { withQuotas } from './quotas/document';

const HELP = `npm run quotas [-- --check]

Writes the tables of AWS's quotas in docs/scale.md, from what synthesis checks by.

  --check   writes nothing, and exits 1 when the page is not up to date
`;

const NAME = 'docs/scale.md';
const FILE = join(resolve(__dirname, '..'), NAME);

function main(args: readonly string[]): number {
  if (args.includes('--help')) {
    process.stdout.write(HELP);
    return 0;
  }
  const unknown = args.find((arg) => arg !== '--check');
  if (unknown !== undefined) throw new Error(`${unknown}: no such option; --help lists them`);
  const committed = readFileSync(FILE, 'utf8');
  const made = withQuotas(committed);
  if (args.includes('--check')) {
    if (committed === made) return 0;
    throw new Error(`${NAME} is not what the data says: run npm run quotas and commit it`);
  }
  writeFileSync(FILE, made);
  process.stdout.write(`${NAME} is up to date\n`);
  return 0;
}

runCommand(() => Promise.resolve().then(() => main(process.argv.slice(2))));
