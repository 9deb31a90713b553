// Loops while tracing: a training loop is followed for a few iterations, every other one to its end.
import type { Node } from '../../../core/graph';
import { readsPart, samePart, writesPart } from '../../../core/parts';
import { python as say } from '../../../messages/python';
import type { For, Stmt, While } from '../ast';
import { store } from '../compile/assign';
import type { Compiler } from '../compile/compiler';
import { boundNames } from '../compile/scopes';
import { statementsOf } from '../compile/walk';
import { BREAK, type Exec, type Frame, NORMAL, RETURN } from '../objects/functions';
import { PyOpaque, type PyValue } from '../values';
import type { Tracer } from './tracer';

export interface LoopPlace {
  readonly loop: number;
  readonly iteration: number;
}

/** How far a search for a dependence goes. */
const FAR = 3000;
/** A named training loop of no more iterations than this is run to its end, if nothing else is known of it. */
const SHORT = 50;
/** So few are followed whatever the loop does: the four rows of a truth table. */
const FEW = 5;
const TRAINING = /(?:^|[^a-z])(?:n_?|num_?|max_?)?(?:epochs?|iter(?:ation)?s?|steps?|episodes?|generations?)(?![a-z])/i;

/** One run of one loop. */
class Watch {
  private bindings = 0;
  private nodes = 0;
  private iteration = 0;
  private training = false;
  private readonly outer: readonly LoopPlace[];
  private readonly started: number;
  /** The budget that was used before it began. */
  private readonly spent: number;

  constructor(
    private readonly tracer: Tracer,
    private readonly info: LoopInfo,
    /** How many iterations it will make, as far as that is known. */
    private readonly length: number,
  ) {
    this.outer = tracer.loops;
    this.started = tracer.nodes().length;
    this.spent = tracer.rt.steps;
  }

  /** Begins the next iteration; false when the loop has been followed long enough. */
  begin(): boolean {
    const { tracer, info, iteration } = this;
    if (++tracer.rt.steps > tracer.rt.limit) tracer.rt.overBudget();
    if (iteration >= tracer.options.maxIterations && this.enough()) {
      this.cut();
      return false;
    }
    this.bindings = tracer.recorder.bindings.length;
    this.nodes = tracer.nodes().length;
    tracer.loops = [...this.outer, { loop: info.statement, iteration }];
    return true;
  }

  end(): void {
    this.iteration++;
    this.training ||= this.updates();
  }

  close(): void {
    this.tracer.loops = this.outer;
  }

  private enough(): boolean {
    const { tracer, info, length } = this;
    if (length <= FEW) return false;
    if (this.training || (info.named && length > SHORT)) return true;
    // A loop that fills a third of the graph by itself would leave nothing for what follows.
    // So would one that uses up a third of the budget.
    return tracer.nodes().length - this.started > tracer.options.maxNodes / 3 || tracer.rt.steps - this.spent > tracer.rt.limit / 3;
  }

  private cut(): void {
    const { tracer, info, iteration } = this;
    tracer.cut = true;
    for (const name of info.names) tracer.cutNames.add(name);
    const most =
      Number.isFinite(this.length) && !tracer.rt.shrunk
        ? say('followedOf', { n: iteration, total: this.length })
        : say('followed', { n: iteration });
    tracer.reason(most, tracer.rangeOf(info.site));
  }

  /**
   * Did the iteration move a variable along a step that depends on where it was, W = W − rate · f(W), and did an earlier
   * iteration move the same one? A loop over layers or parameters moves each of them once.
   */
  private updates(): boolean {
    const { bindings } = this.tracer.recorder;
    for (let i = this.bindings; i < bindings.length; i++) {
      const { node, short, slot } = bindings[i];
      if (node.id < this.nodes) continue;
      for (const { before, step } of this.readings(node)) if (this.moves(node, short, slot, before, step)) return true;
    }
    return false;
  }

