import { exitCodeOf, type Review } from './review';

/** The review as JSON, for other programs: the whole {@link Review} and its exit code. Secrets are not in it. */
export function renderJson(review: Review): string {
  return `${JSON.stringify({ exitCode: exitCodeOf(review), ...review }, undefined, 2)}\n`;
}
