// An equation as LaTeX, from its nodes: fractions, sums over columns, raised transposes.
import { isNumber as isPlainSize } from '../core/dims';
import type { Node } from '../core/graph';
import { opTable } from '../core/opTable';
import { latexNumber } from './coefficients';
import { texName } from './symbols';

export interface TexStyle {
  /** LaTeX of a value that has a name (or a coefficient that stands for one); null: print what it is. */
  name(node: Node): string | null;
  /** The source text of a value that has no notation of its own: a slice, a lookup. */
  text(node: Node): string;
}

interface Tex {
  readonly tex: string;
  /** 0 comparison, 1 sum, 2 product, 3 sign, 4 power, 5 one symbol. */
  readonly level: number;
}

const ATOM = 5;

/** What stands for values that came from nowhere in the file. */
export const DATA = '\\cdots ';

/** More parts than fit any line; shared parts are written every time, so that there may be astronomically many. */
const MOST_PARTS = 400;

export function latexOf(node: Node, style: TexStyle): string {
  let left = MOST_PARTS;
  const name = (n: Node): string | null => (left-- > 0 ? style.name(n) : '\\ldots ');
  return write(node, { ...style, name }).tex;
}

const wrap = ({ tex, level }: Tex, least: number): string => (level >= least ? tex : `\\left(${tex}\\right)`);

function write(node: Node, style: TexStyle): Tex {
  const name = style.name(node);
  if (name !== null) return { tex: name, level: /^-/.test(name) ? 3 : ATOM };
  if (node.op === 'leaf') return number(node);
  return (RULES[node.op] ?? called)(node, style);
}

function number(node: Node): Tex {
  if (node.value.data.length !== 1) return { tex: DATA, level: ATOM };
  const x = node.value.data[0];
  return { tex: latexNumber(x), level: x < 0 ? 3 : ATOM };
}

type Rule = (node: Node, style: TexStyle) => Tex;

const infix =
  (sign: string, level: number, left: number, right: number): Rule =>
  (node, style) => {
    const [a, b] = node.inputs.map(n => write(n, style));
    return { tex: `${wrap(a, left)}${sign}${wrap(b, right)}`, level };
  };

const isScalar = (n: Node): boolean => n.value.data.length === 1 && n.dims.length === 0;

/** A number stands before its factor without a sign; tensors are multiplied entry by entry, ⊙. */
const product: Rule = (node, style) => {
  const [first] = node.inputs;
  if (first.op === 'neg' && style.name(first) === null)
    return { tex: `-${product({ ...node, inputs: [first.inputs[0], node.inputs[1]] }, style).tex}`, level: 1 };
  const [a, b] = node.inputs.map(n => write(n, style));
  const plain = node.inputs.some(isScalar);
  return { tex: `${wrap(a, 2)}${plain ? '\\,' : '\\odot '}${wrap(b, node.inputs[1].op === 'matmul' && !plain ? 3 : 2)}`, level: 2 };
};

/** A sign on top of the line stands before it. */
const fraction: Rule = (node, style) => {
  const [top, under] = node.inputs;
  const negative = top.op === 'neg' && style.name(top) === null;
  const [a, b] = [write(negative ? top.inputs[0] : top, style), write(under, style)];
  const size = isScalar(node) ? '\\tfrac' : '\\frac';
  return { tex: `${negative ? '-' : ''}${size}{${a.tex}}{${b.tex}}`, level: negative ? 1 : 4 };
};

/** One that stands for a whole tensor of ones is a bold 1. */
const spread: Rule = (node, style) => {
  const [a] = node.inputs;
  if (a.op === 'leaf' && a.value.data.length === 1 && a.value.data[0] === 1) return { tex: '\\mathbf{1}', level: ATOM };
  return write(a, style);
};

const power =
  (exponent: string): Rule =>
  (node, style) => {
    const a = write(node.inputs[0], style);
    const raised = /\^/.test(a.tex);
    return { tex: `${raised ? `\\left(${a.tex}\\right)` : wrap(a, ATOM)}${exponent}`, level: 4 };
  };

