// Builds traces by hand, so that the checker is tested without any language: one line of "source" a binding.

import { check } from '../../../src/check/check';
import { namedDim } from '../../../src/core/dims';
import type { Node } from '../../../src/core/graph';
import type { OpName } from '../../../src/core/opNames';
import { sizeOf, tensor } from '../../../src/core/tensor';
import type { Report, Role } from '../../../src/report/report';
import { Recorder } from '../../../src/trace/recorder';
import type { Section, Trace } from '../../../src/trace/trace';

export class TraceBuilder {
  language: 'bp' | 'python' = 'bp';
  /** The iteration of the training loop that is being run; null outside. */
  iteration: number | null = null;
  /** Line numbers of statements that run again. */
  private readonly known = new Map<string, number>();
  readonly recorder = new Recorder();
  readonly lines: string[] = [];
  private readonly sizes = new Map<string, number>();
  private loss: { node: Node; name: string; site: number } | null = null;
  private target = '';

  size(name: string, value: number) {
    this.sizes.set(name, value);
    return namedDim(name, value);
  }

  leaf(name: string, dims: { value: number }[], role: Role, wave = 1): Node {
    const shape = dims.map(d => d.value);
    const scale = role === 'label' ? 1 : 0.6;
    const seed = this.lines.length + 1;
    const values = Array.from({ length: sizeOf(shape) }, (_, i) => scale * Math.sin(seed * 3.1 + 1.9 * i * wave));
    const data = role === 'label' ? values.map(v => (v > 0 ? 1 : 0)) : values;
    const node = this.recorder.leaf(tensor(shape, data), 'data', 0, dims as never);
    this.bind(name, node, 'declaration', role, name);
    return node;
  }

  /** Applies an op on the line that is being written; its operands stand where `text` says. */
  op(op: OpName, inputs: Node[], attrs = {}, text = '', uses: string[] = []): Node {
    const line = this.known.get(this.text) ?? this.lines.length + 1;
    const at = (part: string) => {
      const column = Math.max(0, this.text.lastIndexOf(part)) + 1;
      return this.place(line, column, column + part.length);
    };
    const node = this.recorder.apply(op, inputs, attrs, {
      site: at(text || this.text),
      uses: uses.map(at),
      statement: line,
      call: 0,
      target: this.target,
    });
    if (!node) throw new Error('nothing stands for it');
    return node;
  }

  /** One site a place, as a front end gives it. */
  private place(line: number, start: number, end: number): number {
    const key = `${line}:${start}:${end}`;
    const known = this.places.get(key) ?? this.recorder.site({ start: { line, column: start }, end: { line, column: end } });
    this.places.set(key, known);
    return known;
  }

  private readonly places = new Map<string, number>();
  private text = '';

  line(section: Section, text: string, compute: () => Node): Node {
    this.text = text;
    this.target = text.split(' = ')[0];
    const from = this.recorder.graph.nodes.length;
    const node = compute();
    this.bind(this.target, node, section, undefined, text, from);
    return node;
  }

  private bind(
    name: string,
    node: Node,
    section: Section | undefined,
    role: Role | undefined,
    text: string,
    from = 0,
    kind: 'assign' | 'augment' | 'alias' = 'assign',
  ): void {
    if (!this.known.has(text)) {
      this.lines.push(text);
      this.known.set(text, this.lines.length);
    }
    const line = this.known.get(text)!;
    const range = (start: number, end: number) => this.place(line, start, end);
    const equals = text.indexOf('= ') - 1;
    this.recorder.bind({
      name,
      short: name,
      slot: name,
      node,
      site: range(1, text.length + 1),
      target: range(1, name.length + 1),
      value: range(equals < 0 ? 1 : equals + 4, text.length + 1),
      statement: line,
      from,
      kind,
      call: 0,
      loops: this.iteration === null ? [] : [{ loop: 1, iteration: this.iteration }],
      section,
      role,
    });
  }

  /** A Python statement, which may run several times: `kind` says whether it assigns or augments. */
  run(text: string, compute: () => Node, kind: 'assign' | 'augment' | 'alias' = 'assign'): Node {
    this.text = text;
    const name = text.split(/ [+\-*/]?= /)[0];
    this.target = name;
    const from = this.recorder.graph.nodes.length;
    const node = compute();
    this.bind(name, node, undefined, undefined, text, from, kind);
    return node;
  }

  isLoss(name: string, node: Node): void {
    this.loss = { node, name, site: 0 };
  }

