/** A graph whose nodes have up to four neighbours: left, right, up, down, so that direction `d ^ 1` leads back. */
export interface FourGraph {
  count: number;
  /** By node and direction: the neighbour, -1 for none. */
  readonly neighbour: Int32Array;
  /** Residual capacity by node and direction; the flow is taken from it. */
  readonly capacity: Float32Array;
  /** By node: capacity from the source less capacity to the sink. */
  readonly terminal: Float32Array;
  readonly work: Work;
}

interface Work {
  readonly tree: Uint8Array;
  /** Direction towards the parent, or one of the marks. */
  readonly parent: Int8Array;
  readonly stamp: Int32Array;
  readonly distance: Int32Array;
  readonly queue: Int32Array;
  readonly queued: Uint8Array;
}

/** Room for a graph of up to `most` nodes, to be used again and again. */
export function makeGraph(most: number): FourGraph {
  return {
    count: 0,
    neighbour: new Int32Array(most * 4),
    capacity: new Float32Array(most * 4),
    terminal: new Float32Array(most),
    work: {
      tree: new Uint8Array(most),
      parent: new Int8Array(most),
      stamp: new Int32Array(most),
      distance: new Int32Array(most),
      queue: new Int32Array(most + 1),
      queued: new Uint8Array(most),
    },
  };
}

/** How often demand is passed on before trees are grown. */
const WAVES = 4;

const NONE = -1;
const TERMINAL = -2;
const ORPHAN = -3;
const FREE = 0;
const SOURCE = 1;
const SINK = 2;

/**
 * Minimum cut (Boykov and Kolmogorov 2004, "An experimental comparison of min-cut/max-flow algorithms for energy
 * minimization in vision", section 3): two search trees grow from both terminals until they touch, the path between is
 * saturated, orphans are adopted. What can be settled between neighbours is settled before. `capacity` and `terminal`
 * are used up.
 *
 * @returns 0 for every node that falls to the sink, 1 for those that stay with the source or could do either
 */
export function minimumCut(graph: FourGraph): Uint8Array {
  const { count, neighbour, capacity, terminal, work } = graph;
  const { tree, parent, stamp, distance, queue, queued } = work;
  let wave = 0;
  while (wave < WAVES && passDemand(graph, wave)) wave++;
  if (wave < WAVES) return tree.fill(SOURCE, 0, count);
  tree.fill(FREE, 0, count);
  parent.fill(NONE, 0, count);
  stamp.fill(0, 0, count);
  queued.fill(0, 0, count);
  let head = 0;
  let tail = 0;
  let time = 0;
  const orphans: number[] = [];

  const activate = (i: number): void => {
    if (queued[i] === 1) return;
    queued[i] = 1;
    queue[tail] = i;
    tail = tail === count ? 0 : tail + 1;
  };
  for (let i = 0; i < count; i++) {
    const t = terminal[i] as number;
    if (t === 0) continue;
    tree[i] = t > 0 ? SOURCE : SINK;
    parent[i] = TERMINAL;
    distance[i] = 1;
    // The sink's tree alone need grow: where it ends, nothing more can flow. Most nodes are the source's own.
    if (t < 0) activate(i);
  }

  /** What can still flow from the source's side towards `i` through the edge that leads from it in direction `d`. */
  const towardsChild = (i: number, d: number, j: number): number =>
    (tree[i] === SOURCE ? capacity[i * 4 + d] : capacity[j * 4 + (d ^ 1)]) as number;

  /** The direction from `i` across which the trees touch, once all that can be reached from it is in its tree. */
  const grow = (i: number): number => {
    for (let d = 0; d < 4; d++) {
      const j = neighbour[i * 4 + d] as number;
      if (j < 0 || towardsChild(i, d, j) <= 0) continue;
      if (tree[j] === FREE) {
        tree[j] = tree[i] as number;
        parent[j] = d ^ 1;
        stamp[j] = stamp[i] as number;
        distance[j] = (distance[i] as number) + 1;
        activate(j);
      } else if (tree[j] !== tree[i]) return d;
      else if (
        (stamp[j] as number) <= (stamp[i] as number) &&
        (distance[j] as number) > (distance[i] as number)
      ) {
        parent[j] = d ^ 1;
        stamp[j] = stamp[i] as number;
        distance[j] = (distance[i] as number) + 1;
      }
    }
    return NONE;
  };

  const augment = (i: number, d: number): void => {
    const j = neighbour[i * 4 + d] as number;
    const ours = tree[i] === SOURCE;
    const first = ours ? i : j;
    const last = ours ? j : i;
    const middle = ours ? i * 4 + d : j * 4 + (d ^ 1);
    let most = capacity[middle] as number;
    for (let p = first; ; ) {
      const up = parent[p] as number;
      if (up === TERMINAL) {
        most = Math.min(most, terminal[p] as number);
        break;
      }
      const q = neighbour[p * 4 + up] as number;
      most = Math.min(most, capacity[q * 4 + (up ^ 1)] as number);
      p = q;
    }
    for (let p = last; ; ) {
      const up = parent[p] as number;
      if (up === TERMINAL) {
        most = Math.min(most, -(terminal[p] as number));
        break;
      }
      most = Math.min(most, capacity[p * 4 + up] as number);
      p = neighbour[p * 4 + up] as number;
    }
    push(middle, most);
    for (let p = first; ; ) {
      const up = parent[p] as number;
      if (up === TERMINAL) {
        terminal[p] = (terminal[p] as number) - most;
        if ((terminal[p] as number) <= 0) orphan(p);
        break;
      }
      const q = neighbour[p * 4 + up] as number;
      push(q * 4 + (up ^ 1), most);
      if ((capacity[q * 4 + (up ^ 1)] as number) <= 0) orphan(p);
      p = q;
    }
    for (let p = last; ; ) {
      const up = parent[p] as number;
      if (up === TERMINAL) {
        terminal[p] = (terminal[p] as number) + most;
        if ((terminal[p] as number) >= 0) orphan(p);
        break;
      }
      push(p * 4 + up, most);
      if ((capacity[p * 4 + up] as number) <= 0) orphan(p);
      p = neighbour[p * 4 + up] as number;
    }
  };
  const push = (edge: number, flow: number): void => {
    capacity[edge] = (capacity[edge] as number) - flow;
    const back = (neighbour[edge] as number) * 4 + ((edge & 3) ^ 1);
    capacity[back] = (capacity[back] as number) + flow;
  };
  const orphan = (p: number): void => {
    parent[p] = ORPHAN;
    orphans.push(p);
  };

  /** Length of the way from `j` to its terminal, 0 where it hangs on an orphan; stamped for this round. */
  const rootedLength = (from: number): number => {
    let length = 0;
    for (let j = from; ; ) {
      if (stamp[j] === time) {
        length += distance[j] as number;
        break;
      }
      const up = parent[j] as number;
      if (up === ORPHAN || up === NONE) return 0;
      length++;
      if (up === TERMINAL) {
        stamp[j] = time;
        distance[j] = 1;
        break;
      }
      j = neighbour[j * 4 + up] as number;
    }
    let left = length;
    for (let p = from; stamp[p] !== time; p = neighbour[p * 4 + (parent[p] as number)] as number) {
      stamp[p] = time;
      distance[p] = left--;
    }
    return length;
  };

  const adopt = (i: number): void => {
    let best = NONE;
    let shortest = Number.POSITIVE_INFINITY;
    for (let d = 0; d < 4; d++) {
      const j = neighbour[i * 4 + d] as number;
      if (j < 0 || tree[j] !== tree[i]) continue;
      const open = tree[i] === SOURCE ? capacity[j * 4 + (d ^ 1)] : capacity[i * 4 + d];
      if ((open as number) <= 0) continue;
      const length = rootedLength(j);
      if (length > 0 && length < shortest) {
        shortest = length;
        best = d;
      }
    }
    if (best !== NONE) {
      parent[i] = best;
      stamp[i] = time;
      distance[i] = shortest + 1;
      return;
    }
    for (let d = 0; d < 4; d++) {
      const j = neighbour[i * 4 + d] as number;
      if (j < 0 || tree[j] !== tree[i]) continue;
      const open = tree[i] === SOURCE ? capacity[j * 4 + (d ^ 1)] : capacity[i * 4 + d];
      if ((open as number) > 0) activate(j);
      if (parent[j] === (d ^ 1)) orphan(j);
    }
    tree[i] = FREE;
    parent[i] = NONE;
  };

  let current = NONE;
  while (true) {
    if (current === NONE || tree[current] === FREE) {
      if (head === tail) break;
      current = queue[head] as number;
      head = head === count ? 0 : head + 1;
      queued[current] = 0;
      if (tree[current] === FREE) {
        current = NONE;
        continue;
      }
    }
    const d = grow(current);
    if (d === NONE) {
      current = NONE;
      continue;
    }
    time++;
    augment(current, d);
    while (orphans.length > 0) adopt(orphans.pop() as number);
  }
  for (let i = 0; i < count; i++) tree[i] = tree[i] === SINK ? 0 : 1;
  return tree;
}