  /** How a value can be read as another one and a step: a sum, a difference, or a part that was written with one. */
  private readings(node: Node): { before: Node; step: Node }[] {
    const [a, b] = node.inputs;
    if (node.op === 'sub') return [{ before: bare(a), step: b }];
    if (node.op === 'add')
      return [
        { before: bare(a), step: b },
        { before: bare(b), step: a },
      ];
    if (!writesPart(node) || (b.op !== 'add' && b.op !== 'sub')) return [];
    let before = a;
    // Other parts may have been written in the same iteration.
    while (writesPart(before) && before.id >= this.nodes) before = before.inputs[0];
    // h[t + 1] = f(h[t]) writes another part than it reads.
    const part = b.inputs.findIndex(input => readsPart(input) && samePart(input, node));
    return part < 0 ? [] : [{ before, step: b.inputs[1 - part] }];
  }

  private moves(node: Node, short: string, slot: string, before: Node, step: Node): boolean {
    if (before.id >= this.nodes || before.id < this.started || before.value.data.length !== node.value.data.length) return false;
    return this.tracer.namer.isCalled(before, short, slot) && dependsOn(step, before);
  }
}

/** A decayed parameter: c · W. */
function bare(node: Node): Node {
  if (node.op !== 'mul') return node;
  const [a, b] = node.inputs;
  if (a.op === 'leaf' && a.value.data.length === 1) return b;
  return b.op === 'leaf' && b.value.data.length === 1 ? a : node;
}

function dependsOn(node: Node, on: Node): boolean {
  const seen = new Set<Node>();
  const pending = [node];
  while (pending.length > 0 && seen.size < FAR) {
    const next = pending.pop()!;
    if (next === on) return true;
    if (next.id < on.id || seen.has(next)) continue;
    seen.add(next);
    pending.push(...next.inputs);
  }
  return false;
}

interface LoopInfo {
  readonly statement: number;
  readonly site: number;
  readonly named: boolean;
  /** The names that its body assigns. */
  readonly names: readonly string[];
}

function infoOf(c: Compiler, node: For | While, head: { from: number; to: number }): LoopInfo {
  const text = c.sites.lines.text.slice(head.from, head.to);
  const names = [...statementsOf(node.body)].flatMap((each: Stmt) => boundNames(each));
  return { statement: c.statement, site: c.site(head), named: TRAINING.test(text), names };
}

export function forLoop(tracer: Tracer, c: Compiler, node: For): Exec {
  const { rt } = tracer;
  const info = infoOf(c, node, { from: node.from, to: node.iterable.to });
  const iterable = c.expression(node.iterable);
  const put = store(node.target, c);
  const moment = tracer.moment(c, node.target, node.iterable);
  const body = c.block(node.body);
  const otherwise = c.block(node.otherwise);
  return f => {
    f.target = '';
    const values = iterable(f);
    const iterator = rt.iter(values);
    const watch = new Watch(tracer, info, iterator.hint());
    try {
      for (let value = iterator.next(); value !== undefined; value = iterator.next()) {
        if (!watch.begin()) break;
        put(f, value, moment(f, 'assign'));
        const signal = body(f);
        watch.end();
        if (signal === BREAK) return NORMAL;
        if (signal === RETURN) return RETURN;
      }
    } finally {
      watch.close();
    }
    return otherwise(f);
  };
}

export function whileLoop(tracer: Tracer, c: Compiler, node: While): Exec {
  const { rt } = tracer;
  const info = infoOf(c, node, { from: node.from, to: node.test.to });
  const test = c.expression(node.test);
  const body = c.block(node.body);
  const otherwise = c.block(node.otherwise);
  return f => {
    const watch = new Watch(tracer, info, Infinity);
    const unknown = { once: false };
    try {
      while (goesOn(test, f, rt.truth.bind(rt), unknown)) {
        if (!watch.begin()) break;
        const signal = body(f);
        watch.end();
        if (signal === BREAK) return NORMAL;
        if (signal === RETURN) return RETURN;
      }
    } finally {
      watch.close();
    }
    return otherwise(f);
  };
}

/** A condition of which nothing is known holds once. */
function goesOn(test: (f: Frame) => PyValue, f: Frame, truth: (value: PyValue) => boolean, unknown: { once: boolean }): boolean {
  const value = test(f);
  if (!(value instanceof PyOpaque)) return truth(value);
  if (unknown.once) return false;
  unknown.once = true;
  return true;
}
