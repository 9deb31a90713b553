// re: regular expressions, by those of JavaScript.
import { type Definitions, fn, moduleOf } from '../define';
import type { Interpreter } from '../interpreter';
import { PyDict } from '../objects/containers';
import { PyError } from '../runtime';
import { PyBuiltin, PyList, type PyModule, PyObject, PyTuple, type PyValue } from '../values';

const IGNORECASE = 2;
const MULTILINE = 8;
const DOTALL = 16;

/** Python writes named groups and the ends of a text in its own way. */
function translated(pattern: string, flags: number, mode: string): RegExp {
  const source = pattern
    .replace(/\(\?P</g, '(?<')
    .replace(/\(\?P=(\w+)\)/g, '\\k<$1>')
    .replace(/\\A/g, '^')
    .replace(/\\Z/g, '$');
  const own = `${flags & IGNORECASE ? 'i' : ''}${flags & MULTILINE ? 'm' : ''}${flags & DOTALL ? 's' : ''}`;
  try {
    return new RegExp(source, mode + own);
  } catch (error) {
    throw new PyError('re.error', error instanceof Error ? error.message : String(error));
  }
}

class Match extends PyObject {
  readonly typeName = 're.Match';
  constructor(private readonly found: RegExpExecArray) {
    super();
  }
  private group(key: PyValue): PyValue {
    return (typeof key === 'string' ? this.found.groups?.[key] : this.found[Number(key)]) ?? null;
  }
  override attribute(name: string): PyValue | undefined {
    const { found } = this;
    const method = (call: (args: readonly PyValue[]) => PyValue): PyBuiltin => new PyBuiltin(name, (_rt, args) => call(args));
    switch (name) {
      case 'group':
        return method(args => (args.length > 1 ? new PyTuple(args.map(key => this.group(key))) : this.group(args[0] ?? 0)));
      case '__getitem__':
        return method(([key]) => this.group(key));
      case 'groups':
        return method(() => new PyTuple(found.slice(1).map(part => part ?? null)));
      case 'groupdict':
        return new PyBuiltin(name, rt => {
          const dict = new PyDict();
          for (const [key, part] of Object.entries(found.groups ?? {})) dict.set(rt as Interpreter, key, part ?? null);
          return dict;
        });
      case 'start':
        return method(() => found.index);
      case 'end':
        return method(() => found.index + found[0].length);
      case 'span':
        return method(() => new PyTuple([found.index, found.index + found[0].length]));
    }
    return undefined;
  }
}

class Pattern extends PyObject {
  readonly typeName = 're.Pattern';
  constructor(
    readonly pattern: string,
    readonly flags: number,
  ) {
    super();
  }
  override attribute(name: string): PyValue | undefined {
    if (name === 'pattern') return this.pattern;
    const use = USES[name];
    return use && new PyBuiltin(name, (rt, args) => use(rt as Interpreter, this, args));
  }
}

const expression = (value: PyValue, flags: PyValue = 0): Pattern =>
  value instanceof Pattern ? value : new Pattern(String(value), Number(flags));

const matched = (p: Pattern, text: string, mode: string, wrap: (source: string) => string): Match | null => {
  const found = translated(wrap(p.pattern), p.flags, mode).exec(text);
  return found && new Match(found);
};

/** Groups in the result as Python has them: one group alone, several as a tuple, none as the whole. */
const part = (found: RegExpMatchArray): PyValue =>
  found.length === 1 ? found[0] : found.length === 2 ? (found[1] ?? '') : new PyTuple(found.slice(1).map(each => each ?? ''));

function substituted(rt: Interpreter, p: Pattern, [by, value, most]: readonly PyValue[]): string {
  let left = Number(most ?? 0) || Infinity;
  const text = rt.str(value);
  return text.replace(translated(p.pattern, p.flags, 'g'), (...args) => {
    if (left-- <= 0) return args[0];
    const groups = args.slice(
      0,
      args.findIndex(each => typeof each === 'number'),
    ) as string[];
    const found = Object.assign([...groups], { index: args.find(each => typeof each === 'number') as number, input: text });
    if (typeof by !== 'string') return rt.str(rt.apply(by, [new Match(found as unknown as RegExpExecArray)]));
    return by.replace(/\\g<(\w+)>|\\(\d)/g, (_, name: string | undefined, n: string | undefined) => groups[Number(name ?? n)] ?? '');
  });
}

type Use = (rt: Interpreter, p: Pattern, args: readonly PyValue[]) => PyValue;

const USES: Readonly<Record<string, Use>> = {
  search: (rt, p, [text]) => matched(p, rt.str(text), '', source => source),
  match: (rt, p, [text]) => matched(p, rt.str(text), 'y', source => source),
  fullmatch: (rt, p, [text]) => matched(p, rt.str(text), 'y', source => `(?:${source})$`),
  findall: (rt, p, [text]) => new PyList([...rt.str(text).matchAll(translated(p.pattern, p.flags, 'g'))].map(part)),
  finditer: (rt, p, [text]) => new PyList([...rt.str(text).matchAll(translated(p.pattern, p.flags, 'g'))].map(found => new Match(found))),
  split: (rt, p, [text]) => new PyList(rt.str(text).split(translated(p.pattern, p.flags, 'g'))),
  sub: substituted,
};

const functions: Definitions = {
  compile: fn('pattern, flags=0', (_rt, pattern, flags) => expression(pattern, flags)),
  escape: fn('pattern', (_rt, pattern) => String(pattern).replace(/[^\w]/g, '\\$&')),
  sub: fn('pattern, repl, string, count=0, flags=0', (rt, pattern, by, text, count, flags) =>
    substituted(rt, expression(pattern, flags), [by, text, count]),
  ),
};

export function reModule(): PyModule {
  const entries = Object.entries(USES).filter(([name]) => !(name in functions));
  const simple = entries.map(([name, use]) => [
    name,
    fn('pattern, string, flags=0', (rt, p, text, flags) => use(rt, expression(p, flags), [text])),
  ]);
  return moduleOf('re', { ...Object.fromEntries(simple), ...functions } as Definitions, {
    I: IGNORECASE,
    IGNORECASE,
    M: MULTILINE,
    MULTILINE,
    S: DOTALL,
    DOTALL,
    U: 32,
    UNICODE: 32,
  });
}
