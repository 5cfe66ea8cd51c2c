import fc from 'fast-check';
import { evaluatePolicies, evaluatePolicy, MalformedPolicyError } from '../../../local/iam/policy';
import { matchesWildcard } from '../../../local/iam/wildcard';

const ARN = 'arn:aws:execute-api:eu-west-1:123456789012:abc123';

function decide(
  statement: Readonly<Record<string, unknown>>,
  request: { resource?: string; action?: string } = {},
): string {
  const document = {
    Version: '2012-10-17',
    Statement: { Effect: 'Allow', Action: 'execute-api:Invoke', Resource: '*', ...statement },
  };
  return evaluatePolicy(document, {
    action: 'execute-api:Invoke',
    resource: `${ARN}/dev/GET/items`,
    ...request,
  });
}

describe('Resource', () => {
  test.each([
    [`${ARN}/dev/GET/items`, 'dev/GET/items', true],
    [`${ARN}/dev/GET/items`, 'dev/GET/items/1', false],
    [`${ARN}/dev/GET/items`, 'dev/GET/Items', false],
    [`${ARN}/dev/GET/*`, 'dev/GET/items/1/parts', true],
    [`${ARN}/dev/GET/*`, 'dev/PUT/items', false],
    [`${ARN}/*/GET/items`, 'dev/GET/items', true],
    [`${ARN}/dev/*/items`, 'dev/GET/other/items', true],
    [`${ARN}/dev/GET/*/parts`, 'dev/GET/items/all-parts', false],
    [`${ARN}/dev/GET/i?ems`, 'dev/GET/items', true],
    [`${ARN}/dev/GET/i?ems`, 'dev/GET/iems', false],
    [`${ARN}/*`, 'dev/GET/', true],
    ['arn:aws:execute-api:*', 'dev/GET/items', true],
    ['arn:aws:execute-api:*:*:abc123/dev/GET/items', 'dev/GET/items', true],
    ['arn:aws:execute-api:us-east-1:*:*', 'dev/GET/items', false],
    ['execute-api:/dev/GET/*', 'dev/GET/items', true],
    ['execute-api:/prod/*', 'dev/GET/items', false],
    ['*', 'dev/GET/items', true],
    ['', 'dev/GET/items', false],
  ])('%s for %s: %s', (pattern, path, allowed) => {
    expect(decide({ Resource: pattern }, { resource: `${ARN}/${path}` })).toBe(
      allowed ? 'allow' : 'implicit-deny',
    );
  });

  test('may be a list, or say what is not meant', () => {
    expect(decide({ Resource: ['x', `${ARN}/dev/*`] })).toBe('allow');
    expect(decide({ Resource: undefined, NotResource: ['x', 'y'] })).toBe('allow');
    expect(decide({ Resource: undefined, NotResource: ['x', `${ARN}/*`] })).toBe('implicit-deny');
  });
});

describe('Action', () => {
  test.each([
    ['execute-api:Invoke', 'execute-api:Invoke', true],
    ['EXECUTE-API:invoke', 'execute-api:Invoke', true],
    ['execute-api:*', 'execute-api:Invoke', true],
    ['dynamodb:*Item', 'dynamodb:PutItem', true],
    ['dynamodb:*Item', 'dynamodb:Query', false],
    ['*', 'lambda:InvokeFunction', true],
    ['execute-api:ManageConnections', 'execute-api:Invoke', false],
  ])('%s for %s: %s', (pattern, action, allowed) => {
    expect(decide({ Action: pattern }, { action })).toBe(allowed ? 'allow' : 'implicit-deny');
  });

  test('may say what is not meant', () => {
    expect(decide({ Action: undefined, NotAction: 'execute-api:*' })).toBe('implicit-deny');
    expect(decide({ Action: undefined, NotAction: ['iam:*'] })).toBe('allow');
  });
});

