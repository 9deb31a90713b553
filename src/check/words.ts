// How shapes, factors and errors are put into words.
import type { Dims } from '../core/dims';
import type { Node } from '../core/graph';
import { checkMessages as say } from '../messages/check';
import type { Fix, Range } from '../report/report';
import type { Model } from './model';

export const numbers = (shape: readonly number[]): string => (shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`);

/** (n1, m) = (4, 400); only the numbers where no size has a name. */
export function shapeWords(dims: Dims): string {
  const concrete = numbers(dims.map(d => d.value));
  if (dims.every(d => d.key === String(d.value))) return concrete;
  return `(${dims.map(d => d.key).join(', ')}${dims.length === 1 ? ',' : ''}) = ${concrete}`;
}

export const isShaped = (name: string, dims: Dims): string => say('isShaped', { name, shape: shapeWords(dims) });

/** A factor as a person would write it: 400, 1/400, −1, 0.37; with the size's name where one has that value. */
export function factorText(factor: number, sizes: ReadonlyMap<string, number>): string {
  const size = Math.abs(factor);
  const sign = factor < 0 ? '−' : '';
  const named = (value: number): string => {
    const name = [...sizes].find(([, v]) => v === value && value > 1)?.[0];
    return name ? `${name} = ${value}` : String(value);
  };
  if (Number.isInteger(size)) return sign + named(size);
  const inverse = Math.round(1 / size);
  if (Math.abs(1 / size - inverse) < 1e-6 * inverse && inverse > 1) return `${sign}1/${named(inverse)}`;
  return sign + Number(size.toPrecision(4));
}

export const errorText = (error: number): string => (error === 0 ? '0' : error.toExponential(1));

/** Where something is: a site's range, or the first line when the site is outside the file. */
export const rangeOr = (model: Model, site: number, fallback: Range): Range => model.trace.range(site) ?? fallback;

export const FIRST_LINE: Range = { start: { line: 1, column: 1 }, end: { line: 1, column: 1 } };

/** What an operand is called where it is used: its text there, else its name. A number in front of it is left out: dZ2 for 1/m * dZ2. */
export function operandName(model: Model, node: Node, k: number): string {
  const bare = bareOperand(model, node, k);
  const text = bare.site ? model.trace.text(bare.site) : '';
  return text && text.length <= 40 && !text.includes('\n') ? text : model.nameOf(model.rep(bare.node));
}

/** The operand without a scalar factor that is written in front of it. */
export function bareOperand(model: Model, node: Node, k: number): { node: Node; site: number } {
  const operand = node.inputs[k];
  const site = node.uses[k] ?? 0;
  const at = model.trace.range(site);
  const own = model.trace.range(operand.site);
  const here = at !== null && own !== null && at.start.line === own.start.line && at.start.column === own.start.column;
  if (
    here &&
    operand.op === 'mul' &&
    operand.inputs[0].value.data.length === 1 &&
    operand.inputs[0].dims.length === 0 &&
    operand.uses[1] &&
    !model.trace.text(site).startsWith('(')
  )
    return { node: operand.inputs[1], site: operand.uses[1] };
  return { node: operand, site };
}

/** The text of a site once a fix is made in it; the new text alone where the fix lies elsewhere or over several lines. */
export function afterEdit(model: Model, site: number, fix: Fix): string {
  const at = model.trace.range(site);
  const text = model.trace.text(site);
  const inside = (r: Range): boolean =>
    at !== null &&
    r.start.line === at.start.line &&
    r.end.line === at.start.line &&
    r.start.column >= at.start.column &&
    r.end.column <= at.end.column;
  if (!at || at.start.line !== at.end.line || !fix.edits.every(e => inside(e.range))) return fix.edits[0].newText;
  const edits = [...fix.edits].sort((a, b) => b.range.start.column - a.range.start.column);
  return edits.reduce(
    (t, e) => t.slice(0, e.range.start.column - at.start.column) + e.newText + t.slice(e.range.end.column - at.start.column),
    text,
  );
}
