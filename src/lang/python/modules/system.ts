// time, sys, os and os.path, string, and others that a script mentions without computing with them.
import { builtin, type Definitions, fn, moduleOf, raw } from '../define';
import type { Interpreter } from '../interpreter';
import { PyInstance } from '../objects/classes';
import { PyDict } from '../objects/containers';
import { OBJECT_CLASS } from '../objects/exceptions';
import { PyFile } from '../objects/files';
import { PyBuiltin, PyFloat, PyList, PyModule, PyTuple, type PyValue } from '../values';

const seconds = (): PyFloat => new PyFloat(Date.now() / 1000);
const ticks = (): PyFloat => new PyFloat(performance.now() / 1000);

const TWO = (n: number): string => String(n).padStart(2, '0');
const FIELDS: Readonly<Record<string, (d: Date) => string>> = {
  Y: d => String(d.getFullYear()),
  m: d => TWO(d.getMonth() + 1),
  d: d => TWO(d.getDate()),
  H: d => TWO(d.getHours()),
  M: d => TWO(d.getMinutes()),
  S: d => TWO(d.getSeconds()),
  y: d => TWO(d.getFullYear() % 100),
};
export const formatTime = (format: string, date: Date): string =>
  format.replace(/%([a-zA-Z%])/g, (whole, c: string) => FIELDS[c]?.(date) ?? whole);

export const timeModule = (): PyModule =>
  moduleOf('time', {
    time: raw(seconds),
    perf_counter: raw(ticks),
    process_time: raw(ticks),
    monotonic: raw(ticks),
    clock: raw(ticks),
    time_ns: raw(() => BigInt(Date.now()) * 1000000n),
    sleep: fn('secs', () => null),
    strftime: fn('format, t=None', (rt, format) => formatTime(rt.str(format), new Date())),
    ctime: raw(() => new Date().toString()),
    localtime: raw(() => {
      const d = new Date();
      return new PyTuple([d.getFullYear(), d.getMonth() + 1, d.getDate(), d.getHours(), d.getMinutes(), d.getSeconds(), 0, 0, 0]);
    }),
  });

export function sysModule(rt: Interpreter): PyModule {
  const version = rt.python2 ? [2, 7, 18] : [3, 11, 2];
  const info = new PyTuple([...version, 'final', 0]);
  info.extra = new Map<string, PyValue>([
    ['major', version[0]],
    ['minor', version[1]],
  ]);
  const floats = new PyInstance(OBJECT_CLASS);
  floats.attrs.set('epsilon', new PyFloat(Number.EPSILON));
  floats.attrs.set('max', new PyFloat(Number.MAX_VALUE));
  floats.attrs.set('min', new PyFloat(2.2250738585072014e-308));
  return moduleOf(
    'sys',
    {
      exit: fn('status=None', (each, code) => each.apply(each.builtins.get('exit')!, [code])),
      getsizeof: fn('obj', () => 64),
      setrecursionlimit: fn('limit', () => null),
      getrecursionlimit: raw(each => each.deepest),
      exc_info: raw(() => new PyTuple([null, null, null])),
    },
    {
      argv: new PyList([rt.main.file]),
      maxsize: 9223372036854775807n,
      maxint: 9223372036854775807n,
      path: new PyList(['']),
      platform: 'linux',
      version: version.join('.'),
      version_info: info,
      float_info: floats,
      modules: new PyDict(),
      stdout: PyFile.stream('<stdout>', text => rt.write(text)),
      stderr: PyFile.stream('<stderr>', text => rt.options.writeError(text)),
      stdin: PyFile.stream('<stdin>', () => {}),
    },
  );
}

const normal = (path: string): string => {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts[parts.length - 1] !== '..') parts.pop();
    else parts.push(part);
  }
  return (path.startsWith('/') ? '/' : '') + parts.join('/') || '.';
};
const joined = (parts: readonly string[]): string =>
  parts.reduce((path, part) => (part.startsWith('/') || path === '' ? part : path.endsWith('/') ? path + part : `${path}/${part}`), '');
const splitExtension = (path: string): [string, string] => {
  const found = /^(.*[^/.])(\.[^./]*)$/s.exec(path);
  return found ? [found[1], found[2]] : [path, ''];
};
const exists = (rt: Interpreter, path: PyValue): boolean => rt.files.has(rt.str(path)) || rt.readFile(rt.str(path)) !== null;

