/** What the proxy asks of the emulator behind it, as the account's administrator: the state that AWS would look at. */
import { isMembers, type Members } from './call';

export interface Emulator {
  /** `apigateway`'s and other REST services' answers; `undefined` when there is no such thing. */
  get(service: string, path: string): Promise<Members | undefined>;
  /** An operation of a service that speaks JSON: `logs`, `Logs_20140328.DescribeLogGroups`. */
  json(service: string, target: string, input: Members): Promise<Members | undefined>;
  /** An operation of a service that speaks forms; its XML. */
  query(service: string, form: Readonly<Record<string, string>>): Promise<string | undefined>;
}

/** An emulator that is asked the same only once, until it is told to forget. */
export interface RememberingEmulator extends Emulator {
  /** After any call that may have changed something. */
  forget(): void;
}

export function remembering(emulator: Emulator): RememberingEmulator {
  const known = new Map<string, Promise<unknown>>();
  // What is being asked is remembered at once, so that a call in between makes it forgotten too.
  const once = <T>(key: readonly unknown[], ask: () => Promise<T>): Promise<T> => {
    const name = JSON.stringify(key);
    const asked = (known.get(name) as Promise<T> | undefined) ?? ask();
    known.set(name, asked);
    return asked;
  };
  return {
    get: (...asked) => once(asked, () => emulator.get(...asked)),
    json: (...asked) => once(asked, () => emulator.json(...asked)),
    query: (...asked) => once(asked, () => emulator.query(...asked)),
    forget: () => {
      known.clear();
    },
  };
}

interface Sent {
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | URLSearchParams;
}

const REGION = 'us-east-1';
const NOT_FOUND = 404;

export function createEmulator(endpoint: string): Emulator {
  const send = async (
    service: string,
    path: string,
    request: Sent = {},
  ): Promise<string | undefined> => {
    const answer = await fetch(new URL(path, endpoint), {
      ...(request.body !== undefined && { method: 'POST', body: request.body }),
      headers: { ...request.headers, ...signature(service) },
    });
    const text = await answer.text();
    if (answer.ok) return text;
    if (answer.status === NOT_FOUND || answer.status === 400) return undefined;
    throw new Error(`the emulator answered ${answer.status} to ${service} ${path}: ${text}`);
  };
  return {
    async get(service, path) {
      return parsed(await send(service, path));
    },
    async json(service, target, input) {
      const headers = { 'x-amz-target': target, 'content-type': 'application/x-amz-json-1.1' };
      return parsed(await send(service, '/', { headers, body: JSON.stringify(input) }));
    },
    async query(service, form) {
      return send(service, '/', { body: new URLSearchParams(form) });
    },
  };
}

/** It reads the service and the account of a signature, and does not check it. */
function signature(service: string): Record<string, string> {
  return {
    authorization: `AWS4-HMAC-SHA256 Credential=test/20260101/${REGION}/${service}/aws4_request, SignedHeaders=host, Signature=none`,
  };
}

function parsed(text: string | undefined): Members | undefined {
  if (text === undefined) return undefined;
  const value: unknown = JSON.parse(text);
  return isMembers(value) ? value : undefined;
}

/** Every text between the tags of that name, entities read. */
export function textsOf(xml: string | undefined, name: string): readonly string[] {
  return [...(xml ?? '').matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, 'g'))].map((match) =>
    (match[1] ?? '')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      .replaceAll('&#34;', '"')
      .replaceAll('&#39;', "'")
      .replaceAll('&amp;', '&'),
  );
}

/** A policy of IAM's answers: percent-encoded on AWS, and as it is in some of moto's. */
export function documentIn(text: string): string {
  return text.trimStart().startsWith('{') ? text : decodeURIComponent(text);
}
