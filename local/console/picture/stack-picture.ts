import type { StackSummary } from '../../application';
import { layersOf, type Edge, type Slot } from './layers';

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
  readonly edges: readonly PictureEdge[];
}

export interface PictureEdge extends Edge {
  /** Where it passes the columns between the two, from left to right: the left end of each gap. */
  readonly gaps: readonly { readonly x: number; readonly y: number }[];
}

const NODE_WIDTH = 174;
const NODE_HEIGHT = 44;
const COLUMN_GAP = 32;
const ROW_GAP = 14;
/** Of the line of edges that passes a column. */
const GAP_HEIGHT = 10;
const MARGIN = 8;

/** How a stack's resources hang together, a box per type: a stack has more resources than a picture can hold. */
export function stackPicture(stack: StackSummary): StackPicture {
  const counts = new Map<string, number>();
  for (const { type } of stack.resources) counts.set(type, (counts.get(type) ?? 0) + 1);
  const edges = edgesOf(stack);
  for (const { to } of edges) if (!counts.has(to)) counts.set(to, 0);
  const nodes = [...counts.keys()];
  const layers = layersOf({ nodes, edges });
  const places = connectedPlaces(layers);
  const alone = nodes.filter((id) => !places.some((place) => place.id === id));
  const all = [...places, ...alonePlaces(alone, places, layers.length)];
  return {
    width: MARGIN + Math.max(...all.map(({ x }) => x + NODE_WIDTH), 0),
    height: MARGIN + Math.max(...all.map(({ y, height }) => y + height), 0),
    nodeWidth: NODE_WIDTH,
    nodeHeight: NODE_HEIGHT,
    nodes: all
      .filter(({ isGap }) => !isGap)
      .map(({ id, x, y }) => ({
        id,
        ...wordsOf(id),
        stack: id.includes(':') ? id.slice(0, id.indexOf(':')) : null,
        count: counts.get(id) ?? 0,
        x,
        y,
      })),
    edges: edges.map((edge) => ({ ...edge, gaps: gapsOf(edge, places) })),
  };
}

function edgesOf({ resources }: StackSummary): Edge[] {
  const edges = new Map<string, Edge>();
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
  const name = id.replace(/^.*:/, '').replace(/^(data\.)?aws_/, '');
  const prefix = Object.keys(SERVICES).find((candidate) => name.startsWith(`${candidate}_`));
  const own = prefix === undefined ? name : name.slice(prefix.length + 1);
  // A Lambda function's settings are types of their own, with long names.
  return {
    service: SERVICES[prefix ?? ''] ?? (/(^|:)data\./.test(id) ? 'data source' : 'AWS'),
    label: own.replace(/^function_/, '').replaceAll('_', ' '),
  };
}

interface Place extends Slot {
  readonly x: number;
  readonly y: number;
  readonly height: number;
}

/** Columns, each in the middle of the height. */
function connectedPlaces(layers: readonly (readonly Slot[])[]): Place[] {
  const heightOf = ({ isGap }: Slot) => (isGap ? GAP_HEIGHT : NODE_HEIGHT);
  const tall = layers.map((layer) =>
    layer.reduce((sum, slot) => sum + heightOf(slot) + ROW_GAP, -ROW_GAP),
  );
  const tallest = Math.max(...tall, 0);
  return layers.flatMap((layer, depth) => {
    let y = MARGIN + (tallest - (tall[depth] ?? 0)) / 2;
    return layer.map((slot) => {
      const height = heightOf(slot);
      const place = { ...slot, x: MARGIN + depth * (NODE_WIDTH + COLUMN_GAP), y, height };
      y += height + ROW_GAP;
      return place;
    });
  });
}

/** What hangs on nothing stands in rows below. */
function alonePlaces(ids: readonly string[], above: readonly Place[], columns: number): Place[] {
  const perRow = Math.max(columns, 3);
  const top = Math.max(...above.map(({ y, height }) => y + height + ROW_GAP * 2), MARGIN);
  return ids.map((id, index) => ({
    id,
    isGap: false,
    x: MARGIN + (index % perRow) * (NODE_WIDTH + COLUMN_GAP),
    y: top + Math.floor(index / perRow) * (NODE_HEIGHT + ROW_GAP),
    height: NODE_HEIGHT,
  }));
}

function gapsOf({ from, to }: Edge, places: readonly Place[]): PictureEdge['gaps'] {
  const start = places.find(({ id, isGap }) => id === from && !isGap);
  return places
    .filter(({ id, isGap, x }) => isGap && id === to && x > (start?.x ?? 0))
    .map(({ x, y, height }) => ({ x, y: y + height / 2 }));
}
