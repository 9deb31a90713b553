// The report around a sketch: gradients with samples, variables, and the finding that belongs to a wrong one.
import type { Finding, Gradient, GraphNode, Report, Variable } from '../../../src/report/report';
import { at, type Sketch, sample } from './sketch';

export function reportOf(sketch: Sketch, file: string, language: 'bp' | 'python' = 'bp'): Report {
  const { nodes } = sketch;
  const variables: Variable[] = nodes.map(({ label, role, shape, dims, range, values }) => {
    return { name: label, role: role ?? 'other', shape, dims, range: range ?? at(1), ...(values ? { values } : {}) };
  });
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
  const times = (value: number | null) => (value === null ? null : value * 3);
  const bent = exact && { ...exact, cells: exact.cells.map(times), min: times(exact.min), max: times(exact.max), norm: times(exact.norm) };
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
