import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import {
  exitCodeOf,
  parseAllowList,
  renderJson,
  renderMarkdown,
  reviewPlans,
} from '../../../scripts/plan-review';
import { ALL_SCENARIOS, planOf, reviewScenario } from './helpers';
import { planFile } from './terraform/plan-files';
import type { Scenario } from './terraform/scenario';
import { EVASIONS, HARMLESS_TOO } from './terraform/scenarios-evasions';

/** What each kept plan's review finds: its dangers, then its warnings. */
const EXPECTED: Readonly<Record<string, readonly [dangers: string, warnings?: string]>> = {
  'nothing changes': [''],
  'a stage is deployed for the first time': ['', 'secret-in-environment'],
  'an API is deployed for the first time': ['', 'method-open-added'],
  'memory changes': [''],
  'a description changes': [''],
  'code and memory change': [''],
  'tags change': [''],
  'code changes': [''],
  'only the path of the zip changes': [''],
  'the API is deployed again': [''],
  'a route with a key is added': [''],
  'an open route is added': ['', 'method-open-added'],
  'a route is removed': ['', 'method-removed'],
  'a method is renamed and stays guarded': [''],
  'a method is closed': [''],
  'a role is allowed less': [''],
  'the same policy is written in another order': [''],
  'logs are kept longer': [''],
  'a throttle is lowered': [''],
  'a throttle is raised to another limit': ['', 'throttle-raised'],
  'a secret changes': [''],
  'an environment variable changes': [''],
  'a description tries to write Markdown': [''],
  'a resource is moved to another address': [''],
  'a resource is forgotten, not destroyed': ['forgotten'],
  'the key of the table changes': ['dynamodb-table-lost table-key-changed'],
  'the table is renamed': ['dynamodb-table-lost table-key-changed', 'environment-place-changed'],
  'the table is destroyed': ['dynamodb-table-lost', 'environment-place-changed'],
  'deletion protection is switched off': ['deletion-protection-off'],
  'point-in-time recovery is switched off': ['point-in-time-recovery-off'],
  'encryption of the table is switched off': ['guard-changed'],
  'the key that encrypts is destroyed': ['guard-changed kms-key-lost'],
  'a log group is destroyed': ['cloudwatch-log-group-lost'],
  'a log group is no longer encrypted': ['guard-changed'],
  'logs are kept shorter': ['log-retention-lowered'],
  'the API key is destroyed': ['api-gateway-api-key-lost api-gateway-usage-plan-key-lost'],
  'a method no longer asks for a key': ['method-key-removed'],
  'a method no longer asks for a token': ['method-authorization-removed'],
  'a method is renamed and opened': ['method-key-removed'],
  'the authorizer is destroyed': [
    'authorizer-removed method-authorizer-changed',
    'method-authorization-changed',
  ],
  'tokens are believed for an hour': ['', 'access-notice'],
  'any origin is allowed': ['cors-any-origin'],
  'the whole API is destroyed': [
    'authorizer-removed api-gateway-rest-api-lost',
    'method-removed method-removed method-removed validator-weakened',
  ],
  'the whole stage is destroyed': [
    'api-gateway-api-key-lost api-gateway-domain-name-lost throttle-removed api-gateway-stage-lost api-gateway-usage-plan-lost api-gateway-usage-plan-key-lost cloudwatch-log-group-lost cloudwatch-log-group-lost alarm-removed dynamodb-table-lost kms-key-lost resource-not-expected function-removed s3-bucket-lost bucket-public bucket-versioning-off sns-topic-lost sqs-queue-lost ssm-parameter-lost firewall-removed firewall-removed',
    'permission-removed',
  ],
  'the throttle of the usage plan is removed': ['usage-plan-throttle-removed'],
  'the quota is removed': ['quota-removed'],
  'the throttle of the stage is lifted': ['throttle-removed'],
  'requests are logged with their bodies': ['data-trace-on'],
  'access logging is removed': ['access-log-removed'],
  'an older TLS is accepted': ['tls-lowered'],
  'the domain name changes': ['api-gateway-domain-name-lost', 'access-notice guard-notice'],
  'a stage calls the functions of the other': ['stage-crossed'],
  'a function writes to the table of the other stage': ['stage-crossed'],
  'a method no longer validates its requests': ['', 'method-validator-removed'],
  'a role is allowed everything on the table': ['iam-wildcard-action'],
  'a role is allowed one more action': ['iam-widened'],
  'a condition is removed': ['iam-widened'],
  'anybody may take the role': ['iam-principal-anyone'],
  'an administrator policy is attached': ['iam-sweeping-policy-attached'],
  'a permission covers every method of every stage': ['permission-widened'],
  'a function is removed': ['resource-not-expected function-removed', 'permission-removed'],
  'an alarm is removed': ['alarm-removed'],
  'an alarm is silenced': ['alarm-silenced'],
  'an alarm tells nobody': ['alarm-silenced guard-changed'],
  'a function is renamed': ['code-changed function-removed permission-widened'],
  'a function is switched off': ['function-switched-off'],
  'a permission names no source any more': ['permission-widened'],
  'a policy that is not known yet allows a new queue': ['iam-widened'],
  'a policy that is not known yet allows everything': [
    'iam-wildcard-action iam-wildcard-resource iam-widened',
  ],
  'a stage allows any origin': ['cors-any-origin'],
  'a stored secret is destroyed': ['ssm-parameter-lost'],
  'anybody may invoke the function': ['permission-widened'],
  'items begin to expire': ['table-items-expire', ''],
  'the API key is disabled': ['api-key-disabled'],
  'the API key is replaced': [
    'api-gateway-api-key-lost api-gateway-usage-plan-key-lost access-changed',
    'access-notice',
  ],
  'the bucket is destroyed': ['s3-bucket-lost bucket-public bucket-versioning-off'],
  'the bucket keeps no versions any more': ['bucket-versioning-off'],
  'the bucket may be made public': ['bucket-public'],
  'the dead-letter queue is taken from a function': ['destination-changed'],
  'the firewall is taken away': ['firewall-removed'],
  'the queue is no longer encrypted': ['guard-changed'],
  'the stage is renamed': [
    'guard-changed api-gateway-stage-lost behaviour-changed guard-changed guard-changed',
    'access-notice guard-notice',
  ],
  'drift in tags': [''],
  'drift in protection': ['deletion-protection-off'],
  'drift in permissions': ['iam-wildcard-action iam-wildcard-resource'],
  'drift by removal of an alarm': ['alarm-removed'],
};

