// Names for traced values: what a variable, attribute or item is called, and which storage it is.
import type { LeafOrigin, Node } from '../../../core/graph';
import { scalar } from '../../../core/tensor';
import type { Binding } from '../../../trace/trace';
import type { Interpreter } from '../interpreter';
import { NDArray, nodeOf } from '../numpy';
import { PyInstance } from '../objects/classes';
import { idOf, PyDict } from '../objects/containers';
import { PyFloat, PyList, type PyObject, PyTuple, type PyValue } from '../values';
import type { Moment, Tracer } from './tracer';

/** What a container is called, and by which statement it was named. */
interface Known {
  readonly name: string;
  readonly short: string;
  readonly at: Moment;
  readonly target: number;
}

export interface Label {
  readonly name: string;
  readonly short: string;
  readonly slot: string;
  /** The site of the target. */
  readonly target: number;
}

const MOST_ITEMS = 400;
const DEEPEST = 4;

export class Namer {
  private readonly containers = new WeakMap<PyObject, Known>();
  /** The names of nodes that have some already: another name for one of them is an alias. */
  private readonly named = new Map<Node, Map<string, string>>();

  constructor(
    private readonly rt: Interpreter,
    private readonly tracer: Tracer,
  ) {}

  hasName(node: Node): boolean {
    return this.named.has(node);
  }

  /** Does a node have this name already? Another item of the same container is another variable: h[t − 1] is not h[t]. */
  isCalled(node: Node, short: string, slot: string): boolean {
    const known = this.named.get(node)?.get(short);
    if (known === undefined) return false;
    return known === slot || containerOf(known) === '' || containerOf(known) !== containerOf(slot);
  }

  /** Gives a value a name, and a plain float its place in the graph; what comes back is to be stored. */
  bind(value: PyValue, label: Label, at: Moment, kind: Binding['kind'] = at.kind): PyValue {
    if (value instanceof PyFloat) {
      const traced = value.node ? value : this.leaf(value, at.value);
      this.record(traced.node!, label, at, kind);
      return traced;
    }
    if (value instanceof NDArray) {
      const node = nodeOf(this.rt, value);
      if (node) this.record(node, label, at, kind);
      return value;
    }
    if (value instanceof PyList || value instanceof PyDict) this.nameItems(value, label, at, 0);
    return value;
  }

  leaf(value: PyFloat, site: number, origin: LeafOrigin = 'constant'): PyFloat {
    return new PyFloat(value.v, this.tracer.recorder.leaf(scalar(value.v), origin, site));
  }

  private record(node: Node, label: Label, at: Moment, kind: Binding['kind']): void {
    if (this.tracer.muted.has(this.rt.call)) return;
    const { name, short, slot, target } = label;
    const names = this.named.get(node);
    // A parameter receives a value; what the caller gives it a name as later is still its first name.
    if (kind !== 'argument') {
      if (names) names.set(short, slot);
      else this.named.set(node, new Map([[short, slot]]));
    }
    this.tracer.recorder.bind({
      name,
      short,
      slot,
      node,
      site: at.site,
      target,
      value: at.value,
      statement: at.statement,
      from: at.from,
      kind: names && kind === 'assign' ? 'alias' : kind,
      call: this.rt.call,
      loops: this.tracer.loops,
    });
  }

  /** Names what is in a container that gets a name itself: `grads` makes `grads["dW1"]`. */
  private nameItems(container: PyList | PyDict, label: Label, at: Moment, depth: number): void {
    if (this.containers.has(container) || depth > DEEPEST) return;
    this.containers.set(container, { name: label.name, short: label.short, at, target: label.target });
    const entries: Iterable<[PyValue, PyValue]> =
      container instanceof PyDict ? (container.map.entries() as Iterable<[PyValue, PyValue]>) : container.items.entries();
    let count = 0;
    for (const [key, value] of entries) {
      if (++count > MOST_ITEMS) break;
      if (value instanceof PyFloat ? value.node !== null : value instanceof NDArray)
        this.bind(value, this.itemLabel(container, key, label.target), at, 'assign');
      else if (value instanceof PyList || value instanceof PyDict)
        this.nameItems(value, this.itemLabel(container, key, label.target), at, depth + 1);
    }
  }

  /** What an item is called: `grads["dW1"]`, short `dW1`; `weights[0]`, short `weights`. */
  itemLabel(container: PyValue, key: PyValue, target: number, written?: string): Label {
    const known = isContainer(container) ? this.containers.get(container) : undefined;
    const base = written ?? known?.name ?? '';
    const text = keyText(this.rt, key);
    const id = container instanceof Object ? idOf(container) : 0;
    const short = typeof key === 'string' ? ofGradients(base, key) : (known?.short ?? shortOf(base));
    return { name: base === '' && typeof key === 'string' ? key : `${base}[${text}]`, short, slot: `o${id}[${text}]`, target };
  }

