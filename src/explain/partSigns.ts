// Signs for operations that move parts of a tensor and have none of their own: a part, a part replaced, entries picked and put back.
import type { Node } from '../core/graph';
import type { IndexPart } from '../core/ops/structure';
import type { Trace } from '../trace/trace';

/** Writes a value inside a sign. */
export interface Inner {
  readonly text: (node: Node) => string;
  readonly latex: (node: Node) => string;
}

/** einsum is told with its letters. */
const lettersOf = (node: Node): string => String(node.attrs.spec);

const SIGNED = new Set<string>(['slice', 'setSlice', 'take', 'scatter', 'put']);

/** It has a sign from here. */
export const hasPartSign = (node: Node): boolean => SIGNED.has(node.op) || isTurned(node);

/** ᵀ turns all axes around; another order has to be told. */
export const isTurned = (node: Node): boolean => node.op === 'transpose' && node.attrs.axes !== undefined && node.dims.length > 2;

/** NumPy's call for what a file of Python writes with more than its operands; null for the rest. */
export function partCode(node: Node, code: (node: Node) => string | null): string | null {
  if (isTurned(node)) return `np.transpose(${code(node.inputs[0])}, ${axesText(node)})`;
  return node.op === 'einsum' ? `np.einsum("${lettersOf(node)}", ${node.inputs.map(code).join(', ')})` : null;
}

const axesText = (node: Node): string => `(${(node.attrs.axes as readonly number[]).join(', ')})`;

/** A[0:3, :] as text; null for what has a sign of its own. */
export function partText(trace: Trace, node: Node, text: Inner['text']): string | null {
  if (isTurned(node)) return `transpose(${text(node.inputs[0])}, ${axesText(node)})`;
  if (node.op === 'einsum') return `einsum("${lettersOf(node)}", ${node.inputs.map(text).join(', ')})`;
  const index = SIGNED.has(node.op) ? `[${indexOf(trace, node)}]` : '';
  switch (node.op) {
    case 'take':
      return `${bracketed(text(node.inputs[0]))}${index}`;
    case 'scatter':
      return `(zeros${index} += ${text(node.inputs[0])})`;
    case 'setSlice':
    case 'put':
      return `(${isZero(node.inputs[0]) ? 'zeros' : bracketed(text(node.inputs[0]))}${index} ← ${text(node.inputs[1])})`;
    default:
      return null;
  }
}

export function partLatex(trace: Trace, node: Node, latex: Inner['latex']): string | null {
  if (isTurned(node)) return `\\operatorname{transpose}_{${axesText(node).replaceAll(' ', '')}}\\left(${latex(node.inputs[0])}\\right)`;
  if (node.op === 'einsum')
    return `\\operatorname{einsum}_{${lettersOf(node).replace('->', '\\to ')}}\\left(${node.inputs.map(latex).join(',\\,')}\\right)`;
  if (!SIGNED.has(node.op)) return null;
  const index = `[${indexTex(indexOf(trace, node))}]`;
  switch (node.op) {
    case 'slice':
    case 'take':
      return `{\\left(${latex(node.inputs[0])}\\right)}_{${index}}`;
    case 'scatter':
      return `\\left(0_{${index}}\\mathrel{+}= ${latex(node.inputs[0])}\\right)`;
    default: {
      const base = isZero(node.inputs[0]) ? '0' : `{\\left(${latex(node.inputs[0])}\\right)}`;
      return `\\left(${base}_{${index}}\\leftarrow ${latex(node.inputs[1])}\\right)`;
    }
  }
}

const bracketed = (text: string): string => (/^[\p{L}_][\p{L}\p{N}_.]*(?:\[[^[\]]*\])*$/u.test(text) ? text : `(${text})`);

const indexTex = (index: string): string =>
  index
    .replace(/[^\w:,+\- …]/g, '')
    .replaceAll('_', '\\_')
    .replaceAll('…', '\\ldots ')
    .replaceAll(' ', '');

const isZero = (n: Node): boolean => (n.op === 'leaf' || n.op === 'broadcastTo' || n.op === 'mul') && n.value.data.every(x => x === 0);

/** `0:3, :` */
function indexOf(trace: Trace, node: Node): string {
  const parts = node.attrs.index as readonly IndexPart[] | undefined;
  if (!parts) return sourceIndex(trace, node.attrs.offsets) ?? '…';
  const base = node.inputs[0].dims;
  let axis = 0;
  return parts
    .map(part => {
      if (part === null) return 'None';
      const size = base[axis++]?.value;
      if (typeof part === 'number') return String(part);
      if (part.start === 0 && part.stop === size && part.step === 1) return ':';
      return `${part.start}:${part.stop < 0 ? '' : part.stop}${part.step === 1 ? '' : `:${part.step}`}`;
    })
    .join(', ');
}

/** The index that the file's own lookup of the same entries has. */
function sourceIndex(trace: Trace, offsets: unknown): string | null {
  const own = trace.graph.nodes.find(n => n.site !== 0 && n.attrs.offsets === offsets);
  return own ? (/\[([^[\]]{1,40})\]$/.exec(trace.text(own.site).trim())?.[1] ?? null) : null;
}
