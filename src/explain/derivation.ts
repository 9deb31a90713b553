// Derives one gradient's equation from the reader's own forward pass, in terms of the gradients that the reader has already written.
import type { Judged } from '../check/check';
import type { Instance } from '../check/entries';
import { nodeAlgebra, reverse } from '../core/autodiff';
import type { Node } from '../core/graph';
import type { Algebra } from '../core/maths';
import { relativeError, sameShape, type Tensor } from '../core/tensor';
import { type Merged, mergedOutput } from './merged';
import { isNumberLeaf } from './numbers';
import type { Study } from './study';
import { type Naming, Tidier } from './tidy';
import type { View } from './view';

/** One factor of the chain: the gradient of a value on the way, from what is computed next. */
export interface Step {
  /** The value that the gradient is of, in the view. */
  readonly of: Node;
  /** The gradient's equation. */
  readonly expression: Node;
  /** The file has no gradient of this value: it is merged into the next one. */
  readonly ghost: boolean;
  /** The values that it comes back from. */
  readonly through: readonly Node[];
}

export interface Derivation {
  readonly judged: Judged;
  readonly instance: Instance;
  readonly view: View;
  readonly target: Node;
  /** Values whose gradients it is written in, nearest first; the loss where the chain starts there. */
  readonly anchors: readonly Node[];
  readonly steps: readonly Step[];
  readonly result: Node;
  /** As the reader keeps it: transposed where the gradient is, against its variable. */
  readonly written: Node;
  /** hand-written = scale · exact, as it should be. */
  readonly scale: number;
  readonly merged: Merged | null;
  /** Values of gradients in the equation: which value each is the gradient of. */
  readonly gradients: ReadonlyMap<Node, Node>;
  /** The derived equation's value against the exact derivative. */
  readonly error: number;
}

/** More factors than this are told in one. */
const MOST_STEPS = 6;

export class Deriver {
  private readonly found = new Map<Judged, Derivation | null>();

  constructor(private readonly study: Study) {}

  /** Null where the target is not on the way to the loss, or the loss is not finite. */
  of(judged: Judged): Derivation | null {
    const known = this.found.get(judged);
    if (known !== undefined) return known;
    const made = derive(this.study, judged);
    this.found.set(judged, made);
    return made;
  }
}

export function namingOf(study: Study, view: View, gradients: ReadonlyMap<Node, Node>): Naming {
  const { model } = study;
  const learned = (n: Node): boolean => study.context.parameters.has(view.original(n) ?? n);
  const named = (n: Node): boolean => {
    const original = view.original(n);
    return original !== undefined && (model.bindingsOf(original).length > 0 || study.numberNames.has(original));
  };
  const numeric = (n: Node): boolean => {
    if (gradients.has(n) || learned(n) || n.dims.length > 0) return false;
    if (n.op === 'leaf') return isNumberLeaf(n) && (!named(n) || isCount(study, n.value.data[0]));
    return n.inputs.length > 0 && n.inputs.every(numeric);
  };
  return {
    isNamed: n => gradients.has(n) || (named(n) && !isNumberLeaf(n)),
    isNumber: numeric,
    isConstant: n => isNumberLeaf(n) && named(n) && !learned(n) && !gradients.has(n),
  };
}

/** A whole number that is the size of something: m, n. */
function isCount(study: Study, value: number): boolean {
  return Number.isInteger(value) && value > 0 && (study.sizes.has(value) || [...study.trace.sizes.values()].includes(value));
}

export function derive(study: Study, judged: Judged): Derivation | null {
  const instance = judged.verdict.shown;
  const exact = study.exact(instance.loss, instance.target);
  const view = study.view(instance.loss);
  const part = study.context.exact.partOf(instance.target);
  const target = view.of(part?.of ?? instance.target);
  if (!exact || !target || target === view.loss) return null;
  const through = part && new Set(part.through.flatMap(n => view.of(n) ?? []));
  return new Derive(study, judged, instance, view, target, through).run(exact);
}

class Derive {
  private readonly algebra: Algebra<Node>;
  private readonly gradients = new Map<Node, Node>();
  /** The leaf that stands for a value's gradient, and its factor. */
  private readonly leaves = new Map<Node, Node>();
  private readonly scales = new Map<Node, number>();
  private readonly anchors: ReadonlySet<Node>;
  private readonly path: ReadonlySet<Node>;
  private readonly tidier: Tidier;
  private readonly scale: number;

  constructor(
    private readonly study: Study,
    private readonly judged: Judged,
    private readonly instance: Instance,
    private readonly view: View,
    private readonly target: Node,
    /** Only what these send back is meant; null: all of it. */
    private readonly through: ReadonlySet<Node> | null,
  ) {
    this.algebra = nodeAlgebra(view.graph);
    const { anchors, path } = this.reach();
    this.anchors = anchors;
    this.path = path;
    this.tidier = new Tidier(view.graph, namingOf(study, view, this.gradients));
    this.scale = this.wantedScale();
  }

