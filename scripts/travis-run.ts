import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { parse } from 'yaml';
import { runCommand } from './cli';
import { listOf, memberOf, textOf } from './pipeline/json';
import { evaluateCondition, type BuildFacts } from './travis/condition';
import { jobsOf, type TravisJob } from './travis/jobs';

const HELP = `Runs the phases of .travis.yml here, job by job in the order of the stages, as a build of that branch and event would.

  node --import tsx scripts/travis-run.ts --branch BRANCH --event push|pull_request|cron [options]

  --fork       a pull request from a fork: no secret variables
  --skip PAT   leaves out commands that match the regular expression PAT, and says so
  --list       prints what would run
  -h, --help   this text

Stops at the first command that fails, with its exit code. Meant for a fresh clone.
`;

const OPTIONS = {
  branch: { type: 'string', default: 'main' },
  event: { type: 'string', default: 'push' },
  fork: { type: 'boolean', default: false },
  skip: { type: 'string' },
  list: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/** Travis's phases of a job: https://docs.travis-ci.com/user/job-lifecycle/ */
const PHASES = ['before_install', 'install', 'before_script', 'script', 'after_success'] as const;

function main(): Promise<number> {
  const { values } = parseArgs({ options: OPTIONS, strict: true });
  if (values.help) {
    process.stdout.write(HELP);
    return Promise.resolve(0);
  }
  const travis: unknown = parse(readFileSync('.travis.yml', 'utf8'));
  const facts = { branch: values.branch, type: values.event, fork: values.fork };
  const only = listOf(memberOf(travis, 'branches', 'only')).map(textOf);
  if (only.length > 0 && !only.includes(facts.branch)) {
    process.stdout.write(`no build: .travis.yml builds ${only.join(', ')} only\n`);
    return Promise.resolve(0);
  }
  const jobs = jobsOf(travis).filter((job) =>
    job.conditions.every((condition) => evaluateCondition(condition, facts)),
  );
  const skip = values.skip === undefined ? undefined : new RegExp(values.skip);
  for (const job of jobs) {
    process.stdout.write(`\n== stage ${job.stage}: ${job.name}\n`);
    const code = runJob(travis, job, { facts, skip, isDry: values.list });
    if (code !== 0) return Promise.resolve(code);
  }
  return Promise.resolve(0);
}

interface Run {
  readonly facts: BuildFacts;
  readonly skip: RegExp | undefined;
  readonly isDry: boolean;
}

function runJob(travis: unknown, job: TravisJob, { facts, skip, isDry }: Run): number {
  const commands = PHASES.flatMap((phase) =>
    listOf(memberOf(job.definition, phase) ?? memberOf(travis, phase)).map(textOf),
  );
  const taken = commands.filter((command) => {
    const isSkipped = skip?.test(command) === true;
    process.stdout.write(`${isSkipped ? '(left out) ' : '$ '}${command}\n`);
    return !isSkipped;
  });
  if (isDry) return 0;
  // One shell for all: what a phase exports the next one sees.
  const exports = [
    ...listOf(memberOf(travis, 'env', 'global')),
    ...listOf(memberOf(job.definition, 'env')),
  ].map((one) => `export ${textOf(one)}`);
  const script = ['set -e', ...exports, ...taken].join('\n');
  const env = { ...process.env, ...travisVariables(facts) };
  return spawnSync('bash', ['-c', script], { stdio: 'inherit', env }).status ?? 1;
}

/** https://docs.travis-ci.com/user/environment-variables/#default-environment-variables */
function travisVariables({ branch, type, fork }: BuildFacts): Record<string, string> {
  return {
    CI: 'true',
    TRAVIS: 'true',
    TRAVIS_BRANCH: branch,
    TRAVIS_EVENT_TYPE: type,
    TRAVIS_PULL_REQUEST: type === 'pull_request' ? '1' : 'false',
    TRAVIS_SECURE_ENV_VARS: String(!fork),
  };
}

runCommand(main);
