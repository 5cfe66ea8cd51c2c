/** What is a secret wherever it stands, by its form alone. */

/** What is shown in a secret's place. */
export const SENSITIVE = '(sensitive)';

/** The whole match is the secret. */
const WHOLE: readonly RegExp[] = [
  // https://www.rfc-editor.org/rfc/rfc7468; certificates and public keys are for everybody.
  /-----BEGIN (?!CERTIFICATE-|PUBLIC KEY|[A-Z]+ PUBLIC KEY)[A-Z0-9 ]+-----[\s\S]*?(?:-----END [A-Z0-9 ]+-----|$)/g,
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids
  /\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{12,}\b/g,
  // A JWT: its header is JSON, so it begins as `{"` does in base64.
  /\beyJ[\w-]+\.[\w-]+(?:\.[\w-]*)*/g,
  /\b(?:sk|rk)_(?:live|test)_\w{4,}/g,
  /\bwhsec_[\w+/=]{8,}/g,
  /\bgh[pousr]_\w{16,}/g,
  /\bgithub_pat_\w{16,}/g,
  /\bglpat-[\w-]{16,}/g,
  /\bxox[abeoprs]-[\w-]{8,}/g,
  /\bhttps:\/\/hooks\.slack\.com\/services\/[\w/-]+/g,
  /\bAIza[\w-]{30,}/g,
  /\bnpm_[A-Za-z0-9]{30,}/g,
  /\bSG\.[\w-]{16,}\.[\w-]{16,}/g,
  /\bsk-[\w-]{20,}/g,
  /\bhv[bs]\.[\w-]{20,}/g,
  /\bdop_v1_[\da-f]{32,}/g,
  /\bAGE-SECRET-KEY-1[A-Z0-9]{20,}/g,
];

/** A part that stays, and the secret behind it. */
const BEHIND: readonly RegExp[] = [
  // Credentials of an Authorization header, if they are none of the words that follow "Bearer" in a sentence.
  /(\b[Bb]earer\s+)(?=[\w.~+/-]*[\dA-Z._~+/-])[\w.~+/-]{6,}=*/g,
  /(\b[Bb]earer\s+)ey[\w.-]*/g,
  /(\b[Bb]asic\s+)(?=[A-Za-z0-9+/]*[\dA-Z=])[A-Za-z0-9+/]{6,}=*/g,
  // A password in a URL: https://www.rfc-editor.org/rfc/rfc3986#section-3.2.1
  /(\b[a-z][a-z0-9+.-]*:\/\/[^\s/?#:@"'`<>]*:)[^\s/?#"'`<>]+(?=@)/gi,
  // A database's may have any sign in it.
  /(\b(?!https?:)[a-z][a-z0-9+.-]*:\/\/[^\s/?#:@"'`<>]*:)[^\s"'`<>]+(?=@)/gi,
  // A token in the place of a user's name.
  /(\bhttps?:\/\/)[^\s/?#:@"'`<>]{16,}(?=@)/gi,
  // A signed URL, a link with a token.
  /([?&](?:[\w-]*(?:token|signature|secret|password|api_?key)|sig|key|code)=)[^\s&#"'`<>$]{4,}/gi,
  // A connection string.
  /(\b[\w-]*(?:passw(?:or)?d|pwd|secret|token|account_?key|api_?key|access_?key)=)[^\s;&,"'`<>$({]{4,}/gi,
  // JSON in a text that is no JSON as a whole, or that is cut off.
  /("[\w.-]*(?:secret|passw|passphrase|token|credential|private_?key|api_?key|access_?key)[\w.-]*"\s*:\s*")(?:[^"\\]|\\.)+/gi,
];

/** A text with `(sensitive)` for each secret that it holds. */
export function maskTokens(text: string): string {
  const masked = WHOLE.reduce((rest, pattern) => rest.replace(pattern, SENSITIVE), text);
  return BEHIND.reduce((rest, pattern) => rest.replace(pattern, `$1${SENSITIVE}`), masked);
}
