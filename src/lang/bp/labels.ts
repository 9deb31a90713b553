// What values a label may take, read off the equations: classes in one-hot columns where the output is a softmax, class
// numbers where `onehot` reads them, else 0 and 1.
import type { Dims } from '../../core/dims';
import { full, type Tensor, tensor } from '../../core/tensor';
import type { CallExpr, Expr, Program } from './ast';
import { BUILTINS } from './builtinNames';
import { numberOf } from './constants';
import { type Draws, shuffle } from './draw';
import { allNearest } from './nearest';
import type { Scope } from './scope';
import { bare } from './tree';

export type LabelKind =
  | { readonly kind: 'bits' }
  | { readonly kind: 'onehot'; readonly axis: number }
  | { readonly kind: 'classes'; readonly count: Expr };

/** What an expression's value has in it, as far as it matters to labels. */
interface Traits {
  readonly labels: ReadonlySet<string>;
  /** The axis of a softmax on the way; null: none. */
  readonly softmax: number | null;
  readonly exp: boolean;
  /** The axis of a sum on the way. */
  readonly summed: number | null;
}

/** Functions that call each other twice are exponentially many calls. */
const MOST_CALLS = 5000;

const PLAIN: Traits = { labels: new Set(), softmax: null, exp: false, summed: null };

/** The kind of each label. One-hot columns are also valid 0/1 labels, so a softmax anywhere on the way decides. */
export function labelKinds(program: Program): Map<string, LabelKind> {
  return new LabelReader(program).run();
}

class LabelReader {
  private readonly kinds = new Map<string, LabelKind>();
  private readonly names = new Map<string, Traits>();
  private readonly functions = new Map<string, { parameters: readonly string[]; body: Expr }>();
  private readonly running = new Set<string>();
  private calls = 0;
  private patience = 150;

  constructor(private readonly program: Program) {}

  run(): Map<string, LabelKind> {
    for (const s of this.program.statements) {
      if (s.kind === 'label') {
        this.kinds.set(s.name.name, { kind: 'bits' });
        this.names.set(s.name.name, { ...PLAIN, labels: new Set([s.name.name]) });
      } else if (s.kind === 'function') this.functions.set(s.name.name, { parameters: s.parameters.map(p => p.name), body: s.body });
      else if (s.kind === 'equation' && s.section === 'forward') this.names.set(s.target.name, this.traits(s.value, this.names));
    }
    return this.kinds;
  }

  private traits(expr: Expr, names: ReadonlyMap<string, Traits>): Traits {
    const e = bare(expr);
    let found: Traits = PLAIN;
    if (e.kind === 'name') found = names.get(e.name) ?? names.get(this.meant(e.name, names.keys())) ?? PLAIN;
    else if (e.kind === 'call') found = this.call(e, names);
    else if (e.kind === 'binary') found = this.binary(e.op, this.spine(e, names));
    else if (e.kind === 'negate' || e.kind === 'postfix') found = this.traits(e.operand, names);
    else if (e.kind === 'index') found = this.traits(e.base, names);
    if (found.softmax !== null)
      for (const label of found.labels)
        if (this.kinds.get(label)?.kind === 'bits') this.kinds.set(label, { kind: 'onehot', axis: found.softmax });
    return found;
  }

  /** Left and right of a binary operation; a long chain is walked in a loop. */
  private spine(expr: Expr & { kind: 'binary' }, names: ReadonlyMap<string, Traits>): [Traits, Traits] {
    const rest: { op: string; right: Expr }[] = [];
    let first: Expr = expr;
    while (first.kind === 'binary') {
      rest.push({ op: first.op, right: first.right });
      first = first.left;
    }
    let left = this.traits(first, names);
    const last = rest.shift()!;
    for (const { op, right } of rest.reverse()) left = this.binary(op, [left, this.traits(right, names)]);
    return [left, this.traits(last.right, names)];
  }

  /** A name that does not exist stands for the nearest, as it does in the evaluation. */
  private meant(name: string, known: Iterable<string>): string {
    if (this.patience <= 0) return name;
    const names = [...known];
    if (names.includes(name)) return name;
    this.patience--;
    return allNearest(name, names)[0] ?? name;
  }

