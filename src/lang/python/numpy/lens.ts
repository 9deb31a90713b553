// The tracing lens: the node of every array, nodes for views, and what a write through a view makes of its owner.
import { dimsOf } from '../../../core/dims';
import type { Graph, LeafOrigin, Node } from '../../../core/graph';
import type { Attrs } from '../../../core/op';
import type { OpName } from '../../../core/opNames';
import type { Recorder } from '../../../trace/recorder';
import type { Runtime } from '../runtime';
import { PyFloat, PyOpaque, type PyValue } from '../values';
import { type DType, FLOAT64 } from './dtypes';
import { arrayOver, copyData, NDArray, ownData, type Store, sameShape, type Taken } from './ndarray';

export const NO_USES: readonly number[] = [];
const NO_ATTRS: Attrs = {};

/** Applies an op in the graph at the current site. Null: the shapes don't stored and nothing was probably meant. */
export function record(
  rt: Runtime,
  op: OpName,
  nodes: readonly Node[],
  attrs: Attrs = NO_ATTRS,
  uses: readonly number[] = NO_USES,
): Node | null {
  const { site, statement, call, target } = rt;
  const fitting = uses.length > nodes.length ? uses.slice(0, nodes.length) : uses;
  return rt.recorder!.apply(op, nodes, attrs, { site, uses: fitting, statement, call, target });
}

/** An array over a node's value. */
export function fromNode(node: Node, dtype: DType = FLOAT64, scalar = false): NDArray {
  const { shape } = node.value;
  const array = arrayOver(node.value.data, shape as number[], dtype);
  array.store.node = node;
  array.store.shared = true;
  array.scalar = scalar && shape.length === 0;
  return array;
}

export const unknown = (): PyOpaque => new PyOpaque('unknown');

/** Records an application and wraps its value. */
export function traced(
  rt: Runtime,
  op: OpName,
  nodes: readonly Node[],
  attrs: Attrs,
  dtype: DType,
  scalar: boolean,
  uses: readonly number[] = rt.uses,
): PyValue {
  const node = record(rt, op, nodes, attrs, uses);
  return node ? fromNode(node, dtype, scalar) : unknown();
}

/** Gives a fresh array its place as a leaf: data of the file, or a random draw. */
export function source<T extends NDArray>(rt: Runtime, array: T, origin: LeafOrigin = 'data'): T {
  if (rt.recorder && array.store.node === null && array.dtype.numeric) leafOf(rt.recorder, array, origin, rt.site);
  return array;
}

function leafOf(recorder: Recorder, array: NDArray, origin: LeafOrigin, site: number): Node {
  const { store } = array;
  const whole = store.start === 0 && store.data.length === array.size;
  if (!whole) {
    store.data = copyData(array);
    store.start = 0;
  }
  const node = recorder.leaf({ shape: array.shape, data: store.data }, origin, site, dimsOf(array.shape));
  store.node = node;
  store.shared = true;
  return node;
}

/** The node of an array: its owner's, or taken from its parent's as the parent is now. */
export function arrayNode(rt: Runtime, a: NDArray): Node {
  const recorder = rt.recorder!;
  if (!a.parent) return a.store.node ?? leafOf(recorder, a, 'data', rt.site);
  if (a.cached && a.cachedAt === a.store.version) return a.cached;
  if (!a.taken) return apart(recorder, a, rt.site);
  const parent = arrayNode(rt, a.parent);
  const { op, attrs, site, uses } = a.taken;
  const { statement, call } = rt;
  const node = recorder.apply(op, [parent], attrs, { site, uses, statement, call, target: '' });
  if (!node) throw new Error(`internal: a view's ${op} does not stored its parent`);
  a.cached = node;
  a.cachedAt = a.store.version;
  return node;
}

/** A view that was taken where nothing is traced is data by itself. */
function apart(recorder: Recorder, a: NDArray, site: number): Node {
  a.cached = recorder.leaf({ shape: a.shape, data: copyData(a) }, 'data', site, dimsOf(a.shape));
  a.cachedAt = a.store.version;
  return a.cached;
}

/** The node of any number-like value; null where it has none. */
export function nodeOf(rt: Runtime, value: PyValue): Node | null {
  if (!rt.recorder) return null;
  if (value instanceof NDArray) return value.dtype.numeric ? arrayNode(rt, value) : null;
  if (value instanceof PyFloat) return value.node ?? constant(rt.recorder.graph, value.v);
  if (typeof value === 'number') return constant(rt.recorder.graph, value);
  if (typeof value === 'boolean') return constant(rt.recorder.graph, value ? 1 : 0);
  if (typeof value === 'bigint') return constant(rt.recorder.graph, Number(value));
  return null;
}

const constant = (graph: Graph, value: number): Node => graph.constant(value);
export const constantNode = (rt: Runtime, value: number): Node => rt.recorder!.graph.constant(value);

/** A view of a parent: same store, and how its value follows in the graph. */
export function viewOf(
  rt: Runtime,
  parent: NDArray,
  offset: number,
  shape: readonly number[],
  strides: readonly number[],
  op: OpName,
  attrs: () => Attrs,
): NDArray {
  const view = new NDArray(parent.store, offset, shape, strides, parent.dtype);
  view.parent = parent;
  view.writeable = parent.writeable;
  if (rt.recorder) view.taken = taken(rt, op, attrs());
  return view;
}

const taken = (rt: Runtime, op: OpName, attrs: Attrs): Taken => ({ op, attrs, site: rt.site, uses: rt.uses.slice(0, 1) });

/** A leaf of data or a number in the file: what is written into data makes other data. */
export const isPlain = (node: Node | null): boolean =>
  node === null || (node.op === 'leaf' && (node.attrs.origin === 'data' || node.attrs.origin === 'constant'));

/** Before numbers are stored in place: the owner becomes fresh data, outside every node that has seen it. */
export function forget(store: Store): void {
  ownData(store);
  if (store.node) {
    store.node = null;
    store.version++;
  }
}

/** Whether a write of `value` into `a` has to be recorded: not where plain data is written into plain data. */
export function mustRecord(rt: Runtime, a: NDArray, value: Node | null): boolean {
  return rt.recorder !== null && a.dtype.numeric && !(isPlain(a.store.node) && isPlain(value));
}

/** Gives `a` the value of a node of its own shape, through its parents up to the owner. */
export function writeNode(rt: Runtime, a: NDArray, node: Node): void {
  if (!sameShape(node.value.shape, a.shape)) return;
  const { store } = a;
  let array = a;
  let value = node;
  while (array.parent) {
    const next = intoParent(rt, array, value);
    if (!next) return;
    value = next;
    array = array.parent;
  }
  store.node = value;
  store.data = value.value.data;
  store.start = 0;
  store.shared = true;
  store.version++;
}

function intoParent(rt: Runtime, view: NDArray, value: Node): Node | null {
  const parent = view.parent!;
  if (!view.taken) return null;
  const { op, attrs } = view.taken;
  if (op === 'slice') return record(rt, 'setSlice', [arrayNode(rt, parent), value], attrs);
  if (op === 'reshape') return record(rt, 'reshape', [value], { dims: dimsOf(parent.shape) });
  if (op === 'transpose') {
    const order = (attrs.axes as readonly number[] | undefined) ?? parent.shape.map((_, i) => parent.shape.length - 1 - i);
    return record(rt, 'transpose', [value], { axes: order.map((_, i) => order.indexOf(i)) });
  }
  if (op === 'take') return record(rt, 'put', [arrayNode(rt, parent), value], { offsets: attrs.offsets });
  return null;
}
