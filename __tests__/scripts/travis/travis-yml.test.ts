import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv-draft-04';
import { parse } from 'yaml';
import { listOf, memberOf, textOf } from '../../../scripts/pipeline/json';
import { evaluateCondition } from '../../../scripts/travis/condition';
import { jobsOf } from '../../../scripts/travis/jobs';

const read = (file: string): string => readFileSync(join(__dirname, '../../..', file), 'utf8');
const travis: unknown = parse(read('.travis.yml'));
const REVIEW = 'scripts/travis-review.sh';

function runs(branch: string, type: string): readonly string[] {
  return jobsOf(travis)
    .filter(({ conditions }) =>
      conditions.every((one) => evaluateCondition(one, { branch, type, fork: false })),
    )
    .map(({ stage, name }) => `${stage}: ${name}`);
}

const TEST = 'test: types, lint, tests, plans';

describe('.travis.yml', () => {
  test.each([
    ['develop', 'push', [TEST, 'deploy: dev']],
    ['main', 'push', [TEST, 'deploy: prod']],
    ['develop', 'pull_request', [TEST, 'plan: review of what a merge would deploy']],
    ['main', 'cron', [TEST, 'drift: changes made outside Terraform']],
  ])('on %s, %s runs %j', (branch, type, jobs) => {
    expect(runs(branch, type)).toEqual(jobs);
  });

  test('a pull request never deploys, whatever its branch', () => {
    expect(
      ['main', 'develop'].flatMap((branch) => runs(branch, 'pull_request')).join(),
    ).not.toMatch(/deploy:/);
  });

  test('a pull request is reviewed by the branch that it is to be merged into', () => {
    const [plan] = jobsOf(travis).filter(({ stage }) => stage === 'plan');
    const script = listOf(memberOf(plan?.definition, 'script')).map(textOf).join();
    expect(script).toContain(`bash ${REVIEW} "$(`);
    // `npm run plan` alone judges by the rules that the pull request brings.
    expect(script).not.toContain('npm run plan');
  });

  test('takes a role before anything else', () => {
    expect(listOf(memberOf(travis, 'before_install'))[0]).toBe('. scripts/travis-take-role.sh');
  });

  test.each(jobsOf(travis))(
    '$stage: $name has the role that its commands need',
    ({ definition }) => {
      const script = listOf(memberOf(definition, 'script')).map(textOf).join('\n');
      const role = listOf(memberOf(definition, 'env')).map(textOf).join();
      const asksAws = /npm run (plan|deploy|drift)|travis-review/.test(script);
      const changes = script.includes('npm run deploy');
      expect(role).toBe(changes ? 'ROLE=deploy' : asksAws ? 'ROLE=plan' : '');
      if (!asksAws) return;
      expect(script.indexOf('. scripts/travis-use-role.sh')).toBeLessThan(
        script.search(/npm run|travis-review/),
      );
      expect(script).toContain('. scripts/travis-use-role.sh');
    },
  );

  test('applies nothing that was not reviewed, and locks nothing by a role that only reads', () => {
    expect(read('.travis.yml')).not.toContain('--auto-approve');
    const reads = jobsOf(travis)
      .filter(({ definition }) => listOf(memberOf(definition, 'env')).includes('ROLE=plan'))
      .map(({ definition }) => listOf(memberOf(definition, 'script')).map(textOf).join())
      .map((script) => (script.includes(REVIEW) ? read(REVIEW) : script));
    expect(reads.filter((script) => !script.includes('--no-lock'))).toEqual([]);
    expect(reads).toHaveLength(2);
  });

  const file = process.env['TRAVIS_SCHEMA'] ?? '';
  if (!existsSync(file)) {
    process.stderr.write(
      '\nSKIPPED, NOT CHECKED: .travis.yml by its schema: TRAVIS_SCHEMA names none\n',
    );
  }
  (existsSync(file) ? describe : describe.skip)('by the schema of Travis', () => {
    test('it is valid', () => {
      const schema: unknown = JSON.parse(readFileSync(file, 'utf8'));
      const validate = new Ajv({ strict: false, allErrors: true }).compile(
        typeof schema === 'object' && schema !== null ? schema : {},
      );
      expect([validate(travis), validate.errors]).toEqual([true, null]);
    });
  });
});

describe('a condition', () => {
  const facts = { branch: 'main', type: 'push', fork: false };

  test.each([
    ['branch = main', true],
    ['branch = develop', false],
    ['branch != main', false],
    ['type = push AND branch IN (develop, main)', true],
    ['type = cron AND branch IN (develop, main)', false],
    ['fork = false', true],
  ])('%s is %s for a push to main', (condition, holds) => {
    expect(evaluateCondition(condition, facts)).toBe(holds);
  });

  test.each(['commit_message =~ /x/', 'branch = main OR type = cron', 'true'])(
    'that is not understood is refused: %s',
    (condition) => {
      expect(() => evaluateCondition(condition, facts)).toThrow('.travis.yml');
    },
  );
});
