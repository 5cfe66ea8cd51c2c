import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { runCommand } from './cli';
import { coverageDocument } from './coverage/document';

const HELP = `npm run coverage [-- --check]

Writes docs/local-coverage.md: what the laptop makes of each Terraform argument.

  --check   writes nothing, and exits 1 when the file is not up to date
`;

const NAME = 'docs/local-coverage.md';
const FILE = join(resolve(__dirname, '..'), NAME);

function main(args: readonly string[]): number {
  if (args.includes('--help')) {
    process.stdout.write(HELP);
    return 0;
  }
  const unknown = args.find((arg) => arg !== '--check');
  if (unknown !== undefined) throw new Error(`${unknown}: no such option; --help lists them`);
  if (!args.includes('--check')) {
    writeFileSync(FILE, coverageDocument());
    process.stdout.write(`${NAME} is up to date\n`);
    return 0;
  }
  if (committed() === coverageDocument()) return 0;
  throw new Error(`${NAME} is not what the data says: run npm run coverage and commit it`);
}

function committed(): string | undefined {
  try {
    return readFileSync(FILE, 'utf8');
  } catch {
    // No file is as much out of date as an old one.
    return undefined;
  }
}

runCommand(() => Promise.resolve().then(() => main(process.argv.slice(2))));
