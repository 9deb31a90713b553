// import and from … import, compiled.
import type { Import, ImportFrom } from '../ast';
import { importedModule, starNames, usualFunction } from '../importing';
import { type Exec, NORMAL } from '../objects/functions';
import { PyError } from '../runtime';
import { PyModule, PyOpaque, type PyValue } from '../values';
import { type Compiler, located } from './compiler';
import { storeName } from './names';

export function importModules(node: Import, c: Compiler): Exec {
  const { rt } = c;
  const site = c.site(node);
  const parts = node.names.map(name => ({ ...name, store: storeName(name.as ?? name.path.split('.')[0], c) }));
  return f => {
    for (const { path, as, store } of parts) {
      rt.site = site;
      const module = importedModule(rt, path, c.globals);
      const root = path.split('.')[0];
      store(f, as || path === root ? module : importedModule(rt, root, c.globals), null);
    }
    return NORMAL;
  };
}

export function importFrom(node: ImportFrom, c: Compiler): Exec {
  const { rt } = c;
  const site = c.site(node);
  const path = '.'.repeat(node.level) + node.module;
  if (!node.names)
    return () => {
      rt.site = site;
      for (const [name, value] of starNames(rt, importedModule(rt, path, c.globals))) c.globals.cell(name).v = value;
      return NORMAL;
    };
  if (path === '__future__' && node.names.some(name => name.path === 'division')) rt.exactDivision = true;
  const stores = node.names.map(name => ({ name: name.path, store: storeName(name.as ?? name.path, c) }));
  return f => {
    rt.site = site;
    const module = importedModule(rt, path, c.globals);
    rt.site = site;
    for (const { name, store } of stores) store(f, member(module, name), null);
    return NORMAL;
  };

  function member(module: PyValue, name: string): PyValue {
    const usual = module instanceof PyOpaque ? usualFunction(rt, c.globals, module.what, name) : null;
    if (usual !== null) return usual;
    const found = rt.findattr(module, name);
    if (found !== undefined) return found;
    const inner = module instanceof PyModule ? importedModule(rt, `${module.name}.${name}`, c.globals, true) : null;
    if (inner && !(inner instanceof PyOpaque)) return inner;
    const from = module instanceof PyModule ? module.name : path;
    if (rt.recorder && module instanceof PyModule && rt.scopes.get(module)?.standIn) {
      rt.unsupported(`${from}.${name}`);
      return new PyOpaque(`${from}.${name}`);
    }
    throw located(new PyError('ImportError', `cannot import name '${name}' from '${from}'`), site);
  }
}
