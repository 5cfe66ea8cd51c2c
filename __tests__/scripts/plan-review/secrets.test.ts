import { isSecretAt, maskSecrets, maskText } from '../../../scripts/plan-review/secrets';

describe('a secret is known by its form', () => {
  it.each([
    ['an access key of AWS', 'AKIAIOSFODNN7EXAMPLE', '(sensitive)'],
    ['a temporary one', 'x ASIAIOSFODNN7EXAMPLE y', 'x (sensitive) y'],
    ['a key of Stripe', 'sk_live_4eC39HqLyjWDarjt', '(sensitive)'],
    ['a token of GitHub', `ghp_${'a1'.repeat(18)}`, '(sensitive)'],
    ['a token of Slack', 'xoxb-123456789012-abcdef', '(sensitive)'],
    ['a webhook of Slack', 'https://hooks.slack.com/services/T0/B0/abc', '(sensitive)'],
    ['a JWT', 'eyJhbGciOi.xxx.yyy', '(sensitive)'],
    [
      'a JWT behind its scheme',
      'Authorization: Bearer eyJhbGciOi.xxx.yyy',
      'Authorization: Bearer (sensitive)',
    ],
    ['an opaque bearer token', 'Bearer 0123456789abcdef', 'Bearer (sensitive)'],
    ['basic credentials', 'Basic YWxhZGRpbjpvcGVu', 'Basic (sensitive)'],
    [
      'a password in a URL',
      'https://admin:hunter2@db.internal/x',
      'https://admin:(sensitive)@db.internal/x',
    ],
    [
      'a password with a slash',
      'postgres://root:hun/ter@2@db/x',
      'postgres://root:(sensitive)@db/x',
    ],
    ['a password without a user', 'redis://:hunter2@cache:6379', 'redis://:(sensitive)@cache:6379'],
    [
      'a signed URL',
      'https://b.example/x?X-Amz-Signature=0a1b2c3d&y=1',
      'https://b.example/x?X-Amz-Signature=(sensitive)&y=1',
    ],
    [
      'a connection string',
      'Server=db;Password=hunter2;Port=1',
      'Server=db;Password=(sensitive);Port=1',
    ],
    [
      'a private key',
      '-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----\nrest',
      '(sensitive)\nrest',
    ],
    [
      'a private key that is cut off',
      'key: -----BEGIN RSA PRIVATE KEY-----abc',
      'key: (sensitive)',
    ],
    ['JSON that is cut off', '{"a":{"password":"hunter2"}', '{"a":{"password":"(sensitive)"}'],
  ])('%s', (_what, text, expected) => {
    expect(maskText(text)).toBe(expected);
  });

  it.each([
    'arn:aws:secretsmanager:eu-west-1:123456789012:secret:x-AbCdEf',
    'secretsmanager:GetSecretValue',
    '^[Bb][Ee][Aa][Rr][Ee][Rr] +[-0-9a-zA-Z_.]+$',
    'Bearer tokens alone are taken',
    'Basic authentication',
    'https://example.com:8080/a@b',
    'arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:${stageVariables.itemsFunction}/invocations',
    '{"Statement":[{"Effect":"Allow","Action":"kms:Decrypt","Condition":{"StringEquals":{"aws:SourceAccount":"123456789012"}}}]}',
    '$input.params("token")',
    'method.request.header.x-token',
    '-----BEGIN CERTIFICATE-----\nMIIE\n-----END CERTIFICATE-----',
    'n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg=',
    'dist/items.3f9a0b1c2d.zip',
    '/gatehouse/prod/slack-webhook',
  ])('and this is none: %s', (text) => {
    expect(maskText(text)).toBe(text);
  });
});

describe('a secret is known by its name', () => {
  it.each([
    ['DB_PASSWORD', 'x'],
    ['environment.variables.pw', 'x'],
    ['clientSecret', 'x'],
    ['x-token', 'x'],
    ['private_key', 'x'],
    ['SIGNING_KEY', 'q8Zk2LxV9sT0bNw4Rj7Y'],
    ['environment.variables.STRIPE_KEY', 'a9f8e7d6c5b4a3f2e1d0c9b8'],
  ])('%s = %s', (path, value) => {
    expect(isSecretAt(path, value)).toBe(true);
  });

  it.each([
    ['api_key_required', 'true'],
    ['DB_SECRET_ARN', 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:x'],
    ['credentials', 'arn:aws:iam::123456789012:role/Admin'],
    ['kms_key_id', '1234abcd-12ab-34cd-56ef-1234567890ab'],
    ['hash_key', 'id'],
    ['s3_key', 'dist/items.3f9a0b1c2d.zip'],
    ['key_name', 'gatehouse-prod-key-2024'],
    ['authorization', 'AWS_IAM'],
    ['Condition.Bool.aws:TokenIssueTime', '2026-01-01T00:00:00Z'],
  ])('and not %s = %s', (path, value) => {
    expect(isSecretAt(path, value)).toBe(false);
  });

  it.each([
    [[{ name: 'DB_PASSWORD', value: 'hunter2' }], [{ name: 'DB_PASSWORD', value: '(sensitive)' }]],
    [[{ Key: 'api_key', Value: 'a' }], [{ Key: 'api_key', Value: '(sensitive)' }]],
    [[{ name: 'LOG_LEVEL', value: 'debug' }], [{ name: 'LOG_LEVEL', value: 'debug' }]],
    [{ a: { tokens: ['x', 'y'], n: 1 } }, { a: { tokens: ['(sensitive)', '(sensitive)'], n: 1 } }],
  ])('also by the name beside it: %j', (value, expected) => {
    expect(maskSecrets(value)).toEqual(expected);
    expect(maskText(JSON.stringify(value))).toBe(JSON.stringify(expected));
  });
});
