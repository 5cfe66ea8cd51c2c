/** The policies of a role or a user, read from the emulator's own IAM, so that a change there counts at once. */
import { documentIn, textsOf, type Emulator } from '../emulator';
import type { Caller } from './callers';

export interface PrincipalPolicies {
  /** Inline and attached documents, as JSON text. */
  readonly identity: readonly string[];
  /** The permissions boundary's document; `undefined`: none is set. */
  readonly boundary: string | undefined;
}

export interface PolicyReader {
  of(caller: Exclude<Caller, { kind: 'administrator' }>): Promise<PrincipalPolicies>;
  /** Forgets what it read: after any call that changes IAM. */
  forget(): void;
}

export function createPolicyReader(emulator: Emulator): PolicyReader {
  const read = new Map<string, Promise<PrincipalPolicies>>();
  return {
    of(caller) {
      const key = `${caller.kind}/${caller.name}`;
      const known = read.get(key) ?? policiesOf(emulator, caller.kind, caller.name);
      read.set(key, known);
      return known;
    },
    forget() {
      read.clear();
    },
  };
}

async function policiesOf(
  emulator: Emulator,
  kind: 'role' | 'user',
  name: string,
): Promise<PrincipalPolicies> {
  const Kind = kind === 'role' ? 'Role' : 'User';
  const ask = (
    action: string,
    more: Readonly<Record<string, string>> = {},
  ): Promise<string | undefined> =>
    emulator.query('iam', {
      Action: action,
      Version: '2010-05-08',
      [`${Kind}Name`]: name,
      ...more,
    });
  const [inline, attached, principal] = await Promise.all([
    ask(`List${Kind}Policies`),
    ask(`ListAttached${Kind}Policies`),
    ask(`Get${Kind}`),
  ]);
  const [boundaryArn] = textsOf(principal, 'PermissionsBoundaryArn');
  const identity = await Promise.all([
    ...textsOf(inline, 'member').map(async (PolicyName) =>
      documentOf(await ask(`Get${Kind}Policy`, { PolicyName })),
    ),
    ...textsOf(attached, 'PolicyArn').map((arn) => managed(emulator, arn)),
  ]);
  return {
    identity,
    boundary: boundaryArn === undefined ? undefined : await managed(emulator, boundaryArn),
  };
}

/** Of an AWS-managed policy the emulator has the document as well. */
async function managed(emulator: Emulator, PolicyArn: string): Promise<string> {
  const about = await emulator.query('iam', {
    Action: 'GetPolicy',
    Version: '2010-05-08',
    PolicyArn,
  });
  const [VersionId = 'v1'] = textsOf(about, 'DefaultVersionId');
  return documentOf(
    await emulator.query('iam', {
      Action: 'GetPolicyVersion',
      Version: '2010-05-08',
      PolicyArn,
      VersionId,
    }),
  );
}

function documentOf(xml: string | undefined): string {
  const [text = ''] = [...textsOf(xml, 'Document'), ...textsOf(xml, 'PolicyDocument')];
  const document = documentIn(text);
  if (document === '') throw new Error('the emulator has no document for a policy that it lists');
  return document;
}
