// The small edits of an equation that a fix may be: for each application in it, what learners confuse it with.
import type { Node } from '../core/graph';
import type { OpName } from '../core/opNames';
import { sameShape, scalar, type Tensor } from '../core/tensor';
import { checkMessages as say } from '../messages/check';
import type { Range } from '../report/report';
import type { Context } from './entries';
import { attempt, type Edit } from './given';
import type { Model } from './model';
import { gradientOf } from './names';

/** Lower ranks are tried first. */
export interface Ranked {
  readonly rank: number;
  readonly edit: Edit;
}

const flip = (t: Tensor): Tensor | null => (t.shape.length === 2 ? attempt('transpose', [t]) : null);

const AUGMENTED = /^[^=()]*[-+*/@]=(?!=)/;

const samePlace = (a: Range, b: Range | null): boolean => b !== null && JSON.stringify(a) === JSON.stringify(b);

/** What an application computes; for one whose shapes do not fit, what it was meant to. */
const opOf = (node: Node): OpName => (node.op === 'hole' ? (node.attrs.wanted as OpName) : node.op);
const attrsOf = (node: Node): Readonly<Record<string, unknown>> =>
  node.op === 'hole' ? (node.attrs.attrs as Readonly<Record<string, unknown>>) : node.attrs;
const operandsOf = (node: Node): readonly Node[] => (node.op === 'hole' && node.attrs.stands ? node.inputs.slice(0, -1) : node.inputs);

/** The application at one place in the source, whenever it runs. */
const atSite =
  (site: number) =>
  (n: Node): boolean =>
    n.site === site && site !== 0;

export class Edits {
  /** `call`: the function call in whose scope names are looked up. */
  constructor(
    private readonly context: Context,
    private readonly call: number,
    private readonly factors: readonly { value: number; text: string }[],
  ) {}

  of(node: Node): Ranked[] {
    const at = this.range(node.site);
    if (!at) return [];
    const op = opOf(node);
    const common = this.replacements(node);
    if (AUGMENTED.test(this.text(node.site))) return this.augmented(node, at);
    if (op === 'matmul') return [...this.transposes(node, op), ...this.products(node, at), ...common];
    if (op === 'mul') return [...this.products(node, at), ...this.drops(node, at), ...common];
    if (op === 'div') return [...this.drops(node, at), ...common];
    if (op === 'sum' || op === 'mean') return [...this.reductions(node, at), ...common];
    if (op === 'sub')
      return [...this.swapped(node, at), ...this.signs(node, at), ...this.squares(node), ...this.termFactors(node), ...common];
    if (op === 'add')
      return [...this.signs(node, at), ...this.squares(node), ...this.termFactors(node), ...this.drops(node, at), ...common];
    return common;
  }

  /** `dW += …`: its sign, and what is added; the target stays. */
  private augmented(node: Node, at: Range): Ranked[] {
    const op = opOf(node);
    const text = this.text(node.site);
    const operands = this.replacements(node).filter(r => !samePlace(r.edit.blame, this.range(node.uses[0] ?? 0)));
    if (op !== 'add' && op !== 'sub') return operands;
    const newText = text.replace(op === 'add' ? '+=' : '-=', op === 'add' ? '-=' : '+=');
    const title = say('fixReplace', { before: text, after: newText });
    const apply: Edit['apply'] = ([a, b]) => attempt(op === 'add' ? 'sub' : 'add', [a, b]);
    return [{ rank: 1, edit: { touches: atSite(node.site), title, edits: [{ range: at, newText }], blame: at, apply } }, ...operands];
  }

