/** A document that IAM would not accept; the message names the member that is wrong. */
export class MalformedPolicyError extends Error {
  override readonly name = 'MalformedPolicyError';
}
