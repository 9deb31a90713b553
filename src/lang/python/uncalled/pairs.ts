// Which functions and classes hold a forward and a backward pass that the file itself never runs.
import type { ClassDef, FunctionDef, Module, Stmt } from '../ast';

export interface Pair {
  readonly forward: FunctionDef;
  readonly backward: FunctionDef;
  /** The class whose methods they are; null for functions. */
  readonly owner: ClassDef | null;
}

/** What of a backward function's name becomes what in its forward function's. */
const FORMS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/backward/, ['forward', '']],
  [/Backward/, ['Forward', '']],
  [/bprop/, ['fprop', '']],
  [/backprop(?:agation|agate)?/, ['feedforward', 'forward', 'forward_propagation', 'forward_prop', 'forwardprop', '']],
  [/back_prop(?:agation)?/, ['forward_prop', 'forward_propagation', 'feed_forward', 'forward']],
  [/backpass/, ['forwardpass', 'forward']],
  [/bwd/, ['fwd', '']],
  [/_back$/, ['_forward', '_fwd', '']],
  [/^back_/, ['forward_', '']],
  [/_vjp$/, ['', '_forward']],
  [/_grad(?:ient)?$/, ['', '_forward']],
];

const FORWARD_METHODS = /^(?:forward|fprop|feed_?forward|forward_pass|__call__|call|forward_propagation)$/;
const BACKWARD_METHODS = /^(?:backward|bprop|back_?prop(?:agation)?|backward_pass|backward_propagation|back)$/;

const isFunction = (node: Stmt): node is FunctionDef => node.kind === 'FunctionDef';
const isClass = (node: Stmt): node is ClassDef => node.kind === 'ClassDef';

/** `called` says whether a function has run. */
export function findPairs(module: Module, called: (node: FunctionDef) => boolean): Pair[] {
  const functions = module.body.filter(isFunction);
  const byName = new Map(functions.map(f => [f.name, f]));
  const found: Pair[] = [];
  for (const backward of functions) {
    if (called(backward)) continue;
    const forward = forwardName(backward.name, name => byName.has(name) && name !== backward.name);
    if (forward) found.push({ forward: byName.get(forward)!, backward, owner: null });
  }
  for (const owner of module.body.filter(isClass)) {
    const methods = owner.body.filter(isFunction);
    const backward = methods.find(m => BACKWARD_METHODS.test(m.name));
    const forward =
      methods.find(m => FORWARD_METHODS.test(m.name) && m.name !== '__call__') ?? methods.find(m => FORWARD_METHODS.test(m.name));
    if (forward && backward && !called(backward) && !isAbstract(forward) && !isAbstract(backward)) found.push({ forward, backward, owner });
  }
  return found;
}

function forwardName(backward: string, exists: (name: string) => boolean): string | null {
  for (const [form, replacements] of FORMS) {
    if (!form.test(backward)) continue;
    for (const by of replacements) {
      const name = backward.replace(form, by).replace(/__+/g, '_').replace(/^_|_$/g, '');
      if (name !== '' && exists(name)) return name;
    }
  }
  return null;
}

/** A method that only says that there is one. */
function isAbstract(node: FunctionDef): boolean {
  return node.body.every(s => s.kind === 'Pass' || s.kind === 'Raise' || (s.kind === 'Expr' && s.value.kind === 'Constant'));
}

/** Functions that give back a loss together with its gradient: `return loss, dx`. */
export function findLossFunctions(module: Module, called: (node: FunctionDef) => boolean): Pair[] {
  const inside = (body: readonly Stmt[], owner: ClassDef | null): Pair[] =>
    body
      .filter(isFunction)
      .filter(node => LOSS_NAME.test(node.name) && !called(node) && givesGradient(node))
      .map(node => ({ forward: node, backward: node, owner }));
  return [...inside(module.body, null), ...module.body.filter(isClass).flatMap(owner => inside(owner.body, owner))];
}

export const LOSS_NAME = /loss|cost|criterion|cross_entropy/i;

function givesGradient(node: FunctionDef): boolean {
  const last = node.body[node.body.length - 1];
  if (last?.kind !== 'Return' || last.value?.kind !== 'Tuple' || last.value.items.length !== 2) return false;
  const [, gradient] = last.value.items;
  return gradient.kind === 'Name' && /^d|grad/i.test(gradient.id);
}

/** The names of what a function gives back; empty where an element is no name. */
export function returnedNames(node: FunctionDef): string[] {
  let names: string[] = [];
  const visit = (body: readonly Stmt[]): void => {
    for (const s of body) {
      if (s.kind === 'Return' && s.value) {
        const items = s.value.kind === 'Tuple' ? s.value.items : [s.value];
        names = items.map(item => (item.kind === 'Name' ? item.id : ''));
      } else if (s.kind === 'If') {
        visit(s.body);
        visit(s.otherwise);
      }
    }
  };
  visit(node.body);
  return names;
}
