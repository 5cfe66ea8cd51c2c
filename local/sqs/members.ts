import { textOf } from '../record';
import { invalidParameter, missingParameter } from './sqs-error';

/** The members of a call. */
export type Members = Readonly<Record<string, unknown>>;

/** @throws SqsError when it is missing or empty. */
export function requireText(members: Members, name: string): string {
  const value = textOf(members[name]);
  if (value === undefined || value === '') throw missingParameter(name);
  return value;
}

/** A whole number within bounds, both included. */
export interface IntegerRange {
  readonly name: string;
  readonly min: number;
  readonly max: number;
}

/**
 * @returns `undefined` when it is left out.
 * @throws SqsError when it is no whole number, or out of bounds.
 */
export function integerOf(members: Members, { name, min, max }: IntegerRange): number | undefined {
  const value = members[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max) {
    return value;
  }
  throw invalidParameter(
    `Value ${JSON.stringify(value)} for parameter ${name} is invalid. Reason: Must be >= ${min} and <= ${max}, if provided.`,
  );
}
