import { renderJson, renderMarkdown, reviewPlans } from '../../../scripts/plan-review';
import { isRecord, listOf, parseDocument, recordOf } from '../../../scripts/plan-review/json';
import { ALL_SCENARIOS } from './helpers';
import { readPlan } from './terraform/plan-files';

/** Shorter ones stand in our own words by chance. */
const SHORTEST = 12;

/** A value's shape with `true` for every leaf, as the provider would mark it. */
function marked(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(marked);
  if (!isRecord(value)) return true;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, marked(member)]));
}

function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') {
    const document = parseDocument(value);
    return document === undefined ? [value] : textsIn(document);
  }
  if (Array.isArray(value)) return value.flatMap(textsIn);
  return isRecord(value) ? Object.values(value).flatMap(textsIn) : [];
}

describe('when every value of a plan is sensitive', () => {
  const told = new Set<string>();

  it.each(ALL_SCENARIOS.map(({ name, stack }) => [name, stack] as const))(
    'no finding and no row shows one: %s',
    (name, stack) => {
      const plan = recordOf(readPlan(name));
      const secrets = new Set<string>();
      const hide = (entry: unknown): unknown => {
        const change = recordOf(recordOf(entry)['change']);
        const { before, after } = change;
        for (const text of textsIn([before, after])) secrets.add(text);
        return {
          ...recordOf(entry),
          change: { ...change, before_sensitive: marked(before), after_sensitive: marked(after) },
        };
      };
      const resource_changes = plan['resource_changes'] && {
        resource_changes: listOf(plan['resource_changes']).map(hide),
      };
      const hidden = {
        ...plan,
        ...recordOf(resource_changes),
        resource_drift: listOf(plan['resource_drift']).map(hide),
      };
      const review = reviewPlans([{ stack, plan: hidden }]);
      for (const { rule } of [...review.dangers, ...review.warnings]) told.add(rule);
      const output = (renderMarkdown(review) + renderJson(review))
        .toLowerCase()
        // The stack is named by who asks.
        .replaceAll(stack, '');

      expect(
        [...secrets].filter(
          (text) =>
            text.length >= SHORTEST && text !== stack && output.includes(text.toLowerCase()),
        ),
      ).toStrictEqual([]);
    },
  );

  it('was tried with most families of rules', () => {
    expect(told.size).toBeGreaterThan(40);
  });
});
