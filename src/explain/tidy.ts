// Puts an equation into the form that people write: one number in front, then what is computed.
import { nodeAlgebra } from '../core/autodiff';
import { type Dims, shapeOf } from '../core/dims';
import type { Graph, Node } from '../core/graph';
import { Maths } from '../core/maths';
import { sameShape } from '../core/tensor';

/** Factors in front of a value. Named numbers stand above or below the line: the λ of λ/m · W. */
interface Factors {
  readonly coefficient: number;
  readonly scalars: readonly Node[];
  readonly divisors: readonly Node[];
}

/** factors · body, of the shape `dims`; the body may be smaller, as broadcasting stretches it. A body of null is 1. */
interface Term extends Factors {
  readonly body: Node | null;
  readonly dims: Dims;
}

export interface Tidied extends Factors {
  /** Null: a number, nothing but the factors. */
  readonly body: Node | null;
}

/** What an equation may be taken apart into. */
export interface Naming {
  /** A value with a name stays whole. */
  isNamed(node: Node): boolean;
  /** A number that is part of the coefficient: a literal, a count. */
  isNumber(node: Node): boolean;
  /** A named number that varies from model to model: λ. */
  isConstant(node: Node): boolean;
}

const NONE: Factors = { coefficient: 1, scalars: [], divisors: [] };

export class Tidier {
  private readonly m: Maths<Node>;
  private readonly known = new Map<Node, readonly Term[]>();

  constructor(
    graph: Graph,
    private readonly naming: Naming,
  ) {
    this.m = new Maths(nodeAlgebra(graph));
  }

  tidy(node: Node): Tidied {
    const t = this.single(node);
    return { coefficient: t.coefficient, scalars: t.scalars, divisors: t.divisors, body: t.body || t.dims.length ? this.full(t) : null };
  }

  /** The factors and the body as one value. */
  joined({ coefficient, scalars, divisors, body }: Tidied): Node {
    return this.write({ coefficient, scalars, divisors, body, dims: body?.dims ?? [] });
  }

  private terms(node: Node): readonly Term[] {
    const known = this.known.get(node);
    if (known) return known;
    const found = this.take(node);
    this.known.set(node, found);
    return found;
  }

  private take(node: Node): readonly Term[] {
    const { naming } = this;
    if (naming.isNumber(node)) return [{ ...NONE, coefficient: node.value.data[0], body: null, dims: node.dims }];
    if (naming.isConstant(node)) return [{ ...NONE, scalars: [node], body: null, dims: node.dims }];
    if (naming.isNamed(node) || node.op === 'leaf') return [atom(node)];
    const [a, b] = node.inputs;
    switch (node.op) {
      case 'neg':
        return this.terms(a).map(negated);
      case 'add':
        return gathered([...this.terms(a), ...this.terms(b)]);
      case 'sub':
        return gathered([...this.terms(a), ...this.terms(b).map(negated)]);
      case 'mul':
        return [this.product(node.dims, this.single(a), this.single(b))];
      case 'matmul':
        return [this.matmul(this.single(a), this.single(b))];
      case 'div':
        return [this.quotient(node.dims, this.single(a), this.single(b))];
      case 'pow':
        // What the derivative of a square as a power leaves: x¹.
        if (naming.isNumber(b) && b.value.data[0] === 1 && sameShape(a.value.shape, node.value.shape)) return this.terms(a);
        return [atom(this.rebuilt(node))];
      case 'broadcastTo':
        return [{ ...this.single(a), dims: node.dims }];
      case 'transpose':
        return [this.transposed(node, this.single(a))];
      case 'reshape':
        return [this.dropped(node, a) ?? this.through(node, this.single(a))];
      case 'sum':
        return [this.through(node, this.single(a))];
      default:
        return [atom(this.rebuilt(node))];
    }
  }

  /** The same op on tidied inputs. */
  private rebuilt(node: Node): Node {
    const inputs = node.inputs.map(n => (this.naming.isNamed(n) || n.op === 'leaf' ? n : this.write(this.whole(n))));
    return inputs.every((n, i) => n === node.inputs[i]) ? node : this.m.on.apply(node.op, inputs, node.attrs);
  }