  private range = (site: number): Range | null => (site === 0 ? null : this.context.model.trace.range(site));
  private text = (site: number): string => this.context.model.trace.text(site);
  private writable = (node: Node): boolean => this.range(node.uses[0] ?? 0) !== null && this.range(node.uses[1] ?? 0) !== null;

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
  private products(node: Node, at: Range, op: OpName = opOf(node)): { rank: number; edit: Edit }[] {
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

  private swapped(node: Node, at: Range): Ranked[] {
    if (!this.writable(node)) return [];
    const [u, v] = node.uses;
    const newText = this.context.model.trace.writer.apply('sub', [this.text(v), this.text(u)], {}, this.text(node.site));
    const edit: Edit = {
      touches: atSite(node.site),
      title: say('fixSwap', { text: newText }),
      edits: [{ range: at, newText }],
      blame: at,
      apply: ([a, b]) => attempt('sub', [b, a]),
    };
    return [{ rank: 1, edit }];
  }

  /** A sum for a difference, and the other way. */
  private signs(node: Node, at: Range): Ranked[] {
    if (!this.writable(node)) return [];
    const [u, v] = node.uses;
    const op: OpName = opOf(node) === 'add' ? 'sub' : 'add';
    const like = this.text(node.site);
    const make = (left: number, right: number, apply: Edit['apply']): Ranked => {
      const newText = this.context.model.trace.writer.apply(op, [this.text(left), this.text(right)], {}, like);
      return {
        rank: 1,
        edit: {
          touches: atSite(node.site),
          title: say('fixReplace', { before: like, after: newText }),
          edits: [{ range: at, newText }],
          blame: at,
          apply,
        },
      };
    };
    const straight = make(u, v, ([a, b]) => attempt(op, [a, b]));
    return op === 'sub' ? [straight, make(v, u, ([a, b]) => attempt('sub', [b, a]))] : [straight];
  }

  /** A forgotten square: 1 − A1 for 1 − A1². */
  private squares(node: Node): Ranked[] {
    const found: Ranked[] = [];
    for (const k of [1, 0]) {
      const range = this.range(node.uses[k] ?? 0);
      if (!range || operandsOf(node)[k].op === 'leaf') continue;
      const before = this.text(node.uses[k]);
      const newText = this.context.model.trace.writer.apply('square', [before], {}, this.text(node.site));
      const apply: Edit['apply'] = inputs =>
        attempt(
          opOf(node),
          inputs.slice(0, 2).map((t, i) => (i === k ? attempt('square', [t]) : t)),
          attrsOf(node),
        );
      found.push({
        rank: 1,
        edit: {
          touches: atSite(node.site),
          title: say('fixReplace', { before, after: newText }),
          edits: [{ range, newText }],
          blame: range,
          apply,
        },
      });
    }
    return found;
  }

  /** A constant factor for one term of a sum. */
  private termFactors(node: Node): Ranked[] {
    const found: Ranked[] = [];
    for (const k of [0, 1]) {
      const range = this.range(node.uses[k] ?? 0);
      if (!range || operandsOf(node)[k].dims.length === 0) continue;
      const before = this.text(node.uses[k]);
      for (const { value, text } of this.factors) {
        const newText = this.context.model.trace.writer.scaled(before, text);
        const apply: Edit['apply'] = inputs =>
          attempt(
            opOf(node),
            inputs.slice(0, 2).map((t, i) => (i === k ? attempt('mul', [scalar(value), t]) : t)),
            attrsOf(node),
          );
        found.push({
          rank: 2,
          edit: {
            touches: atSite(node.site),
            title: say('fixFactor', { factor: text, text: newText }),
            edits: [{ range, newText }],
            blame: range,
            apply,
          },
        });
      }
    }
    return found;
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

  /** Another value in an operand's place: A1 for A2, X for A1, Z for A, one gradient for another; the item before or after. */
  private replacements(node: Node): Ranked[] {
    const { model, forward } = this.context;
    return operandsOf(node).flatMap((input, k) => {
      const range = this.range(node.uses[k] ?? 0);
      const text = this.text(node.uses[k] ?? 0);
      if (!range || text.length > 60) return [];
      // A1.T as an operand: another array, transposed as this one is.
      const own = model.rep(input);
      const suffix = own.op === 'transpose' && own.value.shape.length === 2 ? (/(?:\.T|\.transpose\(\)|ᵀ)$/.exec(text)?.[0] ?? '') : '';
      const used = suffix ? model.inputsOf(own)[0] : own;
      const operand: Operand = { node, k, range, used, suffix, text: text.slice(0, text.length - suffix.length) };
      const others = forward.has(used) ? inScope(this.context, used, this.call) : this.gradientsInScope(used, node);
      const named = others.map(o => this.replacement(operand, o.name, n => model.visible(o.name, n, o.statement) ?? o.node));
      return forward.has(used) ? [...named, ...this.neighbours(operand)] : named;
    });
  }

  private replacement({ node, k, range, suffix }: Operand, name: string, other: (n: Node) => Node | null): Ranked {
    const newText = `${name}${suffix}`;
    const title = say('fixReplace', { before: this.text(node.uses[k]), after: newText });
    const apply: Edit['apply'] = (inputs, n, value) => {
      const put = other(n);
      const operands = inputs.slice(0, operandsOf(n).length);
      const turned = (t: Tensor): Tensor | null => (suffix ? flip(t) : t);
      return (
        put &&
        attempt(
          opOf(n),
          operands.map((t, i) => (i === k ? turned(value(put)) : t)),
          attrsOf(n),
        )
      );
    };
    return { rank: 1, edit: { touches: atSite(node.site), title, edits: [{ range, newText }], blame: range, apply } };
  }

  /** Gradients of the file, for an operand that is one. */
  private gradientsInScope(used: Node, node: Node): { node: Node; name: string; statement: number }[] {
    const { model, forward } = this.context;
    if (!model.bindingsOf(used).some(b => gradientOf(b))) return [];
    const found = new Map<string, { node: Node; name: string; statement: number }>();
    for (const b of model.trace.bindings) {
      const other = model.rep(b.node);
      if (b.from > node.id || other === used || forward.has(other) || b.kind === 'argument' || !gradientOf(b)) continue;
      if (b.call !== this.call && b.call !== 0) continue;
      found.set(b.name, { node: other, name: b.name, statement: b.statement });
    }
    return [...found.values()].reverse().slice(0, 12);
  }

  /** hs[t] for hs[t - 1], and the other way: the item beside, whatever the index is at the time. */
  private neighbours(operand: Operand): Ranked[] {
    const { model } = this.context;
    const subscript = /\[([^[\]]+)\]$/.exec(operand.text);
    if (!subscript || !itemOf(model, operand.used, operand.node)) return [];
    return [1, -1].flatMap(step => {
      const index = shifted(subscript[1], step);
      if (index === null) return [];
      const beside = (n: Node): Node | null => {
        const own = model.rep(operandsOf(n)[operand.k]);
        const found = itemOf(model, operand.suffix ? model.inputsOf(own)[0] : own, n);
        return found && model.visible(`${found[1]}[${Number(found[2]) + step}]`, n);
      };
      return [this.replacement(operand, `${operand.text.slice(0, subscript.index)}[${index}]`, beside)];
    });
  }
}

/** The operand of an application: its place and text without a transpose, and the value. */
interface Operand {
  readonly node: Node;
  readonly k: number;
  readonly range: Range;
  readonly used: Node;
  readonly suffix: string;
  readonly text: string;
}

/** `hs[3]`: the list and the index that a value is an item of where a node is computed. */
function itemOf(model: Model, value: Node, at: Node): RegExpExecArray | null {
  const items = model.bindingsOf(value).filter(b => b.from <= at.id && /\[-?\d+\]$/.test(b.name));
  return items.length ? /^(.*)\[(-?\d+)\]$/.exec(items[items.length - 1].name) : null;
}

/** The text of an index one further or nearer: t → t + 1, t + 1 → t, -l → -l + 1, 2 → 3; null for anything else. */
function shifted(index: string, step: number): string | null {
  const found = /^\s*(-?[A-Za-z_]\w*)?\s*(?:([+-])?\s*(\d+))?\s*$/.exec(index);
  if (!found || (found[1] === undefined && found[3] === undefined)) return null;
  const offset = (found[3] === undefined ? 0 : Number(found[3]) * (found[2] === '-' ? -1 : 1)) + step;
  if (found[1] === undefined) return String(offset);
  return offset === 0 ? found[1] : `${found[1]} ${offset > 0 ? '+' : '-'} ${Math.abs(offset)}`;
}

/** Named forward values that could stand in a value's place: those of its shape first, then others with as many axes. */
export function inScope({ model, forward }: Context, like: Node, call: number): { node: Node; name: string; statement: number }[] {
  const found = new Map<string, { node: Node; name: string; statement: number }>();
  const { shape } = like.value;
  for (const node of forward) {
    if (node === like || node.value.shape.length !== shape.length || (shape.length === 0 && node.op === 'leaf')) continue;
    for (const b of model.bindingsOf(node))
      if ((b.call === call || b.call === 0) && /^[\p{L}\w.[\]"'∂]+$/u.test(b.name))
        found.set(b.name, { node, name: b.name, statement: b.statement });
  }
  const all = [...found.values()];
  const same = (x: { node: Node }): boolean => sameShape(x.node.value.shape, shape);
  return [...all.filter(same), ...all.filter(x => !same(x))].slice(0, 16);
}