const PATH: Definitions = {
  join: raw((rt, args) => joined(args.map(arg => rt.str(arg)))),
  basename: fn('p', (rt, path) => rt.str(path).replace(/^.*\//s, '')),
  dirname: fn('p', (rt, path) => (rt.str(path).includes('/') ? rt.str(path).replace(/\/[^/]*$/s, '') : '')),
  split: fn('p', (rt, path) => {
    const text = rt.str(path);
    const at = text.lastIndexOf('/') + 1;
    return new PyTuple([text.slice(0, at).replace(/\/+$/, ''), text.slice(at)]);
  }),
  splitext: fn('p', (rt, path) => new PyTuple(splitExtension(rt.str(path)))),
  exists: fn('p', exists),
  isfile: fn('p', exists),
  isdir: fn('p', () => false),
  abspath: fn('p', (rt, path) => normal(rt.str(path))),
  realpath: fn('p', (rt, path) => normal(rt.str(path))),
  normpath: fn('p', (rt, path) => normal(rt.str(path))),
  expanduser: fn('p', (rt, path) => rt.str(path)),
  isabs: fn('p', (rt, path) => rt.str(path).startsWith('/')),
  getsize: fn('p', (rt, path) => rt.readFile(rt.str(path))?.length ?? 0),
};

export const pathModule = (): PyModule => moduleOf('os.path', PATH, { sep: '/' });

export const osModule = (rt: Interpreter): PyModule =>
  moduleOf(
    'os',
    {
      getcwd: raw(() => '.'),
      listdir: fn('p=None', () => new PyList([])),
      makedirs: fn('name, mode=511, exist_ok=False', () => null),
      mkdir: fn('path, mode=511', () => null),
      remove: fn('path', (each, path) => {
        each.files.delete(each.str(path));
        return null;
      }),
      system: fn('command', () => 0),
      chdir: fn('path', () => null),
      getenv: fn('key, default=None', (_rt, _key, fallback) => fallback),
      cpu_count: raw(() => 1),
      urandom: fn('n', (each, n) => each.apply(each.builtins.get('bytes')!, [n])),
      getpid: raw(() => 1),
    },
    {
      path: rt.importModule('os.path'),
      sep: '/',
      pardir: '..',
      curdir: '.',
      pathsep: ':',
      extsep: '.',
      linesep: '\n',
      name: 'posix',
      environ: new PyDict(),
    },
  );

const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const PUNCTUATION = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~';

export const stringModule = (): PyModule =>
  moduleOf(
    'string',
    {
      capwords: fn('s', (rt, text) =>
        rt
          .str(text)
          .split(/\s+/)
          .map(word => word.slice(0, 1).toUpperCase() + word.slice(1).toLowerCase())
          .join(' '),
      ),
    },
    {
      ascii_lowercase: LOWER,
      ascii_uppercase: LOWER.toUpperCase(),
      ascii_letters: LOWER + LOWER.toUpperCase(),
      digits: '0123456789',
      hexdigits: '0123456789abcdefABCDEF',
      punctuation: PUNCTUATION,
      whitespace: ' \t\n\r\x0b\x0c',
      printable: `0123456789${LOWER}${LOWER.toUpperCase()}${PUNCTUATION} \t\n\r\x0b\x0c`,
    },
  );

/** Whatever is called or read from it does nothing: warnings, logging and the like. */
export class Silent extends PyModule {
  override attribute(name: string): PyValue | undefined {
    const own = super.attribute(name);
    if (own !== undefined || name.startsWith('__')) return own;
    return new PyBuiltin(name, () => this);
  }
}

export const silentModule = (name: string) => (): PyModule => new Silent(name, new Map([['__name__', name]]));

export const pprintModule = (): PyModule =>
  moduleOf('pprint', { pprint: raw((rt, [value]) => rt.apply(rt.builtins.get('print')!, [value])) });

/** tqdm and its like hand on what they are given. */
export const progressModule = (name: string) => (): PyModule => {
  const lenient = raw((_rt, [values]) => values ?? null);
  return moduleOf(name, { tqdm: lenient, trange: raw((rt, args) => rt.apply(rt.builtins.get('range')!, args)) });
};

/** numba's decorators hand on the function that they are given. */
export const numbaModule = (): PyModule => {
  const decorator = raw((_rt, args) =>
    args.length === 1 && !(typeof args[0] === 'string')
      ? args[0]
      : builtin(
          'numba',
          fn('f', (_each, f) => f),
        ),
  );
  return moduleOf('numba', {
    jit: decorator,
    njit: decorator,
    vectorize: decorator,
    prange: raw((rt, args) => rt.apply(rt.builtins.get('range')!, args)),
  });
};
