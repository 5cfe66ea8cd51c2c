/** What looks like a secret, by its name or by its value: a provider knows nothing of what stands in an environment variable. */
import { isRecord, parseDocument, textOf, type JsonRecord } from './json';
import { maskTokens, SENSITIVE } from './secret-patterns';

/** Names of what is a secret, whatever its value. */
const SECRET_NAME =
  /((secret|passw|passphrase|token|credential|private_?key|api_?key|access_?key)[^.]*|(^|[_.-])(pw|pwd|pass))$/i;
/** Attributes with such a name that hold no secret. */
const PLAIN_NAMES: ReadonlySet<string> = new Set([
  'api_key_required',
  'api_key_source',
  'token_validity_units',
]);

/** Names of what may be a secret: then the value decides. */
const DOUBTFUL_NAME =
  /(key|auth|sig|signature|salt|session|cookie|dsn|webhook|bearer|jwt|hmac|seed|cert|license)[^.]*$/i;
/** Shorter than that is guessed anyway; an id of AWS has 10 or so letters. */
const SHORTEST_TOKEN = 16;
/** Bits a letter: words have 3 at most, random hexadecimal digits 4. */
const RANDOM_BITS = 3.5;

/** A condition key of IAM, such as `aws:TokenIssueTime`: what a policy asks for is no secret. */
const CONDITION_KEY = /:[^.]*$/;

/** Does the last name of a path say that its value is a secret? */
export function isSecretName(path: string): boolean {
  return SECRET_NAME.test(path) && !PLAIN_NAMES.has(path) && !CONDITION_KEY.test(path);
}

/**
 * Is the value at a path a secret, by its name, or by a doubtful name and a value that nobody would think up? An ARN says where
 * a secret is, or whose credentials are used: it is none, and a reviewer must see it.
 */
export function isSecretAt(path: string, value: unknown): boolean {
  if (typeof value === 'string' && /^arn:aws[\w-]*:/.test(value)) return false;
  return (
    isSecretName(path) || (typeof value === 'string' && DOUBTFUL_NAME.test(path) && isRandom(value))
  );
}

/** Text that people do not write: no blank, letters of several kinds, hardly one more frequent than another. */
function isRandom(text: string): boolean {
  if (text.length < SHORTEST_TOKEN || !/^[\w+/=.~-]+$/.test(text) || isIdentifier(text))
    return false;
  const kinds = [/[a-z]/, /[A-Z]/, /\d/].filter((kind) => kind.test(text)).length;
  return kinds >= 2 && bitsPerLetter(text) >= RANDOM_BITS;
}

/** A UUID, as keys of KMS have it, or words with signs between, as files and names have them. */
function isIdentifier(text: string): boolean {
  const words = text.split(/[-_./]/).filter((part) => /^[A-Za-z]{3,}$/.test(part));
  return words.length >= 2 || /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text);
}

/** Shannon's entropy of the letters. */
function bitsPerLetter(text: string): number {
  const counts = new Map<string, number>();
  for (const letter of text) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  return [...counts.values()].reduce((bits, count) => {
    const share = count / text.length;
    return bits - share * Math.log2(share);
  }, 0);
}

/** Where an object says a name and a value beside it, as containers and parameters do, the name of the value. */
const NAME_MEMBERS = ['name', 'Name', 'key', 'Key', 'parameter_name'] as const;
const VALUE_MEMBERS: ReadonlySet<string> = new Set(['value', 'Value', 'parameter_value']);

/** Is a member of an object a secret, by its own name or by the name that stands beside it? */
export function isSecretMember(object: JsonRecord, member: string): boolean {
  const value = object[member];
  if (isSecretAt(member, value)) return true;
  if (!VALUE_MEMBERS.has(member)) return false;
  return NAME_MEMBERS.some((name) => isSecretAt(textOf(object[name]) ?? '', value));
}

/** A value, at any depth, with `(sensitive)` for what is a secret by its name or looks like one. */
export function maskSecrets(value: unknown): unknown {
  if (typeof value === 'string') return maskText(value);
  if (Array.isArray(value)) return value.map(maskSecrets);
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      isSecretMember(value, name) ? hide(member) : maskSecrets(member),
    ]),
  );
}

/** The texts of a secret member, be it a list of them. An object's members have names of their own. */
function hide(member: unknown): unknown {
  if (typeof member === 'string') return member === '' ? member : SENSITIVE;
  return Array.isArray(member) ? member.map(hide) : maskSecrets(member);
}

/** A text with `(sensitive)` for what looks like a secret in it; JSON is looked at member by member. */
export function maskText(text: string): string {
  const document = parseDocument(text);
  const masked = document === undefined ? undefined : JSON.stringify(maskSecrets(document));
  return masked?.includes(SENSITIVE) === true ? masked : maskTokens(text);
}