  run(exact: NonNullable<ReturnType<Study['exact']>>): Derivation | null {
    const merged = this.onlyLoss() ? mergedOutput(this.study, this.view, this.instance, this.target) : null;
    const steps = this.steps(merged);
    const raw = merged
      ? this.tidier.joined({ coefficient: merged.factor * this.scale, scalars: [], divisors: [], body: merged.difference })
      : this.whole();
    if (!raw) return null;
    const result = merged ? raw : this.tidied(raw);
    const error = errorOf(result, { shape: exact.shape, data: exact.data.map(x => x * this.scale) });
    return {
      judged: this.judged,
      instance: this.instance,
      view: this.view,
      target: this.target,
      anchors: [...this.anchors].sort((a, b) => a.id - b.id),
      steps: this.withLast(steps, merged, result),
      result,
      written: this.asKept(result),
      scale: this.scale,
      merged,
      gradients: this.gradients,
      error,
    };
  }

  /** The factor at which the reader keeps this gradient: m for dZ that is each example's own. */
  private wantedScale(): number {
    const { verdict, entry } = this.judged;
    if (verdict.status === 'correct') return 1;
    if (verdict.status === 'correct-scaled' && verdict.scale !== null) return verdict.scale;
    const { judged } = this.study;
    if (entry.parameter) return judged.some(j => j.entry.parameter && (j.verdict.scale ?? 0) < 0) ? -1 : 1;
    const usual = judged.find(j => !j.entry.parameter && j.verdict.good !== null && /^correct/.test(j.verdict.status))?.verdict.good;
    return verdict.good ?? usual ?? 1;
  }

  private scaleOf(anchor: Node): number {
    const own = this.study.byTarget.get(this.view.original(anchor)!)?.find(({ judged }) => judged !== this.judged);
    return own?.judged.verdict.good ?? 1;
  }

  private onlyLoss(): boolean {
    return this.anchors.size === 1 && this.anchors.has(this.view.loss);
  }

  /** The gradients that the equation builds on: those it does use, if they are right and enough; else all written before it. */
  private reach(): { anchors: Set<Node>; path: Set<Node> } {
    const { verdict } = this.judged;
    const used = verdict.inputs.flatMap(entry => entry.instances.flatMap(i => this.view.of(i.target) ?? []));
    const right = verdict.status === 'correct' || verdict.status === 'correct-scaled' || verdict.status === 'inherited';
    const own = right ? this.walk(new Set(used)) : null;
    if (own && (!own.anchors.has(this.view.loss) || used.length === 0 || own.anchors.size > 1)) return own;
    return this.walk(new Set(this.written()));
  }

  private written(): Node[] {
    const found: Node[] = [];
    for (const { entry } of this.study.judged)
      for (const i of entry.instances) {
        const node = i.hand.id < this.instance.hand.id && i.loss.node === this.instance.loss.node ? this.view.of(i.target) : undefined;
        if (node && node !== this.target) found.push(node);
      }
    return found;
  }

  /** From the target towards the loss, until a value whose gradient is known. */
  private walk(known: ReadonlySet<Node>): { anchors: Set<Node>; path: Set<Node> } {
    const anchors = new Set<Node>();
    const path = new Set<Node>([this.target]);
    const pending = [this.target];
    while (pending.length) {
      const node = pending.pop()!;
      for (const user of this.usersOf(node)) {
        if (user === this.view.loss || known.has(user)) anchors.add(user);
        else if (!path.has(user)) {
          path.add(user);
          pending.push(user);
        }
      }
    }
    return { anchors, path };
  }

  /** Named values between the target and the anchors; a part of the cost is a number that only adds up. */
  private between(): Node[] {
    const { model } = this.study;
    return [...this.path]
      .filter(
        n => n !== this.target && model.bindingsOf(this.view.original(n) ?? n).length > 0 && n.dims.length > 0 && n.value.data.length > 0,
      )
      .sort((a, b) => b.id - a.id);
  }

  private steps(merged: Merged | null): Step[] {
    const between = this.between().filter(n => !merged || n === merged.output || n.id > merged.output.id);
    if (between.length > MOST_STEPS) return [];
    const scale = this.anchors.has(this.view.loss) ? this.scale : this.scaleOf([...this.anchors][0]);
    const found: Step[] = [];
    for (const node of between) {
      const through = this.nextOf(node);
      const expression = this.total(node, through, scale);
      if (!expression) continue;
      found.push({ of: node, expression: this.tidied(expression), ghost: true, through });
      this.keep(node, this.view.graph.leaf(this.spread(expression, node).value, 'data', 0, node.dims), scale);
    }
    return found;
  }