  private whole(node: Node): Term {
    const t = this.single(node);
    return { ...t, body: t.body || t.dims.length ? this.full(t) : null };
  }

  /** A sum as one term: what its parts share in front, the rest as the body. */
  private single(node: Node): Term {
    const terms = this.terms(node);
    if (terms.length === 1) return terms[0];
    const shared = common(terms);
    return {
      ...shared,
      body: this.sum(terms.map(t => without(t, shared))),
      dims: node.dims,
    };
  }

  private product(dims: Dims, s: Term, t: Term): Term {
    const body = s.body && t.body ? this.times(s.body, t.body) : (s.body ?? t.body);
    return { ...times(s, t), body, dims };
  }

  private matmul(s: Term, t: Term): Term {
    return { ...times(s, t), ...atomOf(this.m.matmul(this.full(s), this.full(t))) };
  }

  private quotient(dims: Dims, s: Term, t: Term): Term {
    const below = { coefficient: 1 / t.coefficient, scalars: t.divisors, divisors: t.scalars };
    const body = t.body ? this.m.div(s.body ?? this.m.number(1), t.body) : s.body;
    return { ...times(s, below), body, dims };
  }

  private through(node: Node, t: Term): Term {
    return { ...t, ...atomOf(this.m.on.apply(node.op, [this.full(t)], node.attrs)) };
  }

  /** A sum whose kept axes are then taken away is a sum without keepdims. */
  private dropped(node: Node, sum: Node): Term | null {
    if (sum.op !== 'sum' || this.naming.isNamed(sum) || sum.attrs.keepdims !== true) return null;
    const axes = (sum.attrs.axes as readonly number[] | undefined) ?? sum.inputs[0].dims.map((_, i) => i);
    const left = sum.inputs[0].dims.filter((_, i) => !axes.includes(i));
    if (left.length !== node.dims.length || left.some((d, i) => d.value !== node.dims[i].value)) return null;
    const t = this.single(sum.inputs[0]);
    const attrs = left.length === 0 ? {} : { axes, keepdims: false };
    return { ...t, ...atomOf(this.m.on.apply('sum', [this.full(t)], attrs)) };
  }

  /** (A · B)ᵀ is written Bᵀ · Aᵀ. */
  private transposed(node: Node, t: Term): Term {
    const body = this.full(t);
    if (body.op !== 'matmul' || this.naming.isNamed(body) || node.attrs.axes || body.inputs.some(n => n.dims.length !== 2))
      return this.through(node, t);
    const [a, b] = body.inputs;
    return { ...t, ...atomOf(this.m.matmul(this.m.transpose(b), this.m.transpose(a))) };
  }

  /** x · (u / v) is written x · u / v; a matrix product comes first, since it binds no tighter than `*`. */
  private times(a: Node, b: Node): Node {
    const { m, naming } = this;
    if (b.op === 'div' && !naming.isNamed(b)) {
      const [top, under] = b.inputs;
      return isOne(top) ? m.div(a, under) : m.div(this.times(a, top), under);
    }
    if (a.op === 'div' && !naming.isNamed(a) && isOne(a.inputs[0])) return m.div(b, a.inputs[1]);
    return b.op === 'matmul' && !naming.isNamed(b) ? m.mul(b, a) : m.mul(a, b);
  }

  /** The body in the term's whole shape; where nothing in it is that large, ones are. */
  private full({ body, dims }: Term): Node {
    if (body && sameShape(shapeOf(body.dims), shapeOf(dims))) return body;
    if (dims.length === 0) return body ?? this.m.number(1);
    const ones = this.m.broadcastTo(this.m.number(1), dims);
    return body ? this.m.mul(body, ones) : ones;
  }

  private sum(terms: readonly Term[]): Node {
    const [first, ...others] = this.ordered(terms);
    let total = this.write(first);
    for (const t of others) {
      const part = this.write({ ...t, coefficient: Math.abs(t.coefficient) });
      total = t.coefficient < 0 ? this.m.sub(total, part) : this.m.add(total, part);
    }
    return total;
  }

