// Reads the values of simple targets out of a frame, without running anything of the script's: names, attributes, items.
import type { Expr } from '../../lang/python/ast';
import type { Compiler, Place } from '../../lang/python/compile/compiler';
import { NDArray } from '../../lang/python/numpy/ndarray';
import { PyInstance } from '../../lang/python/objects/classes';
import { PyDict } from '../../lang/python/objects/containers';
import type { Cell, Frame } from '../../lang/python/objects/functions';
import { PyFloat, PyList, type PyValue } from '../../lang/python/values';

export type Read = (f: Frame) => PyValue | undefined;

export interface Target {
  /** As the file writes it. */
  readonly name: string;
  readonly read: Read;
}

function ofPlace(place: Place): Read {
  switch (place.kind) {
    case 'slot': {
      const { index } = place;
      return f => f.slots[index] as PyValue | undefined;
    }
    case 'cell': {
      const { index } = place;
      return f => (f.slots[index] as Cell | undefined)?.v;
    }
    case 'free': {
      const { index } = place;
      return f => f.free[index].v;
    }
    case 'global': {
      const { cell } = place;
      return () => cell.v;
    }
    case 'class':
      return () => undefined;
  }
}

function item(container: PyValue | undefined, key: PyValue | undefined): PyValue | undefined {
  if (container instanceof PyDict) return typeof key === 'string' || typeof key === 'number' ? container.map.get(key) : undefined;
  if (typeof key !== 'number') return undefined;
  if (container instanceof PyList) return container.items[key < 0 ? key + container.items.length : key];
  if (!(container instanceof NDArray) || container.store.items || container.shape.length === 0) return undefined;
  // A row of one entry, or an entry of a vector.
  if (container.size !== container.shape[0]) return undefined;
  const at = key < 0 ? key + container.shape[0] : key;
  return at < container.shape[0] ? new PyFloat(container.store.data[container.start + at * container.strides[0]]) : undefined;
}

/** Null for what cannot be read without running something. */
export function reader(node: Expr, c: Compiler): Read | null {
  switch (node.kind) {
    case 'Name':
      return ofPlace(c.place(node.id));
    case 'Constant': {
      const { value } = node;
      return typeof value === 'string' || typeof value === 'number' ? () => value : null;
    }
    case 'Attribute': {
      const object = reader(node.object, c);
      const { name } = node;
      return (
        object &&
        (f => {
          const owner = object(f);
          return owner instanceof PyInstance ? owner.attrs.get(name) : undefined;
        })
      );
    }
    case 'Subscript': {
      const object = reader(node.object, c);
      const index = node.index.kind === 'Tuple' ? null : reader(node.index, c);
      return object && index && (f => item(object(f), index(f)));
    }
    default:
      return null;
  }
}

/** A number, or an array of one; NaN for everything else. `kept` tells NaN itself from it. */
export function scalarOf(value: PyValue | undefined): number | null {
  if (value instanceof PyFloat) return value.v;
  if (typeof value === 'number') return value;
  if (value instanceof NDArray && value.size === 1 && !value.store.items) return value.store.data[value.start];
  return null;
}
