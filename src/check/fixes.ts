// Searches small edits of a wrong equation, simplest first, and proves each by evaluating the equation with it.

import type { Node } from '../core/graph';
import type { OpName } from '../core/opNames';
import { sameShape, scalar, type Tensor } from '../core/tensor';
import { checkMessages as say } from '../messages/check';
import type { Fix, Range } from '../report/report';
import type { Context, Entry, Instance } from './entries';
import { attempt, type Edit } from './given';
import type { Judge } from './judge';
import { matchPairs } from './scale';

const flip = (t: Tensor): Tensor | null => (t.shape.length === 2 ? attempt('transpose', [t]) : null);

export class FixSearch {
  constructor(
    private readonly context: Context,
    private readonly judge: Judge,
  ) {}

  /** Proven fixes for an entry, simplest first; at most three. */
  search(entry: Entry): { fixes: Fix[]; blame: Range | null } {
    const fixes: Fix[] = [];
    let blame: Range | null = null;
    const seen = new Set<string>();
    for (const edit of this.candidates(entry)) {
      const key = JSON.stringify(edit.edits);
      if (seen.has(key)) continue;
      seen.add(key);
      if (!this.judge.rightWith(entry, edit)) continue;
      fixes.push({ title: edit.title, edits: edit.edits, verified: true });
      blame ??= edit.blame;
      if (fixes.length === 3) break;
    }
    if (fixes.length === 0 && entry.parameter) fixes.push(...this.missingTerm(entry));
    return { fixes, blame };
  }