describe('a decision', () => {
  const allow = { Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
  const deny = { Statement: [{ Effect: 'Deny', Action: 'a:B', Resource: 'r' }] };
  const request = { action: 'a:B', resource: 'r' };

  test.each([
    ['allow', [allow]],
    ['explicit-deny', [deny]],
    ['explicit-deny', [allow, deny]],
    ['explicit-deny', [deny, allow]],
    ['implicit-deny', []],
    ['implicit-deny', [{ Statement: [] }]],
    ['allow', [JSON.stringify(allow)]],
  ] as const)('is %s for %j', (decision, documents) => {
    expect(evaluatePolicies(documents, request)).toBe(decision);
  });

  test('ignores a deny of another resource', () => {
    expect(evaluatePolicies([allow, deny], { ...request, resource: 'other' })).toBe('allow');
  });
});

describe('Principal', () => {
  const caller = 'arn:aws:iam::123456789012:role/reader';

  test.each([
    ['*', caller, true],
    [{ AWS: '*' }, caller, true],
    [{ AWS: caller }, caller, true],
    [{ AWS: ['x', '123456789012'] }, caller, true],
    [{ AWS: 'arn:aws:iam::123456789012:root' }, caller, true],
    [{ AWS: 'arn:aws:iam::999999999999:root' }, caller, false],
    [{ Service: 'lambda.amazonaws.com' }, 'lambda.amazonaws.com', true],
    [{ Service: 'lambda.amazonaws.com' }, undefined, false],
    ['*', undefined, true],
  ])('%j for %s: %s', (principal, asking, allowed) => {
    const document = { Statement: { Effect: 'Allow', Action: '*', Principal: principal } };
    const decision = evaluatePolicy(document, { action: 'a:B', resource: 'r', principal: asking });
    expect(decision).toBe(allowed ? 'allow' : 'implicit-deny');
  });

  test('may say who is not meant', () => {
    const document = { Statement: { Effect: 'Deny', Action: '*', NotPrincipal: { AWS: caller } } };
    expect(evaluatePolicy(document, { action: 'a:B', resource: 'r', principal: caller })).toBe(
      'implicit-deny',
    );
    expect(evaluatePolicy(document, { action: 'a:B', resource: 'r', principal: 'x' })).toBe(
      'explicit-deny',
    );
  });
});

describe('Condition', () => {
  const context = {
    'aws:SourceIp': '203.0.113.7',
    'aws:SecureTransport': 'true',
    'aws:SourceArn': `${ARN}/dev/GET/items`,
    'aws:CurrentTime': '2026-05-01T12:00:00Z',
    'aws:UserAgent': 'curl/8',
    'x:Level': '7',
    'x:Tags': ['a', 'b'],
  };

  test.each([
    [{ StringEquals: { 'aws:UserAgent': ['x', 'curl/8'] } }, true],
    [{ StringEquals: { 'AWS:useragent': 'curl/8' } }, true],
    [{ StringEquals: { 'aws:UserAgent': 'Curl/8' } }, false],
    [{ StringEqualsIgnoreCase: { 'aws:UserAgent': 'Curl/8' } }, true],
    [{ StringNotEquals: { 'aws:UserAgent': ['x', 'curl/8'] } }, false],
    [{ StringNotEqualsIgnoreCase: { 'aws:UserAgent': 'x' } }, true],
    [{ StringLike: { 'aws:UserAgent': 'curl/*' } }, true],
    [{ StringNotLike: { 'aws:UserAgent': 'curl/*' } }, false],
    [{ NumericEquals: { 'x:Level': 7 } }, true],
    [{ NumericNotEquals: { 'x:Level': '7.0' } }, false],
    [{ NumericLessThan: { 'x:Level': '8' } }, true],
    [{ NumericLessThanEquals: { 'x:Level': '6' } }, false],
    [{ NumericGreaterThan: { 'x:Level': '7' } }, false],
    [{ NumericGreaterThanEquals: { 'x:Level': '7' } }, true],
    [{ DateGreaterThan: { 'aws:CurrentTime': '2026-01-01T00:00:00Z' } }, true],
    [{ DateLessThan: { 'aws:CurrentTime': '1767225600' } }, false],
    [{ DateEquals: { 'aws:CurrentTime': '2026-05-01T12:00:00Z' } }, true],
    [{ DateNotEquals: { 'aws:CurrentTime': '2026-05-01T12:00:00Z' } }, false],
    [{ DateLessThanEquals: { 'aws:CurrentTime': '2026-05-01T12:00:00Z' } }, true],
    [{ DateGreaterThanEquals: { 'aws:CurrentTime': '2026-05-01T12:00:01Z' } }, false],
    [{ Bool: { 'aws:SecureTransport': true } }, true],
    [{ Bool: { 'aws:SecureTransport': 'false' } }, false],
    [{ IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }, true],
    [{ IpAddress: { 'aws:SourceIp': ['10.0.0.0/8', '203.0.113.7'] } }, true],
    [{ IpAddress: { 'aws:SourceIp': '2001:db8::/32' } }, false],
    [{ NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }, false],
    [{ ArnLike: { 'aws:SourceArn': 'arn:aws:execute-api:*:*:abc123/*/GET/*' } }, true],
    [{ ArnEquals: { 'aws:SourceArn': 'arn:aws:*:abc123/dev/GET/items' } }, false],
    [{ ArnNotLike: { 'aws:SourceArn': 'arn:aws:execute-api:*:*:abc123/*' } }, false],
    [{ ArnNotEquals: { 'aws:SourceArn': 'arn:aws:s3:::x' } }, true],
    [{ BinaryEquals: { 'x:Level': '7' } }, true],
    [{ Null: { 'x:Missing': 'true' } }, true],
    [{ Null: { 'x:Level': 'true' } }, false],
    [{ StringEquals: { 'x:Missing': 'a' } }, false],
    [{ StringNotEquals: { 'x:Missing': 'a' } }, true],
    [{ StringEqualsIfExists: { 'x:Missing': 'a' } }, true],
    [{ StringEqualsIfExists: { 'x:Level': 'a' } }, false],
    [{ 'ForAnyValue:StringEquals': { 'x:Tags': ['b', 'c'] } }, true],
    [{ 'ForAllValues:StringEquals': { 'x:Tags': ['b', 'c'] } }, false],
    [{ 'ForAllValues:StringLike': { 'x:Tags': ['a', '?'] } }, true],
    [{ 'ForAllValues:StringEquals': { 'x:Missing': 'a' } }, true],
    [{ 'ForAnyValue:StringEquals': { 'x:Missing': 'a' } }, false],
    [
      { StringEquals: { 'aws:UserAgent': 'curl/8' }, Bool: { 'aws:SecureTransport': 'false' } },
      false,
    ],
    [{ StringEquals: { 'aws:UserAgent': 'curl/8', 'x:Level': '7' } }, true],
  ])('%j: %s', (condition, holds) => {
    const document = {
      Statement: { Effect: 'Allow', Action: '*', Resource: '*', Condition: condition },
    };
    const decision = evaluatePolicy(document, { action: 'a:B', resource: 'r', context });
    expect(decision).toBe(holds ? 'allow' : 'implicit-deny');
  });
});

describe('a malformed document', () => {
  const good = { Effect: 'Allow', Action: 'a:B', Resource: '*' };

  test.each([
    [null, 'The policy must be an object'],
    ['{', 'The policy is no JSON'],
    [[], 'The policy must be an object'],
    [{}, 'Statement must be'],
    [{ Version: '2020-01-01', Statement: [good] }, 'Version must be'],
    [{ Statement: [null] }, 'Statement[0] must be an object'],
    [
      { Statement: [good, { ...good, Effect: 'allow' }] },
      'Statement[1].Effect must be "Allow" or "Deny", not "allow"',
    ],
    [{ Statement: { Action: 'a', Resource: '*' } }, 'Statement[0].Effect must be'],
    [{ Statement: { Effect: 'Allow', Resource: '*' } }, 'Statement[0].Action must be'],
    [{ Statement: { Effect: 'Allow', Action: 'a' } }, 'Statement[0].Resource must be'],
    [{ Statement: { ...good, Resource: [] } }, 'Statement[0].Resource must be'],
    [{ Statement: { ...good, Resource: [1] } }, 'Statement[0].Resource must be'],
    [{ Statement: { ...good, NotAction: 'b' } }, 'Statement[0] has both Action and NotAction'],
    [{ Statement: { ...good, Ressource: 'b' } }, 'Statement[0] has an unknown member "Ressource"'],
    [
      { Statement: { ...good, Condition: { StringIs: { a: 'b' } } } },
      '"StringIs" is no condition operator',
    ],
    [
      { Statement: { ...good, Condition: { Bool: 'x' } } },
      'Statement[0].Condition.Bool must be an object',
    ],
    [
      { Statement: { ...good, Condition: { Bool: { a: {} } } } },
      'Statement[0].Condition.Bool.a must be',
    ],
    [{ Statement: { ...good, Principal: 5 } }, 'Statement[0].Principal must be an object'],
  ])('%j fails: %s', (document, message) => {
    const evaluate = (): unknown => evaluatePolicy(document, { action: 'a:B', resource: 'r' });
    expect(evaluate).toThrow(MalformedPolicyError);
    expect(evaluate).toThrow(message);
  });
});

describe('matchesWildcard', () => {
  test.each([
    ['tags/${*}', 'tags/*', true],
    ['tags/${*}', 'tags/k1', false],
    ['tags/${*}', 'tags/', false],
    ['*tags*${*}', 'a/tags/b/*', true],
    ['*tags*${*}', 'a/tags/b/c', false],
    ['a${?}${$}', 'a?$', true],
    ['a${?}${$}', 'ab$', false],
    // Other variables are not those of special characters.
    ['${aws:username}', '${aws:username}', true],
  ])('takes a special character for itself: %s and %s', (pattern, value, matches) => {
    expect(matchesWildcard(pattern, value)).toBe(matches);
  });

  test('is the regular expression that it stands for', () => {
    const pattern = fc
      .array(fc.constantFrom('a', 'b', '*', '?', '.'), { maxLength: 8 })
      .map((parts) => parts.join(''));
    const text = fc
      .array(fc.constantFrom('a', 'b', '.', '/'), { maxLength: 10 })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(pattern, text, (glob, value) => {
        const source = glob.replaceAll('.', '\\.').replaceAll('*', '.*').replaceAll('?', '.');
        expect(matchesWildcard(glob, value)).toBe(new RegExp(`^${source}$`, 's').test(value));
      }),
      { numRuns: 2000 },
    );
  });

  test('takes no exponential time', () => {
    expect(matchesWildcard(`${'*a'.repeat(200)}b`, 'a'.repeat(5000))).toBe(false);
  });
});
