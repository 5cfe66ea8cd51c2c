import { reviewPlans } from '../../../scripts/plan-review';

interface Statement {
  readonly known: object;
  readonly unknown?: object;
}

/** The rules that speak of a queue's and a role's new policy that a data source puts together from statements. */
function told(statements: readonly Statement[], type = 'aws_iam_role_policy'): readonly string[] {
  const on = type === 'aws_iam_role_policy' ? 'role' : 'queue_url';
  const target = type === 'aws_iam_role_policy' ? 'aws_iam_role' : 'aws_sqs_queue';
  const references = (address: string) => ({ references: [`${address}.id`, address] });
  const plan = {
    format_version: '1.2',
    configuration: {
      root_module: {
        resources: [
          { address: `${target}.a`, expressions: {} },
          {
            address: `${type}.a`,
            expressions: {
              policy: {
                references: [
                  'data.aws_iam_policy_document.a.json',
                  'data.aws_iam_policy_document.a',
                ],
              },
              [on]: references(`${target}.a`),
            },
          },
        ],
      },
    },
    resource_changes: [
      {
        address: `${target}.a`,
        mode: 'managed',
        type: target,
        change: {
          actions: ['create'],
          before: null,
          after: { name: 'shop-prod-a' },
          after_unknown: { id: true },
        },
      },
      {
        address: 'data.aws_iam_policy_document.a',
        mode: 'data',
        type: 'aws_iam_policy_document',
        change: {
          actions: ['read'],
          before: null,
          after: { statement: statements.map(({ known }) => known) },
          after_unknown: { json: true, statement: statements.map(({ unknown }) => unknown ?? {}) },
        },
      },
      {
        address: `${type}.a`,
        mode: 'managed',
        type,
        change: {
          actions: ['create'],
          before: null,
          after: {},
          after_unknown: { policy: true, [on]: true },
        },
      },
    ],
  };
  const { dangers, warnings } = reviewPlans([
    { stack: 'shop-prod', plan, accountId: '111122223333' },
  ]);
  return [...dangers, ...warnings].map(({ rule }) => rule);
}

const OWN = {
  known: { actions: ['sqs:SendMessage'], resources: [null] },
  unknown: { resources: [true] },
};

describe('a policy of a data source that is read during apply', () => {
  it('is silent when what is not known is a thing of the plan', () => {
    expect(told([OWN])).toStrictEqual([]);
  });

  it.each<readonly [what: string, statement: Statement, rule: string]>([
    [
      'every table',
      {
        known: {
          actions: ['dynamodb:GetItem'],
          resources: ['arn:aws:dynamodb:eu-west-1:111122223333:table/*'],
        },
      },
      'iam-wildcard-resource',
    ],
    [
      'every action',
      { known: { actions: ['sqs:*'], resources: [null] }, unknown: { resources: [true] } },
      'iam-wildcard-action',
    ],
    [
      'more for itself',
      {
        known: { actions: ['iam:PutRolePolicy'], resources: [null] },
        unknown: { resources: [true] },
      },
      'iam-escalation',
    ],
    [
      'a whole list that is not known',
      { known: { actions: ['sqs:SendMessage'] }, unknown: { resources: true } },
      'iam-policy-unreadable',
    ],
  ])('tells of %s in one statement', (_what, statement, rule) => {
    expect(told([OWN, statement])).toContain(rule);
  });

  it('tells of anybody as the principal', () => {
    const principals = [{ type: '*', identifiers: ['*'] }];
    expect(
      told([{ ...OWN, known: { ...OWN.known, principals } }], 'aws_sqs_queue_policy'),
    ).toContain('iam-principal-anyone');
  });

  it('reads conditions', () => {
    const known = {
      ...OWN.known,
      principals: [{ type: 'AWS', identifiers: ['*'] }],
      condition: [{ test: 'StringEquals', variable: 'aws:PrincipalOrgID', values: ['o-1'] }],
    };
    expect(told([{ ...OWN, known }], 'aws_sqs_queue_policy')).toStrictEqual([
      'iam-principal-anyone-on-condition',
    ]);
  });
});