  /** The gradient lacks c·W, the derivative of a penalty that the loss contains. */
  missingTerm(entry: Entry): (Fix & { term: string })[] {
    const instance = entry.instances[0];
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
    const term = `${this.constantText(found.scale)} * ${entry.wrt}`;
    const newText = `${this.text(instance.binding?.value ?? entry.site)} + ${term}`;
    return [{ title: say('fixAddTerm', { text: newText }), edits: [{ range, newText }], verified: true, term }];
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

  private candidates(entry: Entry): Edit[] {
    const [instance] = entry.instances;
    const statement = this.range(instance.binding?.site ?? entry.site);
    const inside = (e: { edit: Edit }): boolean => this.anywhere(statement) || e.edit.edits.every(x => within(x.range, statement!));
    const all = this.judge
      .equation(instance)
      .flatMap(n => this.editsOf(n))
      .filter(inside);
    const whole = this.wholeEdits(entry);
    const rank = (r: number) => all.filter(e => e.rank === r);
    return [...rank(0), ...rank(1), ...this.derivativeArguments(instance, statement), ...whole, ...rank(2)].map(e => e.edit);
  }

  /** In .bp a function's body is written for all its uses: only the statement itself is mended. */
  private anywhere(statement: Range | null): boolean {
    return statement === null || this.context.model.trace.language !== 'bp';
  }

  /** `g'(A1)` for `g'(Z1)`: another argument for the derivative of a function. */
  private derivativeArguments(instance: Instance, statement: Range | null): { rank: number; edit: Edit }[] {
    const { model, forward } = this.context;
    const site = instance.binding?.value ?? 0;
    const at = this.range(site);
    if (!at || !statement || model.trace.language !== 'bp') return [];
    const found: { rank: number; edit: Edit }[] = [];
    for (const m of this.text(site).matchAll(/'\(\s*([\p{L}\w]+)\s*\)/gu)) {
      const column = at.start.column + m.index + m[0].indexOf(m[1]);
      const range = { start: { line: at.start.line, column }, end: { line: at.start.line, column: column + m[1].length } };
      const used = [...forward].find(n => model.maker(n)?.name === m[1]);
      if (!used) continue;
      for (const other of this.inScope(used, true)) {
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

  private editsOf(node: Node): { rank: number; edit: Edit }[] {
    const at = this.range(node.site);
    if (!at) return [];
    if (node.op === 'hole') return this.holeEdits(node, at);
    if (node.op === 'matmul') return [...this.transposes(node, 'matmul'), ...this.products(node, at), ...this.replacements(node)];
    if (node.op === 'mul') return [...this.products(node, at), ...this.drops(node, at), ...this.replacements(node)];
    if (node.op === 'sum' || node.op === 'mean') return this.reductions(node, at);
    if (node.op === 'div') return [...this.drops(node, at), ...this.replacements(node)];
    if (node.op === 'sub') return [...this.swapped(node, at), ...this.replacements(node)];
    return this.replacements(node);
  }

  private holeEdits(node: Node, at: Range): { rank: number; edit: Edit }[] {
    const wanted = node.attrs.wanted as OpName;
    return [
      ...this.transposes(node, wanted),
      ...this.products(node, at, wanted),
      ...(wanted === 'sum' || wanted === 'mean' ? this.reductions(node, at) : []),
    ];
  }

  /** Transposing one operand; taking an existing transpose away. */
  private transposes(node: Node, op: OpName): { rank: number; edit: Edit }[] {
    const { writer } = this.context.model.trace;
    const found: { rank: number; edit: Edit }[] = [];
    for (const k of [1, 0]) {
      const range = this.range(node.uses[k] ?? 0);
      if (!range) continue;
      const text = this.text(node.uses[k]);
      const newText = writer.transpose(text);
      const apply = ([a, b]: readonly Tensor[]): Tensor | null => attempt(op, k === 0 ? [flip(a), b] : [a, flip(b)], attrsOf(node));
      const whole = this.rewritten(node, k, newText);
      found.push({
        rank: 0,
        edit: {
          touches: atSite(node.site),
          title: say('fixTranspose', { name: text, text: whole }),
          edits: [{ range, newText }],
          blame: range,
          apply,
        },
      });
    }
    return found;
  }

  /** The text of an application with one operand's text replaced. */
  private rewritten(node: Node, k: number, newText: string): string {
    const at = this.range(node.site);
    const use = this.range(node.uses[k]);
    const text = this.text(node.site);
    if (!at || !use || at.start.line !== use.start.line || at.end.line !== use.end.line) return newText;
    const from = use.start.column - at.start.column;
    return text.slice(0, from) + newText + text.slice(from + use.end.column - use.start.column);
  }

  /** Swapping a product's operands, and the other kind of product. */
  private products(node: Node, at: Range, op: OpName = node.op): { rank: number; edit: Edit }[] {
    const { writer } = this.context.model.trace;
    const [u, v] = node.uses;
    if (!this.range(u ?? 0) || !this.range(v ?? 0)) return [];
    const [left, right] = [this.text(u), this.text(v)];
    const like = this.text(node.site);
    const found: { rank: number; edit: Edit }[] = [];
    const push = (rank: number, title: 'fixSwap' | 'fixElementwise' | 'fixProduct', text: string, apply: Edit['apply']): void => {
      found.push({
        rank,
        edit: { touches: atSite(node.site), title: say(title, { text }), edits: [{ range: at, newText: text }], blame: at, apply },
      });
    };
    if (op === 'matmul') {
      push(1, 'fixElementwise', writer.apply('mul', [left, right], {}, like), ([a, b]) => attempt('mul', [a, b]));
      push(1, 'fixSwap', writer.apply('matmul', [right, left], {}, like), ([a, b]) => attempt('matmul', [b, a]));
      const both: [string, string, Edit['apply']][] = [
        [writer.transpose(right), left, ([a, b]) => attempt('matmul', [flip(b), a])],
        [right, writer.transpose(left), ([a, b]) => attempt('matmul', [b, flip(a)])],
        [writer.transpose(left), writer.transpose(right), ([a, b]) => attempt('matmul', [flip(a), flip(b)])],
      ];
      for (const [x, y, apply] of both) push(2, 'fixProduct', writer.apply('matmul', [x, y], {}, like), apply);
    } else if (op === 'mul') {
      push(0, 'fixProduct', writer.apply('matmul', [left, right], {}, like), ([a, b]) => attempt('matmul', [a, b]));
      push(1, 'fixProduct', writer.apply('matmul', [left, writer.transpose(right)], {}, like), ([a, b]) => attempt('matmul', [a, flip(b)]));
      push(1, 'fixProduct', writer.apply('matmul', [writer.transpose(left), right], {}, like), ([a, b]) => attempt('matmul', [flip(a), b]));
      push(2, 'fixProduct', writer.apply('matmul', [right, left], {}, like), ([a, b]) => attempt('matmul', [b, a]));
    }
    return found;
  }

  /** Leaving one factor out. */
  private drops(node: Node, at: Range): { rank: number; edit: Edit }[] {
    const found: { rank: number; edit: Edit }[] = [];
    for (const k of node.op === 'div' ? [0] : [0, 1]) {
      const [kept, gone] = [node.uses[k] ?? 0, node.uses[1 - k] ?? 0];
      if (!this.range(kept) || !this.range(gone)) continue;
      const newText = this.text(kept);
      const title = say('fixDropFactor', { factor: this.text(gone), text: newText });
      found.push({
        rank: 1,
        edit: { touches: atSite(node.site), title, edits: [{ range: at, newText }], blame: this.range(gone)!, apply: inputs => inputs[k] },
      });
    }
    return found;
  }

  private swapped(node: Node, at: Range): { rank: number; edit: Edit }[] {
    const [u, v] = node.uses;
    if (!this.range(u ?? 0) || !this.range(v ?? 0)) return [];
    const newText = this.context.model.trace.writer.apply('sub', [this.text(v), this.text(u)], {}, this.text(node.site));
    return [
      {
        rank: 1,
        edit: {
          touches: atSite(node.site),
          title: say('fixSwap', { text: newText }),
          edits: [{ range: at, newText }],
          blame: at,
          apply: ([a, b]) => attempt('sub', [b, a]),
        },
      },
    ];
  }

  /** Another axis, the axis kept, a mean for a sum. */
  private reductions(node: Node, at: Range): { rank: number; edit: Edit }[] {
    const { writer } = this.context.model.trace;
    const operand = this.range(node.uses[0] ?? 0) ? this.text(node.uses[0]) : null;
    if (operand === null) return [];
    const rank = node.inputs[0].value.shape.length;
    const found: { rank: number; edit: Edit }[] = [];
    const op: OpName = node.op === 'hole' ? (node.attrs.wanted as OpName) : node.op;
    for (let axis = 0; axis < rank; axis++)
      for (const keepdims of [true, false])
        for (const name of [op, op === 'sum' ? 'mean' : 'sum'] as const) {
          const attrs = { axes: [axis], keepdims };
          const newText = writer.apply(name, [operand], attrs, this.text(node.site));
          const title = say('fixReplace', { before: this.text(node.site), after: newText });
          const edit: Edit = {
            touches: atSite(node.site),
            title,
            edits: [{ range: at, newText }],
            blame: at,
            apply: ([a]) => attempt(name, [a], attrs),
          };
          found.push({ rank: name === op ? 0 : 1, edit });
        }
    const total = writer.apply(op, [operand], {}, this.text(node.site));
    const title = say('fixReplace', { before: this.text(node.site), after: total });
    found.push({
      rank: 2,
      edit: { touches: atSite(node.site), title, edits: [{ range: at, newText: total }], blame: at, apply: ([a]) => attempt(op, [a], {}) },
    });
    return found;
  }

  /** Another value of the same shape in an operand's place: A1 for A2, X for A1, Z for A. */
  private replacements(node: Node, sameRankOnly = true): { rank: number; edit: Edit }[] {
    const { model, forward } = this.context;
    const found: { rank: number; edit: Edit }[] = [];
    node.inputs.forEach((input, k) => {
      const range = this.range(node.uses[k] ?? 0);
      const used = model.rep(input);
      if (!range || !forward.has(used) || this.text(node.uses[k]).length > 60) return;
      const before = this.text(node.uses[k]);
      for (const other of this.inScope(used, sameRankOnly)) {
        const title = say('fixReplace', { before, after: other.name });
        const apply: Edit['apply'] = (inputs, _node, value) =>
          attempt(
            node.op,
            inputs.map((t, i) => (i === k ? value(other.node) : t)),
            node.attrs,
          );
        found.push({ rank: 1, edit: { touches: atSite(node.site), title, edits: [{ range, newText: other.name }], blame: range, apply } });
      }
    });
    return found;
  }

  /** Named forward values that could stand in a value's place: those of its shape first, then others with as many axes. */
  private inScope(like: Node, sameRank: boolean): { node: Node; name: string }[] {
    const { model, forward } = this.context;
    const found = new Map<string, { node: Node; name: string }>();
    const { shape } = like.value;
    for (const node of forward) {
      const fits = sameShape(node.value.shape, shape) || (sameRank && node.value.shape.length === shape.length && shape.length > 0);
      const maker = node === like || !fits ? null : model.maker(node);
      if (maker && /^[\p{L}\w.[\]"'∂]+$/u.test(maker.name)) found.set(maker.name, { node, name: maker.name });
    }
    const all = [...found.values()];
    const same = (x: { node: Node }): boolean => sameShape(x.node.value.shape, shape);
    return [...all.filter(same), ...all.filter(x => !same(x))].slice(0, 16);
  }

  /** A constant factor for the whole right-hand side. */
  private wholeEdits(entry: Entry): { rank: number; edit: Edit }[] {
    const { trace } = this.context.model;
    const binding = entry.instances[0].binding;
    const site = binding?.value ?? entry.site;
    const range = this.range(site);
    if (!range) return [];
    const found: { rank: number; edit: Edit }[] = [];
    for (const { value, text } of this.factors()) {
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
  private factors(): { value: number; text: string }[] {
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

/** The application at one place in the source, whenever it runs. */
const atSite =
  (site: number) =>
  (n: Node): boolean =>
    n.site === site && site !== 0;

const within = (inner: Range, outer: Range): boolean =>
  (inner.start.line > outer.start.line || (inner.start.line === outer.start.line && inner.start.column >= outer.start.column)) &&
  (inner.end.line < outer.end.line || (inner.end.line === outer.end.line && inner.end.column <= outer.end.column));

const difference = (a: Tensor, b: Tensor): Tensor => ({ shape: a.shape, data: a.data.map((x, i) => x - b.data[i]) });

const attrsOf = (node: Node): Readonly<Record<string, unknown>> =>
  node.op === 'hole' ? (node.attrs.attrs as Readonly<Record<string, unknown>>) : node.attrs;
