/**
 * Who may see the console and call the AWS endpoint: one guard for both, since a browser may be made to send requests here by
 * any page that it shows. The stages themselves answer whoever asks, as on AWS.
 * Why: docs/decisions/050-who-may-call-the-aws-endpoint.md.
 */
import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';

/** What of a request tells who sent it. */
export interface Arrival {
  readonly host: string | undefined;
  /** `undefined`: no browser, or a `GET` of a page of any site. */
  readonly origin: string | undefined;
  /**
   * `Sec-Fetch-Site`: what the browser says of the page that asks; `undefined`: no browser, or one that asks an address
   * which it does not trust, such as 0.0.0.0 or one of a local network.
   */
  readonly fetchSite: string | undefined;
  /** The address of this machine that the connection came to. */
  readonly localAddress: string | undefined;
  readonly remoteAddress: string | undefined;
}

/** Reads the arrival off a request. */
export function arrivalOf({
  headers,
  socket,
}: Pick<IncomingMessage, 'headers' | 'socket'>): Arrival {
  const site = headers['sec-fetch-site'];
  return {
    host: headers.host,
    origin: headers.origin,
    fetchSite: typeof site === 'string' ? site : undefined,
    localAddress: plain(socket.localAddress),
    remoteAddress: plain(socket.remoteAddress),
  };
}

/**
 * Why a request may be some foreign page's, in one line; `undefined`: it is none.
 *
 * A page may ask across origins, ask an address that means this machine without being its name (0.0.0.0), or have a name of
 * its own that it points at this machine (DNS rebinding).
 *
 * @param options.host What the server was told to listen on.
 * @param options.isPage Whether the console's page itself is asked for, to which any site may link.
 */
export function refusal(
  { host, origin, fetchSite, localAddress }: Arrival,
  options: { readonly host: string; readonly isPage: boolean },
): string | undefined {
  if (!isOwnHost(host, [options.host, localAddress])) {
    return `${host ?? 'A request without a host'} is not this machine's address: use the one that npm start prints`;
  }
  if (options.isPage) return undefined;
  if (origin !== undefined && origin.toLowerCase() !== `http://${(host ?? '').toLowerCase()}`) {
    return `Pages of ${origin} may not ask for this: only the console itself may`;
  }
  if (fetchSite === undefined || fetchSite === 'same-origin' || fetchSite === 'none') {
    return undefined;
  }
  return 'Only the console itself may ask for this: open / in a tab of its own';
}

/** Whether a request comes from this very machine: by its loopback, or from the address it is sent to. */
export function isFromThisMachine({ localAddress, remoteAddress }: Arrival): boolean {
  const remote = plain(remoteAddress);
  return remote !== undefined && (isLoopback(remote) || remote === plain(localAddress));
}

/** Whether an address, or `localhost`, can be reached by nobody but this machine. */
export function isLoopback(address: string): boolean {
  if (address === 'localhost' || address === '::1') return true;
  return isIP(address) === 4 && address.startsWith('127.');
}

/** Names that a browser resolves to this machine itself, whatever a DNS server says, and the addresses given. */
function isOwnHost(host: string | undefined, addresses: readonly (string | undefined)[]): boolean {
  const name = (host ?? '').replace(/:\d+$/, '').toLowerCase();
  if (isLoopback(name.replace(/^\[(.*)\]$/, '$1')) || name.endsWith('.localhost')) return true;
  return addresses.some((address) => {
    return address !== undefined && !isEverywhere(address) && name === inUrl(plain(address) ?? '');
  });
}

/** Whether an address to listen on stands for all of the machine's. */
export function isEverywhere(address: string): boolean {
  return address === '0.0.0.0' || address === '::' || address === '';
}

/** An IPv4 address as itself when the socket is IPv6's. */
function plain(address: string | undefined): string | undefined {
  return address?.replace(/^::ffff:/, '').toLowerCase();
}

/** An address as it stands in a URL. */
function inUrl(address: string): string {
  return address.includes(':') ? `[${address}]` : address;
}
