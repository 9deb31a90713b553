// Evaluates what is declared: sizes, inputs, labels, parameters, constants, functions.
import { type Dim, isNumber, namedDim, shapeOf } from '../../core/dims';
import type { Node } from '../../core/graph';
import { broadcastTo } from '../../core/kernels';
import { broadcastShape, full, sameShape, scalar, type Tensor } from '../../core/tensor';
import { bpMessages as say } from '../../messages/bp';
import { Recorder } from '../../trace/recorder';
import type {
  ConstStatement,
  DataDeclaration,
  DataStatement,
  Expr,
  FunctionStatement,
  NameExpr,
  ParamStatement,
  Problem,
  Shape,
  SizeItem,
  SizesStatement,
  Statement,
} from './ast';
import type { StartName } from './builtinNames';
import { isSize, numberOf, sizeOf } from './constants';
import type { LoadedData } from './dataStatement';
import { type Draws, draws } from './draw';
import { Evaluator, shapeText } from './evaluator';
import { isError } from './findings';
import { drawLabel, type LabelKind } from './labels';
import type { ModelState } from './model';
import { Scope } from './scope';
import type { Span } from './source';
import { unknownNames, unknownProblem } from './unknownNames';

export class Declarations {
  readonly sizes = new Map<string, number>();

  constructor(
    private readonly model: ModelState,
    private readonly labels: ReadonlyMap<string, LabelKind>,
    private readonly data: LoadedData,
  ) {
    for (const [name, { value, at }] of data.sizes) if (!this.isDeclared(name)) this.defineSize(name, namedDim(name, value), at);
  }

  private isDeclared(name: string): boolean {
    return this.model.program.statements.some(s => s.kind === 'sizes' && s.items.some(i => i.name.name === name));
  }

  run(s: SizesStatement | DataDeclaration | ParamStatement | ConstStatement | DataStatement | FunctionStatement): void {
    if (s.kind === 'sizes') this.sizesStatement(s);
    else if (s.kind === 'param') this.param(s);
    else if (s.kind === 'const') this.constant(s);
    else if (s.kind === 'function') this.functionDefinition(s);
    else if (s.kind === 'data') this.dataStatement(s);
    else this.dataDeclaration(s);
  }

  /** Reports the problems of a statement and counts it. */
  private finish(s: Statement, problems: readonly Problem[], verified: boolean): void {
    const error = this.model.report(problems, verified);
    this.model.count(s, error ? error.message : null);
  }

  private sizesStatement(s: SizesStatement): void {
    const { model } = this;
    let failed =
      model.report(
        s.problems,
        s.problems.every(p => p.repair !== null),
      )?.message ?? null;
    for (const item of s.items) {
      const problems: Problem[] = [];
      const twice = model.twice(item.name, 'error');
      if (twice) problems.push(twice);
      const dim = this.sizeItem(item, problems);
      if (!twice && dim) this.defineSize(item.name.name, dim, item.name);
      failed = model.report(problems, dim !== null)?.message ?? failed;
    }
    model.count(s, failed);
  }

  /** The size of an item; where its value cannot be a size, another one stands for it. Null: it could not be read. */
  private sizeItem({ name, value }: SizeItem, problems: Problem[]): Dim | null {
    if (value.kind === 'missing') return null;
    const told = problems.length;
    const dim = this.sizeIn(value, problems);
    const settled = this.data.sizes.get(name.name);
    if (settled) return namedDim(name.name, settled.value);
    if (dim && isSize(dim.value)) return isNumber(dim) ? namedDim(name.name, dim.value) : { ...dim, label: name.name };
    if (problems.length === told) problems.push(badSize(value, dim));
    return namedDim(name.name, this.standIn());
  }

  /** A size that no other has, so that nothing fits by accident. */
  private standIn(): number {
    const taken = new Set([...this.model.scope.names.values()].map(m => (m.kind === 'size' ? m.dim.value : 0)));
    let value = 2;
    while (taken.has(value)) value++;
    return value;
  }

  private defineSize(name: string, dim: Dim, at: Span): void {
    const { recorder, scope, evaluator } = this.model;
    const node = recorder.leaf(scalar(dim.value), 'constant', evaluator.site(at));
    scope.define(name, { kind: 'size', dim, node, at });
    this.sizes.set(name, dim.value);
  }

