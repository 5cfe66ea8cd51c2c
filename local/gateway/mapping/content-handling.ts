import type { ContentHandling } from '../../rest-api';

/** A payload on its way, and what decides its form. */
export interface ContentInput {
  /** `request`: from the client to the integration; `response`: the way back. */
  readonly phase: 'request' | 'response';
  readonly bytes: Buffer;
  readonly binaryMediaTypes: readonly string[];
  /** Of the integration in the request phase, of the integration response in the response phase. */
  readonly contentHandling: ContentHandling | undefined;
  /** The payload's `Content-Type`; `undefined`: `application/json`. */
  readonly contentType: string | undefined;
  /** The client's `Accept`; read in the response phase only; `undefined`: `application/json`. */
  readonly accept: string | undefined;
}

/** Only text can go through a mapping template. */
export type Content =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'binary'; readonly bytes: Buffer };

/** A payload that had to be base64 and is not; the request ends with 500. */
export class ContentError extends Error {
  override readonly name = 'ContentError';
}

const DEFAULT_MEDIA_TYPE = 'application/json';

/**
 * Turns a payload into text or bytes by AWS's two tables:
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-payload-encodings-workflow.html
 *
 * @throws ContentError when text that must become binary is not base64.
 */
export function convertContent(input: ContentInput): Content {
  const { bytes } = input;
  const becomesBinary = wantsBinary(input);
  if (isBinaryMediaType(input.contentType, input.binaryMediaTypes)) {
    return becomesBinary
      ? { kind: 'binary', bytes }
      : { kind: 'text', text: bytes.toString('base64') };
  }
  const text = bytes.toString('utf8');
  return becomesBinary ? { kind: 'binary', bytes: decodeBase64(text) } : { kind: 'text', text };
}

/** An explicit handling decides; without one, a request keeps its form and a response takes the client's. */
function wantsBinary(input: ContentInput): boolean {
  switch (input.contentHandling) {
    case 'CONVERT_TO_BINARY':
      return true;
    case 'CONVERT_TO_TEXT':
      return false;
    case undefined:
      return isBinaryMediaType(
        input.phase === 'request' ? input.contentType : input.accept,
        input.binaryMediaTypes,
      );
  }
}

/**
 * Whether a `Content-Type` or `Accept` value is binary under the API's media types: only its first entry counts,
 * without parameters. Of the API's types only the subtype may be a star (`image/*`), or all of it.
 */
export function isBinaryMediaType(
  value: string | undefined,
  binaryMediaTypes: readonly string[],
): boolean {
  const mediaType = firstMediaType(value);
  return binaryMediaTypes.some((binary) => {
    const wanted = binary.toLowerCase();
    if (wanted === '*/*' || wanted === mediaType) return true;
    return (
      wanted.endsWith('/*') && !wanted.startsWith('*') && mediaType.startsWith(wanted.slice(0, -1))
    );
  });
}

function firstMediaType(value: string | undefined): string {
  const first = value?.split(',', 1)[0]?.split(';', 1)[0]?.trim().toLowerCase();
  return first === undefined || first === '' ? DEFAULT_MEDIA_TYPE : first;
}

/** Java's decoder: padding may lack, anything foreign is an error. */
function decodeBase64(text: string): Buffer {
  const digits = text.replace(/={0,2}$/, '');
  if (!/^[A-Za-z0-9+/]*$/.test(digits) || digits.length % 4 === 1) {
    throw new ContentError('The payload had to become binary, but is not base64.');
  }
  return Buffer.from(digits, 'base64');
}
