// Searches a fix for a wrong equation: small edits, simplest first, each proven by evaluating the equation with it; else the derived equation.
import type { Node } from '../core/graph';
import { sameShape, scalar, type Tensor } from '../core/tensor';
import { checkMessages as say } from '../messages/check';
import type { Fix, Range } from '../report/report';
import { derivedFix } from './deriveFix';
import { Edits, inScope, type Ranked } from './edits';
import type { Context, Entry, Instance } from './entries';
import { attempt, type Edit } from './given';
import type { Judge } from './judge';
import { matchPairs } from './scale';

/** Nodes that a search may evaluate: a second at most, on long unrolled loops. */
const MOST_EVALUATIONS = 60_000;

export class FixSearch {
  private readonly factors: readonly { value: number; text: string }[];

  constructor(
    private readonly context: Context,
    private readonly judge: Judge,
  ) {
    this.factors = this.usualFactors();
  }

  /** Proven fixes for an entry, in its own statement or `elsewhere`, simplest first; at most three. `blame` is the smallest range that the first one explains. */
  search(entry: Entry, elsewhere: Range | null = null): { fixes: Fix[]; blame: Range | null; first: Edit | null } {
    const found = this.small(entry, elsewhere);
    const fixes: Fix[] = found.map(({ title, edits }) => ({ title, edits, verified: true }));
    if (fixes.length === 0 && entry.parameter) fixes.push(...this.missingTerm(entry).map(({ term: _term, ...fix }) => fix));
    if (fixes.length === 0) fixes.push(...derivedFix(this.context, this.judge, entry));
    return { fixes, blame: found[0]?.blame ?? null, first: found[0] ?? null };
  }

  /** The small edits that make an entry right. */
  small(entry: Entry, elsewhere: Range | null = null): Edit[] {
    const found: Edit[] = [];
    const seen = new Set<string>();
    let budget = MOST_EVALUATIONS;
    const cost = this.judge.equation(entry.instances[0]).length * entry.instances.length * this.context.exact.points.length;
    for (const edit of this.candidates(entry, elsewhere)) {
      const key = JSON.stringify(edit.edits);
      if (seen.has(key)) continue;
      seen.add(key);
      budget -= cost;
      if (budget < 0) break;
      if (!this.judge.rightWith(entry, edit)) continue;
      found.push(edit);
      if (found.length === 3) break;
    }
    return found;
  }

  /** The gradient lacks c·W, the derivative of a penalty that the loss contains. */
  missingTerm(entry: Entry): (Fix & { term: string })[] {
    const instance = entry.instances[0];
    if (new Set(entry.instances.map(i => i.loss.node)).size < entry.instances.length) return [];
    const pairs = this.judge.given.pairs(instance, null);
    const rest = pairs.map(p => ({
      k: p.k,
      hand: difference(p.exact, p.hand),
      exact: this.context.exact.points[p.k].valueOf(instance.target),
    }));
    if (rest.length === 0 || rest.some(p => !sameShape(p.hand.shape, p.exact.shape))) return [];
    const found = matchPairs(rest);
    const range = this.range(instance.binding?.value ?? entry.site);
    if (!found.fits || !range || Math.abs(found.scale) < 1e-12) return [];
    const factor = this.constantText(found.scale);
    if (/\d\.\d{5}/.test(factor)) return [];
    const term = `${factor} * ${this.localName(instance) ?? entry.wrt}`;
    const newText = `${this.text(instance.binding?.value ?? entry.site)} + ${term}`;
    return [{ title: say('fixAddTerm', { text: newText }), edits: [{ range, newText }], verified: true, term }];
  }

  /** What the target is called where the gradient is computed. */
  private localName({ target, binding }: Instance): string | undefined {
    return this.context.model.bindingsOf(target).find(b => binding !== null && b.call === binding.call)?.name;
  }

  /** A number as the file's own constants and sizes make it: lambda/m, 2 * reg; else its digits. */
  private constantText(value: number): string {
    const { trace } = this.context.model;
    const scalars = new Map<string, number>(trace.sizes);
    for (const b of trace.bindings) if (b.node.op === 'leaf' && b.node.value.data.length === 1) scalars.set(b.name, b.node.value.data[0]);
    const close = (x: number): boolean => Math.abs(x - value) <= 1e-9 * Math.abs(value);
    for (const [a, x] of scalars) {
      if (close(x)) return a;
      if (close(2 * x)) return `2 * ${a}`;
      for (const [b, y] of scalars) {
        if (close(x / y)) return `${a}/${b}`;
        if (close((2 * x) / y)) return `2 * ${a}/${b}`;
      }
    }
    return String(Number(value.toPrecision(10)));
  }

