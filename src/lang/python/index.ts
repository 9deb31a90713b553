// The Python front end, for the rest of the product. Until its evaluator is here, a Python file has an empty trace that says so.
import { Graph } from '../../core/graph';
import type { Trace } from '../../trace/trace';

export interface PythonSource {
  readonly file: string;
  readonly text: string;
  readonly readFile?: (path: string) => Uint8Array | null;
}

export function tracePython(_source: PythonSource, _options: { budget?: number } = {}): Trace {
  return {
    language: 'python',
    graph: new Graph(),
    range: () => null,
    text: () => '',
    writer: { transpose: t => `${t}.T`, apply: (_op, operands) => operands.join(', '), scaled: (t, f) => `${f} * ${t}` },
    bindings: [],
    calls: [],
    holes: [],
    guards: [],
    declaredLoss: null,
    findings: [],
    coverage: { statements: 0, executed: 0, reasons: [] },
    sizes: new Map(),
  };
}