/** Evasions of which a person must hear, but that may be meant. */
const TOLD_ONLY: ReadonlySet<string> = new Set([
  'a stage names another function',
  'a queue is made by a type that nobody judged',
]);

const namesOf = (scenarios: readonly Scenario[]): readonly string[] =>
  scenarios.map(({ name }) => name);

const NOW = new Date('2026-12-01T12:00:00Z');

function allow(...entries: readonly object[]) {
  return parseAllowList(JSON.stringify(entries));
}

const ENTRY = {
  address: 'aws_dynamodb_table.items',
  action: 'replace',
  reason: 'the table holds nothing yet',
  expires: '2026-12-31',
};

describe('the kept plans', () => {
  it('are each of a scenario, and each has what its review must find', () => {
    const kept = readdirSync(join(__dirname, 'plans')).sort();

    expect(kept).toStrictEqual(ALL_SCENARIOS.map(({ name }) => basename(planFile(name))).sort());
    const apart = new Set([...EVASIONS, ...HARMLESS_TOO].map(({ name }) => name));
    expect(Object.keys(EXPECTED).sort()).toStrictEqual(
      ALL_SCENARIOS.map(({ name }) => name)
        .filter((name) => !apart.has(name))
        .sort(),
    );
  });

  it.each(Object.entries(EXPECTED))('%s: %j', (name, [dangers, warnings = '']) => {
    const review = reviewScenario(name);

    expect(review.dangers.map(({ rule }) => rule).join(' ')).toBe(dangers);
    expect(review.warnings.map(({ rule }) => rule).join(' ')).toBe(warnings);
    expect(exitCodeOf(review)).toBe(dangers === '' ? 0 : 2);
  });

  it.each(namesOf(EVASIONS))('are dangerous, or tell: %s', (name) => {
    const { dangers, warnings } = reviewScenario(name);

    expect(dangers.length + warnings.length).toBeGreaterThan(0);
    expect(dangers.length === 0).toBe(TOLD_ONLY.has(name));
  });

  it.each(namesOf(HARMLESS_TOO))('are silent: %s', (name) => {
    const { dangers, warnings, allowed } = reviewScenario(name);

    expect([...dangers, ...warnings, ...allowed]).toStrictEqual([]);
  });

  it.each(ALL_SCENARIOS.map(({ name }) => name))('show no secret: %s', (name) => {
    const review = reviewScenario(name);

    expect(renderMarkdown(review) + renderJson(review)).not.toContain('only-for-tests');
  });
});

