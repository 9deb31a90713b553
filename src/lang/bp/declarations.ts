// Evaluates what is declared: inputs, labels, parameters, constants, functions; sizes by `sizes.ts`.
import { type Dim, shapeOf } from '../../core/dims';
import type { Node } from '../../core/graph';
import { full, sameShape, type Tensor } from '../../core/tensor';
import { bpMessages as say } from '../../messages/bp';
import { Recorder } from '../../trace/recorder';
import type {
  ConstStatement,
  DataDeclaration,
  DataStatement,
  FunctionStatement,
  NameExpr,
  ParamStatement,
  Problem,
  SizesStatement,
  Statement,
} from './ast';
import { numberOf } from './constants';
import type { LoadedData } from './dataStatement';
import { draws } from './draw';
import { Evaluator, shapeText } from './evaluator';
import { isError } from './findings';
import { drawLabel, type LabelKind } from './labels';
import type { ModelState } from './model';
import { Sizes } from './sizes';
import type { Span } from './source';
import { filledBy, fitted, Starts } from './starts';
import { unknownNames, unknownProblem } from './unknownNames';

export class Declarations {
  readonly sizes: Sizes;

  constructor(
    private readonly model: ModelState,
    private readonly labels: ReadonlyMap<string, LabelKind>,
    private readonly data: LoadedData,
  ) {
    this.sizes = new Sizes(model, data);
  }

  run(s: SizesStatement | DataDeclaration | ParamStatement | ConstStatement | DataStatement | FunctionStatement): void {
    if (s.kind === 'sizes') this.sizes.statement(s);
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

  private dataDeclaration(s: DataDeclaration): void {
    const { model } = this;
    const problems = [...s.problems];
    const twice = model.twice(s.name, 'error');
    if (twice) problems.push(twice);
    const dims = this.sizes.shape(s.shape, problems);
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
    const dims = s.shape ? this.sizes.shape(s.shape, problems) : numberOf(s.start, model.scope) === null ? null : [];
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