  private candidates(entry: Entry, elsewhere: Range | null): Edit[] {
    const [instance] = entry.instances;
    const statement = this.range(instance.binding?.site ?? entry.site);
    const foreign = this.foreign(entry);
    const inside = (e: Ranked): boolean =>
      (this.anywhere(statement) && !e.edit.edits.some(x => foreign.some(other => within(x.range, other)))) ||
      e.edit.edits.every(x => within(x.range, statement!) || (elsewhere !== null && within(x.range, elsewhere)));
    const edits = new Edits(this.context, instance.binding?.call ?? 0, this.factors);
    const computed = this.judge.equation(instance).filter(n => n.op !== 'leaf');
    const places = new Map(computed.map(n => [`${n.site}|${n.op}`, n]));
    const all = [...places.values()].flatMap(n => edits.of(n)).filter(inside);
    const rank = (r: number): Ranked[] => all.filter(e => e.rank === r);
    return [...rank(0), ...rank(1), ...this.derivativeArguments(instance, statement), ...this.wholeEdits(entry), ...rank(2)].map(
      e => e.edit,
    );
  }

  /** The statements of other gradients: what they share with this one (a transpose computed twice) is not mended there. */
  private foreign(entry: Entry): Range[] {
    const own = entry.instances[0].binding?.site ?? entry.site;
    const sites = this.judge.all.flatMap(e => (e === entry ? [] : [e.instances[0].binding?.site ?? e.site]));
    return [...new Set(sites)].filter(s => s !== own).flatMap(s => this.range(s) ?? []);
  }

  /** In .bp a function's body is written for all its uses: only the statement itself is mended. */
  private anywhere(statement: Range | null): boolean {
    return statement === null || this.context.model.trace.language !== 'bp';
  }

  /** `g'(A1)` for `g'(Z1)`: another argument for the derivative of a function. */
  private derivativeArguments(instance: Instance, statement: Range | null): Ranked[] {
    const { model, forward } = this.context;
    const site = instance.binding?.value ?? 0;
    const at = this.range(site);
    if (!at || !statement || model.trace.language !== 'bp') return [];
    const found: Ranked[] = [];
    for (const m of this.text(site).matchAll(/'\(\s*([\p{L}\w]+)\s*\)/gu)) {
      const column = at.start.column + m.index + m[0].indexOf(m[1]);
      const range = { start: { line: at.start.line, column }, end: { line: at.start.line, column: column + m[1].length } };
      const used = [...forward].find(n => model.maker(n)?.name === m[1]);
      if (!used) continue;
      for (const other of inScope(this.context, used, 0)) {
        // Inside the derivative stand the values that the function's own body computes, which have no place in this statement.
        const touches = (n: Node): boolean => {
          const own = this.range(n.site);
          return model.inputsOf(n).includes(used) && (own === null || !within(own, statement) || this.text(n.site).includes("'"));
        };
        const apply: Edit['apply'] = (inputs, node, value) =>
          attempt(
            node.op,
            inputs.map((t, i) => (model.inputsOf(node)[i] === used ? value(other.node) : t)),
            node.attrs,
          );
        const title = say('fixReplace', { before: m[1], after: other.name });
        found.push({ rank: 1, edit: { touches, title, edits: [{ range, newText: other.name }], blame: range, apply } });
      }
    }
    return found;
  }

  private range = (site: number): Range | null => (site === 0 ? null : this.context.model.trace.range(site));
  private text = (site: number): string => this.context.model.trace.text(site);

  /** A constant factor for the whole right-hand side. */
  private wholeEdits(entry: Entry): { rank: number; edit: Edit }[] {
    const { trace } = this.context.model;
    const binding = entry.instances[0].binding;
    const site = binding?.value ?? entry.site;
    const range = this.range(site);
    if (!range) return [];
    const found: { rank: number; edit: Edit }[] = [];
    for (const { value, text } of this.factors) {
      const newText = trace.writer.scaled(this.text(site), text);
      const title = say('fixFactor', { factor: text, text: newText });
      found.push({
        rank: 1,
        edit: {
          touches: 'whole',
          title,
          edits: [{ range, newText }],
          blame: range,
          apply: (_inputs, n, at) => attempt('mul', [scalar(value), at(n)]),
        },
      });
    }
    return found;
  }

  /** Numbers that a gradient may lack: 1/m and m for each named size and each size of the data, −1, 2, ½. */
  private usualFactors(): { value: number; text: string }[] {
    const { trace } = this.context.model;
    const sizes = new Map<number, string>();
    for (const [name, value] of trace.sizes) if (!sizes.has(value) || /^[mNn]$/.test(name)) sizes.set(value, name);
    for (const node of this.context.forward)
      for (const n of node.value.shape) if (n > 1 && !sizes.has(n) && sizes.size < 24) sizes.set(n, String(n));
    const found = [
      { value: -1, text: '-1' },
      { value: 2, text: '2' },
      { value: 0.5, text: '0.5' },
    ];
    for (const [value, text] of sizes) if (value > 1) found.push({ value: 1 / value, text: `1/${text}` }, { value, text });
    return found;
  }
}

const within = (inner: Range, outer: Range): boolean =>
  (inner.start.line > outer.start.line || (inner.start.line === outer.start.line && inner.start.column >= outer.start.column)) &&
  (inner.end.line < outer.end.line || (inner.end.line === outer.end.line && inner.end.column <= outer.end.column));

const difference = (a: Tensor, b: Tensor): Tensor => ({ shape: a.shape, data: a.data.map((x, i) => x - b.data[i]) });
