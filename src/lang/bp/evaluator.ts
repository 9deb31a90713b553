// Evaluates expressions on the traced graph: shapes first, symbolically, then numbers. A value that cannot be had is null.
import { isNumber } from '../../core/dims';
import type { Node } from '../../core/graph';
import { type Attrs, isProblem } from '../../core/op';
import type { OpName } from '../../core/opNames';
import { opTable } from '../../core/opTable';
import { scalar } from '../../core/tensor';
import { bpMessages as say } from '../../messages/bp';
import type { Recorder } from '../../trace/recorder';
import type { BinaryExpr, BinaryOperator, Expr, IndexExpr, Problem } from './ast';
import type { Budget } from './budget';
import { evaluateCall } from './calls';
import { evaluateIndex } from './indexing';
import type { Scope, Value } from './scope';
import type { SourceText, Span } from './source';
import { bare } from './tree';

/** Where an evaluation takes place. */
export interface Frame {
  readonly statement: number;
  readonly call: number;
  /** The name that the statement gives a value. */
  readonly target: string;
  /** A function's arguments. */
  readonly locals: ReadonlyMap<string, Value> | null;
  /** What stands for names that do not exist. */
  readonly substitutes: ReadonlyMap<string, string>;
  /** Within a parameter's start: `randn` and its like. */
  readonly starts: ((name: string) => Node | null) | null;
  /** Functions being evaluated, outermost first. */
  readonly functions: readonly string[];
  /** Within a derivative: what is computed stands nowhere in the text. */
  readonly placeless: boolean;
  /** Within a quotient by the share that is kept: `mask(A)` is 0 and 1 there, and the quotient scales it. */
  readonly plainMask?: boolean;
}

/** A value and the expression it stands for in the source. */
export interface Operand {
  readonly node: Value;
  readonly expr: Span;
}

const ELEMENTWISE: Partial<Record<BinaryOperator, OpName>> = {
  '+': 'add',
  '-': 'sub',
  '*': 'mul',
  '⊙': 'mul',
  '/': 'div',
  '>': 'greater',
  '>=': 'greaterEqual',
  '<': 'less',
  '<=': 'lessEqual',
  '==': 'equal',
  '!=': 'notEqual',
};

export class Evaluator {
  private readonly sites = new Map<Span, number>();
  /** Dropout applications: the result and the operand of each, with its mask. */
  readonly dropouts: { readonly result: Node; readonly operand: Node; readonly mask: Node; readonly plain: Node; readonly keep: number }[] =
    [];
  private readonly told = new Set<string>();
  /** There were more calls than are evaluated, which has been told. */
  callsExceeded = false;
  /** Problems of the statement that is being evaluated. */
  problems: Problem[] = [];

  constructor(
    readonly recorder: Recorder,
    readonly source: SourceText,
    readonly scope: Scope,
    readonly budget: Budget,
    readonly seed: number,
  ) {}

  site(expr: Span): number {
    const known = this.sites.get(expr);
    if (known !== undefined) return known;
    const site = this.recorder.site(this.source.range(expr));
    this.sites.set(expr, site);
    return site;
  }

  text(span: Span): string {
    const text = this.source.slice(span).replace(/\s+/g, ' ');
    return text.length > 60 ? `${text.slice(0, 59)}…` : text;
  }

  /** Tells a problem, once for each place: a function's body may be evaluated many times. */
  tell(problem: Omit<Problem, 'severity' | 'repair'> & Partial<Problem>): null {
    const key = `${problem.from}:${problem.to}:${problem.message}`;
    if (!this.told.has(key)) this.problems.push({ severity: 'error', repair: null, ...problem });
    this.told.add(key);
    return null;
  }

  /** Evaluates without a trace of it: what it recorded is taken back. */
  attempt<T>(run: () => T): T {
    const { graph, holes, calls } = this.recorder;
    const marks = [graph.nodes.length, graph.accidents.length, holes.length, calls.length, this.dropouts.length];
    const [problems, told] = [this.problems, [...this.told]];
    this.problems = [];
    try {
      return run();
    } finally {
      [graph.nodes.length, graph.accidents.length, holes.length, calls.length, this.dropouts.length] = marks;
      this.problems = problems;
      this.told.clear();
      for (const key of told) this.told.add(key);
    }
  }

  operand(expr: Expr, frame: Frame): Operand {
    return { node: this.evaluate(expr, frame), expr };
  }

  evaluate(expr: Expr, frame: Frame): Value {
    switch (expr.kind) {
      case 'number':
        return this.recorder.leaf(scalar(expr.value), 'constant', this.site(expr));
      case 'name':
        return this.name(expr.name, frame);
      case 'group':
        return this.evaluate(expr.inner, frame);
      case 'negate':
        return this.apply('neg', [this.operand(expr.operand, frame)], {}, expr, frame);
      case 'binary':
        return this.binary(expr, frame);
      case 'postfix':
        return this.postfix(expr.op, this.operand(expr.operand, frame), expr, frame);
      case 'call':
        return evaluateCall(this, expr, frame);
      case 'index':
        return evaluateIndex(this, expr as IndexExpr, frame);
      case 'missing':
        return null;
      default:
        return this.tell({ rule: 'syntax', message: say('notAValue', { text: this.text(expr) }), from: expr.from, to: expr.to });
    }
  }