  /** What is added comes before what is taken away; of two quotients the plainer one first, as in −Y/A + (1 − Y)/(1 − A). */
  private ordered(terms: readonly Term[]): Term[] {
    const plain = (t: Term): boolean => t.body?.op === 'div' && this.naming.isNamed(t.body.inputs[1]);
    const quotients = terms.length === 2 && terms.every(t => t.body?.op === 'div' && Math.abs(t.coefficient) === 1) && terms.some(plain);
    const late = (t: Term): number => Number(quotients ? !plain(t) : t.coefficient < 0);
    return [...terms].sort((a, b) => late(a) - late(b));
  }

  /** The sign goes in front of the first factor: -Y / A, not -(Y / A). */
  private negative(body: Node): Node {
    const { m, naming } = this;
    const [a, b] = body.inputs;
    if (naming.isNamed(body)) return m.neg(body);
    if (body.op === 'div') return m.div(this.negative(a), b);
    return body.op === 'mul' ? m.mul(this.negative(a), b) : m.neg(body);
  }

  private write({ coefficient, scalars, divisors, body }: Term): Node {
    const { m } = this;
    if (scalars.length === 0 && divisors.length === 0 && body && Math.abs(coefficient) === 1)
      return coefficient < 0 ? this.negative(body) : body;
    const above = scalars.reduce<Node | null>((p, s) => (p ? m.mul(p, s) : s), coefficient === 1 ? null : m.number(coefficient));
    const front = divisors.reduce<Node | null>((p, d) => m.div(p ?? m.number(1), d), above);
    if (!body) return front ?? m.number(1);
    return front ? m.mul(front, body) : body;
  }
}

const atomOf = (node: Node): { body: Node; dims: Dims } => ({ body: node, dims: node.dims });
const atom = (node: Node): Term => ({ ...NONE, ...atomOf(node) });
const negated = (t: Term): Term => ({ ...t, coefficient: -t.coefficient });

const times = (s: Factors, t: Factors): Factors => ({
  coefficient: s.coefficient * t.coefficient,
  scalars: [...s.scalars, ...t.scalars],
  divisors: [...s.divisors, ...t.divisors],
});

const isOne = (n: Node): boolean => n.attrs.origin === 'constant' && n.value.data.length === 1 && n.value.data[0] === 1;

/** 2λW for λW + λW: terms that differ in their number only are one; what cancels is gone, but for the last. */
function gathered(terms: readonly Term[]): Term[] {
  const found: Term[] = [];
  for (const t of terms) {
    const at = found.findIndex(o => o.body === t.body && t.body !== null && same(o.scalars, t.scalars) && same(o.divisors, t.divisors));
    if (at < 0) found.push(t);
    else found[at] = { ...found[at], coefficient: found[at].coefficient + t.coefficient };
  }
  const left = found.filter(t => t.coefficient !== 0);
  return left.length > 0 ? left : found.slice(0, 1);
}

const same = (a: readonly Node[], b: readonly Node[]): boolean => a.length === b.length && a.every((n, i) => n === b[i]);

/** What all terms have in front. */
function common(terms: readonly Term[]): Factors {
  const [first] = terms;
  const size = Math.abs(first.coefficient);
  const even = terms.every(t => Math.abs(Math.abs(t.coefficient) - size) <= 1e-12 * size);
  const sign = terms.every(t => t.coefficient < 0) ? -1 : 1;
  const shared = (of: (t: Factors) => readonly Node[]): readonly Node[] =>
    of(first).filter((n, i, all) => terms.every(t => count(of(t), n) >= count(all.slice(0, i + 1), n)));
  return { coefficient: even ? sign * size : 1, scalars: shared(t => t.scalars), divisors: shared(t => t.divisors) };
}

const count = (all: readonly Node[], one: Node): number => all.filter(n => n === one).length;

function without(t: Term, shared: Factors): Term {
  const drop = (all: readonly Node[], gone: readonly Node[]): Node[] => {
    const left = [...all];
    for (const n of gone) left.splice(left.indexOf(n), 1);
    return left;
  };
  const rest = t.coefficient / shared.coefficient;
  const near = Math.round(rest);
  return {
    ...t,
    coefficient: Math.abs(rest - near) < 1e-12 ? near : rest,
    scalars: drop(t.scalars, shared.scalars),
    divisors: drop(t.divisors, shared.divisors),
  };
}
