/** A graph in layers: the way from left to right is the way of the references. */

export interface Graph {
  readonly nodes: readonly string[];
  readonly edges: readonly { readonly from: string; readonly to: string }[];
}

/** Sweeps over the layers; more than a few no longer move anything in a graph of this size. */
const SWEEPS = 4;

/**
 * Puts every node into a layer right of all that refer to it, and orders each layer so that few edges cross. Of a circle
 * the edge that closes it is left out of account.
 *
 * @returns The layers from left to right, each from top to bottom. Nodes without an edge are in none.
 */
export function layersOf(graph: Graph): string[][] {
  const targets = adjacency(graph.edges);
  const depths = new Map<string, number>();
  const connected = graph.nodes.filter((node) =>
    graph.edges.some(({ from, to }) => from === node || to === node),
  );
  for (const node of connected) depths.set(node, 0);
  for (const node of connected) deepen(node, { targets, depths, path: new Set() });
  const layers: string[][] = [];
  for (const [node, depth] of depths) (layers[depth] ??= []).push(node);
  const dense = layers.filter((layer) => layer.length > 0);
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) reorder(dense, graph.edges);
  return dense;
}

function adjacency(edges: Graph['edges']): ReadonlyMap<string, readonly string[]> {
  const targets = new Map<string, string[]>();
  for (const { from, to } of edges) {
    const known = targets.get(from);
    if (known === undefined) targets.set(from, [to]);
    else known.push(to);
  }
  return targets;
}

function deepen(
  node: string,
  state: {
    readonly targets: ReadonlyMap<string, readonly string[]>;
    readonly depths: Map<string, number>;
    readonly path: Set<string>;
  },
): void {
  const { targets, depths, path } = state;
  path.add(node);
  const next = (depths.get(node) ?? 0) + 1;
  for (const target of targets.get(node) ?? []) {
    if (path.has(target) || (depths.get(target) ?? 0) >= next) continue;
    depths.set(target, next);
    deepen(target, state);
  }
  path.delete(node);
}

/** Each node goes to the middle of its neighbours. */
function reorder(layers: string[][], edges: Graph['edges']): void {
  const places = new Map<string, number>();
  const place = (layer: readonly string[]) => {
    layer.forEach((node, index) => places.set(node, (index + 0.5) / layer.length));
  };
  layers.forEach(place);
  for (const layer of layers) {
    const middles = new Map(layer.map((node) => [node, middleOf(node, { edges, places })]));
    layer.sort((a, b) => (middles.get(a) ?? 0) - (middles.get(b) ?? 0));
    place(layer);
  }
}

function middleOf(
  node: string,
  { edges, places }: { edges: Graph['edges']; places: ReadonlyMap<string, number> },
): number {
  const neighbours = edges.flatMap(({ from, to }) => {
    if (from === node) return [places.get(to) ?? 0];
    return to === node ? [places.get(from) ?? 0] : [];
  });
  return neighbours.reduce((sum, value) => sum + value, 0) / Math.max(neighbours.length, 1);
}
