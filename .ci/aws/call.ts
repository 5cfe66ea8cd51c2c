/** One call of an AWS API, as it came over the wire, read into the words of AWS's API references. */

/** How a service writes requests and errors. https://smithy.io/2.0/aws/protocols/index.html */
export type Protocol = 'json' | 'query' | 'rest-json' | 'rest-xml';

export interface Call {
  /** The prefix of the service's IAM actions: `apigateway`, `cloudwatch`. */
  readonly service: string;
  /** The operation's name in the API reference: `CreateDeployment`; `undefined` when the proxy does not know it. */
  readonly operation: string | undefined;
  readonly protocol: Protocol;
  readonly region: string;
  readonly method: string;
  /** As it was sent, still encoded, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** Members of the request: of its body, its path and its query. */
  readonly input: Members;
  /** `undefined`: nobody signed it. */
  readonly accessKeyId: string | undefined;
}

export type Members = Readonly<Record<string, unknown>>;

/** A member that is an object; `{}` when it is none. */
export function objectAt(members: Members, name: string): Members {
  const value = members[name];
  return isMembers(value) ? value : {};
}

/** A member that is a text or a number; `''` when it is neither. */
export function textAt(members: Members, name: string): string {
  const value = members[name];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** A member that is a list of objects or texts; `[]` when it is none. */
export function listAt(members: Members, name: string): readonly unknown[] {
  const value: unknown = members[name];
  return Array.isArray(value) ? value : [];
}

export function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Tags of a request, in either of the two forms that AWS's services have: a map, or a list of keys and values. */
export function tagsIn(members: Members): Readonly<Record<string, string>> {
  for (const name of ['Tags', 'tags', 'TagList', 'tagging']) {
    const value = members[name];
    if (Array.isArray(value)) return Object.fromEntries(value.filter(isMembers).map(pairOf));
    if (isMembers(value))
      return Object.fromEntries(Object.keys(value).map((key) => [key, textAt(value, key)]));
  }
  return {};
}

function pairOf(tag: Members): [string, string] {
  return [
    textAt(tag, 'Key') || textAt(tag, 'TagKey'),
    textAt(tag, 'Value') || textAt(tag, 'TagValue'),
  ];
}
