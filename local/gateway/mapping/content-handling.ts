import type { ContentHandling } from '../../rest-api';

export interface ContentInput {
  readonly phase: 'request' | 'response';
  readonly bytes: Buffer;
  readonly binaryMediaTypes: readonly string[];
  readonly contentHandling: ContentHandling | undefined;
  /** Of the payload; `undefined`: `application/json`. */
  readonly contentType: string | undefined;
  /** The client's `Accept` header; read in the response phase only. */
  readonly accept: string | undefined;
}

export type Content =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'binary'; readonly bytes: Buffer };

/** A payload that should have been base64 and is not; the request ends with 500. */
export class ContentError extends Error {
  override readonly name = 'ContentError';
}

/** @throws ContentError when text that must become binary is not base64. */
export function convertContent(input: ContentInput): Content {
  throw new ContentError(`not built yet: ${input.phase}`);
}

/** Whether a media type counts as binary under the API's `binary_media_types`. */
export function isBinaryMediaType(mediaType: string, binaryMediaTypes: readonly string[]): boolean {
  return binaryMediaTypes.includes(mediaType);
}
