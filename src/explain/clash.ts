// Operands whose sizes disagree, as rectangles that show where.
import type { Node } from '../core/graph';
import type { Block, Side } from '../report/explained';
import type { Hole } from '../trace/trace';
import type { Study } from './study';
import { plainly } from './tell';

export function clashBlock(study: Study, hole: Hole): Block | null {
  const { node, problem, wanted } = hole;
  const operands = node.inputs.slice(0, node.attrs.stands ? -1 : undefined);
  if (operands.length !== 2 || operands.some(n => n.dims.length > 2 || n.dims.length === 0)) return null;
  const parts = operands.map((n, k) => ({
    side: sideOf(n, scaledName(study, n) ?? nameAt(study, node, k)),
    bad: (problem.axes[k] ?? []).map(axis => (n.dims.length === 1 ? 1 : axis)).filter((axis): axis is 0 | 1 => axis === 0 || axis === 1),
  }));
  const sizes = parts.map(({ side, bad }) => (bad.length ? side.size[bad[0]] : null));
  if (sizes[0] === null || sizes[1] === null) return null;
  const words = `${sizes[0]} ≠ ${sizes[1]}`;
  const alt = `${parts.map(({ side }) => `${side.name} (${side.size.join(', ')})`).join(wanted === 'matmul' ? ' · ' : ' ∗ ')}: ${words}`;
  return { kind: 'clash', sign: wanted === 'matmul' ? '·' : '∗', operands: parts, words, alt };
}

/** Which sizes disagree, in words. */
export function clashWords({ node, problem, wanted }: Hole): string | null {
  const [left, right] = problem.axes.map((bad, k) => bad.map(axis => node.inputs[k]?.value.shape[axis])[0]);
  if (left === undefined || right === undefined) return null;
  return plainly(wanted === 'matmul' ? 'innerDiffer' : 'sizesDiffer', { left, right });
}

export function sideOf(node: Node, name: string): Side {
  const [rows, columns] = node.dims.length === 1 ? [null, node.dims[0]] : [node.dims[0], node.dims[1]];
  return {
    name,
    rows: rows?.key ?? '1',
    columns: columns?.key ?? '1',
    size: [rows?.value ?? 1, columns?.value ?? 1],
  };
}

/** `dZ2` of `1/m * dZ2`: a factor changes no shape. */
function scaledName(study: Study, node: Node): string | null {
  if (node.op !== 'mul' || node.site === 0) return null;
  const k = node.inputs.findIndex(n => n.dims.length > 0);
  return k >= 0 && node.inputs[1 - k].dims.length === 0 ? nameAt(study, node, k) : null;
}

/** What an operand is called where it is used. */
export function nameAt(study: Study, node: Node, k: number): string {
  const text = node.uses[k] ? study.trace.text(node.uses[k]) : '';
  return text && text.length <= 24 && !text.includes('\n') ? text : study.model.nameOf(study.model.rep(node.inputs[k])).slice(0, 24);
}