  /** The last factor: the target's gradient from those of the values on the way. */
  private withLast(steps: readonly Step[], merged: Merged | null, result: Node): Step[] {
    const through = this.nextOf(this.target);
    if (steps.length === 0) return merged ? [] : [{ of: this.target, expression: result, ghost: false, through }];
    const made = this.total(this.target, through, this.scale);
    return made ? [...steps, { of: this.target, expression: this.tidied(made), ghost: false, through }] : [...steps];
  }

  private usersOf(node: Node): readonly Node[] {
    const { through } = this;
    const users = this.view.usersOf(node);
    return through && node === this.target ? users.filter(n => through.has(n)) : users;
  }

  /** Known values directly after a node. */
  private nextOf(node: Node): Node[] {
    const found = new Set<Node>();
    const seen = new Set<Node>([node]);
    const pending = [node];
    while (pending.length) {
      for (const user of this.usersOf(pending.pop()!)) {
        if (this.anchors.has(user) || this.leaves.has(user)) found.add(user);
        else if (!seen.has(user) && this.path.has(user)) {
          seen.add(user);
          pending.push(user);
        }
      }
    }
    return [...found].sort((a, b) => a.id - b.id);
  }

  private spread(expression: Node, like: Node): Node {
    return expression.dims.length === like.dims.length ? expression : this.algebra.apply('broadcastTo', [expression], { dims: like.dims });
  }

  /** The whole equation, with nothing on the way named. */
  private whole(): Node | null {
    const ghosts = [...this.leaves.keys()].filter(n => !this.anchors.has(n));
    const kept = ghosts.map(n => [n, this.leaves.get(n)!] as const);
    for (const n of ghosts) this.leaves.delete(n);
    const made = this.total(this.target, this.nextOf(this.target), this.scale);
    for (const [n, leaf] of kept) this.leaves.set(n, leaf);
    return made;
  }

  private total(node: Node, next: readonly Node[], scale: number): Node | null {
    const stops = new Set(next);
    let sum: Node | null = null;
    for (const root of next) {
      const seed = this.seed(root);
      const stop = (n: Node): boolean => n !== root && (stops.has(n) || n === node);
      const part = reverse(root, [node], { algebra: this.algebra, valueOf: n => n, stop }, seed.node).get(node);
      if (!part) continue;
      const factor = scale / seed.scale;
      const scaled = factor === 1 ? part : this.algebra.apply('mul', [this.algebra.number(factor), part]);
      sum = sum ? this.algebra.apply('add', [sum, scaled]) : scaled;
    }
    return sum;
  }

  private seed(node: Node): { node: Node; scale: number } {
    if (node === this.view.loss) {
      const one = this.algebra.number(1);
      return { node: node.dims.length ? this.algebra.apply('broadcastTo', [one], { dims: node.dims }) : one, scale: 1 };
    }
    const ghost = this.leaves.get(node);
    if (ghost) return { node: ghost, scale: this.scales.get(node)! };
    const scale = this.scaleOf(node);
    const exact = this.study.exact(this.instance.loss, this.view.original(node)!)!;
    const leaf = this.view.graph.leaf({ shape: exact.shape, data: exact.data.map(x => x * scale) }, 'data', 0, node.dims);
    this.keep(node, leaf, scale);
    return { node: leaf, scale };
  }

  private keep(node: Node, leaf: Node, scale: number): void {
    this.leaves.set(node, leaf);
    this.scales.set(node, scale);
    this.gradients.set(leaf, node);
  }

  private asKept(result: Node): Node {
    const { hand, binding } = this.instance;
    if (!binding || result.dims.length !== 2 || hand.op !== 'transpose') return result;
    const { model } = this.study;
    const turned = model.rep(binding.node) === model.inputsOf(hand)[0];
    return turned ? this.tidied(this.algebra.apply('transpose', [result])) : result;
  }

  private tidied(node: Node): Node {
    return this.tidier.joined(this.tidier.tidy(node));
  }
}

/** Terms that cancel leave rounding behind, in the size of what was added up. */
const ROUNDING = 1e-13;

function errorOf(result: Node, right: Tensor): number {
  const { value } = result;
  if (value.data.length !== right.data.length) return Number.POSITIVE_INFINITY;
  const own = sameShape(value.shape, right.shape) ? value : { shape: right.shape, data: value.data };
  const error = relativeError(own, right);
  const size = Math.max(
    1e-300,
    ...result.inputs.flatMap(n => [n, ...n.inputs]).map(n => n.value.data.reduce((sum, x) => sum + Math.abs(x), 0)),
  );
  return own.data.every((x, i) => Math.abs(x - right.data[i]) <= ROUNDING * size) ? Math.min(error, ROUNDING) : error;
}
