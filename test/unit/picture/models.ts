// Hand-made reports of usual models and generated graphs, for the tests of the picture and the view, and for the bench.
import type { Finding, Gradient, GradientStatus, Graph, GraphEdge, GraphNode, Range, Report, Role, ValueSample, Variable } from '../../../src/report/report';

const at = (line: number, column = 1, length = 20): Range => ({ start: { line, column }, end: { line, column: column + length } });

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
    return this.node(id, (of?.dims ?? []).join(' '), of?.shape ?? [], { kind: 'gradient', pass: 'backward', wrt, status, formula, role: 'gradient', ...more });
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

/** Two layers, vectorised, as in the reference; `wrong`: dW2 lacks its transpose. */
export function twoLayer(wrong = false): Sketch {
  const s = new Sketch();
  s.node('W1', 'n1 n0', [4, 2], { kind: 'parameter', role: 'parameter', formula: '0.01 * randn' });
  s.node('X', 'n0 m', [2, 400], { kind: 'input', role: 'input', formula: 'flower(m)' });
  s.node('b1', 'n1 1', [4, 1], { kind: 'parameter', role: 'parameter', formula: '0' });
  s.node('Z1', 'n1 m', [4, 400], { role: 'pre-activation', formula: 'W1 · X + b1' }).into('Z1', 'W1', 'X', 'b1');
  s.node('A1', 'n1 m', [4, 400], { role: 'activation', formula: 'tanh(Z1)' }).into('A1', 'Z1');
  s.node('W2', 'n2 n1', [1, 4], { kind: 'parameter', role: 'parameter', formula: '0.01 * randn' });
  s.node('b2', 'n2 1', [1, 1], { kind: 'parameter', role: 'parameter', formula: '0' });
  s.node('Z2', 'n2 m', [1, 400], { role: 'pre-activation', formula: 'W2 · A1 + b2' }).into('Z2', 'W2', 'A1', 'b2');
  s.node('A2', 'n2 m', [1, 400], { role: 'activation', formula: 'σ(Z2)' }).into('A2', 'Z2');
  s.node('Y', 'n2 m', [1, 400], { kind: 'input', role: 'label', formula: '0 or 1' });
  s.node('J', '', [], { kind: 'loss', role: 'loss', formula: '-1/m * sum(Y * log(A2) + (1 - Y) * log(1 - A2))' }).into('J', 'A2', 'Y');
  s.gradient('dZ2', 'Z2', 'correct-scaled', 'A2 - Y', { scale: 400 }).into('dZ2', 'A2', 'Y');
  if (wrong) {
    s.gradient('dW2', 'W2', 'wrong', '1/m * dZ2 · A1', { error: 'shape-mismatch' });
    s.edge('dZ2', 'dW2', { flagged: true, badAxes: [1] }).edge('A1', 'dW2', { flagged: true, badAxes: [0] });
  } else s.gradient('dW2', 'W2', 'correct', '1/m * dZ2 · A1ᵀ').into('dW2', 'dZ2', 'A1');
  s.gradient('db2', 'b2', 'correct', '1/m * sum(dZ2, axis=1)').into('db2', 'dZ2');
  s.gradient('dZ1', 'Z1', 'correct-scaled', "W2ᵀ · dZ2 * g1'(Z1)", { scale: 400 }).into('dZ1', 'W2', 'dZ2', 'Z1');
  s.gradient('dW1', 'W1', 'correct', '1/m * dZ1 · Xᵀ').into('dW1', 'dZ1', 'X');
  s.gradient('db1', 'b1', 'correct', '1/m * sum(dZ1, axis=1)').into('db1', 'dZ1');
  return s;
}

/** L layers with groups, Python-like names; the gradient of layer `wrong`'s weights is wrong. */
export function deep(layers: number, wrong = 0): Sketch {
  const s = new Sketch();
  s.node('A0', 'n0 m', [64, 256], { kind: 'input', role: 'input', label: 'X' });
  for (let l = 1; l <= layers; l++) {
    const last = l === layers;
    const group = { group: `layer ${l}` };
    const n = last ? 1 : 64;
    s.node(`W${l}`, '', [n, 64], { kind: 'parameter', role: 'parameter', formula: 'np.random.randn(n, n_prev) * 0.01', ...group });
    s.node(`b${l}`, '', [n, 1], { kind: 'parameter', role: 'parameter', formula: 'np.zeros((n, 1))', ...group });
    s.node(`Z${l}`, '', [n, 256], { role: 'pre-activation', formula: `np.dot(W${l}, A${l - 1}) + b${l}`, ...group }).into(`Z${l}`, `W${l}`, `A${l - 1}`, `b${l}`);
    s.node(`A${l}`, '', [n, 256], { role: 'activation', formula: `${last ? 'sigmoid' : 'relu'}(Z${l})`, ...group }).into(`A${l}`, `Z${l}`);
  }
  s.node('Y', '', [1, 256], { kind: 'input', role: 'label' });
  s.node('cost', '', [], { kind: 'loss', role: 'loss', formula: '-np.sum(Y * np.log(AL) + (1 - Y) * np.log(1 - AL)) / m' }).into('cost', `A${layers}`, 'Y');
  for (let l = layers; l >= 1; l--) {
    const last = l === layers;
    const state = (own: GradientStatus): GradientStatus => (l < wrong && own !== 'correct-scaled' ? own : own);
    s.gradient(`dZ${l}`, `Z${l}`, 'correct-scaled', last ? `A${l} - Y` : `np.dot(W${l + 1}.T, dZ${l + 1}) * (Z${l} > 0)`, { scale: 256 });
    s.into(`dZ${l}`, ...(last ? [`A${l}`, 'Y'] : [`W${l + 1}`, `dZ${l + 1}`, `Z${l}`]));
    s.gradient(`dW${l}`, `W${l}`, l === wrong ? 'wrong' : state('correct'), `np.dot(dZ${l}, A${l - 1}.T)${l === wrong ? '' : ' / m'}`).into(`dW${l}`, `dZ${l}`, `A${l - 1}`);
    s.gradient(`db${l}`, `b${l}`, 'correct', `np.sum(dZ${l}, axis=1, keepdims=True) / m`).into(`db${l}`, `dZ${l}`);
  }
  return s;
}

