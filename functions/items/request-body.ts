import type { APIGatewayProxyEvent } from 'aws-lambda';
import { errorFacts } from '../shared/error-facts';
import { headerOf } from '../shared/proxy';
import { HttpError } from '../shared/response';

/** What JSON comes as. `curl -d` says it sends a form, whatever it sends. */
const JSON_TYPES =
  /^(?:|application\/json|application\/x-www-form-urlencoded|[\w.+-]+\/[\w.+-]+\+json)$/;

/**
 * The request's body as text, untouched, once it is known to be JSON.
 *
 * @throws HttpError 415 for another content type, 400 with the reason for what is not JSON.
 */
export function jsonTextOf(event: APIGatewayProxyEvent): string {
  const [mediaType = ''] = (headerOf(event, 'content-type') ?? '').split(';');
  if (!JSON_TYPES.test(mediaType.trim().toLowerCase())) {
    throw new HttpError(415, 'Unsupported Media Type: send application/json');
  }
  const text = textOf(event);
  if (text === '') throw new HttpError(400, 'The body is empty: send JSON');
  try {
    JSON.parse(text);
  } catch (error) {
    throw new HttpError(400, `The body is not JSON: ${errorFacts(error).message}`);
  }
  return text;
}

function textOf({ body, isBase64Encoded }: APIGatewayProxyEvent): string {
  if (body === null) return '';
  if (!isBase64Encoded) return body;
  try {
    // A byte order mark stays: what is stored is what was sent, or nothing.
    const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
    return utf8.decode(Buffer.from(body, 'base64'));
  } catch {
    throw new HttpError(400, 'The body is not JSON: it is not UTF-8');
  }
}