  /** A size expression, with the nearest name in place of one that does not exist, and a new size where none is near. */
  private sizeIn(expr: Expr, problems: Problem[]): Dim | null {
    const { model } = this;
    const around = model.surroundings();
    const names = new Map<string, string>();
    for (const unknown of unknownNames(expr, around)) {
      const meant = unknown.later || unknown.isFunction ? null : (unknown.candidates.find(name => this.isSizeName(name)) ?? null);
      problems.push(unknownProblem(unknown, meant, model.source, around, true));
      if (meant !== null) names.set(unknown.name, meant);
      else if (!unknown.isFunction) this.provisional(unknown.name, unknown.at[0]);
    }
    return sizeOf(expr, names.size > 0 ? aliased(model.scope, names) : model.scope);
  }

  private isSizeName(name: string): boolean {
    return sizeOf({ kind: 'name', name, from: 0, to: 0 }, this.model.scope) !== null;
  }

  /** A size that the file lacks: it is told once and then stands for itself. */
  private provisional(name: string, at: Span): void {
    const { recorder, scope, evaluator } = this.model;
    const dim = namedDim(name, this.data.sizeNamed(name) ?? this.standIn());
    const node = recorder.leaf(scalar(dim.value), 'constant', evaluator.site(at));
    scope.define(name, { kind: 'size', dim, node, at, provisional: true });
  }

  /** Null, after a problem, where some size is none. */
  private shape(shape: Shape | null, problems: Problem[]): Dim[] | null {
    if (shape === null) return null;
    const dims: Dim[] = [];
    for (const item of shape.items) {
      const told = problems.length;
      const dim = item.kind === 'missing' ? null : this.sizeIn(item, problems);
      if (dim && isSize(dim.value)) dims.push(dim);
      else if (problems.length === told && item.kind !== 'missing') problems.push(badSize(item, dim));
    }
    return dims.length === shape.items.length ? dims : null;
  }

  private dataDeclaration(s: DataDeclaration): void {
    const { model } = this;
    const problems = [...s.problems];
    const twice = model.twice(s.name, 'error');
    if (twice) problems.push(twice);
    const dims = this.shape(s.shape, problems);
    const given = this.data.values.get(s.name.name);
    if (dims && given && !sameShape(given.shape, shapeOf(dims))) problems.push(this.otherShape(s.name, dims, given));
    const fits = given !== undefined && dims !== null && sameShape(given.shape, shapeOf(dims));
    const value = dims && (fits ? given : this.draw(s, dims));
    this.declare(
      s,
      s.name,
      dims,
      value,
      s.kind,
      fits || s.kind === 'label' ? 'data' : 'random',
      s.shape ?? s.name,
      problems,
      twice !== null,
    );
  }

  private otherShape(name: NameExpr, dims: readonly Dim[], given: Tensor): Problem {
    const message = say('dataShape', { name: name.name, declared: shapeOf(dims).join(', '), given: given.shape.join(', ') });
    return { rule: 'shape-mismatch', severity: 'error', message, from: name.from, to: name.to, repair: null };
  }

  private draw(s: DataDeclaration, dims: readonly Dim[]): Tensor {
    const random = draws(this.model.seed, `${s.kind} ${s.name.name}`);
    if (this.tooLarge(dims)) return full([0], 0);
    if (s.kind === 'label') return drawLabel(dims, this.labels.get(s.name.name) ?? { kind: 'bits' }, this.model.scope, random);
    return filledBy(shapeOf(dims), random.normal);
  }

  private tooLarge(dims: readonly Dim[]): boolean {
    return !this.model.evaluator.budget.spend(
      shapeOf(dims).reduce((a, b) => a * b, 1),
      0,
    );
  }

  /** Gives a declared name its value; it has none where its shape is unknown, or too large to be evaluated. */
  private declare(
    s: Statement,
    name: NameExpr,
    dims: readonly Dim[] | null,
    value: Tensor | null,
    role: 'input' | 'label' | 'parameter',
    origin: 'data' | 'random',
    at: Span,
    problems: Problem[],
    again: boolean,
  ): void {
    const { model } = this;
    const large = dims !== null && value !== null && !sameShape(value.shape, shapeOf(dims));
    if (large) {
      const entries = shapeOf(dims).reduce((a, b) => a * b, 1);
      const message = say('tooLarge', { text: name.name, entries: entries.toLocaleString('en') });
      problems.push({ rule: 'unsupported', severity: 'info', message, from: name.from, to: name.to, repair: null });
    }
    const from = model.recorder.graph.nodes.length;
    const node = dims && value && !large ? model.recorder.leaf(value, origin, model.evaluator.site(name), dims) : null;
    if (!again) {
      model.scope.define(name.name, { kind: 'value', node, role, at: name });
      if (node) model.bind(s, { name, node, value: at, from, section: 'declaration', role });
    }
    const error = model.report(problems, node !== null);
    model.count(s, error?.message ?? (large ? problems[problems.length - 1].message : null));
  }

