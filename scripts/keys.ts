import { relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { parseStageName } from '../config';
import { runCommand } from './cli';
import { updateStageKeys, type KeyAction, type StageKeysReport } from './keys/stage-keys';

const ROOT = resolve(__dirname, '..');

const HELP = `Makes the key that signs this machine's tokens for a stage (npm run token), and publishes its public half.

  npm run keys -- <stage> [--rotate | --prune]

  --rotate     sign with a new key; the old one's public half stays, so its tokens are good until they expire
  --prune      take this laptop's older keys out of keys/<stage>.jwks.json
  -h, --help   this text

The private half stays in .gatehouse/keys/<stage>.json, readable by you alone. Commit keys/<stage>.jwks.json and deploy it;
rotating is: --rotate, deploy, wait until the last old token has expired, --prune, deploy.
`;

const OPTIONS = {
  rotate: { type: 'boolean', default: false },
  prune: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

async function main(): Promise<undefined> {
  const { values, positionals } = parseArgs({
    options: OPTIONS,
    allowPositionals: true,
    strict: true,
  });
  if (values.help) {
    process.stdout.write(HELP);
    return;
  }
  if (positionals.length > 1) throw new Error('one stage at a time: npm run keys -- dev');
  const stage = parseStageName(positionals[0]);
  process.stdout.write(describe(await updateStageKeys(ROOT, stage, actionOf(values))));
}

function actionOf({ rotate, prune }: { rotate: boolean; prune: boolean }): KeyAction {
  if (rotate && prune) {
    throw new Error('--rotate and --prune are two steps, with a deployment between: give one');
  }
  if (rotate) return 'rotate';
  return prune ? 'prune' : 'publish';
}

function describe({ kid, removed, retired, jwksFile, changed }: StageKeysReport): string {
  const file = relative(ROOT, jwksFile);
  return [
    `This laptop signs with key ${kid}.`,
    ...retired.map((old) => `Still accepted, until --prune: ${old}.`),
    ...removed.map((old) => `No longer accepted, once deployed: ${old}.`),
    changed ? `${file} changed: commit it and deploy.` : `${file} is up to date.`,
    '',
  ].join('\n');
}

runCommand(main);
