/**
 * What Lambda refuses of functions, and moto takes.
 * https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 */
import { evaluatePolicy } from '../../../local/iam/policy';
import { limitOf } from '../../../modules/quotas';
import { objectAt, textAt, type Call, type Members } from '../call';
import { documentIn, textsOf } from '../emulator';
import type { Refusal } from '../refusal';
import { ACCOUNT_ID } from '../rights/demand';
import type { Refuse, World } from './refuse';

const ENVIRONMENT_BYTES = limitOf('function-environment');
const POLICY_BYTES = limitOf('function-policy');
/** IAM is consistent in the end only; Lambda sees a new role some seconds later, here one. */
const ROLE_SETTLES_MS = 1000;

/** https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime */
const RESERVED = new Set([
  ...['_HANDLER', '_X_AMZN_TRACE_ID', 'AWS_DEFAULT_REGION', 'AWS_REGION', 'AWS_EXECUTION_ENV'],
  ...['AWS_LAMBDA_FUNCTION_NAME', 'AWS_LAMBDA_FUNCTION_MEMORY_SIZE', 'AWS_LAMBDA_FUNCTION_VERSION'],
  ...['AWS_LAMBDA_INITIALIZATION_TYPE', 'AWS_LAMBDA_LOG_GROUP_NAME', 'AWS_LAMBDA_LOG_STREAM_NAME'],
  ...['AWS_ACCESS_KEY', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'],
  ...['AWS_LAMBDA_RUNTIME_API', 'LAMBDA_TASK_ROOT', 'LAMBDA_RUNTIME_DIR'],
]);

/** For a new function and for a changed one, which names only what changes. */
export const configureFunction: Refuse = async ({ input }, world) => {
  const environment = wrongEnvironment(objectAt(objectAt(input, 'Environment'), 'Variables'));
  if (environment !== undefined) return environment;
  const role = textAt(input, 'Role');
  if (role === '') return undefined;
  return (
    (await unusableRole(role, world)) ??
    maySend(role, textAt(objectAt(input, 'DeadLetterConfig'), 'TargetArn'), world)
  );
};

/** Lambda tries, by the function's role, whether it could send to the destination. */
export const putEventInvokeConfig: Refuse = async ({ input }, world) => {
  const found = await world.emulator.get(
    'lambda',
    `/2015-03-31/functions/${textAt(input, 'FunctionName')}/configuration`,
  );
  const destinations = objectAt(input, 'DestinationConfig');
  for (const name of ['OnFailure', 'OnSuccess']) {
    const target = textAt(objectAt(destinations, name), 'Destination');
    const refusal = await maySend(textAt(found ?? {}, 'Role'), target, world);
    if (refusal !== undefined) return refusal;
  }
  return undefined;
};

export const addPermission: Refuse = async ({ input, region }: Call, { emulator }) => {
  const name = textAt(input, 'FunctionName');
  const qualifier = textAt(input, 'Qualifier');
  const found = await emulator.get(
    'lambda',
    `/2015-03-31/functions/${name}/policy${qualifier === '' ? '' : `?Qualifier=${qualifier}`}`,
  );
  const statement = JSON.stringify({
    Sid: textAt(input, 'StatementId'),
    Effect: 'Allow',
    Principal: { Service: textAt(input, 'Principal') },
    Action: textAt(input, 'Action'),
    Resource: `arn:aws:lambda:${region}:${ACCOUNT_ID}:function:${name}:${qualifier}`,
    Condition: { ArnLike: { 'AWS:SourceArn': textAt(input, 'SourceArn') } },
  });
  const bytes = Buffer.byteLength(textAt(found ?? {}, 'Policy')) + Buffer.byteLength(statement) + 1;
  if (bytes <= POLICY_BYTES) return undefined;
  return {
    status: 400,
    code: 'PolicyLengthExceededException',
    message: `The final policy size (${bytes}) is bigger than the limit (${POLICY_BYTES}).`,
  };
};

function wrongEnvironment(variables: Members): Refusal | undefined {
  const prefix =
    'Lambda was unable to configure your environment variables because the environment variables you have provided';
  const reserved = Object.keys(variables).filter((name) => RESERVED.has(name));
  if (reserved.length > 0) {
    return invalid(
      `${prefix} contains reserved keys that are currently not supported for modification. Reserved keys used in this request: ${reserved.join(', ')}`,
    );
  }
  const measured = JSON.stringify(variables);
  return Buffer.byteLength(measured) > ENVIRONMENT_BYTES
    ? invalid(`${prefix} exceeded the 4KB limit. String measured: ${measured}`)
    : undefined;
}

async function unusableRole(arn: string, { emulator, now }: World): Promise<Refusal | undefined> {
  const role = await emulator.query('iam', {
    Action: 'GetRole',
    Version: '2010-05-08',
    RoleName: nameOf(arn),
  });
  const [trust] = textsOf(role, 'AssumeRolePolicyDocument');
  const [made = ''] = textsOf(role, 'CreateDate');
  const isSettled = now() - Date.parse(made) >= ROLE_SETTLES_MS;
  const isTrusting =
    trust !== undefined &&
    evaluatePolicy(documentIn(trust), {
      action: 'sts:AssumeRole',
      resource: arn,
      principal: 'lambda.amazonaws.com',
      // Lambda says for which account it takes the role.
      context: { 'aws:SourceAccount': ACCOUNT_ID },
    }) === 'allow';
  return isSettled && isTrusting
    ? undefined
    : invalid('The role defined for the function cannot be assumed by Lambda.');
}

const SENDING: Readonly<Record<string, { readonly action: string; readonly said: string }>> = {
  sqs: { action: 'sqs:SendMessage', said: 'SendMessage on SQS' },
  sns: { action: 'sns:Publish', said: 'Publish on SNS' },
  lambda: { action: 'lambda:InvokeFunction', said: 'InvokeFunction on Lambda' },
};

async function maySend(
  roleArn: string,
  target: string,
  world: World,
): Promise<Refusal | undefined> {
  const sending = SENDING[target.split(':')[2] ?? ''];
  if (sending === undefined || roleArn === '') return undefined;
  return (await world.roleMay(nameOf(roleArn), sending.action, target))
    ? undefined
    : invalid(`The provided execution role does not have permissions to call ${sending.said}`);
}

function invalid(message: string): Refusal {
  return { status: 400, code: 'InvalidParameterValueException', message };
}

function nameOf(roleArn: string): string {
  return roleArn.slice(roleArn.lastIndexOf('/') + 1);
}
