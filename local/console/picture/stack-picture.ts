import type { StackSummary } from '../../application';
import { layersOf } from './layers';

/** A box: every resource of one type, or what another stack gives. Sizes in pixels. */
export interface PictureNode {
  /** The type; of another stack's `stack:type`. */
  readonly id: string;
  /** `Lambda`. */
  readonly service: string;
  /** `function`. */
  readonly label: string;
  /** The other stack's name; `null`: it is in this stack. */
  readonly stack: string | null;
  readonly count: number;
  readonly x: number;
  readonly y: number;
}

export interface StackPicture {
  readonly width: number;
  readonly height: number;
  readonly nodeWidth: number;
  readonly nodeHeight: number;
  readonly nodes: readonly PictureNode[];
  /** Who refers to whom, by id. */
  readonly edges: readonly { readonly from: string; readonly to: string }[];
}

const NODE_WIDTH = 190;
const NODE_HEIGHT = 44;
const COLUMN_GAP = 56;
const ROW_GAP = 14;
const MARGIN = 8;

/** How a stack's resources hang together, a box per type: a stack has more resources than a picture can hold. */
export function stackPicture(stack: StackSummary): StackPicture {
  const counts = new Map<string, number>();
  for (const { type } of stack.resources) counts.set(type, (counts.get(type) ?? 0) + 1);
  const edges = edgesOf(stack);
  for (const { to } of edges) if (!counts.has(to)) counts.set(to, 0);
  const nodes = [...counts.keys()];
  const layers = layersOf({ nodes, edges });
  const placed = new Set(layers.flat());
  const alone = nodes.filter((node) => !placed.has(node));
  const places = placesOf(layers, alone);
  return {
    width: MARGIN * 2 + Math.max(...places.map(({ x }) => x + NODE_WIDTH), 0),
    height: MARGIN * 2 + Math.max(...places.map(({ y }) => y + NODE_HEIGHT), 0),
    nodeWidth: NODE_WIDTH,
    nodeHeight: NODE_HEIGHT,
    nodes: places.map(({ id, x, y }) => ({
      id,
      ...wordsOf(id),
      stack: id.includes(':') ? id.slice(0, id.indexOf(':')) : null,
      count: counts.get(id) ?? 0,
      x: x + MARGIN,
      y: y + MARGIN,
    })),
    edges,
  };
}

function edgesOf({ resources }: StackSummary): StackPicture['edges'] {
  const edges = new Map<string, { from: string; to: string }>();
  for (const { type: from, references } of resources) {
    for (const reference of references) {
      const to = typeOf(reference);
      if (to !== from) edges.set(`${from} ${to}`, { from, to });
    }
  }
  return [...edges.values()];
}

/** Of `stack:aws_x.name` it is `stack:aws_x`. */
function typeOf(reference: string): string {
  return reference.replace(/\.[^.:]*$/, '');
}

/** Prefixes of Terraform's types, and the services they stand for. */
const SERVICES: Readonly<Record<string, string>> = {
  api_gateway: 'API Gateway',
  acm: 'ACM',
  cloudwatch: 'CloudWatch',
  dynamodb: 'DynamoDB',
  iam: 'IAM',
  kms: 'KMS',
  lambda: 'Lambda',
  route53: 'Route 53',
  s3: 'S3',
  sns: 'SNS',
  sqs: 'SQS',
  wafv2: 'WAF',
};

/** `aws_api_gateway_usage_plan` is API Gateway's `usage plan`. */
function wordsOf(id: string): Pick<PictureNode, 'service' | 'label'> {
  const name = id.replace(/^.*:/, '').replace(/^aws_/, '');
  const prefix = Object.keys(SERVICES).find((candidate) => name.startsWith(`${candidate}_`));
  const own = prefix === undefined ? name : name.slice(prefix.length + 1);
  return { service: SERVICES[prefix ?? ''] ?? '', label: own.replaceAll('_', ' ') };
}

interface Place {
  readonly id: string;
  readonly x: number;
  readonly y: number;
}

/** Columns, each in the middle of the height; what hangs on nothing stands in rows below. */
function placesOf(layers: readonly string[][], alone: readonly string[]): Place[] {
  const row = NODE_HEIGHT + ROW_GAP;
  const column = NODE_WIDTH + COLUMN_GAP;
  const tallest = Math.max(...layers.map(({ length }) => length), 0);
  const connected = layers.flatMap((layer, depth) =>
    layer.map((id, index) => ({
      id,
      x: depth * column,
      y: (index + (tallest - layer.length) / 2) * row,
    })),
  );
  const perRow = Math.max(layers.length, 3);
  const below = tallest === 0 ? 0 : tallest * row + ROW_GAP;
  const rest = alone.map((id, index) => ({
    id,
    x: (index % perRow) * column,
    y: below + Math.floor(index / perRow) * row,
  }));
  return [...connected, ...rest];
}
