import fc from 'fast-check';
import { renderJson, renderMarkdown, reviewPlans } from '../../../scripts/plan-review';
import { maskedView } from '../../../scripts/plan-review/masked-view';
import { parsePlan } from '../../../scripts/plan-review/resource-change';
import { planOf } from './helpers';

/** What people and programs get of a plan of one change. */
function shown(change: object, resource: object = {}): string {
  const review = reviewPlans([{ stack: 'gatehouse-prod', plan: planOf(change, resource) }]);
  return renderMarkdown(review) + renderJson(review);
}

const policy = (condition: object) =>
  JSON.stringify({
    Statement: [
      {
        Effect: 'Allow',
        Principal: '*',
        Action: 's3:GetObject',
        Resource: 'arn:aws:s3:::b/*',
        Condition: condition,
      },
    ],
  });

describe('what the provider marks sensitive', () => {
  it('is not in a finding, though its rule writes it', () => {
    const text = shown(
      {
        actions: ['update'],
        before: { policy: '{"Statement":[]}' },
        after: { policy: policy({ StringEquals: { 'aws:Referer': 'the-secret-referer' } }) },
        before_sensitive: { policy: true },
        after_sensitive: { policy: true },
      },
      { type: 'aws_s3_bucket_policy' },
    );

    expect(text).toContain('iam-principal-anyone');
    expect(text).not.toMatch(/the-secret-referer|arn:aws:s3:::b/i);
  });

  it('is not the name by which a thing is told', () => {
    const text = shown(
      {
        actions: ['create'],
        before: null,
        after: { name: 'the-secret-name' },
        after_sensitive: { name: true },
      },
      { type: 'aws_sqs_queue' },
    );

    expect(text).toContain('name `(sensitive)`');
    expect(text).not.toContain('the-secret-name');
  });

  it('is not in another attribute that repeats it', () => {
    const arn = (name: string) => `arn:aws:sqs:eu-west-1:123456789012:${name}`;
    const text = shown({
      actions: ['update'],
      before: { name: 'old-secret-name', arn: arn('old-secret-name') },
      after: { name: 'new-secret-name', arn: arn('new-secret-name') },
      before_sensitive: { name: true },
      after_sensitive: { name: true },
    });

    expect(text).toContain('arn:aws:sqs:eu-west-1:123456789012:(sensitive)');
    expect(text).not.toMatch(/(old|new)-secret-name/);
  });

  it('is not shown by its beginning either', () => {
    const secret = 'abcdefgh'.repeat(100);
    const [change] = parsePlan(
      'gatehouse-prod',
      planOf({
        actions: ['update'],
        before: {},
        after: { a: secret },
        after_sensitive: { a: true },
      }),
    ).changes;
    if (change === undefined) throw new Error('the plan has a change');
    const view = maskedView([change]);

    expect(view.sentence(`it is \`${secret.slice(0, 120)}… (800 characters)\``, change)).toBe(
      'it is `(sensitive)`',
    );
    expect(view.sentence('a `{"k":"abcdefghab… (900 characters)`', change)).toBe(
      'a `{"k":"(sensitive)… (900 characters)`',
    );
    expect(view.sentence(`it is ${secret} in words`, change)).toBe('it is (sensitive) in words');
  });

  it('never gets out, whatever it is', () => {
    const secrets = fc
      .string({
        minLength: 6,
        maxLength: 300,
        unit: fc.constantFrom(...Array.from('abcXYZ0189!"#$%&/()=?`|<>@\\')),
      })
      .map((text) => `§${text}`);
    fc.assert(
      fc.property(secrets, fc.constantFrom('create', 'update', 'delete'), (secret, action) => {
        const values = {
          name: secret,
          policy: policy({ StringEquals: { k: secret } }),
          list: [secret],
        };
        const marks = { name: true, policy: true, list: [true] };
        const text = shown(
          {
            actions: [action],
            before:
              action === 'create' ? null : action === 'update' ? { name: 'a', policy: '' } : values,
            after: action === 'delete' ? null : values,
            before_sensitive: marks,
            after_sensitive: marks,
          },
          { type: 'aws_sqs_queue' },
        );
        expect(text).not.toContain('§');
        expect(text).not.toContain('&#167;');
      }),
      { numRuns: 150 },
    );
  });
});

describe('what is a secret by its name or form', () => {
  it.each([
    ['in a variable', { variables: { upstream: 'https://admin:hunter2@db.internal/' } }],
    ['in a list', { list: ['AKIAIOSFODNN7HUNTER2X'] }],
    [
      'beside its name in JSON',
      {
        definitions: JSON.stringify([{ environment: [{ name: 'DB_PASSWORD', value: 'hunter2' }] }]),
      },
    ],
    ['beside its name in a block', { parameter: [{ name: 'MASTER_PASSWORD', value: 'hunter2' }] }],
  ])('is not in a row: %s', (_where, after) => {
    const before = JSON.parse(JSON.stringify(after).replaceAll(/hunter2/gi, 'ANOTHER')) as object;
    const text = shown({ actions: ['update'], before, after });

    expect(text).toContain('(sensitive)');
    expect(text).not.toMatch(/hunter2|another/i);
  });

  it('is not in a sentence of a rule', () => {
    const secret = 'a-secret-of-ours';
    const [change] = parsePlan(
      'gatehouse-prod',
      planOf({
        actions: ['update'],
        before: {},
        after: { environment: [{ variables: { DB_PASSWORD: secret } }] },
      }),
    ).changes;
    if (change === undefined) throw new Error('the plan has a change');

    expect(
      maskedView([change]).sentence(`set to \`${secret}\`, and sk_live_12345678`, change),
    ).toBe('set to `(sensitive)`, and (sensitive)');
  });
});

it('leaves what is no secret as it is', () => {
  const text = shown(
    {
      actions: ['update'],
      before: { visibility_timeout_seconds: 30, name: 'q' },
      after: {
        visibility_timeout_seconds: 60,
        name: 'q',
        policy: policy({ StringEquals: { 'aws:SourceAccount': '123456789012' } }),
      },
    },
    { type: 'aws_sqs_queue' },
  );

  expect(text).not.toContain('(sensitive)');
  expect(text).toContain('123456789012');
});