  private param(s: ParamStatement): void {
    const { model } = this;
    const problems = [...s.problems];
    const twice = model.twice(s.name, 'error');
    if (twice) problems.push(twice);
    const dims = s.shape ? this.shape(s.shape, problems) : numberOf(s.start, model.scope) === null ? null : [];
    const start = dims && (this.tooLarge(dims) ? { value: full([0], 0), random: false } : this.start(s, dims, problems));
    const origin = start?.random ? 'random' : 'data';
    this.declare(s, s.name, dims, start?.value ?? null, 'parameter', origin, s.start, problems, twice !== null);
  }

  /** What a parameter starts from; small random numbers where that cannot be told. */
  private start(s: ParamStatement, dims: readonly Dim[], problems: Problem[]): { value: Tensor; random: boolean } {
    const { model } = this;
    const shape = shapeOf(dims);
    const starts = new Starts(model.seed, s.name.name, dims);
    const scratch = new Evaluator(new Recorder(), model.source, model.scope, model.evaluator.budget, model.seed);
    const substitutes = model.substitutes(s.start, model.surroundings([], true), problems);
    scratch.problems = problems;
    const frame = { ...model.frame(s, s.name.name), substitutes, starts: starts.named(scratch.recorder) };
    const node = scratch.evaluate(s.start, frame);
    const value = node && fitted(node.value, shape);
    const misfit = scratch.recorder.holes.length > 0 || (node !== null && value === null);
    if (misfit && !problems.some(isError)) {
      const words = { name: s.name.name, declared: shape.join(', '), given: node ? shapeText(node) : '?' };
      problems.push({ rule: 'shape-mismatch', severity: 'error', message: say('startShape', words), ...spanOf(s.start), repair: null });
    }
    if (value && !misfit) return { value, random: starts.used };
    return { value: starts.small(), random: true };
  }

  private constant(s: ConstStatement): void {
    const { model } = this;
    const problems = [...s.problems];
    const twice = model.twice(s.name, 'error');
    if (twice) problems.push(twice);
    const from = model.recorder.graph.nodes.length;
    const substitutes = model.substitutes(s.value, model.surroundings(), problems);
    model.evaluator.problems = problems;
    const value = model.evaluator.evaluate(s.value, { ...model.frame(s, s.name.name), substitutes });
    const node = value && this.asConstant(value, s.name, from);
    if (!twice) {
      model.scope.define(s.name.name, { kind: 'value', node, role: 'other', at: s.name });
      if (node) model.bind(s, { name: s.name, node, value: s.value, from, section: 'declaration', role: 'other' });
    }
    this.finish(s, problems, node !== null);
  }

  /** A constant is a number of its own, not what it was computed from. */
  private asConstant(node: Node, name: NameExpr, from: number): Node {
    if (node.dims.length > 0 || (node.op === 'leaf' && node.id >= from)) return node;
    return this.model.recorder.leaf(node.value, 'constant', this.model.evaluator.site(name));
  }

  private functionDefinition(s: FunctionStatement): void {
    const { model } = this;
    const problems = [...s.problems];
    const twice = model.twice(s.name, 'error');
    if (twice) problems.push(twice);
    const parameters = s.parameters.map(p => p.name);
    const body = s.body.kind === 'missing' || problems.some(p => isError(p) && p.repair === null) ? null : s.body;
    if (!twice) model.scope.functions.set(s.name.name, { name: s.name, parameters: s.parameters, body, substitutes: new Map() });
    const around = model.surroundings(parameters);
    const substitutes = new Map<string, string>();
    for (const unknown of unknownNames(s.body, around)) {
      // What the file defines below may be there by the time the function is called.
      if (unknown.later) continue;
      const meant = unknown.candidates[0] ?? null;
      if (meant !== null) substitutes.set(unknown.name, meant);
      problems.push(unknownProblem(unknown, meant, model.source, around));
    }
    if (!twice) model.scope.functions.set(s.name.name, { name: s.name, parameters: s.parameters, body, substitutes });
    this.finish(s, problems, body !== null);
  }

