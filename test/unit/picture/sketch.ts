// A small way to write down graphs: nodes and edges by name, plausible values, repeatable random numbers.
import type { GradientStatus, Graph, GraphEdge, GraphNode, Range, ValueSample } from '../../../src/report/report';

export const at = (line: number, column = 1, length = 20): Range => ({ start: { line, column }, end: { line, column: column + length } });

/** Repeatable random numbers in [0, 1). */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** A plausible sample of a tensor's values. */
export function sample(rows: number, columns: number, seed: number, size = 1): ValueSample {
  const next = random(seed);
  const r = Math.min(rows, 12);
  const c = Math.min(columns, 40);
  const cells = Array.from({ length: r * c }, () => (next() + next() + next() - 1.5) * size);
  const norm = Math.sqrt(cells.reduce((sum, value) => sum + value * value, 0));
  const mean = cells.reduce((sum, value) => sum + value, 0) / cells.length;
  return { rows: r, columns: c, cells, min: Math.min(...cells), max: Math.max(...cells), mean, norm };
}

/** Collects nodes and edges by name. */
export class Sketch {
  readonly nodes: GraphNode[] = [];
  readonly edges: GraphEdge[] = [];
  private readonly byId = new Map<string, GraphNode>();
  private line = 0;

  node(id: string, dims: string, shape: number[], more: Partial<GraphNode> = {}): this {
    const label = more.label ?? id;
    const node: GraphNode = {
      label,
      kind: 'operation',
      pass: 'forward',
      shape,
      dims: dims === '' ? [] : dims.split(' '),
      range: at(++this.line),
      ...more,
      id,
    };
    if (shape.length === 2 && !more.error && !('values' in more)) node.values = sample(shape[0], shape[1], this.line * 7 + 1);
    this.nodes.push(node);
    this.byId.set(id, node);
    return this;
  }

  gradient(id: string, wrt: string, status: GradientStatus, formula: string, more: Partial<GraphNode> = {}): this {
    const of = this.byId.get(wrt);
    return this.node(id, (of?.dims ?? []).join(' '), of?.shape ?? [], {
      kind: 'gradient',
      pass: 'backward',
      wrt,
      status,
      formula,
      role: 'gradient',
      ...more,
    });
  }

  edge(from: string, to: string, more: Partial<GraphEdge> = {}): this {
    const source = this.byId.get(from);
    const target = this.byId.get(to);
    if (!source || !target) throw new Error(`no node ${source ? to : from}`);
    const reused = source.pass === 'forward' && target.pass === 'backward';
    this.edges.push({ from, to, shape: source.shape, ...(reused ? { reused } : {}), ...more });
    return this;
  }

  into(to: string, ...from: string[]): this {
    for (const each of from) this.edge(each, to);
    return this;
  }

  get graph(): Graph {
    return { nodes: this.nodes, edges: this.edges };
  }
}
