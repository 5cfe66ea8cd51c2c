/** A request target, taken apart as API Gateway does. */
export interface RequestTarget {
  readonly stage: string;
  /** From the stage on, as sent but for slashes before the stage: `/dev//items`; at a custom domain name all of it. */
  readonly fullPath: string;
  /** After the stage, with one slash at its head: `/items`. */
  readonly path: string;
  /** What events have as their path: `path`; at a custom domain name `fullPath`, base path included. */
  readonly eventPath: string;
  /** Decoded, in order. */
  readonly query: readonly (readonly [string, string])[];
}

/** @param target `/dev/items?x=1`, or an absolute URL as a proxy's client sends it. */
export function parseTarget(target: string): RequestTarget {
  const relative = target.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '').split('#', 1)[0] ?? '';
  const mark = relative.indexOf('?');
  const raw = mark < 0 ? relative : relative.slice(0, mark);
  const fullPath = `/${raw.replace(/^\/+/, '')}`;
  const end = fullPath.indexOf('/', 1);
  const path = (end < 0 ? '/' : fullPath.slice(end)).replace(/^\/+/, '/');
  return {
    stage: end < 0 ? fullPath.slice(1) : fullPath.slice(1, end),
    fullPath,
    path,
    eventPath: path,
    query: mark < 0 ? [] : parseQuery(relative.slice(mark + 1)),
  };
}

/** A semicolon parts parameters too: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html */
function parseQuery(text: string): [string, string][] {
  return text
    .split(/[&;]/)
    .filter((part) => part !== '')
    .map((part) => {
      const equals = part.indexOf('=');
      return equals < 0
        ? [decode(part), '']
        : [decode(part.slice(0, equals)), decode(part.slice(equals + 1))];
    });
}

/** A broken escape stays as it is: it is the client's text, not an error of ours. */
function decode(text: string): string {
  const spaced = text.replaceAll('+', ' ');
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced;
  }
}
