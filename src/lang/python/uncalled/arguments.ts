// What a function is to be called with: arrays of known or unknown shape, numbers, flags, dicts of settings.
import type { Body, Expr, FunctionDef, Stmt } from '../ast';
import { docOf } from '../compile/functions';
import { blocks, innerExpressions, ownExpressions } from '../compile/walk';
import type { Sizes } from './dims';
import { LOSS_NAME } from './pairs';
import { docShape, plainParameters, type Written, writtenShapes } from './sources';

export type Argument =
  | { readonly kind: 'array'; readonly name: string; readonly shape: readonly number[] | null; readonly whole: boolean }
  | { readonly kind: 'value'; readonly name: string; readonly value: number | string | boolean; readonly float?: boolean }
  | { readonly kind: 'dict'; readonly name: string; readonly entries: readonly Argument[]; entry(key: string): Argument }
  | { readonly kind: 'default'; readonly name: string };

/** Settings by what they are called. */
const SETTINGS: readonly (readonly [RegExp, number | string | boolean])[] = [
  [/stride/i, 2],
  [/^pad(?:ding)?$|_pad$/i, 1],
  [/^(?:f|k|HH|WW)$|kernel|filter_?size|pool_?(?:height|width|size)|^ph$|^pw$/i, 2],
  [/mode/i, 'train'],
  [/keep_?prob|^p$|dropout|^rate$/i, 0.7],
  [/eps/i, 1e-5],
  [/momentum|beta\d/i, 0.9],
  [/seed/i, 1],
  [/^lr$|learning_?rate|step_?size/i, 0.1],
  [/lambd|^reg$|alpha|slope|decay|negative_slope|margin/i, 0.2],
  [/train(?:ing)?$|is_train|bias$|causal/i, true],
  [/^axis$|^dim$/i, 1],
  [/n_?heads?|num_?heads?/i, 2],
];

export function setting(name: string): Argument | null {
  const found = SETTINGS.find(([pattern]) => pattern.test(name));
  return found ? { kind: 'value', name, value: found[1] } : null;
}

const DICTS = /^(?:h?param(?:eter)?s?|\w+_params?|config|cfg|settings|options)$/i;
const LABELS = /^(?:y|ys|t|targets?|labels?|y_?true|idx|ids?|index|indices|tokens?)$/i;

/** The arguments that a function needs, with what is known of each. */
export function argumentsOf(
  text: string,
  node: FunctionDef,
  docs: readonly (string | null)[],
  /** The docstrings of the whole file: they may say what is in a dict that is handed on. */
  others: readonly (string | null)[],
  sizes: Sizes,
  method: boolean,
): Argument[] {
  const written = writtenShapes(text, node, docs, sizes);
  const all = [docOf(node.body), ...docs, ...others].filter(doc => doc !== null).join('\n\n');
  return plainParameters(node, method).map(p => argument(p.name, p.fallback !== null, node, all, written.get(p.name), sizes));
}

function argument(name: string, optional: boolean, node: FunctionDef, doc: string, written: Written | undefined, sizes: Sizes): Argument {
  if (written) return { kind: 'array', name, shape: written.shape, whole: written.whole };
  // A model that is given labels computes its loss; without them only scores.
  if (optional && LOSS_NAME.test(node.name) && LABELS.test(name)) return { kind: 'array', name, shape: null, whole: true };
  if (optional) return { kind: 'default', name };
  const keys = keysOf(node.body, name);
  if (keys.length > 0 || DICTS.test(name)) {
    const make = (key: string): Argument => entry(key, doc, sizes);
    return { kind: 'dict', name, entries: keys.map(make), entry: make };
  }
  const [choice] = stringsComparedWith(node.body, name);
  if (choice !== undefined) return { kind: 'value', name, value: choice };
  return setting(name) ?? { kind: 'array', name, shape: null, whole: LABELS.test(name) && isIndex(node.body, name) };
}

function entry(key: string, doc: string, sizes: Sizes): Argument {
  const shape = docShape(doc, key, sizes);
  if (shape) return { kind: 'array', name: key, shape: shape.shape, whole: shape.whole };
  return setting(key) ?? { kind: 'array', name: key, shape: null, whole: false };
}

function* expressionsIn(body: Body): IterableIterator<Expr> {
  const inside = function* (node: Expr): IterableIterator<Expr> {
    yield node;
    if (node.kind === 'Comprehension') {
      yield* inside(node.element);
      for (const clause of node.clauses) yield* inside(clause.iterable);
    }
    for (const each of innerExpressions(node)) yield* inside(each);
  };
  for (const statement of body as readonly Stmt[]) {
    for (const own of ownExpressions(statement)) yield* inside(own);
    for (const block of blocks(statement)) yield* expressionsIn(block);
  }
}

const isName = (node: Expr, name: string): boolean => node.kind === 'Name' && node.id === name;

/** The keys with which a parameter is read: `conv_param['stride']`. */
function keysOf(body: Body, name: string): string[] {
  const keys = new Set<string>();
  for (const node of expressionsIn(body))
    if (node.kind === 'Subscript' && isName(node.object, name) && node.index.kind === 'Constant' && typeof node.index.value === 'string')
      keys.add(node.index.value);
  const assigned = new Set<string>();
  for (const statement of body)
    if (statement.kind === 'Assign')
      for (const target of statement.targets)
        if (target.kind === 'Subscript' && isName(target.object, name) && target.index.kind === 'Constant')
          assigned.add(String(target.index.value));
  return [...keys].filter(key => !assigned.has(key) || !/running/.test(key));
}

/** The texts that a parameter is compared with: `activation == "relu"`. */
export function stringsComparedWith(body: Body, name: string): string[] {
  const found = new Set<string>();
  for (const node of expressionsIn(body)) {
    if (node.kind !== 'Compare') continue;
    const sides = [node.left, ...node.rights];
    if (!sides.some(side => isName(side, name))) continue;
    for (const side of sides) if (side.kind === 'Constant' && typeof side.value === 'string') found.add(side.value);
  }
  return [...found];
}

/** Is the parameter used between brackets: p[np.arange(n), y]? */
function isIndex(body: Body, name: string): boolean {
  for (const node of expressionsIn(body)) {
    if (node.kind !== 'Subscript' || isName(node.object, name)) continue;
    const parts = node.index.kind === 'Tuple' ? node.index.items : [node.index];
    if (parts.some(part => isName(part, name))) return true;
  }
  return false;
}
