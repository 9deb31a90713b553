// Finds arguments with which a pass runs, by trying it without tracing.
import type { Body, ClassDef, FunctionDef, Module, Stmt } from '../ast';
import { Compiler } from '../compile/compiler';
import { docOf } from '../compile/functions';
import { Interpreter, type InterpreterOptions } from '../interpreter';
import { NDArray } from '../numpy';
import { PyBoundMethod, PyInstance } from '../objects/classes';
import { PyDict } from '../objects/containers';
import { Frame } from '../objects/functions';
import { BudgetError } from '../runtime';
import { PyTuple, type PyValue } from '../values';
import { type Argument, argumentsOf, setting } from './arguments';
import { allFinite, type Callee, callBackward, callForward } from './calling';
import { type Choice, choices, unknownArrays } from './candidates';
import { Sizes } from './dims';
import type { Pair } from './pairs';
import { plainParameters } from './sources';
import { Draw, makeValues } from './values';

/** Arguments that fit. */
export interface Solution {
  readonly args: readonly Argument[];
  readonly choice: Choice;
  readonly unit: boolean;
  /** For a class: what its constructor is given. */
  readonly construct: readonly Argument[];
}

const WORK = 4_000_000;
const SEED = 20;

/** An interpreter that has executed the definitions of a file, and nothing else of it. */
export class Probe {
  readonly rt: Interpreter;
  private readonly docs: readonly (string | null)[];

  constructor(
    options: InterpreterOptions,
    private readonly text: string,
    module: Module,
  ) {
    this.rt = new Interpreter({ ...options, budget: WORK });
    this.docs = module.body.flatMap(node => (node.kind === 'FunctionDef' ? [docOf(node.body)] : []));
    const definitions: Module = { ...module, body: definitionsOf(module.body) };
    const compiler = new Compiler(this.rt, this.rt.main, this.rt.newSites(text, true), definitions, null);
    this.rt.main.cell('__name__').v = 'probe';
    const frame = new Frame(new Array(compiler.scope.size), [], 0);
    // One statement at a time: an import that is not there must not hide the functions after it.
    for (const statement of definitions.body) this.attempt(() => compiler.exec(statement)(frame));
  }

  private attempt<T>(run: () => T): T | null {
    const { depth } = this.rt;
    try {
      return run();
    } catch (error) {
      this.rt.depth = depth;
      if (error instanceof BudgetError) throw error;
      return null;
    }
  }

  global(name: string): PyValue | undefined {
    return this.rt.main.cells.get(name)?.v;
  }

  /** The first arguments with which forward and backward run and the gradients have the shapes of what they belong to. */
  solve(pair: Pair): Solution | null {
    let fallback: Solution | null = null;
    try {
      for (const construct of constructors(pair.owner))
        for (const solution of this.attempts(pair, construct)) {
          const score = this.score(pair, solution);
          if (score === 3) return solution;
          if (score === 1 && isWritten(solution)) fallback ??= solution;
        }
    } catch (error) {
      if (!(error instanceof BudgetError)) throw error;
    }
    return fallback;
  }

  /** Arguments with which a function that computes a loss and its gradient runs. */
  solveLoss(pair: Pair): Solution | null {
    try {
      for (const construct of pair.owner ? [...constructors(pair.owner, true), ...constructors(pair.owner)] : [[]])
        for (const solution of this.attempts(pair, construct)) {
          const draw = new Draw(SEED, solution.unit);
          const made = this.attempt(() => {
            const callees = calleesOf(this, pair, solution, draw);
            return callees && callForward(this.rt, callees.forward, makeValues(this.rt, solution.args, solution.choice, draw));
          });
          if (made?.parts.length !== 2 || !made.parts.every(allFinite)) continue;
          if (made.parts[1] instanceof NDArray || made.parts[1] instanceof PyDict) return solution;
        }
    } catch (error) {
      if (!(error instanceof BudgetError)) throw error;
    }
    return null;
  }

  private *attempts(pair: Pair, construct: readonly Argument[]): IterableIterator<Solution> {
    const docs = [pair.owner ? docOf(pair.owner.body) : null, docOf(pair.backward.body)];
    const sizes = new Sizes();
    for (const arg of construct) if (arg.kind === 'value' && typeof arg.value === 'number') sizes.set(arg.name, arg.value);
    const args = argumentsOf(this.text, pair.forward, docs, this.docs, sizes, pair.owner !== null);
    const inputs = pair.owner ? inputShapes(args, construct) : null;
    for (const unit of [false, true]) {
      if (inputs) for (const choice of inputs) yield { args, choice, unit, construct };
      for (const choice of choices(args)) yield { args, choice, unit, construct };
    }
  }

