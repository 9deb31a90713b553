// Columns of a CSV table as numbers and labels, with every bad cell told by row and column.

import type { Tensor } from '../core/tensor';
import { dataMessages as say } from '../messages/data';
import { type CsvTable, isMissing, limited, numberOf } from './csv';
import { type LabelColumn, textLabels } from './labels';
import { type DataProblem, failed, placed, type Result } from './result';

/** A column by its number from 1, or by its name in the header; a range of numbers, both ends included. */
export type ColumnChoice = number | string | { readonly from: number; readonly to: number };

export interface Columns {
  /** (n, m): the chosen columns as rows, an example a column. */
  readonly inputs: Tensor;
  readonly label: LabelColumn | null;
  readonly inputNames: readonly string[];
}

/** Without a choice of inputs: every column but the label. */
export function columnsOf(
  table: CsvTable,
  inputs: readonly ColumnChoice[] | null,
  label: ColumnChoice | null,
  file: string,
): Result<Columns> {
  const width = table.rows[0].length;
  const labelAt = label === null ? [] : resolve(table, [label], file);
  if (!Array.isArray(labelAt)) return failed(labelAt);
  const inputAt = inputs ? resolve(table, inputs, file) : Array.from({ length: width }, (_, i) => i).filter(i => !labelAt.includes(i));
  if (!Array.isArray(inputAt)) return failed(inputAt);
  const problems: DataProblem[] = [];
  const data = numbersOf(table, inputAt, file, problems);
  const column = labelAt.length ? labelOf(table, labelAt[0], file, problems) : null;
  if (problems.length) return failed(...limited(problems, file));
  const inputNames = inputAt.map(i => table.header?.[i] || String(i + 1));
  return { value: { inputs: { shape: [inputAt.length, table.rows.length], data }, label: column, inputNames }, problems: [] };
}

function numbersOf(table: CsvTable, columns: readonly number[], file: string, problems: DataProblem[]): Float64Array {
  const m = table.rows.length;
  const data = new Float64Array(columns.length * m);
  for (let i = 0; i < m; i++)
    for (let k = 0; k < columns.length; k++) {
      const field = table.rows[i][columns[k]];
      const value = numberOf(field, table.decimalComma);
      data[k * m + i] = value;
      if (!Number.isNaN(value)) continue;
      const [row, column] = [table.lines[i], columns[k] + 1];
      const missing = isMissing(field);
      const text = field.trim().slice(0, 40);
      const message = missing ? say('missing', { row, column }) : say('notNumber', { text, row, column });
      problems.push(placed(file, missing ? 'missing' : 'notNumber', message, row, column));
    }
  return data;
}

function labelOf(table: CsvTable, column: number, file: string, problems: DataProblem[]): LabelColumn {
  const texts = table.rows.map(row => row[column].trim());
  texts.forEach((text, i) => {
    const [row, at] = [table.lines[i], column + 1];
    if (text === '') problems.push(placed(file, 'missing', say('missing', { row, column: at }), row, at));
  });
  const numbers = Float64Array.from(texts, text => numberOf(text, table.decimalComma));
  return numbers.some(Number.isNaN) ? textLabels(texts) : { kind: 'numbers', values: numbers };
}

function resolve(table: CsvTable, choices: readonly ColumnChoice[], file: string): number[] | DataProblem {
  const width = table.rows[0].length;
  const found: number[] = [];
  for (const choice of choices) {
    const [from, to] = typeof choice === 'object' ? [choice.from, choice.to] : [choice, choice];
    const first = placeOf(table, from);
    const last = placeOf(table, to);
    const bad = first === null ? from : last === null ? to : null;
    if (bad !== null || first === null || last === null || last < first) {
      const known = (table.header ?? Array.from({ length: Math.min(width, 12) }, (_, i) => String(i + 1))).slice(0, 12).join(', ');
      return placed(file, 'noColumn', say('noColumn', { name: String(bad ?? to), n: width, known }));
    }
    for (let i = first; i <= last; i++) found.push(i);
  }
  return found;
}

function placeOf(table: CsvTable, column: number | string): number | null {
  if (typeof column === 'string') {
    const at = table.header?.indexOf(column) ?? -1;
    return at < 0 ? null : at;
  }
  return Number.isInteger(column) && column >= 1 && column <= table.rows[0].length ? column - 1 : null;
}