describe("a plan that replaces prod's table", () => {
  it('is dangerous, and says which table, which attribute and what is lost', () => {
    const review = reviewScenario('the key of the table changes', { now: NOW });
    const markdown = renderMarkdown(review);

    expect(exitCodeOf(review)).toBe(2);
    expect(markdown).toContain('the table `gatehouse-prod-items` is destroyed and made anew');
    expect(markdown).toContain('`hash_key`: `id` -> `pk`'.replace('->', '-\\>'));
    expect(markdown).toContain('lost: every item in the table');
    expect(markdown).toContain('reaches prod');
  });

  it('passes with an entry for its action, and says which', () => {
    const review = reviewScenario('the key of the table changes', {
      allow: allow(ENTRY),
      now: NOW,
    });

    expect(exitCodeOf(review)).toBe(0);
    expect(review.allowed.map(({ allowedBy }) => allowedBy?.number)).toStrictEqual([1, 1]);
    expect(renderMarkdown(review)).toMatch(
      /^## Plan review: dangerous, allowed: 2 dangers allowed/,
    );
    expect(renderMarkdown(review)).toContain(
      'allowed by entry 1 of `plan-allow.json` (`replace` of `aws_dynamodb_table.items` until 2026-12-31): `the table holds nothing yet`',
    );
  });

  it('passes only by the rule that an entry names', () => {
    const list = allow({ ...ENTRY, action: 'table-key-changed' });
    const review = reviewScenario('the key of the table changes', { allow: list, now: NOW });

    expect(review.dangers.map(({ rule }) => rule)).toStrictEqual(['dynamodb-table-lost']);
    expect(review.allowed.map(({ rule }) => rule)).toStrictEqual(['table-key-changed']);
  });

  it.each([
    ['another address', { address: 'aws_dynamodb_table.item' }],
    ['a part of the address', { address: 'aws_dynamodb_table' }],
    ['another stack', { stack: 'gatehouse-dev' }],
    ['another action', { action: 'destroy' }],
    ['a day gone by', { expires: '2026-11-30' }],
  ])('stays dangerous with an entry for %s', (_what, change) => {
    const list = allow({ ...ENTRY, ...change });

    expect(
      exitCodeOf(reviewScenario('the key of the table changes', { allow: list, now: NOW })),
    ).toBe(2);
  });

  it('tells an entry that has expired', () => {
    const list = allow({ ...ENTRY, expires: '2026-11-30' });
    const review = reviewScenario('the key of the table changes', { allow: list, now: NOW });

    expect(review.expired).toStrictEqual(list.entries);
    expect(renderMarkdown(review)).toContain('expired, so that it allows nothing: entry 1');
  });

  it('tells an entry that is not used, but not one of a stack that was not planned', () => {
    const list = allow(
      { ...ENTRY, address: 'aws_sqs_queue.gone' },
      { ...ENTRY, address: 'aws_sqs_queue.gone', stack: 'gatehouse-dev' },
    );
    const review = reviewScenario('nothing changes', { allow: list, now: NOW });

    expect(review.unused.map(({ number }) => number)).toStrictEqual([1]);
    expect(renderMarkdown(review)).toContain('not used here: entry 1');
  });
});

