// import: modules of ours, helper files beside the script, and opaque values for what is not modelled.
import { Compiler } from './compile/compiler';
import type { Interpreter } from './interpreter';
import { MODULES } from './modules';
import { Frame, ModuleScope } from './objects/functions';
import { parse } from './parse/parse';
import { PyError } from './runtime';
import { decodeSource } from './source';
import { isOwn, standInFor } from './standIns';
import { isUsual } from './standIns/usual';
import { PyList, PyModule, PyOpaque, PyTuple, type PyValue } from './values';

/** A module by its dotted path; leading dots are relative to the importing file. */
export function importedModule(rt: Interpreter, path: string, from: ModuleScope, quiet = false): PyValue {
  const name = path.startsWith('.') ? relative(path, from) : path;
  const known = rt.modules.get(name);
  if (known) return known;
  const make = MODULES[name];
  if (make) {
    const module = make(rt);
    rt.modules.set(name, module);
    return module;
  }
  const dot = name.lastIndexOf('.');
  const parent = dot > 0 ? importedModule(rt, name.slice(0, dot), from, quiet) : null;
  if (parent instanceof PyModule && !rt.scopes.has(parent)) {
    const member = parent.members.get(name.slice(dot + 1));
    if (member !== undefined) return member;
  }
  const helper = helperModule(rt, name) ?? standInModule(rt, name, quiet || from.standIn !== null);
  if (helper) return helper;
  if (!quiet) {
    if (!rt.recorder && !HARMLESS.test(name)) throw new PyError('ModuleNotFoundError', `No module named '${name}'`);
    rt.unsupported(name);
  }
  return new PyOpaque(name);
}

/** Libraries that only draw or report: a run goes on without them. */
const HARMLESS = /^(?:bokeh|wandb|tensorboard\w*|PIL|cv2|imageio|skimage|google|graphviz)(?:\.|$)/;

function relative(path: string, from: ModuleScope): string {
  const dots = /^\.+/.exec(path)![0].length;
  const folder = from.package.split('.').filter(Boolean);
  const base = folder.slice(0, folder.length - (dots - 1));
  return [...base, path.slice(dots)].filter(Boolean).join('.');
}

function helperModule(rt: Interpreter, name: string): PyModule | null {
  const base = name.replaceAll('.', '/');
  for (const file of [`${base}.py`, `${base}/__init__.py`]) {
    const bytes = rt.readFile(file);
    if (!bytes) continue;
    const scope = new ModuleScope(name, file);
    if (file.endsWith('__init__.py')) scope.package = name;
    return runHelper(rt, scope, decodeSource(bytes));
  }
  return null;
}

/** Where the real module is absent: one of ours with its interface, which the coverage names. */
function standInModule(rt: Interpreter, name: string, quiet: boolean): PyModule | null {
  const found = standInFor(name);
  if (!found) return null;
  const scope = new ModuleScope(name, found.file);
  scope.package = name;
  scope.standIn = found.data ? 'data' : 'code';
  for (const [key, value] of Object.entries(rt.helpersForStandIns())) scope.cell(key).v = value;
  if (!quiet && !isOwn(name)) rt.usesStandIn(/\.|^(?:sklearn|keras|scipy)$/.test(name) ? name.split('.')[0] : name);
  return rt.aside(found.data, () => runHelper(rt, scope, found.source));
}

function runHelper(rt: Interpreter, scope: ModuleScope, text: string): PyModule {
  const module = new PyModule(scope.name, new Map([['__name__', scope.name]]));
  rt.modules.set(scope.name, module);
  rt.scopes.set(module, scope);
  scope.cell('__name__').v = scope.name;
  scope.cell('__file__').v = scope.file;
  const tree = parse(text);
  if (tree.problems.length > 0 && !rt.recorder)
    throw new PyError('SyntaxError', `invalid syntax (${scope.file}, line ${text.slice(0, tree.problems[0].from).split('\n').length})`);
  const sites = rt.newSites(text, false);
  const compiler = new Compiler(rt, scope, sites, tree, rt.tracer);
  const frame = new Frame(new Array(compiler.scope.size), [], rt.call);
  compiler.block(tree.body)(frame);
  return module;
}

/** A function of a module that is not here which means the same everywhere; null for all others. */
export function usualFunction(rt: Interpreter, from: ModuleScope, module: string, name: string): PyValue {
  if (!rt.recorder || !isUsual(rt.text, name)) return null;
  rt.usesStandIn(module === '' ? name : `${module}.${name}`);
  return rt.getattr(importedModule(rt, '_usual', from, true), name);
}

/** What `from m import *` brings. */
export function starNames(rt: Interpreter, module: PyValue): [string, PyValue][] {
  if (module instanceof PyOpaque) rt.hidesNames = true;
  if (!(module instanceof PyModule)) return [];
  const scope = rt.scopes.get(module);
  const members: [string, PyValue][] = scope
    ? [...scope.cells].flatMap(([name, cell]): [string, PyValue][] => (cell.v === undefined ? [] : [[name, cell.v]]))
    : [...module.members];
  const listed = members.find(([name]) => name === '__all__')?.[1];
  const all = listed instanceof PyList || listed instanceof PyTuple ? new Set(listed.items) : null;
  if (scope?.standIn) rt.hidesNames = true;
  return members.filter(([name]) => (all ? all.has(name) : !name.startsWith('_')));
}