/**
 * Sends flow without trees, forwards through all nodes and back: a node takes from its neighbours what they have left,
 * and leaves the rest of its demand to those that come next, as far as the edges carry it. Nodes in row order, most demand
 * is met a few nodes away, and the trees have little left to find.
 *
 * @returns whether there is demand left
 */
function passDemand(graph: FourGraph, wave: number): boolean {
  const { count, terminal } = graph;
  // Right and left first, or down and up.
  const first = wave % 4 < 2 ? 1 : 3;
  for (const back of [0, 1]) {
    for (let k = 0; k < count; k++) {
      const i = back === 0 ? k : count - 1 - k;
      for (let d = 0; d < 4 && (terminal[i] as number) < 0; d++) takeFrom(graph, i, d, true);
      // What the last wave does not place stays where it could still be met.
      if (back === 1 && wave === WAVES - 1) continue;
      if ((terminal[i] as number) < 0) takeFrom(graph, i, first - back, false);
      if ((terminal[i] as number) < 0) takeFrom(graph, i, 4 - first - back, false);
    }
  }
  for (let i = 0; i < count; i++) if ((terminal[i] as number) < 0) return true;
  return false;
}

/** Meets demand of node `i` from its neighbour in direction `d`; beyond what that has left only if `left` is false. */
function takeFrom({ neighbour, capacity, terminal }: FourGraph, i: number, d: number, left: boolean): void {
  const j = neighbour[i * 4 + d] as number;
  if (j < 0) return;
  const edge = j * 4 + (d ^ 1);
  let flow = Math.min(-(terminal[i] as number), capacity[edge] as number);
  if (left) flow = Math.min(flow, terminal[j] as number);
  if (flow <= 0) return;
  capacity[edge] = (capacity[edge] as number) - flow;
  capacity[i * 4 + d] = (capacity[i * 4 + d] as number) + flow;
  terminal[i] = (terminal[i] as number) + flow;
  terminal[j] = (terminal[j] as number) - flow;
}
