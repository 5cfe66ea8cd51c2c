/** A graph in layers: the way from left to right is the way of the references. */

export interface Graph {
  readonly nodes: readonly string[];
  readonly edges: readonly Edge[];
}

export interface Edge {
  readonly from: string;
  readonly to: string;
}

/** A place in a layer: a node, or a gap through which the edges to a node further right pass together. */
export interface Slot {
  readonly id: string;
  /** Whether it is a gap; its `id` is then the node's that the edges lead to. */
  readonly isGap: boolean;
}

/** Sweeps over the layers; more than a few no longer move anything in a graph of this size. */
const SWEEPS = 6;

/**
 * Puts every node into a layer right of all that refer to it, leaves gaps where an edge crosses a layer, and orders each
 * layer so that few edges cross. Of a circle the edge that closes it is left out of account.
 *
 * @returns The layers from left to right, each from top to bottom. Nodes without an edge are in none.
 */
export function layersOf({ nodes, edges }: Graph): Slot[][] {
  const depths = depthsOf(nodes, edges);
  const layers: Slot[][] = Array.from({ length: Math.max(...depths.values(), -1) + 1 }, () => []);
  for (const [id, depth] of depths) layers[depth]?.push({ id, isGap: false });
  for (const [id, depth] of depths) {
    const sources = edges
      .filter(({ to }) => to === id)
      .map(({ from }) => depths.get(from) ?? depth);
    const first = Math.min(...sources, depth);
    for (let at = first + 1; at < depth; at += 1) layers[at]?.push({ id, isGap: true });
  }
  const forward = edges.filter(({ from, to }) => (depths.get(from) ?? 0) < (depths.get(to) ?? 0));
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) reorder(layers, forward);
  return layers;
}

/** The layer of each node that has an edge. */
function depthsOf(nodes: readonly string[], edges: readonly Edge[]): Map<string, number> {
  const depths = new Map(
    nodes
      .filter((node) => edges.some(({ from, to }) => from === node || to === node))
      .map((node) => [node, 0]),
  );
  for (const node of depths.keys()) deepen(node, { edges, depths, path: new Set() });
  return depths;
}

function deepen(
  node: string,
  state: {
    readonly edges: readonly Edge[];
    readonly depths: Map<string, number>;
    readonly path: Set<string>;
  },
): void {
  const { edges, depths, path } = state;
  path.add(node);
  const next = (depths.get(node) ?? 0) + 1;
  for (const { from, to } of edges) {
    if (from !== node || path.has(to) || (depths.get(to) ?? 0) >= next) continue;
    depths.set(to, next);
    deepen(to, state);
  }
  path.delete(node);
}

/** Each slot goes to the middle of what it is joined with in the layers beside it. */
function reorder(layers: Slot[][], edges: readonly Edge[]): void {
  const places = layers.map(placesOf);
  layers.forEach((layer, at) => {
    const [before, after] = [places[at - 1], places[at + 1]];
    const middles = new Map(
      layer.map((slot) => {
        const near = [...joined(slot, edges, before), ...joined(slot, edges, after)];
        const sum = near.reduce((total, place) => total + place, 0);
        return [slot, near.length === 0 ? 0.5 : sum / near.length];
      }),
    );
    layer.sort((a, b) => (middles.get(a) ?? 0) - (middles.get(b) ?? 0));
    places[at] = placesOf(layer);
  });
}

type Places = ReadonlyMap<Slot, number>;

/** From 0 at the top to 1 at the bottom. */
function placesOf(layer: readonly Slot[]): Places {
  return new Map(layer.map((slot, index) => [slot, (index + 0.5) / layer.length]));
}

function joined(slot: Slot, edges: readonly Edge[], places: Places = new Map()): number[] {
  return [...places]
    .filter(([other]) => other.id === slot.id || isJoined(slot, other, edges))
    .map(([, place]) => place);
}

/** A gap stands for whatever leads to its node; from where, any edge tells. */
function isJoined(a: Slot, b: Slot, edges: readonly Edge[]): boolean {
  return edges.some(
    ({ from, to }) =>
      (!a.isGap && from === a.id && to === b.id) || (!b.isGap && from === b.id && to === a.id),
  );
}
