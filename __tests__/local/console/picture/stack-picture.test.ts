import type { StackSummary } from '../../../../local/application';
import { stackPicture } from '../../../../local/console/picture/stack-picture';

/** @param references `type.name` to the addresses that it refers to. */
function stackOf(references: Readonly<Record<string, readonly string[]>>): StackSummary {
  return {
    name: 'shop-dev',
    resources: Object.entries(references).map(([address, targets]) => ({
      address,
      type: address.replace(/\..*$/, ''),
      references: targets,
    })),
  };
}

const SHOP = stackOf({
  'aws_lambda_alias.live': ['aws_lambda_function.items'],
  'aws_lambda_function.items': ['aws_iam_role.items'],
  'aws_lambda_function.faq': ['aws_iam_role.faq'],
  'aws_lambda_permission.items': ['aws_lambda_alias.live', 'shop-api:aws_api_gateway_rest_api.api'],
  'aws_iam_role.items': [],
  'aws_iam_role.faq': [],
  'aws_cloudwatch_dashboard.all': [],
});

describe("a stack's picture", () => {
  const picture = stackPicture(SHOP);
  const node = (id: string) => {
    const found = picture.nodes.find((candidate) => candidate.id === id);
    if (found === undefined) throw new Error(`${id} is not in the picture`);
    return found;
  };

  it('has a box per type, in words', () => {
    expect(node('aws_lambda_function')).toMatchObject({
      service: 'Lambda',
      label: 'function',
      count: 2,
      stack: null,
    });
  });

  it('shows what another stack gives, and that it is not in this one', () => {
    expect(node('shop-api:aws_api_gateway_rest_api')).toMatchObject({
      service: 'API Gateway',
      label: 'rest api',
      stack: 'shop-api',
      count: 0,
    });
  });

  test.each([
    ['data.aws_caller_identity', 'data source', 'caller identity'],
    ['aws_lambda_function_event_invoke_config', 'Lambda', 'event invoke config'],
    ['aws_cloudwatch_metric_alarm', 'CloudWatch', 'metric alarm'],
    ['aws_vpc', 'AWS', 'vpc'],
  ])('says %s as %s: %s', (type, service, label) => {
    const [box] = stackPicture({
      name: 'shop',
      resources: [{ address: `${type}.x`, type, references: [] }],
    }).nodes;
    expect(box).toMatchObject({ service, label });
  });

  it('leads from left to right', () => {
    for (const { from, to } of picture.edges) expect(node(from).x).toBeLessThan(node(to).x);
    expect(picture.edges).toHaveLength(4);
  });

  it('has no box on another, and none outside', () => {
    const { nodes, nodeWidth, nodeHeight, width, height } = picture;
    for (const a of nodes) {
      expect(a.x + nodeWidth).toBeLessThanOrEqual(width);
      expect(a.y + nodeHeight).toBeLessThanOrEqual(height);
      for (const b of nodes) {
        const isApart = Math.abs(a.x - b.x) >= nodeWidth || Math.abs(a.y - b.y) >= nodeHeight;
        expect(a === b || isApart).toBe(true);
      }
    }
  });

  it('leads a long line past the boxes between', () => {
    const far = stackPicture(
      stackOf({ 'aws_a.x': ['aws_b.x', 'aws_c.x'], 'aws_b.x': ['aws_c.x'], 'aws_c.x': [] }),
    );
    const between = far.nodes.find(({ id }) => id === 'aws_b');
    const line = far.edges.find(({ from, to }) => from === 'aws_a' && to === 'aws_c');
    const [gap] = line?.gaps ?? [];
    expect(gap?.x).toBe(between?.x);
    const distance = Math.abs((gap?.y ?? 0) - (between?.y ?? 0) - far.nodeHeight / 2);
    expect(distance).toBeGreaterThan(far.nodeHeight / 2);
  });

  it('ends with types that refer to each other in a circle', () => {
    const circle = stackPicture(stackOf({ 'aws_a.x': ['aws_b.x'], 'aws_b.x': ['aws_a.x'] }));
    expect(circle.nodes.map(({ id }) => id).sort()).toEqual(['aws_a', 'aws_b']);
  });

  it('of an empty stack is empty', () => {
    expect(stackPicture(stackOf({}))).toMatchObject({ nodes: [], edges: [] });
  });
});
