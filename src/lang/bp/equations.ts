// Evaluates equations: names that do not exist replaced by what was meant, and a value or what stands for one given to the target.
import { type Dims, isNumber, shapeOf } from '../../core/dims';
import type { Node } from '../../core/graph';
import { sameShape, zeros } from '../../core/tensor';
import { bpMessages as say } from '../../messages/bp';
import type { Finding } from '../../report/report';
import type { EquationStatement, Problem } from './ast';
import type { Frame } from './evaluator';
import { isError } from './findings';
import type { ModelState } from './model';
import type { Value } from './scope';
import { type Unknown, unknownNames, unknownProblem } from './unknownNames';

/** A forward equation and what it gave. */
export interface Forward {
  readonly statement: EquationStatement;
  readonly node: Value;
}

const MOST_ATTEMPTS = 12;

export class Equations {
  readonly forward: Forward[] = [];

  constructor(private readonly model: ModelState) {}

  run(s: EquationStatement): void {
    const { model } = this;
    const problems: Problem[] = [...s.problems];
    const twice = model.twice(s.target, 'warning');
    if (twice) problems.push(twice);
    const wanted = this.gradientOf(s);
    const { graph, holes } = model.recorder;
    const [from, firstHole] = [graph.nodes.length, holes.length];
    const frame = { ...model.frame(s, s.target.name), substitutes: this.substitutes(s, problems, wanted?.dims ?? null) };
    model.evaluator.problems = problems;
    const evaluated = model.evaluator.evaluate(s.value, frame);
    const fits = holes.length === firstHole;
    const value = evaluated && this.own(s, this.asMatrix(s, evaluated, wanted), from);
    const verified = fits && value !== null && (!wanted || sameShape(shapeOf(value.dims), shapeOf(wanted.dims)));
    const error = model.report(problems, verified);
    const node = wanted && (error || !value) ? this.gradientInPlace(s, value, wanted.dims, error) : value;
    if (error) for (let i = firstHole; i < holes.length; i++) holes[i] = { ...holes[i], reported: error };
    this.define(s, node, from, wanted !== null);
    model.count(s, error?.message ?? (evaluated ? null : this.reason(problems, s)));
  }

  private reason(problems: readonly Problem[], s: EquationStatement): string {
    return problems.find(p => !isError(p) && p.rule === 'unsupported')?.message ?? say('needsUnknown', { name: s.target.name });
  }

  /** The variable that the target is the gradient of: dFoo in the backward section, where Foo has a value. */
  private gradientOf(s: EquationStatement): Node | null {
    const { name } = s.target;
    if (s.section !== 'backward' || !/^d./u.test(name)) return null;
    const meaning = this.model.scope.names.get(name.slice(1));
    return meaning?.kind === 'value' ? meaning.node : null;
  }

  /** A scalar gradient for a (1, 1) variable has the right shape; where a size only happens to be 1, by accident. */
  private asMatrix(s: EquationStatement, node: Node, wanted: Node | null): Node {
    if (!wanted || node.dims.length > 0 || wanted.dims.length === 0 || wanted.value.data.length !== 1) return node;
    const shaped = this.reshaped(s, node, wanted.dims);
    const named = wanted.dims.find(d => !isNumber(d));
    if (named)
      this.model.recorder.graph.accidents.push({ node: shaped, accident: { left: named.label ?? named.key, right: '1', value: 1 } });
    return shaped;
  }

  /** A value that the statement computes itself: one that had a name before gets a node of its own. */
  private own(s: EquationStatement, node: Node, from: number): Node {
    return node.id >= from ? node : this.reshaped(s, node, node.dims);
  }

  private reshaped(s: EquationStatement, node: Node, dims: Dims): Node {
    const { recorder, evaluator } = this.model;
    const site = evaluator.site(s.value);
    const at = { site, uses: [site], statement: s.index, call: 0, target: s.target.name };
    return recorder.apply('reshape', [node], { dims }, at) ?? node;
  }

  /**
   * What stands for a gradient whose equation has an error, or has no value because of an earlier one. It is a hole that the
   * checker finds already told; with a value, the equation as its fix makes it.
   */
  private gradientInPlace(s: EquationStatement, value: Value, dims: Dims, error: Finding | null): Node {
    const { recorder, evaluator } = this.model;
    const site = evaluator.site(s.value);
    const attrs = value
      ? { wanted: 'reshape', attrs: { dims: value.dims }, dims: value.dims }
      : { wanted: 'hole', attrs: { stands: false, dims }, dims };
    const inputs = value ? [value, value] : [];
    const made = { ...attrs, change: null, stands: value !== null };
    const node = recorder.graph.push('hole', inputs, made, value?.value ?? zeros(shapeOf(dims)), attrs.dims, site, []);
    const problem = { problem: 'rank', axes: [] } as const;
    recorder.holes.push({ node, wanted: 'hole', problem, site, statement: s.index, call: 0, reported: error });
    return node;
  }

  private define(s: EquationStatement, node: Value, from: number, isGradient: boolean): void {
    const { model } = this;
    const role = isGradient ? 'gradient' : undefined;
    model.scope.define(s.target.name, { kind: 'value', node, role, at: s.target });
    if (s.section === 'forward') this.forward.push({ statement: s, node });
    if (node) model.bind(s, { name: s.target, node, value: s.value, from, section: s.section, role });
  }

  /** Tells the unknown names; what stands for each is the nearest with which the shapes fit. */
  private substitutes(s: EquationStatement, problems: Problem[], wanted: Dims | null): Map<string, string> {
    const { model } = this;
    const around = model.surroundings();
    const unknown = unknownNames(s.value, around);
    if (unknown.length === 0) return new Map();
    const chosen = this.choose(s, unknown, wanted);
    for (const u of unknown) problems.push(unknownProblem(u, chosen.get(u.name) ?? null, model.source, around));
    return chosen;
  }

  private choose(s: EquationStatement, unknown: readonly Unknown[], wanted: Dims | null): Map<string, string> {
    const { evaluator } = this.model;
    let best: { names: Map<string, string>; misfits: number } | null = null;
    for (const names of combinations(unknown.filter(u => !u.later))) {
      const misfits = evaluator.attempt(() => this.misfits(s, { ...this.model.frame(s, s.target.name), substitutes: names }, wanted));
      if (!best || misfits < best.misfits) best = { names, misfits };
      if (misfits === 0) break;
    }
    return best?.names ?? new Map();
  }

  private misfits(s: EquationStatement, frame: Frame, wanted: Dims | null): number {
    const { evaluator, recorder } = this.model;
    const before = recorder.holes.length;
    const value = evaluator.evaluate(s.value, frame);
    if (value === null) return 100;
    const otherShape = wanted !== null && !sameShape(shapeOf(value.dims), shapeOf(wanted));
    return recorder.holes.length - before + evaluator.problems.length + (otherShape ? 1 : 0);
  }
}

/** Ways to put candidates in for names, the nearest first. */
function* combinations(unknown: readonly Unknown[]): Generator<Map<string, string>> {
  const choices = unknown.map(u => (u.candidates.length > 0 ? u.candidates.slice(0, 5) : [null]));
  const total = choices.reduce((product, c) => product * c.length, 1);
  for (let k = 0; k < Math.min(total, MOST_ATTEMPTS); k++) {
    const names = new Map<string, string>();
    let rest = k;
    unknown.forEach((u, i) => {
      const candidate = choices[i][rest % choices[i].length];
      rest = Math.floor(rest / choices[i].length);
      if (candidate !== null) names.set(u.name, candidate);
    });
    yield names;
  }
}
