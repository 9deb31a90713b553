// What the loops of a script compute: the scalars that are given a value once an iteration, and the lists that grow by one.
import type { Expr, For, Stmt, While } from '../../lang/python/ast';
import type { Compiler } from '../../lang/python/compile/compiler';
import type { Scope } from '../../lang/python/compile/scopes';
import { blocks } from '../../lang/python/compile/walk';
import type { Frame } from '../../lang/python/objects/functions';
import { PyList } from '../../lang/python/values';
import type { Series } from '../history';
import { type Read, reader, scalarOf, type Target } from './readers';

/** Points of a curve; when there are more, every second one goes, and from then on only every second iteration is looked at. */
const MOST_POINTS = 1600;
/** A target that has been no number so often is looked at no more. */
const PATIENCE = 24;
/** A list that is begun anew so often is no record of the run. */
const RENEWALS = 3;

interface Scalar {
  readonly name: string;
  readonly read: Read;
  values: number[];
  numbers: number;
}

interface Growing {
  readonly name: string;
  readonly read: Read;
  list: PyList | null;
  renewals: number;
  /** Iterations before the list was first seen. */
  from: number;
}

export interface LoopCurve {
  readonly name: string;
  readonly line: number;
  readonly series: Series;
  /** It was kept in a list by the script itself. */
  readonly listed: boolean;
}

/** One loop of the source, through all its runs. */
class Track {
  /** Iterations so far. */
  count = 0;
  private next = 1;
  private stride = 1;
  private steps: number[] = [];
  total: number | null = null;

  constructor(
    readonly line: number,
    private scalars: Scalar[],
    private readonly lists: Growing[],
    private readonly length: Read | null,
    private readonly onSample: () => void,
  ) {}

  after(f: Frame): void {
    if (++this.count < this.next) return;
    this.next += this.stride;
    this.sample(f);
  }

  private sample(f: Frame): void {
    const { scalars, steps } = this;
    if (steps.length === 0 && this.length) this.total = scalarOf(this.length(f));
    steps.push(this.count - 1);
    let dropped = false;
    for (const scalar of scalars) {
      const value = scalarOf(scalar.read(f));
      scalar.values.push(value ?? Number.NaN);
      if (value !== null) scalar.numbers++;
      else if (scalar.numbers === 0 && steps.length === PATIENCE) dropped = true;
    }
    if (dropped) this.scalars = scalars.filter(each => each.numbers > 0);
    for (const growing of this.lists) this.look(growing, f);
    if (steps.length > MOST_POINTS) this.thin();
    this.onSample();
  }

  private look(growing: Growing, f: Frame): void {
    const list = growing.read(f);
    if (!(list instanceof PyList) || list === growing.list) return;
    if (growing.list) growing.renewals++;
    growing.list = list;
    growing.from = this.count - 1;
  }

  private thin(): void {
    const even = <T>(list: readonly T[]): T[] => list.filter((_, i) => i % 2 === 0);
    this.steps = even(this.steps);
    for (const scalar of this.scalars) scalar.values = even(scalar.values);
    this.stride *= 2;
    this.next = this.steps[this.steps.length - 1] + 1 + this.stride;
  }

  curves(): LoopCurve[] {
    const { line, steps } = this;
    const scalars = this.scalars.map(({ name, values }) => ({ name, line, series: { steps, values }, listed: false }));
    const lists = this.lists.flatMap(growing => this.listed(growing));
    return [...scalars, ...lists];
  }

  private listed({ name, list, renewals, from }: Growing): LoopCurve[] {
    if (!list || renewals > RENEWALS || list.items.length < 2) return [];
    const every = Math.max(1, Math.ceil(list.items.length / MOST_POINTS));
    const values: number[] = [];
    const steps: number[] = [];
    // A list that grows every hundredth iteration stands at every hundredth step.
    const ratio = (this.count - from) / list.items.length;
    const stretch = ratio > 1.5 ? Math.round(ratio) : 1;
    for (let i = 0; i < list.items.length; i += every) {
      const value = scalarOf(list.items[i]);
      if (value === null) return [];
      values.push(value);
      steps.push(i * stretch);
    }
    return [{ name, line: this.line, series: { steps, values }, listed: true }];
  }
}

interface Claim {
  readonly scope: Scope;
  readonly from: number;
  readonly to: number;
  readonly names: ReadonlySet<string>;
}

