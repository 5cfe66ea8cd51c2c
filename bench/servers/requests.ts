import { readFileSync } from 'node:fs';
import type { LoadRequest } from '../load';
import type { Route, Server } from './contestant';

/** Of a document that is stored and echoed. */
const BODY = JSON.stringify({ title: 'A document', tags: ['a', 'b'], weight: 12.5 });
const JSON_HEADERS = { 'Content-Type': 'application/json' };

/** Where a server is, and what opens its routes. */
export interface Access {
  readonly url: string;
  readonly apiKey: string;
  readonly token: string;
}

/** Reads what `npm start` has written. @throws Error when the ready file is not what `npm start` writes. */
export function readAccess(file: string): Access {
  const ready: unknown = JSON.parse(readFileSync(file, 'utf8'));
  const prod = member(member(ready, 'stages'), 'prod');
  return {
    url: String(member(prod, 'url')),
    apiKey: String(member(prod, 'apiKey')),
    token: String(member(prod, 'token')),
  };
}

/** The request of each route; the item that is read is stored first, through the server itself. */
export function requestsOf({ url, apiKey, token }: Access): Server['request'] {
  return async (route): Promise<LoadRequest> => {
    switch (route) {
      case 'GET /faq':
        return { method: 'GET', url: `${url}/faq`, headers: {} };
      case 'POST /items':
        return {
          method: 'POST',
          url: `${url}/items`,
          headers: { ...JSON_HEADERS, 'x-api-key': apiKey },
          body: BODY,
        };
      case 'GET /items/{id}':
        return {
          method: 'GET',
          url: `${url}/items/${await storeItem(url, apiKey)}`,
          headers: { Authorization: `Bearer ${token}` },
        };
      case 'POST /loopback':
        return { method: 'POST', url: `${url}/loopback`, headers: JSON_HEADERS, body: BODY };
    }
  };
}

/** For a server that has some of the routes, and no keys or tokens. */
export function onlyRoutes(routes: readonly Route[], url: string): Server['request'] {
  const all = requestsOf({ url, apiKey: '', token: '' });
  return async (route) => (routes.includes(route) ? all(route) : undefined);
}

async function storeItem(url: string, apiKey: string): Promise<string> {
  const response = await fetch(`${url}/items`, {
    method: 'POST',
    headers: { ...JSON_HEADERS, 'x-api-key': apiKey },
    body: BODY,
  });
  const stored: unknown = await response.json();
  if (response.status !== 201) throw new Error(`${url}/items answers ${String(response.status)}`);
  return String(member(stored, 'id'));
}

function member(value: unknown, name: string): unknown {
  if (typeof value === 'object' && value !== null && name in value) {
    return Reflect.get(value, name);
  }
  throw new Error(`no "${name}"`);
}
