/** Who signs with which access key: sessions of roles and keys of users, as the emulator's answers gave them out. */
import type { Call } from '../call';
import { textsOf } from '../emulator';

export type Caller =
  | { readonly kind: 'administrator'; readonly arn: 'administrator' }
  | { readonly kind: 'user'; readonly arn: string; readonly name: string }
  | {
      readonly kind: 'role';
      /** Of the session: `arn:aws:sts::123456789012:assumed-role/gatehouse-deploy-dev/lane`. */
      readonly arn: string;
      readonly name: string;
      /** The policy that the session was further bound by, as its JSON text. */
      readonly sessionPolicy: string | undefined;
    };

export const ADMINISTRATOR: Caller = { kind: 'administrator', arn: 'administrator' };

export interface Callers {
  /** Every key that was not given out here is the administrator's, with which the account begins. */
  of(accessKeyId: string | undefined): Caller;
  /** Learns from what the emulator answered. */
  learn(call: Call, answer: string): void;
}

export function createCallers(): Callers {
  const known = new Map<string, Caller>();
  return {
    of: (accessKeyId) => known.get(accessKeyId ?? '') ?? ADMINISTRATOR,
    learn(call, answer) {
      const [key] = textsOf(answer, 'AccessKeyId');
      if (key === undefined) return;
      const caller = callerOf(call, answer);
      if (caller !== undefined) known.set(key, caller);
    },
  };
}

function callerOf({ service, operation, input }: Call, answer: string): Caller | undefined {
  if (service === 'sts' && operation === 'AssumeRole') {
    const arn = textsOf(answer, 'Arn').find((text) => text.includes(':assumed-role/')) ?? '';
    const policy = input['Policy'];
    return {
      kind: 'role',
      arn,
      name: arn.split('/').at(-2) ?? '',
      sessionPolicy: typeof policy === 'string' ? policy : undefined,
    };
  }
  if (service === 'iam' && operation === 'CreateAccessKey') {
    const [name = ''] = textsOf(answer, 'UserName');
    return { kind: 'user', arn: `arn:aws:iam::123456789012:user/${name}`, name };
  }
  return undefined;
}
