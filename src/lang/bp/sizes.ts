// Sizes and shapes: what `sizes` names, what a declaration's shape says, and what stands for a size that is none.
import { type Dim, isNumber, namedDim } from '../../core/dims';
import type { Node } from '../../core/graph';
import { scalar } from '../../core/tensor';
import { bpMessages as say } from '../../messages/bp';
import type { Expr, Problem, Shape, SizeItem, SizesStatement } from './ast';
import { isSize, sizeOf } from './constants';
import type { LoadedData } from './dataStatement';
import type { ModelState } from './model';
import { Scope } from './scope';
import type { Span } from './source';
import { unknownNames, unknownProblem } from './unknownNames';

export class Sizes {
  /** What the file names, with the values they have. */
  readonly named = new Map<string, number>();

  constructor(
    private readonly model: ModelState,
    private readonly data: LoadedData,
  ) {
    const declared = new Set(model.program.statements.flatMap(s => (s.kind === 'sizes' ? s.items.map(i => i.name.name) : [])));
    for (const [name, { value, at }] of data.sizes) if (!declared.has(name)) this.define(name, namedDim(name, value), at);
  }

  statement(s: SizesStatement): void {
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
      const dim = this.item(item, problems);
      const from = model.recorder.graph.nodes.length;
      const node = !twice && dim ? this.define(item.name.name, dim, item.name) : null;
      // A size has a name in equations: 1/m is not 1/20.
      if (node) model.bind(s, { name: item.name, node, value: item.value, from, section: 'declaration' });
      failed = model.report(problems, dim !== null)?.message ?? failed;
    }
    model.count(s, failed);
  }

  /** The size of an item; where its value cannot be a size, another one stands for it. Null: it could not be read. */
  private item({ name, value }: SizeItem, problems: Problem[]): Dim | null {
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

  private define(name: string, dim: Dim, at: Span): Node {
    const { recorder, scope, evaluator } = this.model;
    const node = recorder.leaf(scalar(dim.value), 'constant', evaluator.site(at));
    scope.define(name, { kind: 'size', dim, node, at });
    this.named.set(name, dim.value);
    return node;
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
  shape(shape: Shape | null, problems: Problem[]): Dim[] | null {
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
}

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