describe('rows', () => {
  it('tell a change of code, a new version and the alias as one story', () => {
    const { rows } = reviewScenario('code changes');

    expect(rows).toMatchObject([
      { address: 'aws_lambda_alias.live', partOf: 'aws_lambda_function.items' },
      {
        address: 'aws_lambda_function.items',
        action: 'update',
        stage: 'prod',
        note: 'code of `gatehouse-prod-items` changed: new version, alias `live` moves',
      },
    ]);
    expect(decided('code changes', 'aws_lambda_function.items')).toStrictEqual([
      'source_code_hash',
    ]);
  });

  it('tell a function whose code stays', () => {
    expect(reviewScenario('memory changes').rows[1]?.note).toBe(
      'same code of `gatehouse-prod-items`: new version, alias `live` moves',
    );
  });

  it('take the path of a zip for noise', () => {
    expect(reviewScenario('only the path of the zip changes').rows).toMatchObject([
      { address: 'aws_lambda_alias.live', partOf: 'aws_lambda_function.items' },
      { address: 'aws_lambda_function.items', isNoise: true },
    ]);
  });

  it('tell a new deployment and the stage that moves to it as one story', () => {
    expect(reviewScenario('the API is deployed again').rows).toMatchObject([
      { address: 'aws_api_gateway_deployment.deployment', action: 'replace' },
      { address: 'aws_api_gateway_stage.stage', partOf: 'aws_api_gateway_deployment.deployment' },
    ]);
  });

  it.each([
    ['tags change', 'aws_dynamodb_table.items', 'tags.team'],
    ['memory changes', 'aws_lambda_function.items', 'memory_size'],
    ['a description changes', 'aws_lambda_function.items', 'description'],
    [
      'an environment variable changes',
      'aws_lambda_function.items',
      'environment.variables.LOG_LEVEL environment.variables.WEBHOOK_TOKEN',
    ],
    [
      'a throttle is lowered',
      'aws_api_gateway_usage_plan.plan',
      'throttle_settings.burst_limit throttle_settings.rate_limit',
    ],
    [
      'a role is allowed one more action',
      'aws_iam_role_policy.items',
      'policy.Statement[1].Action',
    ],
  ])('of %s name what differs in %s: %s', (name, address, paths) => {
    expect(decided(name, address).join(' ')).toBe(paths);
  });

  it('name the attribute that forces a replacement', () => {
    const table = reviewScenario('the table is renamed').rows.find(
      ({ address }) => address === 'aws_dynamodb_table.items',
    );
    const forcing = table?.differences.filter(({ forcesReplacement }) => forcesReplacement);

    expect(table?.action).toBe('replace');
    expect(forcing).toMatchObject([
      { path: 'name', before: 'gatehouse-prod-items', after: 'gatehouse-prod-things' },
    ]);
  });

  it.each([
    ['the table is destroyed', 'aws_dynamodb_table.items', 'destroy'],
    ['a resource is forgotten, not destroyed', 'aws_ssm_parameter.webhook', 'forget'],
    ['a resource is moved to another address', 'aws_sqs_queue.failed', 'move'],
    ['an open route is added', 'aws_api_gateway_method.get_status', 'create'],
  ])('of %s say of %s: %s', (name, address, action) => {
    expect(reviewScenario(name).rows.find((row) => row.address === address)?.action).toBe(action);
  });

  it.each([
    ['gatehouse-dev', 'dev'],
    ['gatehouse-prod', 'prod'],
    ['gatehouse-api', 'both'],
    ['gatehouse-bootstrap', 'none'],
    ['shop_api', 'both'],
    ['prod', 'prod'],
  ])('of stack %s reach %s', (stack, stage) => {
    const plan = planOf({ actions: ['create'], before: null, after: {} });

    expect(reviewPlans([{ stack, plan }]).rows[0]?.stage).toBe(stage);
  });
});

describe('a stack whose name tells no stage', () => {
  it.each(['production', 'gatehouse', 'gatehouse-staging', 'gatehouse-prod2'])(
    'fails: %s',
    (stack) => {
      const plan = planOf({ actions: ['create'], before: null, after: {} });

      expect(() => reviewPlans([{ stack, plan }])).toThrow(/its stage is not known.*-dev.*-prod/);
    },
  );
});

describe('reviewPlans', () => {
  it('reviews many stacks at once', () => {
    const table = reviewScenario('the table is renamed');
    const both = reviewPlans([
      { stack: 'gatehouse-dev', plan: planOf({ actions: ['no-op'] }) },
      { stack: 'gatehouse-prod', plan: planOf({ actions: ['create'], before: null, after: {} }) },
    ]);

    expect(both.stacks.map(({ counts }) => counts)).toStrictEqual([
      { 'no change': 1 },
      { create: 1 },
    ]);
    expect(table.stacks).toHaveLength(1);
  });

  it.each([
    ['a list', [], /is no plan/],
    ['a state', { format_version: '1.0', values: {} }, /a state, not a plan/],
    ['a format to come', { format_version: '2.0' }, /plan format 2\.0 is not known/],
    ['a plan that failed', { format_version: '1.2', errored: true }, /terraform plan failed/],
    ['an action to come', planOf({ actions: ['open'] }), /aws_x\.y: action "open"/],
    [
      'a change without a type',
      planOf({ actions: ['create'] }, { type: 1 }),
      /without address or type/,
    ],
  ])('does not take %s for safe', (_what, plan, message) => {
    expect(() => reviewPlans([{ stack: 'gatehouse-prod', plan }])).toThrow(message);
  });

  it('tells what was changed outside Terraform', () => {
    const [summary] = reviewScenario('drift in tags').stacks;

    expect(summary?.isRefreshOnly).toBe(true);
    expect(decided('drift in tags', 'aws_dynamodb_table.items')).toStrictEqual(['tags.touched']);
  });
});

function decided(name: string, address: string): readonly string[] {
  const row = reviewScenario(name).rows.find((one) => one.address === address);
  return (row?.differences ?? [])
    .filter(({ isConsequence }) => !isConsequence)
    .map(({ path }) => path);
}
