/** What a caller must be allowed so that a call is done: an action, on every one of its resources. */
export interface Demand {
  /** `kms:CreateAlias` */
  readonly action: string;
  /** ARNs, by the type of AWS's service authorization reference; none for an action that takes no resource. */
  readonly resources: Readonly<Record<string, string>>;
  /** Condition keys that the call itself fills. */
  readonly context: Context;
}

export type Context = Readonly<Record<string, string | readonly string[]>>;

/** The account and Region of a call, from which ARNs are made. */
export interface Place {
  readonly region: string;
  readonly accountId: string;
}

export function demand(
  action: string,
  resources: Readonly<Record<string, string>> = {},
  context: Context = {},
): Demand {
  return { action, resources, context };
}

/** `aws:RequestTag/...` and `aws:TagKeys` of the tags that a call brings. */
export function requestTags(tags: Readonly<Record<string, string>>): Context {
  const keys = Object.keys(tags);
  if (keys.length === 0) return {};
  return {
    ...Object.fromEntries(keys.map((key) => [`aws:RequestTag/${key}`, tags[key] ?? ''])),
    'aws:TagKeys': keys,
  };
}

export const ACCOUNT_ID = '123456789012';
