import fc from 'fast-check';
import { rawMember } from '../../../scripts/redrive/raw-member';

test.each([
  ['{"a":1}', '1'],
  ['{"b":{"a":2},"a":[1,{"a":3}]}', '[1,{"a":3}]'],
  ['{ "a" : 12345678901234567890 , "b":2}', '12345678901234567890'],
  ['{"a":{"k":1,"k":2}}', '{"k":1,"k":2}'],
  ['{"b":"\\"a\\":5,}","a":"x, \\"}"}', '"x, \\"}"'],
  ['{"\\u0061":null}', 'null'],
  ['{"a":1,"a":2}', '2'],
  ['{"b":1}', undefined],
  ['{}', undefined],
])('of %s it is %s', (json, raw) => {
  expect(rawMember(json, 'a')).toBe(raw);
});

it('is the member that JSON.parse has, whatever the object', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.string(), (object, name) => {
      const json = JSON.stringify({ ...object, [name]: object });
      expect(JSON.parse(rawMember(json, name) ?? '')).toEqual(JSON.parse(JSON.stringify(object)));
    }),
  );
});
