// str.format: '{0} {name:>8} {x[1]}'.format(…).

import type { Interpreter } from '../interpreter';
import { keyError } from '../objects/exceptions';
import { PyError } from '../runtime';
import type { Kwargs, PyValue } from '../values';
import { asciiRepr } from './repr';

export function strFormat(rt: Interpreter, template: string, args: readonly PyValue[], kwargs: Kwargs): string {
  let next = 0;
  const render = (text: string, depth: number): string => {
    let out = '';
    let i = 0;
    while (i < text.length) {
      const c = text[i];
      if (c === '{' && text[i + 1] === '{') {
        out += '{';
        i += 2;
      } else if (c === '}' && text[i + 1] === '}') {
        out += '}';
        i += 2;
      } else if (c === '}') throw new PyError('ValueError', "Single '}' encountered in format string");
      else if (c === '{') {
        const end = closing(text, i);
        out += field(text.slice(i + 1, end), depth);
        i = end + 1;
      } else {
        out += c;
        i++;
      }
    }
    return out;
  };
  const field = (inner: string, depth: number): string => {
    const [, name, conversion, spec] = /^([^!:]*)(?:!([sra]))?(?::([\s\S]*))?$/.exec(inner) ?? [];
    if (name === undefined) throw new PyError('ValueError', "expected ':' after conversion specifier");
    let value = lookup(name);
    if (conversion) value = conversion === 's' ? rt.str(value) : conversion === 'r' ? rt.repr(value) : asciiRepr(rt, value);
    return rt.format(value, spec === undefined ? '' : depth > 0 && spec.includes('{') ? render(spec, depth - 1) : spec);
  };
  const lookup = (name: string): PyValue => {
    const [, first, rest] = /^([^.[]*)([\s\S]*)$/.exec(name)!;
    let value: PyValue;
    if (first === '' || /^\d+$/.test(first)) {
      const position = first === '' ? next++ : Number(first);
      if (position >= args.length) throw new PyError('IndexError', `Replacement index ${position} out of range for positional args tuple`);
      value = args[position];
    } else {
      const found = kwargs.get(first);
      if (found === undefined) throw keyError(rt, first);
      value = found;
    }
    for (const [, attribute, item] of rest.matchAll(/\.([^.[]+)|\[([^\]]*)\]/g))
      value = attribute !== undefined ? rt.getattr(value, attribute) : rt.getItem(value, /^\d+$/.test(item) ? Number(item) : item);
    return value;
  };
  return render(template, 2);
}

function closing(text: string, from: number): number {
  if (from === text.length - 1) throw new PyError('ValueError', "Single '{' encountered in format string");
  let depth = 0;
  for (let i = from; i < text.length; i++) {
    if (text[i] === '{') depth++;
    else if (text[i] === '}' && --depth === 0) return i;
  }
  throw new PyError('ValueError', "expected '}' before end of string");
}