export class Loops {
  readonly tracks: Track[] = [];
  private readonly claims: Claim[] = [];

  constructor(
    private readonly lineOf: (offset: number) => number,
    private readonly text: string,
    private readonly onSample: () => void,
  ) {}

  /** What is to be called after each iteration; null where the loop gives nothing to follow. */
  follow(node: For | While, c: Compiler): ((f: Frame) => void) | null {
    const statements = direct(node.body);
    const claimed = (name: string): boolean =>
      this.claims.some(({ scope, from, to, names }) => scope === c.scope && from <= node.from && node.to <= to && names.has(name));
    const own = node.kind === 'For' ? new Set(targetsOf(node.target).map(each => this.named(each))) : new Set<string>();
    const targets = statements.flatMap(assigned).filter(each => steady(each, own));
    const scalars = this.targets(targets, c).filter(({ name }) => !own.has(name) && !claimed(name));
    const lists = this.targets(statements.flatMap(appended), c);
    this.claims.push({ scope: c.scope, from: node.from, to: node.to, names: new Set(scalars.map(each => each.name)) });
    if (!scalars.length && !lists.length) return null;
    const track = new Track(
      this.lineOf(node.from),
      scalars.map(each => ({ ...each, values: [], numbers: 0 })),
      lists.map(each => ({ ...each, list: null, renewals: 0, from: 0 })),
      node.kind === 'For' ? lengthOf(node.iterable, c) : null,
      this.onSample,
    );
    this.tracks.push(track);
    return f => track.after(f);
  }

  private named(node: Expr): string {
    return this.text.slice(node.from, node.to);
  }

  private targets(nodes: readonly Expr[], c: Compiler): Target[] {
    const found = new Map<string, Target>();
    for (const node of nodes) {
      const name = this.named(node);
      const read = found.has(name) ? null : reader(node, c);
      if (read) found.set(name, { name, read });
    }
    return [...found.values()];
  }

  curves(): LoopCurve[] {
    return this.tracks.flatMap(track => (track.count > 1 ? track.curves() : []));
  }
}

/** The statements of a loop's body that no loop inside it repeats. */
function direct(body: readonly Stmt[]): Stmt[] {
  return body.flatMap(node => [node, ...(node.kind === 'For' || node.kind === 'While' ? [] : blocks(node).flatMap(direct))]);
}

function targetsOf(node: Expr): Expr[] {
  if (node.kind === 'Tuple' || node.kind === 'List') return node.items.flatMap(targetsOf);
  return node.kind === 'Starred' ? targetsOf(node.value) : [node];
}

/** What a sum is made of says nothing while it is added up: only `-=` and its like, not `+=`. */
function assigned(node: Stmt): Expr[] {
  if (node.kind === 'Assign') return node.targets.flatMap(targetsOf);
  return (node.kind === 'AugAssign' && node.op !== '+') || (node.kind === 'AnnAssign' && node.value) ? [node.target] : [];
}

/** An item is followed where its place is the loop's own variable or a name: `J[i]`, `history['loss']`. */
function steady(node: Expr, own: ReadonlySet<string>): boolean {
  if (node.kind !== 'Subscript') return true;
  const { index } = node;
  return (index.kind === 'Name' && own.has(index.id)) || (index.kind === 'Constant' && typeof index.value === 'string');
}

/** `losses.append(…)` */
function appended(node: Stmt): Expr[] {
  if (node.kind !== 'Expr' || node.value.kind !== 'Call') return [];
  const { callee } = node.value;
  return callee.kind === 'Attribute' && callee.name === 'append' ? [callee.object] : [];
}

/** Of `range(n)`, also within `tqdm(…)` and `enumerate(…)`. */
function lengthOf(node: Expr, c: Compiler): Read | null {
  if (node.kind !== 'Call') return null;
  const name = node.callee.kind === 'Name' ? node.callee.id : node.callee.kind === 'Attribute' ? node.callee.name : '';
  const [first, second] = node.args.map(each => each.value);
  if (!first) return null;
  if (name === 'tqdm' || name === 'enumerate') return lengthOf(first, c);
  if (!/^(?:x|t)?range$/.test(name)) return null;
  if (!second) return reader(first, c);
  const [from, to] = [reader(first, c), reader(second, c)];
  return from && to && (f => (scalarOf(to(f)) ?? 0) - (scalarOf(from(f)) ?? 0));
}
