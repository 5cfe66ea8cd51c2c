import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkImports, importsOf, writeImports } from '../../../scripts/pipeline/adopt';
import type { Diagnostic } from '../../../scripts/pipeline/terraform-failure';

const TYPES = {
  'aws_cloudwatch_log_group.items': { name: '/aws/lambda/gatehouse-dev-items' },
  'aws_lambda_permission.items': {
    function_name: 'gatehouse-dev-items',
    qualifier: 'live',
    statement_id: 'api',
  },
  'aws_lambda_permission.unqualified': { function_name: 'gatehouse-dev-faq', statement_id: 'api' },
  'aws_api_gateway_stage.stage': { rest_api_id: 'abcde12345', stage_name: 'dev' },
  'aws_api_gateway_method.new': { http_method: 'GET', rest_api_id: 'abcde12345' },
  'aws_sqs_queue.letters': { name: 'gatehouse-dev-letters' },
};

const PLAN = {
  resource_changes: Object.entries(TYPES).map(([address, after]) => ({
    address,
    type: address.split('.')[0],
    change: { actions: ['create'], after },
  })),
};

function error(
  address: string,
  detail = 'ResourceConflictException: it already exists',
): Diagnostic {
  return { severity: 'error', summary: 'creating it', detail, address };
}

describe('importsOf', () => {
  it.each([
    ['aws_cloudwatch_log_group.items', '/aws/lambda/gatehouse-dev-items'],
    ['aws_lambda_permission.items', 'gatehouse-dev-items:live/api'],
    ['aws_lambda_permission.unqualified', 'gatehouse-dev-faq/api'],
    ['aws_api_gateway_stage.stage', 'abcde12345/dev'],
  ])('takes over %s as %s', (to, id) => {
    expect(importsOf(PLAN, [error(to)])).toStrictEqual([{ to, id }]);
  });

  it.each([
    'ResourceConflictException: Function already exist: gatehouse-dev-items',
    'EntityAlreadyExists: Role with name gatehouse-dev-items',
    'ConflictException: Another resource with the same parent already has this name: items',
  ])('knows a taken name by "%s"', (detail) => {
    expect(importsOf(PLAN, [error('aws_cloudwatch_log_group.items', detail)])).toHaveLength(1);
  });

  it.each<readonly [what: string, diagnostics: readonly Diagnostic[]]>([
    ['another failure', [error('aws_cloudwatch_log_group.items', 'AccessDenied')]],
    [
      'a taken name beside another failure',
      [error('aws_cloudwatch_log_group.items'), error('aws_api_gateway_stage.stage', 'Throttling')],
    ],
    ['a type whose id AWS draws', [error('aws_sqs_queue.letters')]],
    ['a resource of something new', [error('aws_api_gateway_method.new')]],
    ['a resource that the plan does not know', [error('aws_iam_role.other')]],
    ['warnings', [{ ...error('aws_cloudwatch_log_group.items'), severity: 'warning' }]],
  ])('takes nothing over on %s', (_what, diagnostics) => {
    expect(importsOf(PLAN, diagnostics)).toStrictEqual([]);
  });
});

describe('checkImports', () => {
  const imported = (before: object | undefined, after: object | undefined): object => ({
    resource_changes: [
      {
        address: 'aws_dynamodb_table.items',
        change: {
          importing: { id: 'gatehouse-dev-items' },
          before: { tags_all: before },
          after: { tags_all: after },
        },
      },
    ],
  });
  const TAGS = { project: 'gatehouse', stage: 'dev' };

  it.each<readonly [what: string, before: object | undefined, after: object | undefined]>([
    ['the tags of the stack', TAGS, TAGS],
    ['a tag more', { ...TAGS, seen: 'yes' }, TAGS],
    ['what has no tags', undefined, undefined],
  ])('passes %s', (_what, before, after) => {
    expect(() => {
      checkImports(imported(before, after));
    }).not.toThrow();
  });

  it.each<readonly [what: string, before: object | undefined]>([
    ['no tags', undefined],
    ['tags of another stage', { ...TAGS, stage: 'prod' }],
  ])('refuses %s, by address and id', (_what, before) => {
    expect(() => {
      checkImports(imported(before, TAGS));
    }).toThrow(
      /^aws_dynamodb_table\.items is there already \(gatehouse-dev-items\) and is not of this stack: its tag .*stage differs/,
    );
  });

  function importOfGroup(name: string): object {
    const change = {
      importing: { id: name },
      before: { name, tags_all: {} },
      after: { name, tags_all: TAGS },
    };
    return { address: 'aws_cloudwatch_log_group.a', type: 'aws_cloudwatch_log_group', change };
  }

  it('takes the group of execution logs without tags, for its name is of the API', () => {
    const group = importOfGroup('API-Gateway-Execution-Logs_abcde12345/dev');
    expect(() => {
      checkImports({ resource_changes: [group] });
    }).not.toThrow();
  });

  it('takes no other group without tags', () => {
    const group = importOfGroup('/aws/lambda/gatehouse-dev-items');
    expect(() => {
      checkImports({ resource_changes: [group] });
    }).toThrow(/is not of this stack/);
  });

  it('does not look at what is made or changed', () => {
    const change = { before: { tags_all: {} }, after: { tags_all: TAGS } };
    expect(() => {
      checkImports({ resource_changes: [{ address: 'a.b', change }] });
    }).not.toThrow();
  });
});

describe('writeImports', () => {
  it('leaves nothing of an earlier plan', () => {
    const folder = mkdtempSync(join(tmpdir(), 'gatehouse-'));
    try {
      const file = join(folder, 'adopted.tf.json');
      const imports = [{ to: 'aws_iam_role.a', id: 'a' }];
      writeImports(folder, imports);
      expect(JSON.parse(readFileSync(file, 'utf8'))).toStrictEqual({ import: imports });
      writeImports(folder, []);
      expect(existsSync(file)).toBe(false);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
