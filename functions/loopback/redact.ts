type Fields = Readonly<Record<string, unknown>>;

/** What names the account or a person in it, in an event's `context` and in Lambda's. */
const IDENTIFYING = new Set([
  'account-id',
  'api-key',
  'api-key-id',
  'caller',
  'cognito-authentication-provider',
  'cognito-authentication-type',
  'cognito-identity-id',
  'cognito-identity-pool-id',
  'user',
  'user-arn',
  'invokedFunctionArn',
  'logGroupName',
  'logStreamName',
]);

/** Leaves out of a context what identifies the account: the fields known to, and any other whose text has an ARN in it. */
export function withoutAccount(context: Fields): Fields {
  return Object.fromEntries(
    Object.entries(context).filter(([name, value]) => !IDENTIFYING.has(name) && !namesArn(value)),
  );
}

function namesArn(value: unknown): boolean {
  return typeof value === 'string' && /\barn:aws/.test(value);
}
