import { createHash } from 'node:crypto';
import { membersOf } from '../../record';
import type { KeyRange, KeyWrite } from '../../storage/key-value-store';
import { dynamoDbError } from '../dynamodb-error';
import type { OperationStore } from '../operation-store';

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html#DDB-TransactWriteItems-request-ClientRequestToken */
const LIFETIME_MS = 10 * 60 * 1000;
const BY_TOKEN = 'token~';
const BY_AGE = 'token-at~';
const DIGITS = 15;

export interface RequestTokenOptions {
  readonly store: OperationStore;
  readonly token: string;
  /** What the caller asked for, checked. */
  readonly content: unknown;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** A caller's name for a transaction: for ten minutes the same one is done only once. */
export class RequestToken {
  readonly #options: RequestTokenOptions;
  readonly #digest: string;

  constructor(options: RequestTokenOptions) {
    this.#options = options;
    this.#digest = createHash('sha256').update(JSON.stringify(options.content)).digest('base64');
  }

  /** @throws DynamoDbError when the token stands for another transaction. */
  isRepeated(): boolean {
    const { store, token, now } = this.#options;
    const { at, digest } = membersOf(store.read(BY_TOKEN + token));
    if (typeof at !== 'number' || at + LIFETIME_MS <= now) return false;
    if (digest === this.#digest) return true;
    throw dynamoDbError(
      'IdempotentParameterMismatchException',
      'The provided client token was already used with a different request',
    );
  }

  /** To be stored with what the transaction writes. */
  remember(): void {
    const { store, token, now } = this.#options;
    const key = BY_TOKEN + token;
    store.write([
      { key, value: { at: now, digest: this.#digest } },
      { key: `${BY_AGE}${pad(now)}~${token}`, value: { token, at: now } },
    ]);
  }
}

/** Where the tokens stand that are too old to matter. */
export function oldTokens(now: number): KeyRange {
  return { gte: BY_AGE, lt: BY_AGE + pad(Math.max(0, now - LIFETIME_MS)) };
}

/** The removal of an entry of `oldTokens`, and of its token unless that was used again since then. */
export function forgetToken(entry: unknown, read: (key: string) => unknown): readonly KeyWrite[] {
  const { token, at } = membersOf(entry);
  if (typeof token !== 'string' || typeof at !== 'number') return [];
  const byAge = { key: `${BY_AGE}${pad(at)}~${token}`, value: undefined };
  const byToken = { key: BY_TOKEN + token, value: undefined };
  return membersOf(read(byToken.key))['at'] === at ? [byAge, byToken] : [byAge];
}

function pad(milliseconds: number): string {
  return String(Math.floor(milliseconds)).padStart(DIGITS, '0');
}
