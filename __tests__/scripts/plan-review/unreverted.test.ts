import { reviewPlans } from '../../../scripts/plan-review';

const FENCE = 'arn:aws:iam::111122223333:policy/fence';
const ROLE = { name: 'shop-prod-a', description: '', max_session_duration: 3600 };

/** The rules that speak when a role drifted from one state to another, and a plan does this with it. */
function told(planned: object | undefined, from: object, to: object): readonly string[] {
  const role = { address: 'aws_iam_role.a', mode: 'managed', type: 'aws_iam_role' };
  const review = reviewPlans([
    {
      stack: 'shop-prod',
      accountId: '111122223333',
      plan: {
        format_version: '1.2',
        resource_drift: [{ ...role, change: { actions: ['update'], before: from, after: to } }],
        resource_changes: planned === undefined ? [] : [{ ...role, change: planned }],
      },
    },
  ]);
  return [...review.dangers, ...review.warnings].map(({ rule, what }) => `${rule}: ${what}`);
}

describe('what was changed outside Terraform', () => {
  const fenced = { ...ROLE, permissions_boundary: FENCE };
  const free = { ...ROLE, permissions_boundary: null };

  it('is judged when the plan does not name it', () => {
    expect(told(undefined, fenced, free)).toStrictEqual([
      `guard-changed: changed outside Terraform, and left so: \`permissions_boundary\`: \`${FENCE}\` -> \`(none)\``,
    ]);
  });

  it('is judged when the plan leaves it, or changes something else', () => {
    expect(told({ actions: ['no-op'], before: free, after: free }, fenced, free)).toHaveLength(1);
    const renamed = { ...free, description: 'other' };
    expect(told({ actions: ['update'], before: free, after: renamed }, fenced, free)).toHaveLength(
      1,
    );
  });

  it('is not told twice when the plan puts it back', () => {
    expect(told({ actions: ['update'], before: free, after: fenced }, fenced, free)).toStrictEqual(
      [],
    );
  });

  it('is silent when a guard was set, or words were changed', () => {
    expect(told(undefined, free, fenced)).toStrictEqual([]);
    expect(told(undefined, free, { ...free, description: 'by hand' })).toStrictEqual([]);
  });
});
