import {
  ContentError,
  convertContent,
  isBinaryMediaType,
  type Content,
  type ContentInput,
} from '../../../../local/gateway/mapping/content-handling';

const BYTES = Buffer.from([0x1f, 0x8b, 0xff, 0x00]);
const BASE64 = BYTES.toString('base64');

function convert(input: Partial<ContentInput>): Content {
  return convertContent({
    phase: 'request',
    bytes: BYTES,
    binaryMediaTypes: ['image/png'],
    contentHandling: undefined,
    contentType: 'text/plain',
    accept: 'text/plain',
    ...input,
  });
}

/** The rows of AWS's two tables: `bytes` as received, `utf8`, `encoded` to base64 text, `decoded` from it. */
describe('convertContent', () => {
  const [text, binary] = ['text/plain', 'image/png'];
  const [toText, toBinary] = ['CONVERT_TO_TEXT', 'CONVERT_TO_BINARY'] as const;

  test.each([
    ['utf8', { phase: 'request', contentType: text }],
    ['utf8', { phase: 'request', contentType: text, contentHandling: toText }],
    ['decoded', { phase: 'request', contentType: text, contentHandling: toBinary }],
    ['bytes', { phase: 'request', contentType: binary }],
    ['encoded', { phase: 'request', contentType: binary, contentHandling: toText }],
    ['bytes', { phase: 'request', contentType: binary, contentHandling: toBinary }],
    ['utf8', { phase: 'request', contentType: text, accept: binary }],
    ['utf8', { phase: 'response', contentType: text, accept: text }],
    ['utf8', { phase: 'response', contentType: text, accept: text, contentHandling: toText }],
    ['decoded', { phase: 'response', contentType: text, accept: text, contentHandling: toBinary }],
    ['decoded', { phase: 'response', contentType: text, accept: binary }],
    ['utf8', { phase: 'response', contentType: text, accept: binary, contentHandling: toText }],
    [
      'decoded',
      { phase: 'response', contentType: text, accept: binary, contentHandling: toBinary },
    ],
    ['encoded', { phase: 'response', contentType: binary, accept: text }],
    ['encoded', { phase: 'response', contentType: binary, accept: text, contentHandling: toText }],
    ['bytes', { phase: 'response', contentType: binary, accept: text, contentHandling: toBinary }],
    ['bytes', { phase: 'response', contentType: binary, accept: binary }],
    [
      'encoded',
      { phase: 'response', contentType: binary, accept: binary, contentHandling: toText },
    ],
    [
      'bytes',
      { phase: 'response', contentType: binary, accept: binary, contentHandling: toBinary },
    ],
    ['utf8', { phase: 'response', contentType: undefined, accept: undefined }],
  ] as const)('gives the %s of a payload under %j', (form, input) => {
    const results: Readonly<Record<typeof form, Content>> = {
      bytes: { kind: 'binary', bytes: BYTES },
      utf8: { kind: 'text', text: '\u001f\ufffd\ufffd\u0000' },
      encoded: { kind: 'text', text: BASE64 },
      decoded: { kind: 'binary', bytes: BYTES },
    };
    const bytes = form === 'decoded' ? Buffer.from(BASE64) : BYTES;
    expect(convert({ ...input, bytes })).toEqual(results[form]);
  });

  test.each(['this is text', 'abc=d', 'YWJj\n', 'a', 'YQ==='])(
    'fails when %j should be base64',
    (text) => {
      const input: Partial<ContentInput> = {
        contentHandling: 'CONVERT_TO_BINARY',
        bytes: Buffer.from(text),
      };
      expect(() => convert(input)).toThrow(ContentError);
    },
  );

  test.each([
    ['', ''],
    ['YQ==', 'a'],
    ['YQ', 'a'],
    ['+/8=', '\ufffd\ufffd'],
  ])('takes %j for base64', (text, decoded) => {
    const content = convert({ contentHandling: 'CONVERT_TO_BINARY', bytes: Buffer.from(text) });
    expect(content.kind === 'binary' && content.bytes.toString('utf8')).toBe(decoded);
  });
});

describe('isBinaryMediaType', () => {
  test.each([
    ['image/png', ['image/png'], true],
    ['IMAGE/PNG; q=0.9', ['image/PNG'], true],
    ['image/jpeg', ['image/png'], false],
    ['image/*', ['image/png'], false],
    ['application/zip', ['application/*'], true],
    ['applications/zip', ['application/*'], false],
    ['any/test', ['*/test'], false],
    ['*/test', ['*/test'], true],
    ['any/thing', ['*/*'], true],
    [undefined, ['*/*'], true],
    [undefined, ['application/json'], true],
    ['', ['application/json'], true],
    [undefined, [], false],
    ['image/webp,image/png,*/*;q=0.8', ['image/png'], false],
    ['image/png,image/webp', ['image/png'], true],
  ])('%s under %j: %s', (value, types, binary) => {
    expect(isBinaryMediaType(value, types)).toBe(binary);
  });
});
