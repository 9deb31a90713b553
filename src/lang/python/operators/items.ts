// container[index], container[index] = value, del container[index].
import type { Interpreter } from '../interpreter';
import { arrayGetItem, arraySetItem, asIndex, NDArray } from '../numpy';
import { PyBytes } from '../objects/bytes';
import { PyClass, PyInstance } from '../objects/classes';
import { PyDict } from '../objects/containers';
import { keyError } from '../objects/exceptions';
import { PyRange } from '../objects/range';
import { PyError } from '../runtime';
import { PyBuiltin, PyList, PyObject, PyOpaque, PySlice, PyTuple, type PyValue } from '../values';

/** An index as an integer, or the error that Python raises for a sequence of this kind. */
export function wholeIndex(rt: Interpreter, index: PyValue, kind: string): number {
  if (typeof index === 'number') return index;
  const at = indexOf(rt, index);
  if (at === null) {
    if (kind === 'string') throw new PyError('TypeError', `string indices must be integers, not '${rt.typeName(index)}'`);
    throw new PyError('TypeError', `${kind} indices must be integers or slices, not ${rt.typeName(index)}`);
  }
  return at;
}

export function indexOf(rt: Interpreter, index: PyValue): number | null {
  if (typeof index === 'number') return index;
  if (index instanceof PyInstance) {
    const method = rt.special(index, '__index__');
    return method === undefined ? null : Number(rt.apply(method, []));
  }
  if (index instanceof NDArray) rt.guard(index);
  return asIndex(index);
}

export interface Span {
  readonly start: number;
  readonly step: number;
  readonly length: number;
}

/** Which elements of a sequence a slice means. */
export function spanOf(rt: Interpreter, slice: PySlice, size: number): Span {
  const bound = (value: PyValue): number | null => {
    if (value === null) return null;
    const at = indexOf(rt, value);
    if (at === null) throw new PyError('TypeError', 'slice indices must be integers or None or have an __index__ method');
    return at;
  };
  const step = bound(slice.step) ?? 1;
  if (step === 0) throw new PyError('ValueError', 'slice step cannot be zero');
  const [low, high] = step > 0 ? [0, size] : [-1, size - 1];
  const clamp = (value: number | null, missing: number): number =>
    value === null ? missing : Math.min(high, Math.max(low, value < 0 ? value + size : value));
  const start = clamp(bound(slice.start), step > 0 ? low : high);
  const stop = clamp(bound(slice.stop), step > 0 ? high : low);
  return { start, step, length: Math.max(0, Math.ceil((stop - start) / step)) };
}

function pick<T>(items: ArrayLike<T>, { start, step, length }: Span): T[] {
  const out: T[] = new Array(length);
  for (let i = 0, at = start; i < length; i++, at += step) out[i] = items[at];
  return out;
}

function at(rt: Interpreter, index: PyValue, size: number, kind: string): number {
  const whole = wholeIndex(rt, index, kind);
  const position = whole < 0 ? whole + size : whole;
  if (position < 0 || position >= size) throw new PyError('IndexError', `${kind} index out of range`);
  return position;
}

const ASTRAL = /[\ud800-\udfff]/;
let split: { text: string; characters: string[] } = { text: '', characters: [] };
/** The characters of a text with some beyond 16 bits; remembered, as such texts are walked through. */
export function characters(text: string): ArrayLike<string> {
  if (text.length < 200 ? !ASTRAL.test(text) : plainTexts.has(text)) return text;
  if (split.text === text) return split.characters;
  if (!ASTRAL.test(text)) {
    if (plainTexts.size > 8) plainTexts.clear();
    plainTexts.add(text);
    return text;
  }
  split = { text, characters: [...text] };
  return split.characters;
}
const plainTexts = new Set<string>();

export function getItem(rt: Interpreter, container: PyValue, index: PyValue): PyValue {
  if (container instanceof NDArray) return arrayGetItem(rt, container, index);
  if (container instanceof PyList || container instanceof PyTuple) {
    if (index instanceof PyOpaque) return index;
    const { items } = container;
    if (container.userClass) {
      const own = rt.userMethod(container, '__getitem__');
      if (own) return rt.apply(own, [container, index]);
    }
    if (index instanceof PySlice) {
      const picked = pick(items, spanOf(rt, index, items.length));
      return container instanceof PyList ? new PyList(picked) : new PyTuple(picked);
    }
    return items[at(rt, index, items.length, container instanceof PyList ? 'list' : 'tuple')];
  }
  if (container instanceof PyDict) return fromDict(rt, container, index);
  if (typeof container === 'string') {
    if (index instanceof PyOpaque) return index;
    const all = characters(container);
    if (index instanceof PySlice) {
      const span = spanOf(rt, index, all.length);
      if (span.step === 1 && typeof all === 'string') return all.slice(span.start, span.start + span.length);
      return pick(all, span).join('');
    }
    return all[at(rt, index, all.length, 'string')];
  }
  return otherItem(rt, container, index);
}

