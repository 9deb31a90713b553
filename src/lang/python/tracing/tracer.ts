// What the compiled code tells while a file is traced: places, names, calls, loops, and the way on after an error.
import type { Node } from '../../../core/graph';
import type { Finding, Range } from '../../../report/report';
import type { Recorder } from '../../../trace/recorder';
import type { Assign, AugAssign, Call, CompareOp, DictExpr, DictItem, Expr, ExprStmt, For, Name, Stmt, While } from '../ast';
import { store } from '../compile/assign';
import type { Arguments } from '../compile/calls';
import type { Compiler, Store } from '../compile/compiler';
import type { Interpreter } from '../interpreter';
import type { Eval, Exec, Frame } from '../objects/functions';
import { getItem } from '../operators/items';
import type { Observer } from '../uncalled/observed';
import type { PyValue } from '../values';
import { assignment, augmented, bare, returned } from './assignments';
import { Namer } from './bindings';
import { tracedCall } from './calls';
import { dictItem, type ItemWatch } from './dictItems';
import { tracedCompare } from './floats';
import { forLoop, type LoopPlace, whileLoop } from './loops';
import { forgettable, watched } from './recovery';
import { attributeStore, itemStore, nameStore } from './stores';

/** One execution of one statement that binds something. */
export interface Moment {
  readonly kind: 'assign' | 'augment' | 'store' | 'alias';
  /** Sites of the statement and of its right-hand side. */
  readonly site: number;
  readonly value: number;
  readonly statement: number;
  /** The number of nodes when it began. */
  readonly from: number;
}

export interface TraceOptions {
  /** After so many iterations a training loop is left. */
  readonly maxIterations: number;
  readonly maxNodes: number;
}

export class Tracer {
  readonly namer: Namer;
  /** The loops that are running, outermost first. */
  loops: readonly LoopPlace[] = [];
  moment_: Moment;
  readonly findings: Finding[] = [];
  readonly reasons = new Map<string, { message: string; range: Range }>();
  readonly executed = new Set<number>();
  /** Functions whose names are left out where another one calls them: they are judged by themselves. */
  private quiet: ReadonlySet<number> = new Set();
  readonly muted = new Set<number>();
  /** The statements of functions that have been called. */
  readonly called = new Set<number>();
  /** Names that are assigned in a loop that was left early: what they lack is no mistake. */
  readonly cutNames = new Set<string>();
  cut = false;
  /** Keeps the calls of forward and backward functions. */
  observer: Observer | null = null;
  /** Entries of nodes that have been charged to the budget. */
  charged = 0;

  constructor(
    readonly rt: Interpreter,
    readonly recorder: Recorder,
    readonly options: TraceOptions,
    /** The range of a site in the file that is checked; where a helper module runs, that of the call into it. */
    readonly rangeOf: (site: number) => Range,
  ) {
    this.namer = new Namer(rt, this);
    this.moment_ = { kind: 'alias', site: 0, value: 0, statement: 0, from: 0 };
  }

  /** The statement that is being executed, for bindings that no statement of their own makes. */
  now(): Moment {
    const { site, statement } = this.rt;
    return { kind: 'assign', site, value: site, statement, from: this.recorder.graph.nodes.length };
  }

  /** Sets the place of an application, after its operands have been evaluated. */
  application(c: Compiler, node: Expr, operands: readonly Expr[]): (f: Frame) => void {
    const { rt } = this;
    const site = c.site(node);
    const uses = operands.map(operand => c.site(operand));
    const { statement } = c;
    return f => {
      rt.site = site;
      rt.uses = uses;
      rt.statement = statement;
      rt.call = f.call;
      rt.target = f.target;
    };
  }

  compare(op: CompareOp, x: PyValue, y: PyValue): PyValue {
    return tracedCompare(this.rt, op, x, y);
  }

  attribute(value: PyValue, name: string): PyValue {
    return this.namer.attribute(value, name);
  }

  item(container: PyValue, key: PyValue): PyValue {
    return this.namer.item(container, key, getItem(this.rt, container, key));
  }

  moment(c: Compiler, node: { readonly from: number; readonly to: number }, value: Expr): (f: Frame, kind: Moment['kind']) => Moment {
    const { recorder } = this;
    const site = c.site(node);
    const valueSite = c.site(value);
    const { statement } = c;
    return (_f, kind) => ({ kind, site, value: valueSite, statement, from: recorder.graph.nodes.length });
  }

  call(c: Compiler, node: Call, given: (f: Frame) => Arguments): Eval {
    return tracedCall(this, c, node, given);
  }
  dictItem(c: Compiler, node: DictExpr, item: DictItem): ItemWatch {
    return dictItem(this, c, node, item);
  }
  assignment(c: Compiler, node: Stmt, targets: Assign['targets'], value: Expr): Exec {
    return assignment(this, c, node, targets, value);
  }
  augmented(c: Compiler, node: AugAssign): Exec {
    return augmented(this, c, node);
  }
  bare(c: Compiler, node: ExprStmt): Eval {
    return bare(this, c, node);
  }
  returned(c: Compiler, node: Expr): Eval {
    return returned(this, c, node);
  }
  nameStore(c: Compiler, node: Name): Store {
    return nameStore(this, c, node);
  }
  attributeStore(c: Compiler, node: Extract<Expr, { kind: 'Attribute' }>): Store {
    return attributeStore(this, c, node);
  }
  itemStore(c: Compiler, node: Extract<Expr, { kind: 'Subscript' }>): Store {
    return itemStore(this, c, node);
  }
  forLoop(c: Compiler, node: For): Exec {
    return forLoop(this, c, node);
  }
  whileLoop(c: Compiler, node: While): Exec {
    return whileLoop(this, c, node);
  }
  watched(c: Compiler, run: Exec, node: Stmt): Exec {
    const forget = forgettable(node).map(target => store(target, c));
    return watched(this, run, node, c.statement, forget);
  }

  /** A call begins; `top` is the call that asked for quiet. */
  hear(call: number, parent: number, statement: number): void {
    if (this.muted.has(parent) || (parent !== 0 && this.quiet.has(statement))) this.muted.add(call);
  }
  quieten(statements: ReadonlySet<number>): void {
    this.quiet = statements;
  }

  /** Says once, in the coverage, what was left out and where. */
  reason(message: string, range: Range): void {
    const key = `${message}|${range.start.line}:${range.start.column}`;
    if (!this.reasons.has(key)) this.reasons.set(key, { message, range });
  }

  /** Charges the entries of new nodes to the budget. */
  charge(): void {
    const { nodes } = this.recorder.graph;
    let entries = 0;
    for (; this.charged < nodes.length; this.charged++) entries += nodes[this.charged].value.data.length;
    this.rt.spend(entries / 50);
    if (nodes.length > this.options.maxNodes) this.rt.overBudget();
  }

  nodes(): readonly Node[] {
    return this.recorder.graph.nodes;
  }
}
