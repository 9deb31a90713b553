// How a fix is written in the file's own style.
import type { OpName } from '../../core/opNames';
import type { Writer } from '../../trace/trace';

const ATOM = /^[\w.]+(?:\([^()]*\)|\[[^[\]]*\])*(?:\.\w+)*$/;
const PRODUCT = /^[^+\-<>=]*$/;

/** True where a text binds at least as tightly as a call. */
function isAtom(text: string): boolean {
  return ATOM.test(text) || enclosed(text);
}

/** A text within one pair of brackets, or a call whose brackets close at its end. */
function enclosed(text: string): boolean {
  const open = text.indexOf('(');
  if (open < 0 || !text.endsWith(')') || !/^[\w.]*$/.test(text.slice(0, open))) return false;
  let depth = 0;
  for (let i = open; i < text.length; i++) {
    if (text[i] === '(') depth++;
    else if (text[i] === ')' && --depth === 0) return i === text.length - 1;
  }
  return false;
}

const wrap = (text: string): string => (isAtom(text) ? text : `(${text})`);
/** Beside `*` or `@` sums need brackets, products don't. */
const factor = (text: string): string => (isAtom(text) || (PRODUCT.test(outside(text)) && !text.includes('@')) ? text : `(${text})`);

/** A text without what stands in brackets. */
function outside(text: string): string {
  let depth = 0;
  let out = '';
  for (const c of text) {
    if ('([{'.includes(c)) depth++;
    else if (')]}'.includes(c)) depth--;
    else if (depth === 0) out += c;
  }
  return out;
}

const INFIX: Partial<Record<OpName, string>> = { add: '+', sub: '-', mul: '*', div: '/', pow: '**' };

export function pythonWriter(file: string): Writer {
  const usual = /\bnp\.dot\(/.test(file) ? 'np.dot' : /\.dot\(/.test(file) ? '.dot' : /[\w)\]] @ /.test(file) ? '@' : 'np.dot';
  return {
    transpose: text => {
      const bare = text.trim();
      if (bare.endsWith('.T')) return bare.slice(0, -2);
      return `${wrap(bare)}.T`;
    },
    apply: (op, operands, _attrs, like) => {
      const [a, b] = operands.map(text => text.trim());
      if (op === 'matmul') return product(a, b, like ?? '', usual);
      if (op === 'transpose') return `${wrap(a)}.T`;
      if (op === 'mul' && like && /^np\.multiply\(/.test(like)) return `np.multiply(${a}, ${b})`;
      const sign = INFIX[op];
      if (!sign) return `np.${op}(${operands.join(', ')})`;
      if (op === 'add') return `${a} + ${b}`;
      if (op === 'sub') return `${a} - ${/[+-]/.test(outside(b).trim().slice(1)) ? `(${b})` : b}`;
      return `${factor(a)} ${sign} ${op === 'mul' ? factor(b) : wrap(b)}`;
    },
    scaled: (text, by) => `${by} * ${factor(text)}`,
  };
}

function product(a: string, b: string, like: string, usual: string): string {
  const style = /^np\.dot\(/.test(like)
    ? 'np.dot'
    : /^np\.matmul\(/.test(like)
      ? 'np.matmul'
      : /@/.test(outside(like))
        ? '@'
        : /\.dot\(/.test(like)
          ? '.dot'
          : usual;
  if (style === '@') return `${factor(a)} @ ${wrap(b)}`;
  if (style === '.dot') return `${wrap(a)}.dot(${b})`;
  return `${style}(${a}, ${b})`;
}
