/**
 * Whether a status can end a request. After one of the 1xx a client goes on waiting for the answer, or takes what comes next for
 * another protocol: https://www.rfc-editor.org/rfc/rfc9110#section-15.2
 */
export function isFinalStatus(statusCode: number): boolean {
  return statusCode >= 200;
}
