// Turns labels as files have them (texts, numbers) into the rows that a model declares: 0/1 in one row, one-hot in K rows.
import type { Tensor } from '../core/tensor';
import { dataMessages as say } from '../messages/data';
import { failed, fine, placed, type Result } from './result';

/** One label an example: numbers as they stand, or texts with their distinct values in alphabetical order. */
export type LabelColumn =
  | { readonly kind: 'numbers'; readonly values: Float64Array }
  | { readonly kind: 'texts'; readonly values: Int32Array; readonly names: readonly string[] };

export function textLabels(texts: readonly string[]): LabelColumn {
  const names = [...new Set(texts)].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const index = new Map(names.map((name, i) => [name, i]));
  return { kind: 'texts', values: Int32Array.from(texts, text => index.get(text)!), names };
}

export interface Encoded {
  readonly labels: Tensor;
  /** What each class is called; null where the labels are quantities, not classes. */
  readonly classes: readonly string[] | null;
}

/** The column as (rows, m). `name` is the label's name, for what is said. */
export function encode(column: LabelColumn, name: string, rows: number, file: string): Result<Encoded> {
  const m = column.values.length;
  if (rows === 1) return oneRow(column, name, m, file);
  const { index, names } = column.kind === 'texts' ? { index: column.values, names: column.names } : ranked(column.values, rows);
  if (names.length !== rows) {
    const known = names.slice(0, 8).join(', ');
    return failed(placed(file, 'labelClasses', say('labelClasses', { name, rows, n: names.length, known })));
  }
  const data = new Float64Array(rows * m);
  for (let i = 0; i < m; i++) data[index[i] * m + i] = 1;
  return fine({ labels: { shape: [rows, m], data }, classes: names });
}

function oneRow(column: LabelColumn, name: string, m: number, file: string): Result<Encoded> {
  if (column.kind === 'texts') {
    const { names } = column;
    if (names.length > 2)
      return failed(placed(file, 'labelNotBinary', say('labelNotBinary', { name, n: names.length, known: names.slice(0, 8).join(', ') })));
    return fine({ labels: { shape: [1, m], data: Float64Array.from(column.values) }, classes: names });
  }
  const distinct = new Set(column.values);
  const binary = [...distinct].every(value => value === 0 || value === 1);
  return fine({ labels: { shape: [1, m], data: column.values }, classes: binary ? ['0', '1'] : null });
}

/** Numbers as classes: 0 … K−1 are themselves, so that a class without an example keeps its row; others by size. */
function ranked(values: Float64Array, rows: number): { index: Int32Array; names: string[] } {
  const whole = values.every(value => Number.isInteger(value) && value >= 0 && value < rows);
  if (whole) return { index: Int32Array.from(values), names: Array.from({ length: rows }, (_, k) => String(k)) };
  const distinct = [...new Set(values)].sort((a, b) => a - b);
  const at = new Map(distinct.map((value, i) => [value, i]));
  return { index: Int32Array.from(values, value => at.get(value)!), names: distinct.map(String) };
}
