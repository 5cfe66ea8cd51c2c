import fc from 'fast-check';
import { parseJson } from '../../../../../local/gateway/mapping/json/json-parser';
import { JsonPathError, parseJsonPath } from '../../../../../local/gateway/mapping/json/json-path';
import { stringifyJson } from '../../../../../local/gateway/mapping/json/json-value';
import { failureOf } from '../failure';

const STORE = parseJson(
  JSON.stringify({
    shop: {
      lamps: [
        { name: 'desk', price: 30, tags: ['led', 'small'] },
        { name: 'floor', price: 80.5 },
        { name: 'wall', price: 45, sold: true },
      ],
      owner: { name: 'Ada', 'e-mail': 'a@b.c', 'a.b': 1 },
    },
    limit: 50,
  }),
);

function read(path: string): string | undefined {
  const found = parseJsonPath(path).read(STORE);
  return found === undefined ? undefined : stringifyJson(found);
}

describe('parseJsonPath', () => {
  test.each([
    ['$.limit', '50'],
    ['limit', '50'],
    ['$.shop.owner.name', '"Ada"'],
    ['$.shop.owner.e-mail', '"a@b.c"'],
    ["$['shop']['owner']['a.b']", '1'],
    ['$["shop"].lamps[0].name', '"desk"'],
    ['$.shop.lamps[-1].name', '"wall"'],
    ['$.shop.lamps[9]', undefined],
    ['$.shop.nothing', undefined],
    ['$.limit.nothing', undefined],
    ['$.shop.lamps.name', undefined],
    ['$.shop.lamps[*].name', '["desk","floor","wall"]'],
    ['$.shop.lamps[0,2].name', '["desk","wall"]'],
    ['$.shop.lamps[1:].name', '["floor","wall"]'],
    ['$.shop.lamps[:1].name', '["desk"]'],
    ['$.shop.lamps[-2:].name', '["floor","wall"]'],
    ["$.shop.owner['name','a.b']", '{"name":"Ada","a.b":1}'],
    ['$.shop.owner.*', '["Ada","a@b.c",1]'],
    ['$..price', '[30,80.5,45]'],
    ['$.shop..name', '["desk","floor","wall","Ada"]'],
    ['$..tags[0]', '["led"]'],
    ['$..nothing', '[]'],
    ['$.shop.lamps.length()', '3'],
    ['$.shop.lamps[?(@.price < 50)].name', '["desk","wall"]'],
    ['$.shop.lamps[?(@.price >= 45 && !(@.name == "wall"))].name', '["floor"]'],
    ['$.shop.lamps[?(@.sold)].name', '["wall"]'],
    ['$.shop.lamps[?(!@.sold)].name', '["desk","floor"]'],
    ["$.shop.lamps[?(@.name == 'desk' || @.sold == true)].price", '[30,45]'],
    ['$.shop.lamps[?(@.name =~ /.*(ll|or)/)].name', '["floor","wall"]'],
    ["$.shop.lamps[?(@.name in ['desk', 'x'])].name", '["desk"]'],
    ["$.shop.lamps[?(@.name nin ['desk'])].name", '["floor","wall"]'],
    ['$.shop.lamps[?(@.tags[1] != null)].name', '["desk","floor","wall"]'],
  ])('%s finds %s', (path, json) => {
    expect(read(path)).toBe(json);
  });

  test.each([
    '$.',
    '$[',
    '$.a[',
    "$['a'",
    '$.a[b]',
    '$.a b',
    '$[?(@.a ==)]',
    '$[?(@.a]',
    '$[?(@.a =~ /(/)]',
    '$..',
  ])('rejects %s', (path) => {
    expect(() => parseJsonPath(path)).toThrow(JsonPathError);
  });

  test('fails with a JsonPathError alone, on any text', () => {
    const piece = fc.constantFrom(
      '$',
      '.',
      '..',
      '[',
      ']',
      '*',
      '?(',
      ')',
      '@',
      "'a'",
      'a',
      '1',
      ':',
      ',',
      '==',
      '!',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(piece).map((pieces) => pieces.join('')),
        ),
        (path) => {
          const failure = failureOf(() => read(path));
          expect(failure === undefined || failure instanceof JsonPathError).toBe(true);
        },
      ),
      { numRuns: 1000 },
    );
  });
});
