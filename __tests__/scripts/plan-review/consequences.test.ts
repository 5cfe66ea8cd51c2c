import { renderMarkdown, reviewPlans } from '../../../scripts/plan-review';
import { differencesOf } from '../../../scripts/plan-review/differences';
import { parsePlan } from '../../../scripts/plan-review/resource-change';

const POLICY = '{"Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:x"}]}';

function planOfChanges(changes: readonly object[], prior: readonly object[] = []): object {
  return {
    format_version: '1.2',
    configuration: { root_module: { resources: [] } },
    prior_state: { values: { root_module: { resources: prior } } },
    resource_changes: changes,
  };
}

const role = {
  address: 'aws_iam_role.r',
  mode: 'managed',
  type: 'aws_iam_role',
  change: {
    actions: ['update'],
    before: { name: 'r', inline_policy: [] },
    after: { name: 'r', inline_policy: [{ name: 'p', policy: POLICY }] },
  },
};

function follows(plan: object): readonly boolean[] {
  const { changes } = parsePlan('gatehouse-prod', plan);
  return changes
    .filter(({ type }) => type === 'aws_iam_role')
    .flatMap((change) => differencesOf(change, changes).map(({ isConsequence }) => isConsequence));
}

describe('a policy that appears in a role', () => {
  it('is decided by somebody when no other resource puts it there', () => {
    expect(follows(planOfChanges([role]))).toStrictEqual([false]);
    const text = renderMarkdown(
      reviewPlans([{ stack: 'gatehouse-prod', plan: planOfChanges([role]) }]),
    );

    expect(text).not.toContain('nobody decided them');
  });

  it('follows from the resource of the state that put it there', () => {
    const prior = (policy: string) => [
      { address: 'a.b', mode: 'managed', type: 'aws_iam_role_policy', values: { policy } },
    ];

    expect(follows(planOfChanges([role], prior(` ${POLICY}`)))).toStrictEqual([true]);
    expect(follows(planOfChanges([role], prior('{"Statement":[]}')))).toStrictEqual([false]);
  });
});

it.each(['aws_api_gateway_method', 'aws_lambda_function'])(
  'a value of %s that decides who gets in is no consequence because it is unknown',
  (type) => {
    const attribute = type === 'aws_lambda_function' ? 'role' : 'authorizer_id';
    const plan = planOfChanges([
      {
        address: `${type}.x`,
        mode: 'managed',
        type,
        change: {
          actions: ['update'],
          before: { [attribute]: 'abc' },
          after: {},
          after_unknown: { [attribute]: true },
        },
      },
    ]);
    const { changes } = parsePlan('gatehouse-prod', plan);

    expect(
      changes.flatMap((one) => differencesOf(one, changes)).map((one) => one.isConsequence),
    ).toStrictEqual([false]);
  },
);

it('an import without a change has a row', () => {
  const plan = planOfChanges([
    {
      address: 'aws_sqs_queue.q',
      mode: 'managed',
      type: 'aws_sqs_queue',
      change: {
        actions: ['no-op'],
        before: { name: 'gatehouse-prod-q' },
        after: { name: 'gatehouse-prod-q' },
        importing: { id: 'gatehouse-prod-q' },
      },
    },
  ]);
  const review = reviewPlans([{ stack: 'gatehouse-prod', plan }]);

  expect(review.rows.map(({ action }) => action)).toStrictEqual(['import']);
  expect(renderMarkdown(review)).toContain('1 to import');
});

describe('a refusal that any page may read', () => {
  const response = (header: string, parameters: object = {}): object => ({
    address: 'aws_api_gateway_gateway_response.r',
    mode: 'managed',
    type: 'aws_api_gateway_gateway_response',
    change: {
      actions: ['create'],
      before: null,
      after: {
        response_type: 'DEFAULT_4XX',
        response_parameters: {
          'gatewayresponse.header.Access-Control-Allow-Origin': header,
          ...parameters,
        },
      },
      after_unknown: { rest_api_id: true },
    },
  });
  const configuration = {
    root_module: {
      resources: [
        {
          address: 'aws_api_gateway_gateway_response.r',
          expressions: { rest_api_id: { references: ['aws_api_gateway_rest_api.api.id'] } },
        },
      ],
    },
  };
  const api = {
    address: 'aws_api_gateway_rest_api.api',
    mode: 'managed',
    type: 'aws_api_gateway_rest_api',
    change: { actions: ['create'], before: null, after: { name: 'gatehouse' } },
  };
  const dangers = (...changes: readonly object[]) =>
    reviewPlans([
      { stack: 'gatehouse-api', plan: { ...planOfChanges(changes), configuration } },
    ]).dangers.map(({ rule }) => rule);

  it('is none of a danger of an API that is made with it, and is one else', () => {
    expect(dangers(api, response("'*'"))).toStrictEqual([]);
    expect(dangers(response("'*'"))).toStrictEqual(['cors-any-origin']);
  });

  it('is always one with cookies, or by the word of the caller', () => {
    expect(dangers(api, response('method.request.header.Origin'))).toStrictEqual([
      'cors-any-origin',
    ]);
    const credentials = {
      'gatewayresponse.header.Access-Control-Allow-Credentials': "'true'",
    };

    expect(dangers(api, response("'*'", credentials))).toStrictEqual(['cors-any-origin']);
  });
});

it('the snapshot of an API that gives way to the next one is told of by nobody', () => {
  const snapshot = (actions: readonly string[], name: string, rest_api_id: string): object => ({
    address: `aws_api_gateway_deployment.${name}`,
    mode: 'managed',
    type: 'aws_api_gateway_deployment',
    change: {
      actions,
      before: actions[0] === 'forget' ? { rest_api_id } : null,
      after: actions[0] === 'forget' ? null : { rest_api_id },
    },
  });
  const warnings = (...changes: readonly object[]) =>
    reviewPlans([{ stack: 'gatehouse-prod', plan: planOfChanges(changes) }]).warnings.map(
      ({ rule }) => rule,
    );
  const old = snapshot(['forget'], 'old', 'abcde12345');

  expect(warnings(old, snapshot(['create'], 'new', 'abcde12345'))).toStrictEqual([]);
  expect(warnings(old, snapshot(['create'], 'new', 'other12345'))).toStrictEqual([
    'forgotten-harmless',
  ]);
});
