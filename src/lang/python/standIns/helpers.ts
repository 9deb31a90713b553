// What stand-ins for absent modules and data may ask about the script that uses them.
import { builtin, fn } from '../define';
import type { Interpreter } from '../interpreter';
import { PyError } from '../runtime';
import { PyList, PyOpaque, type PyValue } from '../values';
import { tableText } from './files';

export function standInHelpers(rt: Interpreter): Record<string, PyValue> {
  return {
    _checking: rt.replacesFiles,
    _unknown: new PyOpaque('unknown'),
    _examples: builtin(
      '_examples',
      fn('full', (_rt, full) => rt.examples(Number(full))),
    ),
    _few: builtin(
      '_few',
      fn('count', (_rt, count) => rt.few(Number(count))),
    ),
    _mentions: builtin(
      '_mentions',
      fn('what', (_rt, what) => new RegExp(`(?<![A-Za-z])(?:${what})(?![A-Za-z])`).test(rt.text)),
    ),
    _guess: builtin(
      '_guess',
      fn('path', (_rt, path) => {
        if (!rt.replacesFiles) throw new PyError('FileNotFoundError', `[Errno 2] No such file or directory: ${rt.repr(path)}`);
        rt.guesses(String(path));
        return null;
      }),
    ),
    _table: builtin(
      '_table',
      fn('path, headless', (_rt, path, headless) => {
        const text = rt.replacesFiles ? tableText(rt, String(path), headless === true) : null;
        if (text !== null) rt.guesses(String(path));
        return text;
      }),
    ),
    _found: builtin(
      '_found',
      fn('pattern', (_rt, pattern) => new PyList([...rt.text.matchAll(new RegExp(String(pattern), 'g'))].map(m => m[1] ?? m[0]))),
    ),
  };
}
