import { createHash } from 'node:crypto';
import type { Resource } from '../stack/resource';

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789';

/**
 * An id as AWS would draw it, but the same at every start.
 *
 * @param length Characters: 10 for a REST API, 6 for what is in it.
 * @param part Tells the ids of one resource apart.
 */
export function idOf(resource: Resource, length: number, part = 'id'): string {
  const digest = createHash('sha256')
    .update(`${resource.stackName}/${resource.address}/${part}`)
    .digest();
  return Array.from(
    digest.subarray(0, length),
    (byte) => ALPHABET[byte % ALPHABET.length] ?? '',
  ).join('');
}

/** A UUID as AWS would draw it, but the same at every start. */
export function uuidOf(resource: Resource): string {
  const digits = createHash('sha256')
    .update(`${resource.stackName}/${resource.address}`)
    .digest('hex');
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-8${digits.slice(17, 20)}-${digits.slice(20, 32)}`;
}
