import type { Call, Members } from '../../../.ci/aws/call';
import type { Emulator } from '../../../.ci/aws/emulator';
import type { World } from '../../../.ci/aws/refusals/refuse';
import { readCall } from '../../../.ci/aws/wire/read-call';

/** What an account holds, by what is asked for it. */
export interface Holdings {
  /** By path. */
  readonly rest?: Readonly<Record<string, Members>>;
  /** By target. */
  readonly json?: Readonly<Record<string, Members>>;
  /** By action and the name that it asks for: `GetRole gatehouse-dev-hello`. */
  readonly query?: Readonly<Record<string, string>>;
}

export function fakeEmulator({ rest = {}, json = {}, query = {} }: Holdings = {}): Emulator {
  return {
    get: (_service, path) => Promise.resolve(rest[path]),
    json: (_service, target) => Promise.resolve(json[target.split('.').at(-1) ?? '']),
    query: (_service, form) => {
      const name = form['PolicyName'] ?? form['PolicyArn'] ?? form['RoleName'] ?? '';
      return Promise.resolve(query[`${form['Action'] ?? ''} ${name}`]);
    },
  };
}

export function worldOf(holdings: Holdings, roleMay = true): World {
  return {
    emulator: fakeEmulator(holdings),
    roleMay: () => Promise.resolve(roleMay),
    now: () => Date.parse('2026-01-01T00:01:00Z'),
  };
}

/** `POST /restapis/a/deployments`, as a client sends it. */
export function restCall(service: string, line: string, input: Members = {}): Call {
  const [method = '', url = ''] = line.split(' ');
  return readCall({
    method,
    url,
    headers: { ...signedFor(service), 'content-type': 'application/json' },
    body: Buffer.from(JSON.stringify(input)),
  });
}

/** `TrentService.CreateAlias` */
export function jsonCall(service: string, target: string, input: Members = {}): Call {
  return readCall({
    method: 'POST',
    url: '/',
    headers: { ...signedFor(service), 'x-amz-target': target },
    body: Buffer.from(JSON.stringify(input)),
  });
}

export function queryCall(service: string, form: Readonly<Record<string, string>>): Call {
  return readCall({
    method: 'POST',
    url: '/',
    headers: {
      ...signedFor(service),
      'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
    },
    body: Buffer.from(new URLSearchParams(form).toString()),
  });
}

function signedFor(service: string): { authorization: string } {
  return {
    authorization: `AWS4-HMAC-SHA256 Credential=KEY/20260101/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=s`,
  };
}
