// `data` statements, carried out before the rest: a file sets the number of examples, whatever `sizes` says.
import { namedDim } from '../../core/dims';
import type { Tensor } from '../../core/tensor';
import { type DataSpec, load, type OptionValue, type Target } from '../../data/load';
import type { ColumnChoice } from '../../data/table';
import { bpMessages as say } from '../../messages/bp';
import type { Argument, DataDeclaration, DataStatement, Expr, Program } from './ast';
import { isSize, numberOf, sizeOf } from './constants';
import { Scope } from './scope';
import type { Span } from './source';
import { bare } from './tree';

export interface DataProblem extends Span {
  readonly message: string;
  readonly severity: 'error' | 'info';
}

export interface LoadedData {
  /** Values of inputs and labels. */
  readonly values: ReadonlyMap<string, Tensor>;
  /** Sizes that the data settles: the number of examples. */
  readonly sizes: ReadonlyMap<string, { readonly value: number; readonly at: Span }>;
  /** What went wrong, by statement. */
  readonly problems: ReadonlyMap<number, DataProblem>;
  /** The value of a size wherever the file declares it. */
  sizeNamed(name: string): number | null;
  /** What the classes of each label are called, where the data names them. */
  readonly classes: ReadonlyMap<string, readonly string[]>;
}

type Reader = ((path: string) => Uint8Array | null) | undefined;

export function loadData(program: Program, readFile: Reader): LoadedData {
  const loader = new DataLoader(program, readFile);
  for (const s of program.statements) if (s.kind === 'data') loader.statement(s);
  return loader;
}

class DataLoader implements LoadedData {
  readonly values = new Map<string, Tensor>();
  readonly sizes = new Map<string, { value: number; at: Span }>();
  readonly problems = new Map<number, DataProblem>();
  readonly classes = new Map<string, readonly string[]>();
  private readonly scope = new Scope();
  private readonly declared = new Map<string, DataDeclaration>();

  constructor(
    program: Program,
    private readonly readFile: Reader,
  ) {
    for (const s of program.statements) {
      if (s.kind === 'input' || s.kind === 'label') this.declared.set(s.name.name, s);
      else if (s.kind === 'sizes') for (const item of s.items) this.size(item.name.name, item.value);
    }
  }

  private size(name: string, value: Expr): void {
    const dim = sizeOf(value, this.scope);
    if (!dim || !isSize(dim.value)) return;
    this.scope.define(name, { kind: 'size', dim: namedDim(name, dim.value), node: undefined as never, at: value });
  }

  sizeNamed(name: string): number | null {
    const meaning = this.scope.names.get(name);
    return meaning?.kind === 'size' ? meaning.dim.value : null;
  }

  statement(s: DataStatement): void {
    const targets = this.targets(s);
    if (!targets || s.source.kind === 'missing') return;
    const { source } = s;
    const [name, args] = source.kind === 'call' ? [source.callee.name, source.args] : [source.name, []];
    const options = this.options(args);
    const odd = args.find(a => a.name !== null && !options.has(a.name.name));
    if (odd) {
      this.fail(s, say('dataOption', { text: odd.name?.name ?? '' }), odd);
      return;
    }
    const examples = this.examplesName(s);
    const m = this.scope.names.get(examples);
    const texts = args.flatMap(a => (a.name === null && a.value.kind === 'string' ? [a.value.value] : []));
    const spec: DataSpec = { targets, source: name, texts, options, m: m?.kind === 'size' ? m.dim.value : 0 };
    const isFile = name === 'csv' || name === 'npy' || name === 'npz';
    if (isFile && !this.readFile) {
      this.fail(s, say('dataUnread'), source, 'info');
      return;
    }
    const loaded = load(spec, this.readFile ?? (() => null));
    if (!loaded.value) {
      this.fail(s, loaded.problems[0]?.message ?? '', source);
      return;
    }
    for (const [target, value] of loaded.value.values) this.values.set(target, value);
    if (isFile) this.settle(examples, loaded.value.m, s);
    const label = targets.find(t => t.role === 'label');
    if (label && loaded.value.classes) this.classes.set(label.name, loaded.value.classes);
  }

  private settle(name: string, value: number, at: Span): void {
    this.sizes.set(name, { value, at });
    this.scope.define(name, { kind: 'size', dim: namedDim(name, value), node: undefined as never, at });
  }

  private fail(s: DataStatement, message: string, { from, to }: Span, severity: 'error' | 'info' = 'error'): void {
    this.problems.set(s.index, { message, from, to, severity });
  }

  /** Null, after a problem or with one that is told elsewhere, where a name is no input or label declared above. */
  private targets(s: DataStatement): Target[] | null {
    const found: Target[] = [];
    for (const name of s.targets) {
      const declaration = this.declared.get(name.name);
      if (!declaration || declaration.index > s.index) return null;
      const rows = declaration.shape?.items[0];
      const dim = rows && (declaration.shape?.items.length ?? 0) > 1 ? sizeOf(rows, this.scope) : null;
      found.push({ name: name.name, role: declaration.kind, rows: dim && isSize(dim.value) ? dim.value : -1 });
    }
    return found;
  }

  /** What the number of examples is called: the second size of a target's shape, `m` where that is no name. */
  private examplesName(s: DataStatement): string {
    for (const name of s.targets) {
      const size = this.declared.get(name.name)?.shape?.items[1];
      if (size?.kind === 'name') return size.name;
    }
    return 'm';
  }

  /** The options that can be read. */
  private options(args: readonly Argument[]): Map<string, OptionValue> {
    const options = new Map<string, OptionValue>();
    for (const a of args) {
      const value = a.name && this.option(a.value);
      if (a.name && value !== null) options.set(a.name.name, value);
    }
    return options;
  }

  private option(expr: Expr): OptionValue | null {
    const e = bare(expr);
    if (e.kind === 'tuple') {
      const items = e.items.map(item => this.option(item));
      return items.every(item => item !== null && !Array.isArray(item)) ? (items as ColumnChoice[]) : null;
    }
    if (e.kind === 'string') return e.value;
    if (e.kind !== 'span') return numberOf(e, this.scope);
    const [from, to] = [numberOf(e.first, this.scope), numberOf(e.last, this.scope)];
    return from === null || to === null ? null : { from, to };
  }
}