  trace(): Trace {
    const r = this.recorder;
    return {
      language: this.language,
      graph: r.graph,
      range: site => r.range(site),
      text: site => {
        const range = r.range(site);
        return range ? this.lines[range.start.line - 1].slice(range.start.column - 1, range.end.column - 1) : '';
      },
      writer: {
        transpose: text => (/ /.test(text) ? `(${text})ᵀ` : text.endsWith('ᵀ') ? text.slice(0, -1) : `${text}ᵀ`),
        apply: (op, operands) => operands.join(op === 'matmul' ? ' · ' : op === 'mul' ? ' * ' : ` ${op} `),
        scaled: (text, factor) => `${factor} * ${text}`,
      },
      bindings: r.bindings,
      calls: r.calls,
      holes: r.holes,
      guards: r.guards,
      declaredLoss: this.loss,
      findings: [],
      coverage: { statements: 1, executed: 1, reasons: [] },
      sizes: this.sizes,
    };
  }

  check(): Omit<Report, 'file' | 'language'> {
    return check(this.trace());
  }
}

/** Which of the two-layer net's backward equations are written how. */
export interface TwoLayerOptions {
  dW2?: (b: TraceBuilder, n: Nodes) => Node;
  dZ2?: (b: TraceBuilder, n: Nodes) => Node;
  dZ1?: (b: TraceBuilder, n: Nodes) => Node;
  dW1?: (b: TraceBuilder, n: Nodes) => Node;
  db1?: (b: TraceBuilder, n: Nodes) => Node;
  text?: Partial<Record<'dW2' | 'dZ2' | 'dZ1' | 'dW1' | 'db1', string>>;
}

export type Nodes = Record<string, Node>;

/** The reference's vectorised two-layer net with its six equations, any of which may be replaced. */
export function twoLayers(options: TwoLayerOptions = {}): TraceBuilder {
  const b = new TraceBuilder();
  const [n0, n1, n2, m] = [b.size('n0', 3), b.size('n1', 4), b.size('n2', 1), b.size('m', 5)];
  const one = { value: 1, key: '1', terms: new Map([['', 1]]) };
  const n: Nodes = {};
  n.X = b.leaf('X', [n0, m], 'input');
  n.Y = b.leaf('Y', [n2, m], 'label');
  n.W1 = b.leaf('W1', [n1, n0], 'parameter');
  n.b1 = b.leaf('b1', [n1, one], 'parameter');
  n.W2 = b.leaf('W2', [n2, n1], 'parameter');
  n.b2 = b.leaf('b2', [n2, one], 'parameter');
  const g = b.recorder.graph;
  const k = (x: number) => g.constant(x);
  const f = (text: string, compute: () => Node): void => {
    n[text.split(' = ')[0]] = b.line('forward', text, compute);
  };
  f('Z1 = W1 · X + b1', () => b.op('add', [b.op('matmul', [n.W1, n.X]), n.b1]));
  f('A1 = tanh(Z1)', () => b.op('tanh', [n.Z1]));
  f('Z2 = W2 · A1 + b2', () => b.op('add', [b.op('matmul', [n.W2, n.A1]), n.b2]));
  f('A2 = σ(Z2)', () => b.op('sigmoid', [n.Z2]));
  f('J = -1/m * sum(…)', () => {
    const on = b.op('mul', [n.Y, b.op('log', [n.A2])]);
    const off = b.op('mul', [b.op('sub', [k(1), n.Y]), b.op('log', [b.op('sub', [k(1), n.A2])])]);
    return b.op('mul', [k(-1 / 5), b.op('sum', [b.op('add', [on, off])])]);
  });
  b.isLoss('J', n.J);
  const t = (x: Node): Node => b.op('transpose', [x]);
  const back = (name: keyof NonNullable<TwoLayerOptions['text']>, text: string, usual: () => Node): void => {
    const own = options[name];
    n[name] = b.line('backward', options.text?.[name] ?? text, () => (own ? own(b, n) : usual()));
  };
  const mean = (x: Node): Node => b.op('mul', [k(1 / 5), b.op('sum', [x], { axes: [1], keepdims: true })]);
  back('dZ2', 'dZ2 = A2 - Y', () => b.op('sub', [n.A2, n.Y]));
  back('dW2', 'dW2 = 1/m * dZ2 · A1ᵀ', () => b.op('mul', [k(1 / 5), b.op('matmul', [n.dZ2, t(n.A1)])]));
  n.db2 = b.line('backward', 'db2 = 1/m * sum(dZ2, axis=1)', () => mean(n.dZ2));
  back('dZ1', "dZ1 = W2ᵀ · dZ2 * g1'(Z1)", () =>
    b.op('mul', [b.op('matmul', [t(n.W2), n.dZ2]), b.op('sub', [k(1), b.op('square', [n.A1])])]),
  );
  back('dW1', 'dW1 = 1/m * dZ1 · Xᵀ', () => b.op('mul', [k(1 / 5), b.op('matmul', [n.dZ1, t(n.X)])]));
  back('db1', 'db1 = 1/m * sum(dZ1, axis=1)', () => mean(n.dZ1));
  return b;
}
