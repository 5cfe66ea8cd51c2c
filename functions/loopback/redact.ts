type Fields = Readonly<Record<string, unknown>>;

/** What names the account, a person in it or a piece of its infrastructure, in an event's `context` and in Lambda's. */
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
  'functionName',
  'functionVersion',
  'invokedFunctionArn',
  'logGroupName',
  'logStreamName',
]);

/** Stage variables that name nothing. Any other may be the name of a function, an alias or a table. */
const HARMLESS_VARIABLES = new Set(['accountDetails', 'corsOrigin', 'corsOrigins', 'logLevel']);

/** Leaves out of stage variables all that may name infrastructure. */
export function withoutNames(variables: Fields): Fields {
  return Object.fromEntries(
    Object.entries(variables).filter(([name]) => HARMLESS_VARIABLES.has(name)),
  );
}

/** Leaves out of a context what identifies the account: the fields known to, and any other whose text has an ARN in it. */
export function withoutAccount(context: Fields): Fields {
  return Object.fromEntries(
    Object.entries(context).filter(([name, value]) => !IDENTIFYING.has(name) && !namesArn(value)),
  );
}

function namesArn(value: unknown): boolean {
  return typeof value === 'string' && /\barn:aws/.test(value);
}
