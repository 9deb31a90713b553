// How shapes, factors and errors are put into words.
import type { Dims } from '../core/dims';
import type { Node } from '../core/graph';
import { checkMessages as say } from '../messages/check';
import type { Range } from '../report/report';
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

/** What an operand is called where it is used: its text there, else its name. */
export function operandName(model: Model, node: Node, k: number): string {
  const text = node.uses[k] ? model.trace.text(node.uses[k]) : '';
  return text && text.length <= 40 && !text.includes('\n') ? text : model.nameOf(model.rep(node.inputs[k]));
}