function fromDict(rt: Interpreter, dict: PyDict, key: PyValue): PyValue {
  if (key instanceof PyOpaque) return key;
  if (dict.userClass) {
    const own = rt.userMethod(dict, '__getitem__');
    if (own) return rt.apply(own, [dict, key]);
  }
  const value = dict.get(rt, key);
  if (value !== undefined) return value;
  if (dict.userClass) {
    const missing = dict.userClass.lookup('__missing__');
    if (missing !== undefined) return rt.apply(missing, [dict, key]);
  }
  const made = dict.missing?.(rt, key);
  if (made !== undefined) return made;
  throw keyError(rt, key);
}

function otherItem(rt: Interpreter, container: PyValue, index: PyValue): PyValue {
  if (container instanceof PyOpaque) return container;
  if (container instanceof PyRange) {
    if (index instanceof PySlice) {
      const span = spanOf(rt, index, container.length);
      const start = container.at(span.start);
      const step = container.step * span.step;
      return new PyRange(start, start + step * span.length, step);
    }
    return container.at(at(rt, index, container.length, 'range object'));
  }
  if (container instanceof PyBytes) {
    if (index instanceof PySlice) return new PyBytes(pick(container.text, spanOf(rt, index, container.text.length)).join(''));
    return container.text.charCodeAt(at(rt, index, container.text.length, 'index'));
  }
  // Types may be subscripted in annotations: List[int], np.ndarray[…].
  if (container instanceof PyClass) {
    const own = container.lookup('__class_getitem__');
    return own === undefined ? container : rt.apply(rt.getattr(container, '__class_getitem__'), [index]);
  }
  if (container instanceof PyBuiltin && container.typeName === 'type') return container;
  const method = rt.special(container, '__getitem__');
  if (method !== undefined) return rt.apply(method, [index]);
  throw new PyError('TypeError', `'${rt.typeName(container)}' object is not subscriptable`);
}

export function setItem(rt: Interpreter, container: PyValue, index: PyValue, value: PyValue): void {
  if (container instanceof NDArray) {
    arraySetItem(rt, container, index, value);
    return;
  }
  if (container instanceof PyOpaque || index instanceof PyOpaque) return;
  const own = container instanceof PyObject && container.userClass ? rt.userMethod(container, '__setitem__') : undefined;
  if (own) {
    rt.apply(own, [container, index, value]);
    return;
  }
  if (container instanceof PyDict) {
    container.set(rt, index, value);
    return;
  }
  if (container instanceof PyList) {
    if (index instanceof PySlice) setSlice(rt, container, index, value);
    else {
      const whole = wholeIndex(rt, index, 'list');
      const position = whole < 0 ? whole + container.items.length : whole;
      if (position < 0 || position >= container.items.length) throw new PyError('IndexError', 'list assignment index out of range');
      container.items[position] = value;
    }
    return;
  }
  const method = rt.special(container, '__setitem__');
  if (method === undefined) throw new PyError('TypeError', `'${rt.typeName(container)}' object does not support item assignment`);
  rt.apply(method, [index, value]);
}

function setSlice(rt: Interpreter, list: PyList, slice: PySlice, value: PyValue): void {
  const { start, step, length } = spanOf(rt, slice, list.items.length);
  const values = [...rt.iterate(value)];
  if (step === 1) {
    list.items.splice(start, length, ...values);
    return;
  }
  if (values.length !== length)
    throw new PyError('ValueError', `attempt to assign sequence of size ${values.length} to extended slice of size ${length}`);
  for (let i = 0; i < length; i++) list.items[start + i * step] = values[i];
}

export function deleteItem(rt: Interpreter, container: PyValue, index: PyValue): void {
  if (container instanceof PyOpaque || index instanceof PyOpaque) return;
  if (container instanceof PyDict) {
    if (!container.delete(rt, index)) throw keyError(rt, index);
    return;
  }
  if (container instanceof PyList) {
    if (index instanceof PySlice) {
      const { start, step, length } = spanOf(rt, index, container.items.length);
      const gone = new Set(Array.from({ length }, (_, i) => start + i * step));
      const kept = container.items.filter((_, i) => !gone.has(i));
      container.items.length = 0;
      for (const item of kept) container.items.push(item);
    } else {
      const whole = wholeIndex(rt, index, 'list');
      const position = whole < 0 ? whole + container.items.length : whole;
      if (position < 0 || position >= container.items.length) throw new PyError('IndexError', 'list assignment index out of range');
      container.items.splice(position, 1);
    }
    return;
  }
  const method = rt.special(container, '__delitem__');
  if (method === undefined) throw new PyError('TypeError', `'${rt.typeName(container)}' object doesn't support item deletion`);
  rt.apply(method, [index]);
}
