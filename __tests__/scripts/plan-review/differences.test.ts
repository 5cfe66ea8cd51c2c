import { differencesOf } from '../../../scripts/plan-review/differences';
import { parsePlan } from '../../../scripts/plan-review/resource-change';
import { planOf } from './helpers';

/** Each difference on a line. */
function differ(before: object, after: object, more: object = {}): readonly string[] {
  const plan = planOf({ actions: ['update'], before, after, ...more });
  const [change] = parsePlan('gatehouse-prod', plan).changes;
  return (change === undefined ? [] : differencesOf(change)).map(
    ({ path, before: old, after: now, isConsequence }) =>
      `${path}: ${old} -> ${now}${isConsequence ? ' (follows)' : ''}`,
  );
}

describe('differencesOf', () => {
  it.each([
    ['a value', { a: 1 }, { a: 2 }, ['a: 1 -> 2']],
    ['a value that goes', { a: 'x' }, { a: null }, ['a: x -> (none)']],
    ['what is not set in either way', { a: null, b: '', c: [] }, { a: '', b: null, c: null }, []],
    ['a member', { a: { b: 1, c: 2 } }, { a: { b: 1, c: 3 } }, ['a.c: 2 -> 3']],
    ['the only block', { a: [{ b: 1 }] }, { a: [{ b: 2 }] }, ['a.b: 1 -> 2']],
    [
      'one block of many',
      { a: [{ b: 1 }, { b: 2 }] },
      { a: [{ b: 2 }, { b: 3 }] },
      ['a[1].b: 1 -> 3'],
    ],
    ['blocks in another order', { a: [{ b: 1 }, { b: 2 }] }, { a: [{ b: 2 }, { b: 1 }] }, []],
    ['a list', { a: ['x'] }, { a: ['x', 'y'] }, ['a: ["x"] -> ["x","y"]']],
    [
      'JSON in a text',
      { a: '{"b":{"c":1},"d":2}' },
      { a: '{"d":2,"b":{"c":3}}' },
      ['a.b.c: 1 -> 3'],
    ],
    [
      'a secret by its name',
      { DB_PASSWORD: 'x' },
      { DB_PASSWORD: 'y' },
      ['DB_PASSWORD: (sensitive) -> (sensitive)'],
    ],
    [
      'bookkeeping',
      { tags_all: { a: 'x' } },
      { tags_all: { a: 'y' } },
      ['tags_all.a: x -> y (follows)'],
    ],
  ])('names %s', (...[, before, after, expected]) => {
    expect(differ(before, after)).toStrictEqual(expected);
  });

  it('shows what is not known yet as that', () => {
    expect(differ({ arn: 'x' }, {}, { after_unknown: { arn: true } })).toStrictEqual([
      'arn: x -> (known after apply) (follows)',
    ]);
  });

  it.each([
    ['before', { before_sensitive: { a: true } }],
    ['after', { after_sensitive: { a: true } }],
  ])('hides what is sensitive %s only', (_when, more) => {
    expect(differ({ a: 'secret-1' }, { a: 'secret-2' }, more)).toStrictEqual([
      'a: (sensitive) -> (sensitive)',
    ]);
  });

  it.each([
    [
      'in a block',
      { a: [{ b: 'secret-1', c: 1 }] },
      { a: [{ b: 'secret-2', c: 2 }] },
      { a: [{ b: true }] },
    ],
    [
      'in a map',
      { a: { b: 'secret-1', c: 1 } },
      { a: { b: 'secret-2', c: 2 } },
      { a: { b: true } },
    ],
    ['in a map that comes', { a: null }, { a: { b: 'secret-2', c: 2 } }, { a: { b: true } }],
    ['in a block that comes', { a: [] }, { a: [{ b: 'secret-2', c: 2 }] }, { a: [{ b: true }] }],
    ['in a list', { a: ['secret-1'] }, { a: ['secret-2'] }, { a: [true] }],
    ['in JSON', { a: '{"b":"secret-1"}' }, { a: '{"b":"secret-2"}' }, { a: true }],
  ])('hides what is sensitive %s', (...[, before, after, sensitive]) => {
    const shown = differ(before, after, {
      before_sensitive: sensitive,
      after_sensitive: sensitive,
    }).join();

    expect(shown).toContain('(sensitive)');
    expect(shown).not.toContain('secret-');
  });
});