/** A recurrent net over `steps` time steps, with shared parameters. */
export function rnn(steps: number): Sketch {
  const s = new Sketch();
  s.node('Wxh', '', [6, 3], { kind: 'parameter', role: 'parameter' }).node('Whh', '', [6, 6], { kind: 'parameter', role: 'parameter' });
  s.node('bh', '', [6, 1], { kind: 'parameter', role: 'parameter' }).node('Why', '', [3, 6], { kind: 'parameter', role: 'parameter' });
  s.node('h0', '', [6, 1], { kind: 'input', role: 'input', label: 'h[-1]' });
  for (let t = 1; t <= steps; t++) {
    const group = { group: `t = ${t}` };
    s.node(`x${t}`, '', [3, 1], { kind: 'input', role: 'input', label: `xs[${t}]`, ...group });
    s.node(`h${t}`, '', [6, 1], { role: 'activation', label: `hs[${t}]`, formula: `np.tanh(Wxh @ xs[${t}] + Whh @ hs[${t - 1}] + bh)`, ...group });
    s.into(`h${t}`, 'Wxh', `x${t}`, 'Whh', `h${t - 1}`, 'bh');
    s.node(`y${t}`, '', [3, 1], { label: `ys[${t}]`, formula: `Why @ hs[${t}]`, ...group }).into(`y${t}`, 'Why', `h${t}`);
  }
  s.node('loss', '', [], { kind: 'loss', role: 'loss', formula: 'sum of -np.log(ps)' }).into('loss', ...Array.from({ length: steps }, (_, t) => `y${t + 1}`));
  s.gradient('dWhy', 'Why', 'correct', 'dy @ hs[t].T');
  for (let t = steps; t >= 1; t--) {
    s.gradient(`dy${t}`, `y${t}`, 'correct', `ps[${t}] - target`).into(`dy${t}`, `y${t}`).edge(`dy${t}`, 'dWhy');
    s.gradient(`dh${t}`, `h${t}`, 'inherited', `Why.T @ dy + dhnext`).edge(`dy${t}`, `dh${t}`).edge('Why', `dh${t}`);
    if (t < steps) s.edge(`dh${t + 1}`, `dh${t}`);
  }
  for (const [grad, of] of [['dWxh', 'Wxh'], ['dWhh', 'Whh'], ['dbh', 'bh']]) {
    s.gradient(grad, of, 'unchecked', 'sum over t');
    for (let t = 1; t <= steps; t++) s.edge(`dh${t}`, grad);
  }
  return s;
}

/** A random layered acyclic graph of plain operations. */
export function layered(nodes: number, width: number, seed: number, longShare = 0.05): Graph {
  const next = random(seed);
  const list: GraphNode[] = [];
  const edges: GraphEdge[] = [];
  for (let at = 0; at < nodes; at++) list.push({ id: `n${at}`, label: `op${at}`, kind: 'operation', pass: 'forward', shape: [8, 8], dims: [], range: null });
  for (let to = width; to < nodes; to++) {
    const layer = Math.floor(to / width);
    const inputs = 1 + Math.floor(next() * 1.8);
    for (let k = 0; k < inputs; k++) {
      const back = next() < longShare ? 1 + Math.floor(next() * Math.min(layer, 6)) : 1;
      const near = (to % width) + Math.floor((next() - 0.5) * 6);
      const from = (layer - back) * width + Math.min(width - 1, Math.max(0, near));
      edges.push({ from: `n${from}`, to: `n${to}`, shape: [8, 8] });
    }
  }
  return { nodes: list, edges };
}

