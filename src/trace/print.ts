// Prints a graph's values as expressions: .bp, NumPy or LaTeX, from each op's own notation.
import { isOne } from '../core/dims';
import type { Node } from '../core/graph';
import type { Notation } from '../core/op';
import { opTable } from '../core/opTable';

export interface Style {
  readonly language: 'bp' | 'python' | 'latex';
  /** How the file multiplies matrices. */
  readonly product?: 'np.dot' | '@' | '.dot';
  /** What a value is called; null: print its expression. */
  name(node: Node): string | null;
}

export interface Printed {
  readonly text: string;
  /** The precedence of the outermost operation: 0 comparison … 6 name or call. */
  readonly level: number;
}

const ATOM = 6;

/** Shared parts are written out wherever they are used: an expression may grow beyond what anyone reads. */
const MOST_PARTS = 400;
let parts = 0;

export const TOO_LONG = '…';

export function print(node: Node, style: Style): string {
  return printed(node, style).text;
}

/** With the precedence of the outermost operation, for what is written around it. */
export function printed(node: Node, style: Style): Printed {
  parts = 0;
  return expression(node, style);
}

const wrapped = (p: Printed, level: number, latex: boolean): string =>
  p.level >= level ? p.text : latex ? `\\left(${p.text}\\right)` : `(${p.text})`;

