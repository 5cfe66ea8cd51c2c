/** An answer that AWS gives instead of doing what was asked, in the form of the service that gives it. */
import type { Call } from './call';

export interface Refusal {
  /** HTTP status. */
  readonly status: number;
  /** AWS's name of the error: `BadRequestException`. */
  readonly code: string;
  readonly message: string;
}

export interface WireAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const REQUEST_ID = '00000000-0000-4000-8000-000000000000';

/** https://smithy.io/2.0/aws/protocols/index.html, "error serialization" of each protocol. */
export function renderRefusal(call: Call, { status, code, message }: Refusal): WireAnswer {
  const body = bodyOf(call, code, message);
  const isXml = body.startsWith('<');
  const type = isXml
    ? 'text/xml'
    : `application/${call.protocol === 'json' ? 'x-amz-json-1.1' : 'json'}`;
  return {
    status,
    headers: {
      'content-type': type,
      'x-amzn-requestid': REQUEST_ID,
      ...(!isXml && { 'x-amzn-errortype': code }),
    },
    // HEAD has no body, and the status is all that a client learns.
    body: call.method === 'HEAD' ? '' : body,
  };
}

function bodyOf(call: Call, code: string, message: string): string {
  switch (call.protocol) {
    case 'json':
      return JSON.stringify({ __type: code, message, Message: message });
    case 'rest-json':
      return JSON.stringify({ message, Message: message, Type: 'User' });
    case 'query':
      return errorResponse(code, message);
    case 'rest-xml':
      return call.service === 's3'
        ? `<?xml version="1.0" encoding="UTF-8"?><Error>${described(code, message)}<RequestId>${REQUEST_ID}</RequestId></Error>`
        : errorResponse(code, message);
  }
}

function errorResponse(code: string, message: string): string {
  return `<ErrorResponse><Error><Type>Sender</Type>${described(code, message)}</Error><RequestId>${REQUEST_ID}</RequestId></ErrorResponse>`;
}

function described(code: string, message: string): string {
  return `<Code>${code}</Code><Message>${escaped(message)}</Message>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** How a service says that a caller may not. */
export function accessDenied(call: Call, message: string): Refusal {
  if (call.service === 'sns') return { status: 403, code: 'AuthorizationError', message };
  if (call.service === 's3') return { status: 403, code: 'AccessDenied', message };
  switch (call.protocol) {
    case 'json':
      return { status: 400, code: 'AccessDeniedException', message };
    case 'rest-json':
      return { status: 403, code: 'AccessDeniedException', message };
    case 'query':
    case 'rest-xml':
      return { status: 403, code: 'AccessDenied', message };
  }
}