  attributeLabel(object: PyValue, attribute: string, written: string, target: number): Label {
    const id = object instanceof Object ? idOf(object) : 0;
    return { name: `${written}.${attribute}`, short: attribute, slot: `o${id}.${attribute}`, target };
  }

  /** A value read from a container while tracing: a plain float gets its place in the graph, and keeps it. */
  item(container: PyValue, key: PyValue, value: PyValue): PyValue {
    if (!(value instanceof PyFloat) || value.node) return value;
    return container instanceof PyList || container instanceof PyTuple || container instanceof PyDict
      ? this.touched(container, key, value)
      : value;
  }

  touched(container: PyObject, key: PyValue, value: PyValue): PyValue {
    if (!(value instanceof PyFloat) || value.node) return value;
    const known = this.containers.get(container);
    const traced = this.leaf(value, known?.at.value ?? this.rt.site, 'data');
    if (container instanceof PyDict) container.set(this.rt, key, traced);
    else if (container instanceof PyList || container instanceof PyTuple) put(container.items as PyValue[], key, traced);
    if (known) this.record(traced.node!, this.itemLabel(container, key, known.target), known.at, 'assign');
    return traced;
  }

  /** A value put into a container by one of its methods: `weights.append(W)` names `weights[0]`. */
  stored(container: PyObject, key: PyValue, value: PyValue): void {
    const known = this.containers.get(container);
    if (!known) return;
    const { rt } = this;
    const traced = value instanceof NDArray || (value instanceof PyFloat && value.node !== null);
    const label = this.itemLabel(container, key, rt.site);
    if (traced) this.bind(value, label, { ...this.tracer.now(), from: this.tracer.moment_.from }, 'assign');
    else if (value instanceof PyList || value instanceof PyDict) this.nameItems(value, label, this.tracer.now(), 1);
  }

  attribute(value: PyValue, name: string): PyValue {
    const found = this.rt.getattr(value, name);
    if (!(found instanceof PyFloat) || found.node || !(value instanceof PyInstance) || !value.attrs.has(name)) return found;
    const traced = this.leaf(found, this.rt.site);
    value.attrs.set(name, traced);
    return traced;
  }

  /** A value that becomes an attribute without a statement of its own, as a dataclass's are. */
  bindAttribute(owner: PyObject, name: string, value: PyValue): PyValue {
    return this.bind(value, this.attributeLabel(owner, name, 'self', this.rt.site), this.tracer.now(), 'alias');
  }

  /** `setattr(layer, name, value)`: the value's own statement gives it the attribute's name. */
  setAttribute(owner: PyObject, name: string, value: PyValue): PyValue {
    const at = { ...this.tracer.now(), from: this.tracer.moment_.from };
    return this.bind(value, this.attributeLabel(owner, name, 'self', this.rt.site), at, 'assign');
  }

  /** Remembers a container's name without looking at what is in it. */
  know(container: PyList | PyDict, label: Label, at: Moment): void {
    if (!this.containers.has(container)) this.containers.set(container, { name: label.name, short: label.short, at, target: label.target });
  }
}

const containerOf = (slot: string): string => (slot.endsWith(']') ? slot.slice(0, slot.indexOf('[')) : '');
const isContainer = (value: PyValue): value is PyList | PyDict => value instanceof PyList || value instanceof PyDict;

function put(items: PyValue[], key: PyValue, value: PyValue): void {
  const at = Number(key);
  const index = at < 0 ? at + items.length : at;
  if (index >= 0 && index < items.length) items[index] = value;
}

/** grads['W1'] is the gradient of W1, not W1 by another name. */
const ofGradients = (container: string, key: string): string =>
  GRADIENTS.test(container) && !/^_?(?:d|grad|delta|nabla|g_)/i.test(key) ? `d${key}` : key;

const GRADIENTS = /(?:^|[._])(?:grads?|gradients?|d_?params?|derivatives|nablas?)(?:_\w+)?$/i;

const shortOf = (name: string): string => /([A-Za-z_]\w*)(?:\[[^\]]*\])*$/.exec(name)?.[1] ?? name;

export function keyText(rt: Interpreter, key: PyValue): string {
  if (typeof key === 'string') return JSON.stringify(key);
  if (typeof key === 'number') return String(key);
  if (key instanceof PyTuple) return key.items.map(item => keyText(rt, item)).join(', ');
  return key instanceof PyFloat ? String(key.v) : '…';
}
