// DynamoDB itself must not be loaded here: it puts its own parsers in place of dynalite's.
import conditionParser from 'dynalite/db/conditionParser';
import projectionParser from 'dynalite/db/projectionParser';
import updateParser from 'dynalite/db/updateParser';
import fc from 'fast-check';
import { memoizing } from '../../../local/dynamodb/expression-parsers';

const PARSERS = { conditionParser, projectionParser, updateParser };

/** What a parser makes of an expression: its tree, and the names and values it has ticked off; or its refusal. */
function outcome({ parse }: Pick<typeof conditionParser, 'parse'>, expression: string): string {
  const context = {
    attrNames: { '#a': 'one', '#b': 'two' },
    attrVals: { ':v': { S: 'x' }, ':w': { N: '2' }, ':s': { SS: ['a'] } },
    unusedAttrNames: { '#a': true, '#b': true },
    unusedAttrVals: { ':v': true, ':w': true, ':s': true },
    isReserved: (name: string) => name.toUpperCase() === 'NAME',
    compare: () => false,
  };
  try {
    const tree = parse(expression, { context });
    return JSON.stringify([tree, context.unusedAttrNames, context.unusedAttrVals]);
  } catch (error) {
    return String(error);
  }
}

const OPERAND = fc.constantFrom(
  ...['a', '#a', '#b.c', 'a[0].b', '(a)', '((a))', ':v', ':w', ':s', ':x', '#x', 'name'],
  ...['size(a)', 'size (#a.b)', 'begins_with(a, :v)', 'attribute_exists(b)', 'odd(a)'],
  ...['if_not_exists(a, :w)', 'list_append(a, :v)'],
);
const { condition: CONDITION } = fc.letrec<{ condition: string }>((tie) => {
  const some = tie('condition');
  const join = (...parts: readonly string[]) => parts.join('');
  return {
    condition: fc.oneof(
      { maxDepth: 3, depthSize: 'small' },
      fc
        .tuple(OPERAND, fc.constantFrom('=', '<>', '<', '<=', ' > ', '>='), OPERAND)
        .map((parts) => join(...parts)),
      fc.tuple(OPERAND, OPERAND, OPERAND).map(([x, y, z]) => `${x} BETWEEN ${y} and ${z}`),
      fc.tuple(OPERAND, OPERAND, OPERAND).map(([x, y, z]) => `${x} in (${y}, ${z})`),
      OPERAND,
      some.map((inner) => `(${inner})`),
      some.map((inner) => `NOT ${inner}`),
      fc.tuple(some, some).map(([x, y]) => `${x} AND ${y}`),
      fc.tuple(some, some).map(([x, y]) => `(${x}) or ${y}`),
    ),
  };
});
const UPDATE = fc
  .array(
    fc.tuple(
      fc.constantFrom('SET', 'remove', 'ADD', 'delete'),
      fc.tuple(OPERAND, OPERAND, OPERAND, fc.constantFrom('', ' = ', ' ')),
      fc.constantFrom('', ' + ', ' - ', ', '),
    ),
    { minLength: 1, maxLength: 3 },
  )
  .map((sections) =>
    sections
      .map(([word, [x, y, z, joint], more]) => {
        return `${word} ${x}${joint === '' ? '' : joint + y}${more === '' ? '' : more + z}`;
      })
      .join(' '),
  );
const PROJECTION = fc.array(OPERAND, { minLength: 1, maxLength: 4 }).map((paths) => paths.join());
/** What is nearly an expression: a character taken out, doubled, or another in its place. */
const broken = (expressions: fc.Arbitrary<string>) =>
  fc
    .tuple(expressions, fc.nat(), fc.constantFrom('', '(', ')', ' ', ',', '\u00e9'))
    .map(([text, at, put]) => {
      const place = at % (text.length + 1);
      return text.slice(0, place) + put + text.slice(place + 1);
    });

describe('a parser that remembers', () => {
  test.each([
    ['conditionParser', CONDITION],
    ['updateParser', UPDATE],
    ['projectionParser', PROJECTION],
  ] as const)('reads what dynalite reads, and refuses what it refuses: %s', (name, expressions) => {
    const remembering = { parse: memoizing(name) };
    fc.assert(
      fc.property(fc.oneof(expressions, broken(expressions)), (expression) => {
        // Longer ones take dynalite's own parser seconds.
        fc.pre(expression.length < 90 && expression.split('(').length < 9);
        expect(outcome(remembering, expression)).toBe(outcome(PARSERS[name], expression));
      }),
      { numRuns: 400 },
    );
  });

  test('refuses to work on a file that is not built as expected', () => {
    expect(() => memoizing('index')).toThrow(/not as PEG\.js/);
  });
});
