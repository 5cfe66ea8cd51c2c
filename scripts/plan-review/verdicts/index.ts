/** One table of what the review makes of every type and argument. What is in it nowhere is a warning by its name. */
import { API_GATEWAY, API_GATEWAY_V2 } from './api-gateway';
import { COGNITO } from './cognito';
import { verdictByName } from './common';
import { CLOUDFRONT, FIREWALL, NAMES } from './edge';
import { IAM, KMS } from './iam';
import { LAMBDA } from './lambda';
import { EVENTS, SNS, SQS } from './messages';
import { NETWORK } from './network';
import { PARAMETERS, S3 } from './state';
import { DYNAMODB } from './tables';
import type { Verdict, VerdictTable } from './verdict';
import { LOGS, METRICS } from './watching';

export const VERDICTS: VerdictTable = {
  ...API_GATEWAY,
  ...API_GATEWAY_V2,
  ...LAMBDA,
  ...IAM,
  ...KMS,
  ...DYNAMODB,
  ...S3,
  ...PARAMETERS,
  ...SQS,
  ...SNS,
  ...EVENTS,
  ...LOGS,
  ...METRICS,
  ...FIREWALL,
  ...NAMES,
  ...CLOUDFRONT,
  ...COGNITO,
  ...NETWORK,
};

/** The verdict on one argument. `undefined`: nobody has judged it. */
export function verdictOf(typeName: string, path: string): Verdict | undefined {
  const own = VERDICTS[typeName];
  return (
    own?.verdicts[path] ??
    verdictByName(path.split('.').at(-1) ?? '') ??
    parentsOf(path)
      .map((parent) => own?.verdicts[parent] ?? verdictByName(parent.split('.').at(-1) ?? ''))
      .find((verdict) => verdict !== undefined) ??
    own?.others
  );
}

/** `a.b.c` gives `a.b`, `a`. */
function parentsOf(path: string): readonly string[] {
  const parts = path.split('.');
  return parts.slice(1).map((_part, index) => parts.slice(0, parts.length - 1 - index).join('.'));
}
