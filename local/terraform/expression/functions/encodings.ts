import { createHash } from 'node:crypto';
import { parseJson } from '../../json';
import { ExpressionError, isList, isObject, sortedEntries, toText, type Value } from '../value';
import { argument, ofText, textArgument, type TerraformFunction } from './function';

/** JSON, base64, URLs and hashes. */
export const ENCODING_FUNCTIONS: Readonly<Record<string, TerraformFunction>> = {
  jsonencode: (args) => encodeJson(argument(args, 0)),
  jsondecode: (args) => decodeJson(textArgument(args, 0)),
  base64encode: ofText((text) => Buffer.from(text).toString('base64')),
  base64decode: ofText((text) => Buffer.from(text, 'base64').toString()),
  urlencode: ofText(urlEncode),
  md5: ofText((text) => hash('md5', text).toString('hex')),
  sha1: ofText((text) => hash('sha1', text).toString('hex')),
  sha256: ofText((text) => hash('sha256', text).toString('hex')),
  sha512: ofText((text) => hash('sha512', text).toString('hex')),
  base64sha256: ofText((text) => hash('sha256', text).toString('base64')),
  base64sha512: ofText((text) => hash('sha512', text).toString('base64')),
};

function hash(algorithm: string, text: string): Buffer {
  return createHash(algorithm).update(text).digest();
}

/** Members by name, and what HTML could trip over escaped, so that hashes over it are the same as Terraform's. */
export function encodeJson(value: Value): string {
  if (isList(value)) return `[${value.map(encodeJson).join(',')}]`;
  if (isObject(value)) {
    const members = sortedEntries(value).map(
      ([name, member]) => `${encodeScalar(name)}:${encodeJson(member)}`,
    );
    return `{${members.join(',')}}`;
  }
  return encodeScalar(value);
}

function encodeScalar(value: Value): string {
  if (value === null) return 'null';
  if (typeof value !== 'string') return toText(value);
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function decodeJson(text: string): Value {
  const parsed = parseJson(text);
  if (parsed === undefined) throw new ExpressionError('what it is given is not JSON');
  return parsed;
}

/** As a form writes it: a space is `+`. */
function urlEncode(text: string): string {
  return encodeURIComponent(text)
    .replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%20', '+');
}