  /** A name that means nothing has been told before the evaluation. */
  private name(wrote: string, frame: Frame): Value {
    const name = frame.substitutes.get(wrote) ?? wrote;
    const local = frame.locals?.get(name);
    if (local !== undefined) return local;
    return frame.starts?.(name) ?? this.scope.valueOf(name) ?? null;
  }

  /** A long sum is a deep tree on its left: its terms are added up in a loop. */
  private binary(expr: BinaryExpr, frame: Frame): Value {
    const chain: BinaryExpr[] = [];
    let first: Expr = expr;
    while (first.kind === 'binary') {
      chain.push(first);
      first = first.left;
    }
    const inner = chain.some(step => step.op === '/' && this.undoesKeep(step, frame)) ? { ...frame, plainMask: true } : frame;
    let value = this.evaluate(first, inner);
    for (const step of chain.reverse()) {
      const left = { node: value, expr: step.left };
      value = this.combine(step, left, this.operand(step.right, inner), frame);
    }
    return value;
  }

  /** `… mask(A) / keep`: the file scales the mask itself, as courses write it. */
  private undoesKeep({ left, right }: BinaryExpr, frame: Frame): boolean {
    if (this.dropouts.length === 0 || !/\bmask\s*\(/.test(this.source.slice(left))) return false;
    const divisor = this.attempt(() => this.evaluate(right, frame));
    return divisor !== null && divisor.value.data.length === 1 && this.dropouts.some(d => d.keep === divisor.value.data[0]);
  }

  private combine(expr: BinaryExpr, left: Operand, right: Operand, frame: Frame): Value {
    const op = ELEMENTWISE[expr.op];
    if (op) return this.apply(op, [left, right], {}, expr, frame);
    if (expr.op === '^') {
      const exponent = bare(expr.right);
      if (exponent.kind === 'number' && exponent.value === 2) return this.apply('square', [left], {}, expr, frame);
      return this.apply('pow', [left, right], {}, expr, frame);
    }
    // With a plain scalar the product is a scaling; a (1, 1) matrix is a matrix.
    const scaling = left.node?.dims.length === 0 || right.node?.dims.length === 0;
    return this.apply(scaling ? 'mul' : 'matmul', [left, right], {}, expr, frame);
  }

  private postfix(op: 'ᵀ' | '²' | '³', operand: Operand, expr: Span, frame: Frame): Value {
    if (op === 'ᵀ') return this.apply('transpose', [operand], {}, expr, frame);
    if (op === '²') return this.apply('square', [operand], {}, expr, frame);
    const three = { node: this.recorder.leaf(scalar(3), 'constant', 0), expr };
    return this.apply('pow', [operand, three], {}, expr, frame);
  }

  /** Applies an op where its shapes fit; else the recorder makes a hole and goes on with what was probably meant. */
  apply(op: OpName, operands: readonly Operand[], attrs: Attrs, expr: Span, frame: Frame): Value {
    const inputs: Node[] = [];
    for (const { node } of operands) {
      if (node === null) return null;
      inputs.push(node);
    }
    if (!this.affords(op, inputs, attrs, expr)) return null;
    const { statement, call, target } = frame;
    const uses = frame.placeless ? [] : operands.map(o => (o.expr === expr ? 0 : this.site(o.expr)));
    return this.recorder.apply(op, inputs, attrs, { site: frame.placeless ? 0 : this.site(expr), uses, statement, call, target });
  }

  private affords(op: OpName, inputs: readonly Node[], attrs: Attrs, expr: Span): boolean {
    const shape = opTable[op].shape(
      inputs.map(n => n.dims),
      attrs,
    );
    if (isProblem(shape)) return true;
    const entries = shape.dims.reduce((product, d) => product * d.value, 1);
    const inner = op === 'matmul' ? (inputs[0].dims[inputs[0].dims.length - 1]?.value ?? 1) : 1;
    if (this.budget.spend(entries, entries * inner)) return true;
    const message = say(this.budget.exhausted ? 'budget' : 'tooLarge', { text: this.text(expr), entries: entries.toLocaleString('en') });
    this.tell({ rule: 'unsupported', severity: 'info', message, from: expr.from, to: expr.to });
    return false;
  }
}

/** (n1, m) = (4, 400); only the numbers where no size has a name. */
export function shapeText(node: Node): string {
  const numbers = `(${node.dims.map(d => d.value).join(', ')}${node.dims.length === 1 ? ',' : ''})`;
  if (node.dims.every(isNumber)) return numbers;
  return `(${node.dims.map(d => d.key).join(', ')}${node.dims.length === 1 ? ',' : ''}) = ${numbers}`;
}
