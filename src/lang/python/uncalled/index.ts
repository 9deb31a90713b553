// Forward and backward passes that nobody calls are called here, with a random upstream gradient: ⟨dout, out⟩ is their loss.
import type { Node } from '../../../core/graph';
import { python as say } from '../../../messages/python';
import type { FunctionDef, Module } from '../ast';
import { everyStatement } from '../compile/walk';
import type { Interpreter } from '../interpreter';
import { NDArray, nodeOf } from '../numpy';
import { BudgetError, PyError } from '../runtime';
import { report } from '../tracing/recovery';
import type { Sites } from '../tracing/sites';
import type { Tracer } from '../tracing/tracer';
import { PyFloat, PyTuple, type PyValue } from '../values';
import { callBackward, callForward, type Upstream } from './calling';
import { Observer, observedPairing } from './observed';
import { findLossFunctions, findPairs, type Pair } from './pairs';
import { calleesOf, Probe, type Solution } from './solve';
import { plainParameters } from './sources';
import { Draw, makeValues } from './values';

const SEED = 20;
const MOST_REASONS = 12;

export interface Declared {
  readonly node: Node;
  readonly name: string;
  readonly site: number;
}

/** Before the file runs: the functions whose calls are kept, for a file without a loss. */
export function observePairs(tracer: Tracer, module: Module, sites: Sites): void {
  const pairs = findPairs(module, () => false);
  tracer.observer = new Observer(pairs.flatMap(pair => [pair.forward, pair.backward]).map(node => sites.statement(node)));
}

/** Runs what was not called; gives back the loss that all of it belongs to, if there is any. */
export function runUncalled(rt: Interpreter, tracer: Tracer, module: Module, sites: Sites, all: boolean): Declared | null {
  const called = (node: FunctionDef): boolean => tracer.called.has(sites.statement(node));
  const pairs = all ? findPairs(module, called) : [];
  const losses = all ? findLossFunctions(module, called) : [];
  let total = all ? observed(rt, tracer, module, sites) : null;
  if (pairs.length + losses.length > 0) {
    const probe = new Probe(rt.options, sites.lines.text, module);
    const run = new Run(rt, tracer, probe, sites);
    tracer.quieten(new Set(pairs.flatMap(pair => [pair.forward, pair.backward]).map(node => sites.statement(node))));
    for (const pair of pairs) total = sum(rt, total, run.pair(pair));
    for (const pair of losses) total = sum(rt, total, run.loss(pair));
  }
  sayUncalled(tracer, module, sites, called);
  return total && { node: total, name: '⟨dout, out⟩', site: 0 };
}

function observed(rt: Interpreter, tracer: Tracer, module: Module, sites: Sites): Node | null {
  const { observer } = tracer;
  if (!observer || tracer.cut) return null;
  let total: Node | null = null;
  for (const pair of findPairs(module, () => false))
    total = sum(
      rt,
      total,
      observedPairing(rt, observer, pair, node => sites.statement(node)),
    );
  return total;
}

function sum(rt: Interpreter, a: Node | null, b: Node | null): Node | null {
  return a && b ? rt.record('add', [a, b]) : (a ?? b);
}

function sayUncalled(tracer: Tracer, module: Module, sites: Sites, called: (node: FunctionDef) => boolean): void {
  let said = 0;
  for (const node of everyStatement(module.body)) {
    if (node.kind !== 'FunctionDef' || called(node) || /^__\w+__$/.test(node.name)) continue;
    if (++said > MOST_REASONS) return;
    tracer.reason(say('neverCalled', { name: node.name }), sites.lines.range(node.nameAt));
  }
}

class Run {
  constructor(
    private readonly rt: Interpreter,
    private readonly tracer: Tracer,
    private readonly probe: Probe,
    private readonly sites: Sites,
  ) {}

  global(name: string): PyValue | undefined {
    return this.rt.main.cells.get(name)?.v;
  }

  pair(pair: Pair): Node | null {
    const solution = this.probe.solve(pair);
    if (!solution) {
      this.tracer.reason(say('noArguments', { name: pair.forward.name }), this.sites.lines.range(pair.forward.nameAt));
      return null;
    }
    return this.guarded(() => this.traced(pair, solution));
  }

  /** A function or method that gives back its own loss and gradients. */
  loss(pair: Pair): Node | null {
    const solution = this.probe.solveLoss(pair);
    if (!solution) return null;
    return this.guarded(() => {
      const { rt } = this;
      const draw = new Draw(SEED, solution.unit);
      this.place(pair.forward);
      const callees = calleesOf({ rt, global: name => this.global(name) }, pair, solution, draw);
      if (!callees) return null;
      const made = callForward(rt, callees.forward, makeValues(rt, solution.args, solution.choice, draw));
      const [loss] = made.parts;
      const found = loss instanceof NDArray || loss instanceof PyFloat ? nodeOf(rt, loss) : null;
      return found && found.value.data.length === 1 ? found : null;
    });
  }

  private place(node: FunctionDef): void {
    const { rt } = this;
    rt.call = 0;
    rt.site = this.sites.of(node.nameAt);
    rt.uses = [];
    rt.target = '';
    rt.statement = this.sites.statement(node);
  }

  private traced(pair: Pair, solution: Solution): Node | null {
    const { rt } = this;
    const draw = new Draw(SEED, solution.unit);
    this.place(pair.forward);
    const callees = calleesOf({ rt, global: name => this.global(name) }, pair, solution, draw);
    if (!callees) return null;
    const values = makeValues(rt, solution.args, solution.choice, draw);
    this.place(pair.forward);
    const forward = callForward(rt, callees.forward, values);
    this.place(pair.backward);
    const from = this.tracer.nodes().length;
    const back = callBackward(rt, callees.backward, callees.forward, forward, values, draw);
    this.nameResults(pair, back.result, from);
    this.place(pair.backward);
    return this.pairing(back.upstreams);
  }

  /** What is given back without a name is called after the argument that it belongs to. */
  private nameResults(pair: Pair, result: PyValue, from: number): void {
    const { rt, tracer } = this;
    const inputs = plainParameters(pair.forward, pair.owner !== null).map(p => p.name);
    const parts = result instanceof PyTuple ? result.items : [result];
    parts.forEach((part, i) => {
      if (!(part instanceof NDArray) || i >= inputs.length) return;
      const node = nodeOf(rt, part);
      if (!node || node.id < from || tracer.namer.hasName(node)) return;
      const site = node.site || rt.site;
      const label = { name: `d(${inputs[i]})`, short: `d${inputs[i]}`, slot: `d(${inputs[i]})#${rt.call}:${from}`, target: site };
      tracer.namer.bind(part, label, { kind: 'assign', site, value: site, statement: rt.statement, from });
    });
  }

  /** ⟨dout, out⟩: the sum of the products of every output with its upstream gradient. */
  private pairing(upstreams: readonly Upstream[]): Node | null {
    const { rt } = this;
    let total: Node | null = null;
    for (const { output, gradient } of upstreams) {
      const product = rt.record('mul', [nodeOf(rt, gradient)!, nodeOf(rt, output)!]);
      total = sum(rt, total, product && rt.record('sum', [product]));
    }
    return total;
  }

  /** An error here was either found by the probe (and the shapes are the file's own), or is the backward pass's mistake. */
  private guarded(run: () => Node | null): Node | null {
    const { depth } = this.rt;
    try {
      return run();
    } catch (error) {
      this.rt.depth = depth;
      if (error instanceof BudgetError) throw error;
      if (!(error instanceof PyError)) throw error;
      report(this.tracer, error);
      return null;
    }
  }
}
