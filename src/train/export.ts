// What a run leaves behind, as files: parameters as JSON, curves as CSV.
import type { Tensor } from '../core/tensor';
import type { Series } from './history';

/** Nested lists, as NumPy's `tolist` gives them. */
export function parametersJson(parameters: ReadonlyMap<string, Tensor>): string {
  return `${JSON.stringify(
    Object.fromEntries([...parameters].map(([name, value]) => [name, nested(value.shape, value.data, 0, value.data.length)])),
    null,
    1,
  )}\n`;
}

type Nested = number | Nested[];

function nested(shape: readonly number[], data: Float64Array, from: number, length: number): Nested {
  if (!shape.length) return data[from];
  const [n, ...rest] = shape;
  const each = n ? length / n : 0;
  return Array.from({ length: n }, (_, i) => nested(rest, data, from + i * each, each));
}

/** One row a step, one column a curve; empty where a curve has no point. */
export function curvesCsv(curves: readonly { readonly name: string; readonly series: Series }[]): string {
  const rows = new Map<number, (number | undefined)[]>();
  curves.forEach(({ series }, c) => {
    series.steps.forEach((step, i) => {
      const row = rows.get(step) ?? [];
      row[c] = series.values[i];
      rows.set(step, row);
    });
  });
  const quoted = (name: string): string => (/[",\n]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name);
  const header = ['step', ...curves.map(c => quoted(c.name))].join(',');
  const lines = [...rows].sort(([a], [b]) => a - b).map(([step, row]) => [step, ...curves.map((_, c) => row[c] ?? '')].join(','));
  return `${[header, ...lines].join('\n')}\n`;
}
