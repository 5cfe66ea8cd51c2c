import type { Call } from '../call';
import type { Emulator } from '../emulator';
import type { Refusal } from '../refusal';
import type { RoleMay } from '../rights/judge';

/** What a refusal may look at: the account behind the proxy, and what its roles may. */
export interface World {
  readonly emulator: Emulator;
  /** For services that look at the role they are given. */
  readonly roleMay: RoleMay;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** @returns `undefined`: nothing speaks against the call. */
export type Refuse = (
  call: Call,
  world: World,
) => Refusal | undefined | Promise<Refusal | undefined>;

export function badRequest(message: string): Refusal {
  return { status: 400, code: 'BadRequestException', message };
}

export function notFound(message: string): Refusal {
  return { status: 404, code: 'NotFoundException', message };
}
