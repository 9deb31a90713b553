// Where the shape of an argument is written down: a directive, a type hint, a docstring.
import type { Expr, FunctionDef, Parameter } from '../ast';
import { docOf } from '../compile/functions';
import { readShape, type Sizes } from './dims';

export interface Written {
  readonly shape: readonly number[];
  /** Indices or labels: whole numbers. */
  readonly whole: boolean;
}

/** `# backprop: x (N, D), w (D, M)` on the lines above a function. */
export function directiveShapes(text: string, node: FunctionDef, sizes: Sizes): Map<string, Written> {
  const found = new Map<string, Written>();
  let end = text.lastIndexOf('\n', node.from - 1);
  while (end > 0) {
    const start = text.lastIndexOf('\n', end - 1) + 1;
    const line = text.slice(start, end).trim();
    if (!line.startsWith('#') && !line.startsWith('@')) break;
    const list = /^#\s*backprop:\s*(.*)$/.exec(line)?.[1];
    for (const [, name, dims] of (list ?? '').matchAll(/([A-Za-z_]\w*)\s*\(([^()]*(?:\([^()]*\)[^()]*)*)\)/g)) {
      const shape = readShape(dims, sizes);
      if (shape) found.set(name, { shape, whole: false });
    }
    end = start - 1;
  }
  return found;
}

/** `Float[np.ndarray, "batch d_in"]`, also within a string. */
export function hintShape(annotation: Expr | null, sizes: Sizes): Written | null {
  if (!annotation) return null;
  if (annotation.kind === 'Constant' && typeof annotation.value === 'string') {
    const found = /^\s*(?:\w+\.)*(\w+)\[[^,\]]*,\s*["']([^"']*)["']\s*\]/.exec(annotation.value);
    return found ? hinted(found[1], found[2], sizes) : null;
  }
  if (annotation.kind !== 'Subscript' || annotation.index.kind !== 'Tuple') return null;
  const type =
    annotation.object.kind === 'Name' ? annotation.object.id : annotation.object.kind === 'Attribute' ? annotation.object.name : '';
  const text = annotation.index.items.find(item => item.kind === 'Constant' && typeof item.value === 'string');
  return text?.kind === 'Constant' ? hinted(type, String(text.value), sizes) : null;
}

function hinted(type: string, text: string, sizes: Sizes): Written | null {
  const shape = readShape(
    text
      .trim()
      .split(/[\s,]+/)
      .join(', '),
    sizes,
  );
  return shape && { shape, whole: /^(?:Int|UInt|Integer|Long)/.test(type) };
}

const DIMS = String.raw`\(([^()]*(?:\([^()]*\)[^()]*)*)\)`;
const WHOLE = /\b(?:integer|int|indices|index|labels?|class(?:es)?)\b/i;

/** The shape that a docstring gives a name: `W -- weights, numpy array of shape (n_h, n_x)`, `- x: (N, D)`, `x is (B, T, d)`. */
export function docShape(doc: string, name: string, sizes: Sizes): Written | null {
  const item = new RegExp(`^[ \\t]*(?:[-*•]\\s*)?(?:\`{1,2})?${name}(?:\`{1,2})?[ \\t]*(?:--|:|=|–|—|is\\b|\\()`, 'm').exec(doc);
  const inline =
    new RegExp(`\\b${name}\\b[^(),.\\n]{0,50}\\bshape\\b[^(),.\\n]{0,6}${DIMS}`).exec(doc) ??
    new RegExp(`\\b${name}\\s+(?:is|are)\\s*${DIMS}`).exec(doc);
  if (!item) return inline ? written(inline[1], '', sizes) : null;
  const rest = doc.slice(item.index);
  // The entry ends where the next one begins.
  const [entry] = rest.split(/\n[ \t]*(?:[-*•]\s*)?[A-Za-z_]\w*[ \t]*(?:--|:\s|–|—)|\n[ \t]*\n/, 1);
  const shaped =
    new RegExp(`shapes?\\s*(?:of|is|=|:)?\\s*${DIMS}`, 'i').exec(entry) ?? new RegExp(`(?:--|:|=|–|—|is|${name})\\s*${DIMS}`).exec(entry);
  if (shaped) return written(shaped[1], entry, sizes);
  return /any shape/i.test(entry) ? written('N, D', entry, sizes) : inline ? written(inline[1], entry, sizes) : null;
}

function written(dims: string, entry: string, sizes: Sizes): Written | null {
  const shape = readShape(dims, sizes);
  return shape && { shape, whole: WHOLE.test(entry.replace(/\bshape\b.*/i, '')) && !/weight|hidden|input data|matrix/i.test(entry) };
}

/** Relations that a docstring states: `D = d_1 * ... * d_k`. The dots stand for the two axes that they are given. */
function relations(doc: string, sizes: Sizes): void {
  for (const [, name, from, to] of doc.matchAll(/\b([A-Za-z]\w*)\s*=\s*(\w+)\s*\*\s*\.\.\.\s*\*\s*(\w+)/g))
    sizes.set(name, sizes.of(from) * sizes.of(to));
}

/** What is written down about each parameter. */
export function writtenShapes(text: string, node: FunctionDef, docs: readonly (string | null)[], sizes: Sizes): Map<string, Written> {
  const all = [docOf(node.body), ...docs].filter(doc => doc !== null);
  for (const doc of all) relations(doc, sizes);
  const found = directiveShapes(text, node, sizes);
  for (const p of node.params) {
    if (found.has(p.name)) continue;
    const own = hintShape(p.annotation, sizes) ?? firstOf(all, doc => docShape(doc, p.name, sizes));
    if (own) found.set(p.name, own);
  }
  return found;
}

function firstOf(docs: readonly string[], read: (doc: string) => Written | null): Written | null {
  for (const doc of docs) {
    const found = read(doc);
    if (found) return found;
  }
  return null;
}

export const plainParameters = (node: FunctionDef, method: boolean): Parameter[] =>
  node.params.filter(p => p.kind !== 'star' && p.kind !== 'doubleStar').slice(method ? 1 : 0);
