/** A plan of an API that is not there yet, as `terraform show -json` has written it. */
import type { Application } from '../../../local/application';
import { load } from '../../helpers/terraform-json';
import plan from './plan.json';

function loadPlan(changed: object = plan): {
  application: Application;
  warnings: readonly string[];
} {
  return load({ 'plan.json': changed }, { app: 'plan.json' });
}

/** The plan with other values in one resource, as after an apply. */
function planWith(address: string, after: object, unknown?: object): object {
  return {
    ...plan,
    resource_changes: plan.resource_changes.map((resource) =>
      resource.address === address
        ? {
            ...resource,
            change: {
              after: { ...resource.change.after, ...after },
              after_unknown: unknown ?? resource.change.after_unknown,
            },
          }
        : resource,
    ),
  };
}

describe('a plan', () => {
  const { application, warnings } = loadPlan();
  const [api] = application.restApis;
  const [items] = application.functions;

  test('has the region of its provider', () => {
    expect(application.region).toBe('eu-west-1');
  });

  test('connects what is not known yet by what it refers to', () => {
    const resource = api?.resources.find(({ path }) => path === '/items');
    expect(
      resource?.methods.map(({ httpMethod, integration }) => [httpMethod, integration?.uri]),
    ).toEqual(
      ['GET', 'POST'].map((verb) => [
        verb,
        'arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:000000000000:function:items/invocations',
      ]),
    );
    expect(items?.role?.arn).toBe('arn:aws:iam::000000000000:role/r');
  });

  test('has an instance for each key', () => {
    expect(application.stacks[0]?.resources.map(({ address }) => address)).toEqual(
      expect.arrayContaining([
        'aws_api_gateway_method.get["GET"]',
        'aws_api_gateway_method.get["POST"]',
      ]),
    );
  });

  test('leaves what is known as it is, even when it looks like a template', () => {
    expect(items?.environment).toEqual({ SIZE: '${x}', TABLE: 't' });
    expect(api?.stages[0]?.variables).toEqual({ fn: 'x${y}' });
  });

  test('says where it serves otherwise than it is written', () => {
    expect(items?.permissions[0]?.sourceArn).toBe(
      `arn:aws:execute-api:eu-west-1:000000000000:${String(api?.id)}/*`,
    );
    expect(items?.role?.policies).toEqual([
      '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}',
    ]);
    expect(warnings).toEqual([
      expect.stringMatching(/plan\.json: aws_iam_role_policy\.p: policy: .*everything is allowed/),
      expect.stringMatching(/plan\.json: aws_lambda_permission\.p: source_arn: .*all of them/),
    ]);
  });

  test('has the ids, account and ARNs that AWS has given already', () => {
    const applied = planWith(
      'aws_api_gateway_rest_api.api',
      {
        id: 'abcdefghij',
        root_resource_id: 'klmnopqrst',
        execution_arn: 'arn:aws:execute-api:eu-west-1:123456789012:abcdefghij',
      },
      {},
    );
    const loaded = loadPlan(applied).application;
    expect(loaded.restApis[0]).toMatchObject({ id: 'abcdefghij', rootResourceId: 'klmnopqrst' });
    expect(loaded.functions[0]?.permissions[0]?.sourceArn).toBe(
      'arn:aws:execute-api:eu-west-1:123456789012:abcdefghij/*',
    );
  });

  test('takes the account from an ARN that is known', () => {
    const arn = 'arn:aws:dynamodb:eu-west-1:123456789012:table/t';
    expect(loadPlan(planWith('aws_dynamodb_table.t', { arn }, {})).application).toMatchObject({
      accountId: '123456789012',
      tables: [{ arn }],
    });
  });

  test('refuses variables of which it does not tell which is which', () => {
    const waiting = planWith(
      'aws_api_gateway_stage.dev',
      { variables: null },
      { variables: true, rest_api_id: true, deployment_id: true },
    );
    expect(() => loadPlan(waiting)).toThrow(
      /plan\.json: aws_api_gateway_stage\.dev: variables: a plan does not tell it before it is applied.*serve cdktf\.out/,
    );
  });

  test('is told from other JSON', () => {
    expect(() => loadPlan({ values: {} })).toThrow('plan.json: no plan in it: write one with');
  });
});
