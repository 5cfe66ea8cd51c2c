import type { Exchange } from '../../gateway/exchange';
import { headerOf } from '../../gateway/headers';

/** Characters under which a value is no secret worth hiding, and replacing it would hit other text. */
const SHORTEST_SECRET = 12;
const SHOWN = 4;

/**
 * JSON text about an exchange with its key and its token cut short, wherever they stand (headers, the function's event,
 * an echo): enough is left to tell two of them apart, too little to use one from a screenshot.
 */
export function masked(json: string, exchange: Exchange): string {
  const authorization = headerOf(exchange.headers, 'authorization')?.replace(/^\S+\s+/, '');
  const secrets = [headerOf(exchange.headers, 'x-api-key'), authorization]
    .filter((value) => value !== undefined)
    .filter((value) => value.length >= SHORTEST_SECRET);
  return secrets.reduce((text, secret) => text.replaceAll(inJson(secret), short(secret)), json);
}

function inJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

function short(secret: string): string {
  return inJson(`${secret.slice(0, SHOWN)}…${secret.slice(-SHOWN)}`);
}
