// Which names live where: locals in slots, those that inner functions share in cells, the rest global.
import type { Body, ClassDef, Comprehension, Expr, FunctionDef, Lambda, Module, Parameter, Stmt } from '../ast';
import { blocks, innerExpressions, ownExpressions } from './walk';

export type ScopeNode = Module | FunctionDef | Lambda | ClassDef | Comprehension;

/** A block is a comprehension: its names lie in the frame of the function around it. */
export type ScopeKind = 'module' | 'function' | 'class' | 'block';

export class Scope {
  readonly bound = new Set<string>();
  readonly uses = new Set<string>();
  readonly globals = new Set<string>();
  readonly nonlocals = new Set<string>();
  /** Bound names that inner functions share. */
  readonly cells = new Set<string>();
  /** Names of outer functions, in the order in which the function carries their cells. */
  readonly free: string[] = [];
  readonly slots = new Map<string, number>();
  readonly children: Scope[] = [];
  /** How many slots its frame has; only where it has a frame of its own. */
  size = 0;

  constructor(
    readonly kind: ScopeKind,
    readonly parent: Scope | null,
  ) {
    parent?.children.push(this);
  }

  /** The scope whose frame holds its names. */
  get owner(): Scope {
    return this.kind === 'block' ? this.parent!.owner : this;
  }
  allocate(name: string): number {
    const slot = this.owner.size++;
    this.slots.set(name, slot);
    return slot;
  }
}

export class Scopes {
  private readonly of = new Map<ScopeNode, Scope>();

  constructor(module: Module) {
    const root = new Scope('module', null);
    this.of.set(module, root);
    this.body(module.body, root);
    resolve(root);
    layOut(root);
  }

  get(node: ScopeNode): Scope {
    return this.of.get(node)!;
  }

  private open(node: ScopeNode, kind: ScopeKind, parent: Scope): Scope {
    const scope = new Scope(kind, parent);
    this.of.set(node, scope);
    return scope;
  }

  private body(body: Body, scope: Scope): void {
    for (const node of body) this.statement(node, scope);
  }

  private statement(node: Stmt, scope: Scope): void {
    for (const each of ownExpressions(node)) this.expression(each, scope);
    for (const name of boundNames(node)) bindName(scope, name);
    if (node.kind === 'Scope') for (const name of node.names) (node.scope === 'global' ? scope.globals : scope.nonlocals).add(name);
    else if (node.kind === 'FunctionDef') this.body(node.body, this.function(node, node.params, scope));
    else if (node.kind === 'ClassDef') this.body(node.body, this.open(node, 'class', scope));
    for (const block of blocks(node)) this.body(block, scope);
  }

  private function(node: FunctionDef | Lambda, params: readonly Parameter[], scope: Scope): Scope {
    const inner = this.open(node, 'function', scope);
    for (const p of inCallOrder(params)) inner.bound.add(p.name);
    return inner;
  }

  private expression(node: Expr, scope: Scope): void {
    if (node.kind === 'Name') {
      scope.uses.add(node.id);
      if (node.id === 'super') scope.uses.add('__class__');
    } else if (node.kind === 'Walrus') {
      let target = scope;
      while (target.kind === 'block') target = target.parent!;
      bindName(target, node.target.id);
      scope.uses.add(node.target.id);
    } else if (node.kind === 'Lambda') {
      const inner = this.function(node, node.params, scope);
      this.expression(node.body, inner);
    } else if (node.kind === 'Comprehension') this.comprehension(node, scope);
    for (const each of innerExpressions(node)) this.expression(each, scope);
  }

  private comprehension(node: Comprehension, scope: Scope): void {
    const inner = this.open(node, 'block', scope);
    node.clauses.forEach((clause, i) => {
      this.expression(clause.iterable, i === 0 ? scope : inner);
      for (const name of targetNames(clause.target)) inner.bound.add(name);
      this.expression(clause.target, inner);
      for (const condition of clause.conditions) this.expression(condition, inner);
    });
    this.expression(node.element, inner);
    if (node.value) this.expression(node.value, inner);
  }
}

const RANK: Readonly<Record<Parameter['kind'], number>> = { positionalOnly: 0, plain: 0, keywordOnly: 1, star: 2, doubleStar: 3 };

/** Parameters as their slots are ordered: positional, keyword-only, `*args`, `**kwargs`. */
export const inCallOrder = (params: readonly Parameter[]): Parameter[] => [...params].sort((a, b) => RANK[a.kind] - RANK[b.kind]);

function bindName(scope: Scope, name: string): void {
  if (!scope.globals.has(name) && !scope.nonlocals.has(name)) scope.bound.add(name);
}

/** The names that a target binds. */
export function targetNames(target: Expr): string[] {
  if (target.kind === 'Name') return [target.id];
  if (target.kind === 'Tuple' || target.kind === 'List') return target.items.flatMap(targetNames);
  return target.kind === 'Starred' ? targetNames(target.value) : [];
}

/** The names that a statement binds, blocks not entered. */
export function boundNames(node: Stmt): string[] {
  switch (node.kind) {
    case 'Assign':
      return node.targets.flatMap(targetNames);
    case 'AnnAssign':
    case 'AugAssign':
    case 'For':
      return targetNames(node.target);
    case 'With':
      return node.items.flatMap(item => (item.target ? targetNames(item.target) : []));
    case 'FunctionDef':
    case 'ClassDef':
      return [node.name];
    case 'Import':
      return node.names.map(name => name.as ?? name.path.split('.')[0]);
    case 'ImportFrom':
      return (node.names ?? []).map(name => name.as ?? name.path);
    case 'Try':
      return node.handlers.flatMap(handler => (handler.name ? [handler.name] : []));
    case 'Delete':
      return node.targets.flatMap(targetNames);
    case 'Broken':
      return [...node.targets];
    default:
      return [];
  }
}

/** Finds the function that each outer name belongs to, and what has to be carried there. */
function resolve(scope: Scope): void {
  // `global` and `nonlocal` may stand after the first use in a block.
  for (const name of [...scope.globals, ...scope.nonlocals]) scope.bound.delete(name);
  for (const child of scope.children) resolve(child);
  for (const name of [...scope.uses, ...scope.nonlocals]) {
    if (scope.bound.has(name) && scope.kind !== 'class') continue;
    if (!scope.globals.has(name)) capture(scope, name);
  }
}

function capture(scope: Scope, name: string): void {
  const crossed: Scope[] = [];
  if (scope.kind === 'function' || scope.kind === 'class') crossed.push(scope);
  for (let at = scope.parent; at; at = at.parent) {
    if (at.globals.has(name)) return;
    const holds = at.kind === 'class' ? name === '__class__' : at.kind !== 'module' && at.bound.has(name);
    if (holds) {
      if (crossed.length === 0) return;
      at.cells.add(name);
      for (const each of crossed) if (!each.free.includes(name)) each.free.push(name);
      return;
    }
    if (at.kind === 'function' || at.kind === 'class') crossed.push(at);
  }
}

/** Gives the names their slots. Parameters come first, in the order of the call. */
function layOut(scope: Scope): void {
  if (scope.kind === 'function' || scope.kind === 'block') for (const name of scope.bound) scope.allocate(name);
  if (scope.kind === 'class' && scope.cells.has('__class__')) scope.allocate('__class__');
  for (const child of scope.children) layOut(child);
}
