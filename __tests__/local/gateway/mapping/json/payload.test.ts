import { stringifyJson } from '../../../../../local/gateway/mapping/json/json-value';
import { isCompactJson, parsePayload } from '../../../../../local/gateway/mapping/json/payload';

const TEXTS = [
  '{}',
  '[]',
  '{"a":1,"b":[true,null,"x"]}',
  '{"a":0.1,"b":1e+21,"c":1e-7}',
  '{"a":"é","b":"\\"\\\\\\n\\u0001"}',
  '{"__proto__":{"a":1}}',
  '{"a":1.0}',
  '{"a":-0}',
  '{"a":1e5}',
  '{"a":12345678901234567890}',
  '{"b":1,"1":2}',
  '{"a":1,"a":2}',
  '{"a":"\\u00e9\\/"}',
  '{"a": 1}',
  '[1,2,]',
];

describe('isCompactJson', () => {
  it.each(TEXTS)('says of %s what parsing and printing says, or nothing', (text) => {
    const printed = stringifyJson(parsePayload(text));
    expect(isCompactJson(text) ? text : printed).toBe(printed);
  });

  it('knows what JSON.stringify makes, from which functions answer', () => {
    expect(isCompactJson(JSON.stringify({ title: 'A', tags: ['a', 'b'], weight: 12.5 }))).toBe(
      true,
    );
  });

  it.each(['', 'text', '"text"', '{', '{a:1}', `${'['.repeat(300)}${']'.repeat(300)}`])(
    'leaves %s to the parser',
    (text) => {
      expect(isCompactJson(text)).toBe(false);
    },
  );
});