  private binary(op: string, [left, right]: [Traits, Traits]): Traits {
    const both = merge([left, right]);
    // exp(Z) / sum(exp(Z), axis=0) is a softmax written out.
    const written = op === '/' && left.exp && right.exp && right.summed !== null;
    return written && both.softmax === null ? { ...both, softmax: right.summed } : both;
  }

  private call(e: CallExpr, names: ReadonlyMap<string, Traits>): Traits {
    const name = this.meant(e.callee.name, [...this.functions.keys(), ...BUILTINS]);
    const args = e.args.filter(a => a.name === null);
    const own = this.functions.get(name);
    if (own && !this.running.has(name) && this.calls++ < MOST_CALLS) {
      this.running.add(name);
      const locals = new Map(names);
      for (const [i, p] of own.parameters.entries()) locals.set(p, args[i] ? this.traits(args[i].value, names) : PLAIN);
      const found = this.traits(own.body, locals);
      this.running.delete(name);
      return found;
    }
    const all = merge(args.map(a => this.traits(a.value, names)));
    if (name === 'softmax' || name === 'log_softmax' || name === 'logsumexp') return { ...all, softmax: this.axis(e) ?? 0 };
    if (name === 'exp') return { ...all, exp: true };
    if (name === 'sum') return { ...all, summed: this.axis(e) ?? all.summed };
    if (name === 'onehot' && args.length === 2) {
      for (const label of all.labels) this.kinds.set(label, { kind: 'classes', count: args[1].value });
      return PLAIN;
    }
    return all;
  }

  private axis(e: CallExpr): number | null {
    const expr = e.args.find(a => a.name?.name === 'axis')?.value ?? e.args.filter(a => a.name === null)[1]?.value;
    const inner = expr && bare(expr);
    if (inner?.kind === 'number') return inner.value;
    return inner?.kind === 'negate' && inner.operand.kind === 'number' ? -inner.operand.value : null;
  }
}

function merge(all: readonly Traits[]): Traits {
  return {
    labels: new Set(all.flatMap(t => [...t.labels])),
    softmax: all.find(t => t.softmax !== null)?.softmax ?? null,
    exp: all.some(t => t.exp),
    summed: all.find(t => t.summed !== null)?.summed ?? null,
  };
}

/** Values of a label: every class occurs where there is room, and they are not all equally frequent. */
export function drawLabel(dims: Dims, kind: LabelKind, scope: Scope, random: Draws): Tensor {
  const shape = dims.map(d => d.value);
  const size = shape.reduce((a, b) => a * b, 1);
  if (kind.kind === 'classes') {
    const count = numberOf(kind.count, scope) ?? 2;
    return tensor(shape, drawClasses(Number.isInteger(count) && count >= 1 ? count : 2, size, random));
  }
  const axis = kind.kind === 'onehot' ? (kind.axis < 0 ? kind.axis + shape.length : kind.axis) : -1;
  const classes = shape[axis] ?? 1;
  return classes < 2 ? tensor(shape, drawClasses(2, size, random)) : oneHot(shape, axis, drawClasses(classes, size / classes, random));
}

/** Equal frequencies would make some gradients exactly zero at the start, which hides mistakes. */
function drawClasses(count: number, n: number, random: Draws): number[] {
  const once = n > count ? Array.from({ length: count }, (_, i) => i) : [];
  const drawn = shuffle([...once, ...Array.from({ length: n - once.length }, () => random.below(count))], random);
  const frequency = new Array<number>(count).fill(0);
  for (const c of drawn) frequency[c]++;
  if (count > 1 && n > count && frequency.every(f => f === frequency[0])) drawn[0] = (drawn[0] + 1) % count;
  return drawn;
}

function oneHot(shape: readonly number[], axis: number, classes: readonly number[]): Tensor {
  const result = full(shape, 0);
  const inner = shape.slice(axis + 1).reduce((a, b) => a * b, 1);
  classes.forEach((c, i) => {
    const outer = Math.floor(i / inner);
    result.data[(outer * shape[axis] + c) * inner + (i % inner)] = 1;
  });
  return result;
}
