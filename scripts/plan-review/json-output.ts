import { exitCodeOf, type Review } from './review';

/** What JSON leaves as it is, and a terminal obeys or turns the line by. */
const OBEYED = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** The review as JSON, for other programs: the whole {@link Review} and its exit code. Secrets are not in it. */
export function renderJson(review: Review): string {
  const text = JSON.stringify({ exitCode: exitCodeOf(review), ...review }, undefined, 2);
  const escaped = text.replace(
    OBEYED,
    (sign) => `\\u${(sign.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
  );
  return `${escaped}\n`;
}
