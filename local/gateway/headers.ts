/** Header fields as pairs, in order and spelling: what comes off the wire and goes onto it. */
export type HeaderPairs = readonly (readonly [name: string, value: string])[];

/** The last value of a header, in any spelling. */
export function headerOf(headers: HeaderPairs, name: string): string | undefined {
  const wanted = name.toLowerCase();
  return headers.findLast(([candidate]) => candidate.toLowerCase() === wanted)?.[1];
}

/**
 * What never gets past the door: these are between the client and the gateway, and neither event nor mapping sees them.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html
 */
const HOP_BY_HOP = new Set([
  'connection',
  'content-length',
  'content-md5',
  'expect',
  'max-forwards',
  'proxy-authenticate',
  'server',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'www-authenticate',
]);

/** The names that AWS respells. */
const RESPELT = new Map([
  ['authorization', 'Authorization'],
  ['user-agent', 'User-Agent'],
]);

/** The request's headers as the rest of the gateway sees them: one spelling per name, the first that came. */
export function receivedHeaders(headers: HeaderPairs): HeaderPairs {
  const spelling = new Map<string, string>();
  const received: (readonly [string, string])[] = [];
  for (const [name, value] of headers) {
    const key = name.toLowerCase();
    if (HOP_BY_HOP.has(key)) continue;
    const spelt = RESPELT.get(key) ?? spelling.get(key) ?? name;
    spelling.set(key, spelt);
    received.push([spelt, value]);
  }
  return received;
}

const ADDED = new Set([
  'x-amzn-trace-id',
  'x-forwarded-for',
  'x-forwarded-port',
  'x-forwarded-proto',
]);

/** The received headers, and those that API Gateway adds. */
export function eventHeaders(
  received: HeaderPairs,
  { sourceIp, host }: { readonly sourceIp: string; readonly host: string },
  traceId: string,
): HeaderPairs {
  const headers = received.filter(([name]) => !ADDED.has(name.toLowerCase()));
  const forwarded = headerOf(received, 'x-forwarded-for');
  headers.push(
    ['X-Amzn-Trace-Id', traceId],
    ['X-Forwarded-For', forwarded === undefined ? sourceIp : `${forwarded}, ${sourceIp}`],
    ['X-Forwarded-Port', /:(\d+)$/.exec(host)?.[1] ?? '80'],
    ['X-Forwarded-Proto', 'http'],
  );
  return headers;
}

/** Response headers that are the gateway's own: a backend's come out under another name. */
const REMAPPED_FROM_PROXY = ['connection', 'content-length', 'date', 'server', 'www-authenticate'];
const REMAPPED = new Set([
  ...REMAPPED_FROM_PROXY,
  'authorization',
  'content-md5',
  'expect',
  'host',
  'max-forwards',
  'proxy-authenticate',
  'trailer',
  'upgrade',
  'user-agent',
]);
const REMAPPED_PROXY = new Set(REMAPPED_FROM_PROXY);

/** The backend's headers as the client gets them. */
export function sentHeaders(headers: HeaderPairs, integrationType: string): HeaderPairs {
  const remapped = integrationType === 'AWS_PROXY' ? REMAPPED_PROXY : REMAPPED;
  return headers
    .filter(([name]) => name.toLowerCase() !== 'transfer-encoding')
    .map(([name, value]) =>
      remapped.has(name.toLowerCase()) ? [`x-amzn-Remapped-${name}`, value] : [name, value],
    );
}

/** `application/json; charset=utf-8` to `application/json`. */
export function mediaType(contentType: string | undefined): string | undefined {
  const type = contentType?.split(';', 1)[0]?.trim().toLowerCase();
  return type === '' ? undefined : type;
}

/** Every value of every name, in the order received. */
export function multiValues(pairs: HeaderPairs): Record<string, string[]> {
  const values = new Map<string, string[]>();
  for (const [name, value] of pairs) {
    const known = values.get(name);
    if (known === undefined) values.set(name, [value]);
    else known.push(value);
  }
  return Object.fromEntries(values);
}

/** The last value of every name. */
export function singleValues(pairs: HeaderPairs): Record<string, string> {
  return Object.fromEntries(pairs);
}

/** A value that cannot break out of its header line. */
export function headerValue(value: string): string {
  // eslint-disable-next-line no-control-regex -- these are what must not pass
  return value.replace(/[\u0000-\u0008\u000a-\u001f\u007f]/g, ' ');
}

/** A field name: https://www.rfc-editor.org/rfc/rfc9110#section-5.6.2 */
const TOKEN = /^[!#$%&'*+.^`|~\w-]+$/;
/** What a line of HTTP/1.1 cannot carry: https://www.rfc-editor.org/rfc/rfc9110#section-5.5 */
const BEYOND_LATIN_1 = /[\u0100-\uffff]/;

/** Whether a header can go out as it is; control characters in its value are blanked, and no reason why not. */
export function isSendable([name, value]: readonly [name: string, value: string]): boolean {
  return TOKEN.test(name) && !BEYOND_LATIN_1.test(value);
}
