import { objectAt, tagsIn, textAt, type Call } from '../../call';
import { demand, requestTags, type Demand } from '../demand';
import { arnIn, type DemandsOf } from './service';

/** Operations whose action has another name. */
const ACTIONS: Readonly<Record<string, string>> = { Invoke: 'InvokeFunction' };

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awslambda.html */
export const lambdaDemands: DemandsOf = (call) => {
  const { operation, input } = call;
  if (operation === 'ListFunctions') return [demand('lambda:ListFunctions')];
  const name = `lambda:${ACTIONS[operation] ?? operation}`;
  const tags = tagsIn(input);
  const function_ = functionArn(call);
  const principal = textAt(input, 'Principal');
  const own = demand(
    name,
    { function: function_ },
    { ...requestTags(tags), ...(principal !== '' && { 'lambda:Principal': principal }) },
  );
  const tagsWhatItMakes = operation === 'CreateFunction' && Object.keys(tags).length > 0;
  return [
    own,
    ...(tagsWhatItMakes
      ? [demand('lambda:TagResource', { function: function_ }, requestTags(tags))]
      : []),
    ...passedRole(call),
    ...codeObject(call),
    ...environmentKey(call),
  ];
};

function functionArn(call: Call): string {
  const name = textAt(call.input, 'FunctionName') || textAt(call.input, 'Resource');
  const qualifier = textAt(call.input, 'Qualifier');
  const arn = arnIn(call, 'lambda', `function:${name}`);
  return qualifier === '' ? arn : `${arn}:${qualifier}`;
}

function passedRole({ operation, input }: Call): readonly Demand[] {
  const role = textAt(input, 'Role');
  const passes = operation === 'CreateFunction' || operation === 'UpdateFunctionConfiguration';
  return passes && role !== ''
    ? [demand('iam:PassRole', { role }, { 'iam:PassedToService': 'lambda.amazonaws.com' })]
    : [];
}

/** Lambda reads a zip from S3 by the right of who asks for it. */
function codeObject({ operation, input }: Call): readonly Demand[] {
  const code = operation === 'CreateFunction' ? objectAt(input, 'Code') : input;
  const [bucket, key] = [textAt(code, 'S3Bucket'), textAt(code, 'S3Key')];
  if (bucket === '' || key === '') return [];
  return [demand('s3:GetObject', { object: `arn:aws:s3:::${bucket}/${key}` })];
}

/** An own key for the environment: https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars-encryption.html */
function environmentKey({ input, region }: Call): readonly Demand[] {
  const key = textAt(input, 'KMSKeyArn');
  if (key === '') return [];
  const context = { 'kms:ViaService': `lambda.${region}.amazonaws.com` };
  return ['CreateGrant', 'Encrypt', 'Decrypt'].map((action) =>
    demand(`kms:${action}`, { key }, context),
  );
}
