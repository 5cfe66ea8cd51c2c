import type { IncomingMessage } from 'node:http';

/** Names that a browser resolves to this machine itself, whatever a DNS server says. */
const OWN_NAMES = new Set(['localhost', '127.0.0.1', '[::1]']);

/** What of a request tells who sent it. */
export interface Arrival {
  readonly host: string | undefined;
  /** `Sec-Fetch-Site`: what the browser says of the page that asks; `undefined`: no browser. */
  readonly fetchSite: string | undefined;
  /** The address of this machine that the connection came to. */
  readonly localAddress: string | undefined;
  readonly remoteAddress: string | undefined;
}

/** Reads the arrival off a request. */
export function arrivalOf({ headers, socket }: IncomingMessage): Arrival {
  const site = headers['sec-fetch-site'];
  return {
    host: headers.host,
    fetchSite: typeof site === 'string' ? site : undefined,
    localAddress: socket.localAddress,
    remoteAddress: socket.remoteAddress,
  };
}

/**
 * Why a request may not see the console, in one line; `undefined`: it may.
 *
 * The console shows keys and tokens, so a page of another site must not reach it: neither by a name of its own that it
 * points at this machine (DNS rebinding), nor by asking across origins.
 *
 * @param options.host What the server was told to listen on.
 * @param options.isPage Whether the page itself is asked for, to which any site may link.
 */
export function refusal(
  { host, fetchSite, localAddress }: Arrival,
  options: { readonly host: string; readonly isPage: boolean },
): string | undefined {
  const name = (host ?? '').replace(/:\d+$/, '').toLowerCase();
  const known = OWN_NAMES.has(name) || name === options.host || name === hostOf(localAddress);
  if (!known) {
    return `${host ?? 'A request without a host'} is not this machine's address: open the console at the address that npm start prints`;
  }
  const isOwn = fetchSite === undefined || fetchSite === 'same-origin' || fetchSite === 'none';
  if (isOwn || options.isPage) return undefined;
  return 'Only the console itself may ask for this: open / in a tab of its own';
}

/** Whether keys and tokens may go to it: to this machine alone. */
export function mayHaveSecrets({ remoteAddress }: Arrival): boolean {
  const address = (remoteAddress ?? '').replace(/^::ffff:/, '');
  return address === '::1' || address.startsWith('127.');
}

/** An address as it stands in a URL. */
function hostOf(address: string | undefined): string | undefined {
  const plain = address?.replace(/^::ffff:/, '');
  return plain?.includes(':') === true ? `[${plain}]` : plain;
}
