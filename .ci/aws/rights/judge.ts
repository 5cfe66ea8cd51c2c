/** Whether a caller may make a call: every demand, against what the emulator's IAM says at this moment. */
import { evaluatePolicy } from '../../../local/iam/policy';
import { textAt, type Call } from '../call';
import { documentIn, remembering, textsOf, type Emulator } from '../emulator';
import type { Caller } from './callers';
import { lacking, type Documents, type Lacking } from './decide';
import { ACCOUNT_ID, demand, type Context, type Demand } from './demand';
import { demandsOf } from './demands';
import { createPolicyReader } from './principal-policies';
import { resourceContext } from './resource-tags';

export interface Judgement {
  /** Each with all that was known of its resources, so that it can be judged again elsewhere. */
  readonly demands: readonly Demand[];
  readonly lacking?: Lacking;
}

/** Whether the role of that name has a right. */
export type RoleMay = (roleName: string, action: string, resource: string) => Promise<boolean>;

export interface Judge {
  judge(caller: Caller, call: Call): Promise<Judgement>;
  /** Whether a role may; for services that look at the role they are given. */
  readonly roleMay: RoleMay;
  /** Whether a caller may a single thing, of which no call speaks. */
  may(caller: Caller, one: Demand): Promise<boolean>;
  /** To be told of every call that was made: what it changed counts from then on. */
  done(call: Call): void;
}

export function createJudge(emulator: Emulator): Judge {
  const policies = createPolicyReader(emulator);
  const state = remembering(emulator);
  const documentsOf = async (caller: Caller): Promise<Documents> => {
    if (caller.kind === 'administrator') return { identity: [EVERYTHING] };
    const { identity, boundary } = await policies.of(caller);
    const session = caller.kind === 'role' ? caller.sessionPolicy : undefined;
    return { identity, boundary, session };
  };
  return {
    async judge(caller, call) {
      const known = await demandsOf(call, state);
      if (known === undefined) return unknownCall(caller, call);
      if (caller.kind === 'administrator') return { demands: known };
      const demands = await Promise.all(known.map((one) => withContext(one, caller, state)));
      const documents = await documentsOf(caller);
      const missing = demands
        .map((one) => lacking(documents, one))
        .find((one) => one !== undefined);
      const untrusted = missing ?? (await distrust(caller, call, state));
      return { demands, ...(untrusted !== undefined && { lacking: untrusted }) };
    },
    roleMay: async (name, action, resource) => {
      const documents = await documentsOf({
        kind: 'role',
        arn: '',
        name,
        sessionPolicy: undefined,
      });
      return lacking(documents, demand(action, { resource })) === undefined;
    },
    may: async (caller, one) => lacking(await documentsOf(caller), one) === undefined,
    done({ service, operation = '' }) {
      if (/^(?:Get|List|Describe|Head)/.test(operation)) return;
      state.forget();
      if (service === 'iam') policies.forget();
    },
  };
}

const EVERYTHING = { Statement: { Effect: 'Allow', Action: '*', Resource: '*' } };

/** Whatever is not known here would pass unjudged. */
function unknownCall(caller: Caller, { service, method, path, operation }: Call): Judgement {
  if (caller.kind === 'administrator') return { demands: [] };
  const action = `${service}:${operation ?? `${method} ${path}`}`;
  const reason = 'because .ci/aws does not know which rights this call needs';
  return { demands: [], lacking: { action, resource: path, reason } };
}

async function withContext(one: Demand, caller: Caller, emulator: Emulator): Promise<Demand> {
  const tags = await Promise.all(
    Object.values(one.resources).map((arn) => resourceContext(emulator, arn)),
  );
  const context: Context = {
    'aws:PrincipalAccount': ACCOUNT_ID,
    'aws:PrincipalArn': caller.kind === 'role' ? roleArn(caller.name) : caller.arn,
    'aws:SecureTransport': 'true',
    ...Object.fromEntries(tags.flatMap((found) => Object.entries(found))),
    ...one.context,
  };
  return { ...one, context };
}

function roleArn(name: string): string {
  return `arn:aws:iam::${ACCOUNT_ID}:role/${name}`;
}

/** A role is taken by whom it trusts: https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
async function distrust(
  caller: Exclude<Caller, { kind: 'administrator' }>,
  { service, operation, input }: Call,
  emulator: Emulator,
): Promise<Lacking | undefined> {
  if (service !== 'sts' || operation !== 'AssumeRole') return undefined;
  const arn = textAt(input, 'RoleArn');
  const RoleName = arn.slice(arn.lastIndexOf('/') + 1);
  const role = await emulator.query('iam', { Action: 'GetRole', Version: '2010-05-08', RoleName });
  const [trust] = textsOf(role, 'AssumeRolePolicyDocument');
  const principal = caller.kind === 'role' ? roleArn(caller.name) : caller.arn;
  const decision =
    trust === undefined
      ? 'implicit-deny'
      : evaluatePolicy(documentIn(trust), {
          action: 'sts:AssumeRole',
          resource: arn,
          principal,
        });
  return decision === 'allow'
    ? undefined
    : {
        action: 'sts:AssumeRole',
        resource: arn,
        reason: 'because its trust policy does not allow it',
      };
}