/** One block of a transformer after another, each with its residual connections. */
export function transformer(blocks: number, heads = 4): Graph {
  const s = new Sketch();
  const plain = { values: undefined };
  s.node('x0', '', [16, 64], plain);
  let from = 'x0';
  for (let b = 1; b <= blocks; b++) {
    const id = (name: string) => `${name}.${b}`;
    s.node(id('ln1'), '', [16, 64], plain).into(id('ln1'), from);
    for (let h = 0; h < heads; h++) {
      for (const part of ['q', 'k', 'v']) s.node(id(`${part}${h}`), '', [16, 16], plain).into(id(`${part}${h}`), id('ln1'));
      s.node(id(`s${h}`), '', [16, 16], plain).into(id(`s${h}`), id(`q${h}`), id(`k${h}`));
      s.node(id(`p${h}`), '', [16, 16], plain).into(id(`p${h}`), id(`s${h}`));
      s.node(id(`o${h}`), '', [16, 16], plain).into(id(`o${h}`), id(`p${h}`), id(`v${h}`));
    }
    s.node(id('cat'), '', [16, 64], plain).into(id('cat'), ...Array.from({ length: heads }, (_, h) => id(`o${h}`)));
    s.node(id('proj'), '', [16, 64], plain).into(id('proj'), id('cat'));
    s.node(id('r1'), '', [16, 64], plain).into(id('r1'), from, id('proj'));
    s.node(id('ln2'), '', [16, 64], plain).into(id('ln2'), id('r1'));
    s.node(id('f1'), '', [16, 256], plain).into(id('f1'), id('ln2'));
    s.node(id('gelu'), '', [16, 256], plain).into(id('gelu'), id('f1'));
    s.node(id('f2'), '', [16, 64], plain).into(id('f2'), id('gelu'));
    s.node(id('r2'), '', [16, 64], plain).into(id('r2'), id('r1'), id('f2'));
    from = id('r2');
  }
  return s.graph;
}

/** The report around a sketch: gradients with samples, variables, and the finding that belongs to a wrong one. */
export function reportOf(sketch: Sketch, file: string, language: 'bp' | 'python' = 'bp'): Report {
  const { nodes } = sketch;
  const roleOf = (node: GraphNode): Role => node.role ?? 'other';
  const variables: Variable[] = nodes.map(({ label, shape, dims, range, ...node }) => ({ name: label, role: roleOf({ label, shape, dims, range, ...node }), shape, dims, range: range ?? at(1), ...(node.values ? { values: node.values } : {}) }));
  const gradients: Gradient[] = nodes.filter(node => node.status).map(node => gradientOf(node, nodes));
  const loss = nodes.find(node => node.kind === 'loss');
  return {
    file,
    language,
    variables,
    gradients,
    loss: loss ? { name: loss.label, value: 0.6172, range: loss.range, recovered: false } : null,
    findings: nodes.flatMap(node => (node.status === 'wrong' ? [findingOf(node)] : [])),
    graph: sketch.graph,
    coverage: { statements: nodes.length, executed: nodes.length, reasons: [] },
  };
}

function gradientOf(node: GraphNode, nodes: readonly GraphNode[]): Gradient {
  const shapeless = node.error !== undefined;
  const [rows, columns] = node.shape;
  const exact = node.shape.length === 2 ? sample(rows, columns, node.label.length * 31 + rows, 0.004) : undefined;
  const bent = exact && { ...exact, cells: exact.cells.map(cell => (cell === null ? null : cell * 400)) };
  return {
    name: node.label,
    of: 'J',
    wrt: nodes.find(each => each.id === node.wrt)?.label ?? '',
    range: node.range ?? at(1),
    status: node.status ?? 'unchecked',
    relativeError: node.status === 'correct' ? 2e-15 : node.status === 'wrong' && !shapeless ? 0.995 : null,
    scale: node.scale ?? null,
    ...(node.status === 'unchecked' ? { reason: 'the loop ran out of its budget' } : {}),
    evidence: { autodiff: 2e-15, numeric: 3e-9, kinks: 0 },
    shape: node.shape,
    dims: node.dims,
    ...(shapeless ? { derived: '1/m * dZ2 · A1ᵀ' } : {}),
    ...(exact ? { exact, ...(shapeless ? {} : { hand: node.status === 'wrong' ? bent : exact }) } : {}),
  };
}

function findingOf(node: GraphNode): Finding {
  const shapeless = node.error !== undefined;
  const range = node.range ?? at(1);
  return {
    rule: shapeless ? 'shape-mismatch' : 'wrong-gradient',
    severity: 'error',
    message: shapeless
      ? 'The inner sizes 400 and 4 differ: dZ2 is (n2, m) = (1, 400) and A1 is (n1, m) = (4, 400). dW2 must have the shape of W2, (1, 4).'
      : `${node.label} is 256 times the exact gradient: the factor 1/m is missing.`,
    range,
    related: [{ message: 'the forward line that it undoes', range: at(8) }],
    fixes: [
      {
        title: shapeless ? 'Transpose A1: 1/m * dZ2 · A1ᵀ' : 'Divide by m',
        edits: [{ range, newText: shapeless ? 'A1ᵀ' : ' / m' }],
        verified: true,
      },
    ],
  };
}