  /** 0: the forward pass does not run; 1: only it does; 2: both do; 3: and the gradients' shapes fit. */
  private score(pair: Pair, solution: Solution): 0 | 1 | 2 | 3 {
    const { rt } = this;
    const draw = new Draw(SEED, solution.unit);
    const made = this.attempt(() => {
      const callees = calleesOf(this, pair, solution, draw);
      const values = makeValues(rt, solution.args, solution.choice, draw);
      return callees && { callees, values, forward: callForward(rt, callees.forward, values) };
    });
    if (!made?.forward.parts.every(allFinite) || !made.forward.parts.some(part => part instanceof NDArray)) return 0;
    const { callees, values, forward } = made;
    const back = this.attempt(() => callBackward(rt, callees.backward, callees.forward, forward, values, draw));
    if (!back || back.upstreams.length === 0) return 1;
    const shapes = values.flatMap(shapesIn);
    const results = shapesIn(back.result);
    const fits = results.every(shape => shapes.includes(shape)) && ownGradientsFit(callees.backward.value);
    return fits ? 3 : 2;
  }
}

const GRADIENT_FORMS = [/^_?d_?(\w+)$/, /^_?grads?_?(\w+)$/, /^_?(\w+?)_?grads?$/];

/** An instance's own gradients (self.dW) have the shapes of what they belong to (self.W). */
function ownGradientsFit(method: PyValue): boolean {
  const self = method instanceof PyBoundMethod ? method.self : null;
  if (!(self instanceof PyInstance)) return true;
  for (const [name, value] of self.attrs) {
    if (!(value instanceof NDArray)) continue;
    for (const form of GRADIENT_FORMS) {
      const of = form.exec(name)?.[1];
      const partner = of === undefined ? undefined : self.attrs.get(of);
      if (partner instanceof NDArray && String(partner.shape) !== String(value.shape)) return false;
    }
  }
  return true;
}

const isWritten = (solution: Solution): boolean => unknownArrays(solution.args).length === 0;

/** The function or the bound methods to call. */
export function calleesOf(
  from: { readonly rt: Interpreter; global(name: string): PyValue | undefined },
  pair: Pair,
  solution: Solution,
  draw: Draw,
): { forward: Callee; backward: Callee } | null {
  const { rt } = from;
  if (!pair.owner) {
    const forward = from.global(pair.forward.name);
    const backward = from.global(pair.backward.name);
    if (forward === undefined || backward === undefined) return null;
    return {
      forward: { node: pair.forward, method: false, value: forward },
      backward: { node: pair.backward, method: false, value: backward },
    };
  }
  const cls = from.global(pair.owner.name);
  if (cls === undefined) return null;
  const given = makeValues(rt, solution.construct, new Map(), draw);
  const args = given.filter(value => value !== undefined);
  const instance = rt.apply(cls, args);
  const method = (node: FunctionDef): Callee => ({ node, method: true, value: rt.getattr(instance, node.name) });
  return { forward: method(pair.forward), backward: method(pair.backward) };
}

function shapesIn(value: PyValue | undefined): string[] {
  if (value instanceof NDArray) return [String(value.shape)];
  if (value instanceof PyTuple) return value.items.flatMap(shapesIn);
  return value instanceof PyDict ? [...value.map.values()].flatMap(shapesIn) : [];
}

/** Definitions and what they may need: imports, functions, classes, constants. */
function definitionsOf(body: Body): Stmt[] {
  return body.filter(node => {
    if (node.kind === 'Import' || node.kind === 'ImportFrom' || node.kind === 'FunctionDef' || node.kind === 'ClassDef') return true;
    return node.kind === 'Assign' && (node.value.kind === 'Constant' || node.value.kind === 'Lambda' || node.value.kind === 'Attribute');
  });
}

const SIZE = /dim|size|classes|hidden|units|features|^n_|^num_|_in$|_out$/i;

/** Arguments for a constructor: sizes that differ, settings by their names. */
function constructors(owner: ClassDef | null, sized = false): Argument[][] {
  const init = owner?.body.find((node): node is FunctionDef => node.kind === 'FunctionDef' && node.name === '__init__');
  if (!init) return [[]];
  const all = plainParameters(init, true);
  // Sizes that have defaults are set too, as far as they come first: a net for images would be large.
  const last = all.findLastIndex(p => SIZE.test(p.name));
  const params = all.filter((p, i) => p.fallback === null || (sized && i <= last && SIZE.test(p.name)));
  if (sized && all.slice(0, params.length).some((p, i) => p !== params[i])) return [];
  const sizes = [5, 3, 7, 4, 6];
  const make = (pool: readonly number[]): Argument[] => {
    let next = 0;
    return params.map(p => setting(p.name) ?? { kind: 'value', name: p.name, value: pool[next++ % pool.length] });
  };
  // A width that is divided into heads or groups is even.
  return [make(sizes), make([8, 6, 10, 4])];
}

/** Inputs whose last (or first) axis is a size that the constructor was given. */
function inputShapes(args: readonly Argument[], construct: readonly Argument[]): Choice[] {
  const unknown = unknownArrays(args);
  if (unknown.length === 0) return [];
  const widths = construct.flatMap(arg => (arg.kind === 'value' && typeof arg.value === 'number' && arg.value > 1 ? [arg.value] : []));
  const shapes = widths.flatMap(width => [[4, width], [2, 3, width], [width, 4], [width, 1], [2, width, 6, 8], [2, 6, 8, width], [width]]);
  return shapes.map(shape => new Map(unknown.map(arg => [arg.name, arg.whole ? [shape[0]] : shape])));
}