const raise: Rule = (node, style) => {
  const [a, b] = node.inputs.map(n => write(n, style));
  return { tex: `${wrap(a, ATOM)}^{${b.tex}}`, level: 4 };
};

/** \log A stands without brackets where A is one symbol. */
const prefixed =
  (tex: string): Rule =>
  (node, style) => {
    const a = write(node.inputs[0], style);
    return { tex: `${tex}${a.level >= ATOM ? `\\,${a.tex}` : `\\left(${a.tex}\\right)`}`, level: 3 };
  };

const braced =
  (tex: string): Rule =>
  (node, style) => ({ tex: `${tex}{${write(node.inputs[0], style).tex}}`, level: ATOM });

function called(node: Node, style: TexStyle): Tex {
  const { notation } = opTable[node.op];
  if (notation.kind === 'none') return part(node, style);
  const callee = notation.kind === 'call' ? notation.latex : `\\operatorname{${node.op}}`;
  return { tex: `${callee}\\left(${node.inputs.map(n => write(n, style).tex).join(',\\,')}\\right)`, level: ATOM };
}

/** A part of a value keeps its index as the source writes it. */
function part(node: Node, style: TexStyle): Tex {
  const index = /\[([^[\]]*)\]$/.exec(style.text(node))?.[1];
  if (index === undefined || node.inputs.length === 0) return { tex: texName(style.text(node)), level: ATOM };
  const plain = index.replace(/[^\w:,+\- ]/g, '').replaceAll('_', '\\_');
  return { tex: `{${wrap(write(node.inputs[0], style), ATOM)}}_{[${plain.replaceAll(' ', '')}]}`, level: ATOM };
}

/** Σᵢ over the columns of a matrix raises (i), as lectures write the i-th example; over rows it lowers i. */
function sum(node: Node, style: TexStyle): Tex {
  const [a] = node.inputs;
  const inner = write(a, style);
  const axes = (node.attrs.axes as readonly number[] | undefined)?.map(axis => (axis < 0 ? axis + a.dims.length : axis));
  if (axes?.length !== 1 || a.dims.length !== 2) return { tex: `\\sum ${wrap(inner, 2)}`, level: 2 };
  const size = a.dims[axes[0]];
  const upper = isPlainSize(size) ? String(size.value) : texName(size.key);
  const at = axes[0] === 1 ? '^{(i)}' : '_{i,:}';
  const body = inner.level >= ATOM && !(axes[0] === 1 ? /\^/ : /_/).test(inner.tex) ? inner.tex : `\\left(${inner.tex}\\right)`;
  return { tex: `\\sum_{i=1}^{${upper}} ${body}${at}`, level: 2 };
}

/** [Z > 0]: 1 where it holds, else 0. */
const mask =
  (sign: string): Rule =>
  (node, style) => ({ tex: `[${infix(sign, 0, 1, 1)(node, style).tex}]`, level: ATOM });

const RULES: Partial<Record<Node['op'], Rule>> = {
  add: infix('+', 1, 1, 1),
  sub: infix('-', 1, 1, 2),
  mul: product,
  div: fraction,
  matmul: infix('\\cdot ', 2, 2, 3),
  neg: (node, style) => ({ tex: `-${wrap(write(node.inputs[0], style), 2)}`, level: 1 }),
  square: power('^{2}'),
  transpose: power('^{\\mathsf{T}}'),
  pow: raise,
  broadcastTo: spread,
  reshape: (node, style) => write(node.inputs[0], style),
  sum,
  exp: (node, style) => ({ tex: `e^{${write(node.inputs[0], style).tex}}`, level: 4 }),
  log: prefixed('\\log'),
  tanh: prefixed('\\tanh'),
  sqrt: braced('\\sqrt'),
  abs: (node, style) => ({ tex: `\\left|${write(node.inputs[0], style).tex}\\right|`, level: ATOM }),
  greater: mask('>'),
  greaterEqual: mask('\\ge '),
  less: mask('<'),
  lessEqual: mask('\\le '),
};