  private dataStatement(s: DataStatement): void {
    const { model } = this;
    const problems = [...s.problems];
    for (const name of s.targets) {
      const meaning = model.scope.names.get(name.name);
      const role = meaning?.kind === 'value' ? meaning.role : undefined;
      if (role === 'input' || role === 'label') continue;
      const unknown = meaning ? null : unknownNames(name, model.surroundings())[0];
      if (unknown)
        problems.push(unknownProblem(unknown, unknown.later ? null : (unknown.candidates[0] ?? null), model.source, model.surroundings()));
      else
        problems.push({
          rule: 'syntax',
          severity: 'error',
          message: say('dataTarget', { name: name.name }),
          ...spanOf(name),
          repair: null,
        });
    }
    const failed = this.data.problems.get(s.index);
    if (failed) {
      const info = failed.severity === 'info';
      problems.push({ ...failed, rule: info ? 'unsupported' : 'runtime-error', repair: null });
    }
    const error = model.report(problems, false);
    model.count(s, error?.message ?? failed?.message ?? null);
  }
}

const spanOf = ({ from, to }: Span): Span => ({ from, to });

function badSize(value: Expr, dim: Dim | null): Problem {
  const given = dim?.value ?? Number.NaN;
  const message =
    dim === null
      ? say('notASize')
      : given === 0
        ? say('zeroSize')
        : given < 0
          ? say('negativeSize', { value: given })
          : say('brokenSize', { value: given });
  return { rule: 'syntax', severity: 'error', message, from: value.from, to: value.to, repair: null };
}

/** The scope with further names for some of its meanings. */
function aliased(scope: Scope, names: ReadonlyMap<string, string>): Scope {
  const copy = new Scope();
  for (const [name, meaning] of scope.names) copy.names.set(name, meaning);
  for (const [alias, name] of names) {
    const meaning = scope.names.get(name);
    if (meaning) copy.names.set(alias, meaning);
  }
  return copy;
}

function fitted(value: Tensor, shape: readonly number[]): Tensor | null {
  if (sameShape(value.shape, shape)) return value;
  const both = broadcastShape(value.shape, shape);
  return both && sameShape(both, shape) ? broadcastTo(value, shape) : null;
}

function filledBy(shape: readonly number[], next: () => number): Tensor {
  const result = full(shape, 0);
  for (let i = 0; i < result.data.length; i++) result.data[i] = next();
  return result;
}

/** What a parameter may start from: each of its own shape, each use of a random one drawn anew. */
class Starts {
  used = false;
  private readonly random: Draws;

  constructor(
    seed: number,
    name: string,
    private readonly dims: readonly Dim[],
  ) {
    this.random = draws(seed, `param ${name}`);
  }

  named(recorder: Recorder): (name: string) => Node | null {
    return name => {
      const value = this.value(name as StartName);
      return value && recorder.leaf(value, 'data', 0, this.dims);
    };
  }

  small(): Tensor {
    return filledBy(shapeOf(this.dims), () => 0.01 * this.random.normal());
  }

  /** He et al. 2015: √(2 / fan-in); Glorot and Bengio 2010: √(2 / (fan-in + fan-out)). A row of W is one unit's weights. */
  private value(name: StartName): Tensor | null {
    const shape = shapeOf(this.dims);
    if (name === 'zeros') return full(shape, 0);
    if (name === 'ones') return full(shape, 1);
    const { normal, uniform } = this.random;
    const [fanOut, fanIn] = shape.length < 2 ? [1, shape[0] ?? 1] : shape.slice(-2);
    const rules: Record<Exclude<StartName, 'zeros' | 'ones'>, () => number> = {
      randn: normal,
      rand: uniform,
      he: () => Math.sqrt(2 / fanIn) * normal(),
      xavier: () => Math.sqrt(2 / (fanIn + fanOut)) * normal(),
    };
    const rule = rules[name as keyof typeof rules];
    if (!Object.hasOwn(rules, name)) return null;
    this.used = true;
    return filledBy(shape, rule);
  }
}
