import fc from 'fast-check';
import { JsonSyntaxError, parseJson } from '../../../../../local/gateway/mapping/json/json-parser';
import { stringifyJson } from '../../../../../local/gateway/mapping/json/json-value';
import { failureOf } from '../failure';

describe('parseJson', () => {
  test('reads what JSON.parse reads, to the same value', () => {
    fc.assert(
      fc.property(fc.json(), fc.constantFrom(undefined, 2), (text, indent) => {
        const json = JSON.stringify(JSON.parse(text), undefined, indent);
        expect(JSON.parse(stringifyJson(parseJson(json)))).toEqual(JSON.parse(text));
      }),
    );
  });

  test('writes back the very digits of a number', () => {
    const digits = fc.stringMatching(/^-?(?:0|[1-9]\d{0,30})(?:\.\d{1,30})?(?:[eE][+-]?\d{1,3})?$/);
    fc.assert(
      fc.property(digits, (number) => {
        fc.pre(!/^-0$/.test(number));
        expect(stringifyJson(parseJson(`[${number}]`))).toBe(`[${number}]`);
      }),
    );
  });

  test('fails with a JsonSyntaxError alone, on any text', () => {
    const piece = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ':',
      ',',
      '"',
      "'",
      '\\',
      '\\u12',
      'a',
      '1',
      '.',
      ' ',
      'null',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(piece).map((pieces) => pieces.join('')),
        ),
        (text) => {
          const failure = failureOf(() => parseJson(text));
          expect(failure === undefined || failure instanceof JsonSyntaxError).toBe(true);
        },
      ),
      { numRuns: 1000 },
    );
  });

  test.each([
    ["{'a': 'b'}", '{"a":"b"}'],
    ['{statusCode: 200}', '{"statusCode":200}'],
    ['{"statusCode": 200,}', '{"statusCode":200}'],
    ['[1, two words, 3x]', '[1,"two words","3x"]'],
    ['{a : b : c}', undefined],
    ['{"a":"\\u00e9\\n\\/\\q"}', '{"a":"é\\n/q"}'],
    ['{"a":"line\nbreak"}', '{"a":"line\\nbreak"}'],
    ['[1,,2]', undefined],
    ['{,}', undefined],
    ['{"a":}', undefined],
    ['"\\u12x4"', undefined],
    ['', undefined],
    ['[01]', '["01"]'],
  ])('is permissive as the parser on AWS is: %s is %s', (text, json) => {
    const parse = (): string => stringifyJson(parseJson(text));
    const failure = failureOf(parse);
    expect(failure instanceof JsonSyntaxError ? undefined : parse()).toBe(json);
  });
});