function expression(node: Node, style: Style): Printed {
  if (++parts > MOST_PARTS) return { text: TOO_LONG, level: ATOM };
  const name = style.name(node);
  if (name !== null) return { text: name, level: /^[−-]/.test(name) ? 3 : /[+\-*/ ]/.test(name) && !/[([]/.test(name) ? 2 : ATOM };
  if (node.op === 'leaf') return numberOf(node, style);
  const special = SPECIAL[node.op];
  if (special) return special(node, style);
  const { notation } = opTable[node.op];
  return written(node, notation, style);
}

function numberOf(node: Node, style: Style): Printed {
  const x = node.value.data[0];
  const text = style.language === 'latex' ? latexNumber(x) : plainNumber(x);
  return { text, level: x < 0 ? 3 : text.includes('/') ? 2 : ATOM };
}

function plainNumber(x: number): string {
  const inverse = Math.round(1 / x);
  if (!Number.isInteger(x) && Math.abs(inverse) > 1 && Math.abs(1 / x - inverse) < 1e-9 * Math.abs(inverse) && String(x).length > 6)
    return `${x < 0 ? '-' : ''}1/${Math.abs(inverse)}`;
  return String(x);
}

const latexNumber = (x: number): string => plainNumber(x).replace(/^(-?)1\/(\d+)$/, '$1\\tfrac{1}{$2}');

function written(node: Node, notation: Notation, style: Style): Printed {
  const { language } = style;
  const latex = language === 'latex';
  const parts = node.inputs.map(n => expression(n, style));
  if (notation.kind === 'infix') {
    const { level } = notation;
    const right = notation.bp === '+' || notation.bp === '·' || notation.bp === '*' ? level : level + 1;
    const mixed = level === 2 && language !== 'latex' && /^(sub|div)$/.test(node.inputs[1].op);
    return {
      text: `${wrapped(parts[0], level, latex)} ${notation[language].trim()} ${wrapped(parts[1], mixed ? level + 1 : right, latex)}`,
      level,
    };
  }
  if (notation.kind === 'prefix')
    return { text: `${notation[language]}${wrapped(parts[0], notation.level, latex)}`, level: notation.level };
  if (notation.kind === 'postfix') {
    const postfix = language === 'python' && notation.level === 4 ? ' ** 2' : notation[language];
    return { text: `${wrapped(parts[0], notation.level + (notation.level === 4 ? 1 : 0), latex)}${postfix}`, level: notation.level };
  }
  const callee = notation.kind === 'call' ? notation[language] : node.op;
  const inner = parts.map(p => p.text).join(', ');
  return { text: latex ? `${callee}\\left(${inner}\\right)` : `${callee}(${inner})`, level: ATOM };
}

type Special = (node: Node, style: Style) => Printed;

const axesOf = (node: Node): string => {
  const axes = node.attrs.axes as readonly number[] | undefined;
  if (!axes) return '';
  return axes.length === 1 ? `axis=${axes[0]}` : `axis=(${axes.join(', ')})`;
};

const reduction =
  (name: string): Special =>
  (node, style) => {
    const inner = expression(node.inputs[0], style).text;
    const axes = axesOf(node);
    const keep = node.attrs.keepdims === true;
    if (style.language === 'latex') return { text: `\\sum ${inner}`, level: 2 };
    if (style.language === 'bp') {
      const all = !node.attrs.axes || (node.attrs.axes as number[]).length === node.inputs[0].dims.length;
      return {
        text: `${name}(${[inner, ...(axes && !all ? [axes] : []), ...(axes && !all && !keep ? ['keepdims=False'] : [])].join(', ')})`,
        level: ATOM,
      };
    }
    return { text: `np.${name}(${[inner, ...(axes ? [axes] : []), ...(keep ? ['keepdims=True'] : [])].join(', ')})`, level: ATOM };
  };

const product: Special = (node, style) => {
  const [a, b] = node.inputs.map(n => expression(n, style));
  if (style.language === 'python' && style.product === 'np.dot') return { text: `np.dot(${a.text}, ${b.text})`, level: ATOM };
  if (style.language === 'python' && style.product === '.dot') return { text: `${wrapped(a, 5, false)}.dot(${b.text})`, level: ATOM };
  const sign = style.language === 'bp' ? '·' : style.language === 'python' ? '@' : '\\cdot';
  const latex = style.language === 'latex';
  return { text: `${wrapped(a, 2, latex)} ${sign} ${wrapped(b, b.text.includes('*') ? 3 : 3, latex)}`, level: 2 };
};

/** A value that broadcasting would stretch anyway needs no word for it. */
const quiet: Special = (node, style) => expression(node.inputs[0], style);

const withShape =
  (bp: string, python: string): Special =>
  (node, style) => {
    const inner = expression(node.inputs[0], style).text;
    const sizes = node.dims.map(d => (style.language === 'python' ? String(d.value) : d.key)).join(', ');
    return { text: `${style.language === 'python' ? python : bp}(${inner}, (${sizes}${node.dims.length === 1 ? ',' : ''}))`, level: ATOM };
  };

interface Stretch {
  readonly start: number;
  readonly stop: number;
  readonly step: number;
}

/** `A[0:3, :]`: a part along each axis. */
const sliced: Special = (node, style) => {
  const base = expression(node.inputs[0], style);
  let axis = 0;
  const parts = (node.attrs.index as readonly (number | Stretch | null)[]).map(part => {
    if (part === null) return style.language === 'python' ? 'None' : ':';
    const size = node.inputs[0].dims[axis++].value;
    if (typeof part === 'number') return String(part);
    if (part.start === 0 && part.stop === size && part.step === 1) return ':';
    return `${part.start}:${part.stop < 0 ? '' : part.stop}${part.step === 1 ? '' : `:${part.step}`}`;
  });
  return { text: `${wrapped(base, 5, style.language === 'latex')}[${parts.join(', ')}]`, level: ATOM };
};

/** .bp has no sign function: two masks say the same. */
const sign: Special = (node, style) => {
  const inner = expression(node.inputs[0], style).text;
  if (style.language === 'bp') return { text: `((${inner} > 0) - (${inner} < 0))`, level: ATOM };
  return { text: style.language === 'python' ? `np.sign(${inner})` : `\\operatorname{sign}\\left(${inner}\\right)`, level: ATOM };
};

const SPECIAL: Partial<Record<Node['op'], Special>> = {
  slice: sliced,
  sign,
  matmul: product,
  sum: reduction('sum'),
  mean: reduction('mean'),
  max: reduction('max'),
  min: reduction('min'),
  broadcastTo: quiet,
  reshape: (node, style) =>
    node.dims.filter(d => !isOne(d)).length === 0 ? expression(node.inputs[0], style) : withShape('reshape', 'np.reshape')(node, style),
};
