/** What Gatehouse takes for granted of AWS, as data: each is one call away from being known. */

/** `holds`: as assumed. `differs`: AWS answered otherwise. `unknown`: the call could not tell. */
export type Outcome = 'holds' | 'differs' | 'unknown';

export interface Finding {
  readonly outcome: Outcome;
  /** What AWS said, in one line. */
  readonly detail: string;
}

export interface Assumption<Clients> {
  /** As docs/first-deploy.md names it. */
  readonly id: string;
  /** What is taken for granted, as a sentence. */
  readonly assumed: string;
  /** The call that settles it, by AWS's name. */
  readonly call: string;
  /** What to do when AWS answers otherwise. */
  readonly otherwise: string;
  /** Makes the call. A refusal may be thrown: it becomes `differs`, and a lack of rights `unknown`. */
  readonly check: (clients: Clients) => Promise<Finding>;
}

export interface Checked {
  readonly id: string;
  readonly assumed: string;
  readonly call: string;
  readonly otherwise: string;
  readonly outcome: Outcome;
  readonly detail: string;
}

export const holds = (detail = ''): Finding => ({ outcome: 'holds', detail });
export const differs = (detail: string): Finding => ({ outcome: 'differs', detail });
export const unknown = (detail: string): Finding => ({ outcome: 'unknown', detail });

/** Refusals that tell of the caller, of the moment, or of an emulator, and nothing of the assumption. */
const SAYS_NOTHING =
  /Deserialization error|AccessDenied|UnrecognizedClient|ExpiredToken|TooManyRequests|Throttling|ECONNREFUSED|\bENOTFOUND\b|TimeoutError|NotImplemented|not been implemented|InternalError|InternalFailure/i;

/** Makes the call of an assumption, whatever it throws. */
export async function checkOne<Clients>(
  assumption: Assumption<Clients>,
  clients: Clients,
): Promise<Checked> {
  const { id, assumed, call, otherwise } = assumption;
  const found = await assumption.check(clients).catch(findingOf);
  return { id, assumed, call, otherwise, ...found };
}

function findingOf(error: unknown): Finding {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  const detail = `${name}: ${message}`.replaceAll(/\s+/g, ' ').trim();
  return SAYS_NOTHING.test(detail) ? unknown(detail) : differs(detail);
}
