// Reading and writing names.
import type { Name } from '../ast';
import { usualFunction } from '../importing';
import type { Cell, Eval } from '../objects/functions';
import { PyError } from '../runtime';
import { PyOpaque, type PyValue } from '../values';
import { type Compiler, located, type Place, type Store, unbound, undefinedName } from './compiler';

export const name = (node: Name, c: Compiler): Eval => load(node.id, c.place(node.id), c, c.site(node));

function load(id: string, place: Place, c: Compiler, site: number): Eval {
  switch (place.kind) {
    case 'slot': {
      const { index } = place;
      return f => {
        const value = f.slots[index];
        if (value === undefined) throw unbound(id, site);
        return value as PyValue;
      };
    }
    case 'cell': {
      const { index } = place;
      return f => (f.slots[index] as Cell).v ?? absent(id, f.slots[index] as Cell, site);
    }
    case 'free': {
      const { index } = place;
      return f => f.free[index].v ?? absent(id, f.free[index], site);
    }
    case 'global':
      return loadGlobal(id, place.cell, c, site);
    case 'class': {
      const outside = load(id, place.otherwise, c, site);
      return f => f.names!.get(id) ?? (f.names!.has(id) ? null : outside(f));
    }
  }
}

function absent(id: string, cell: Cell, site: number): PyValue {
  if (cell.v === null) return null;
  throw located(
    new PyError('NameError', `cannot access free variable '${id}' where it is not associated with a value in enclosing scope`),
    site,
  );
}

function loadGlobal(id: string, cell: Cell, c: Compiler, site: number): Eval {
  const { builtins } = c.rt;
  return () => {
    const value = cell.v;
    if (value !== undefined) return value;
    const known = builtins.get(id);
    if (known !== undefined) return known;
    // A star import from a module that is not here may have brought it.
    if (c.rt.hidesNames && c.tracer) return usualFunction(c.rt, c.globals, '', id) ?? new PyOpaque(id);
    throw undefinedName(id, site);
  };
}

/** Stores without telling the trace. */
export function storeName(id: string, c: Compiler): Store {
  const place = c.place(id);
  switch (place.kind) {
    case 'slot': {
      const { index } = place;
      return (f, value) => {
        f.slots[index] = value;
      };
    }
    case 'cell': {
      const { index } = place;
      return (f, value) => {
        (f.slots[index] as Cell).v = value;
      };
    }
    case 'free': {
      const { index } = place;
      return (f, value) => {
        f.free[index].v = value;
      };
    }
    case 'global': {
      const { cell } = place;
      return (_f, value) => {
        cell.v = value;
      };
    }
    case 'class':
      return (f, value) => {
        f.names!.set(id, value);
      };
  }
}

export function deleteName(id: string, c: Compiler, site: number): Eval {
  const place = c.place(id);
  const drop = (cell: Cell): null => {
    if (cell.v === undefined) throw undefinedName(id, site);
    cell.v = undefined;
    return null;
  };
  return f => {
    switch (place.kind) {
      case 'slot':
        if (f.slots[place.index] === undefined) throw unbound(id, site);
        f.slots[place.index] = undefined;
        return null;
      case 'cell':
        return drop(f.slots[place.index] as Cell);
      case 'free':
        return drop(f.free[place.index]);
      case 'global':
        return drop(place.cell);
      case 'class':
        if (!f.names!.delete(id)) throw undefinedName(id, site);
        return null;
    }
  };
}
