// Shapes to try where none is written down: the usual layouts by what arguments are called, then everything small.
import type { Argument } from './arguments';

export type Shape = readonly number[];
export type Choice = ReadonlyMap<string, Shape>;

const [N, D, M, H] = [4, 5, 3, 6];
const MOST = 700;

type Role = 'data' | 'weight' | 'bias' | 'scale' | 'state';

function roleOf(name: string): Role {
  if (/^(?:w|weights?|theta|kernel|k)(?:_?\w{0,3})?$|^W|weight/i.test(name)) return 'weight';
  if (/^b(?:_?\w{0,2})?$|bias/i.test(name)) return 'bias';
  if (/^(?:gamma|beta|g|scale|shift)$/i.test(name)) return 'scale';
  return /^(?:h|c|s|a)_?(?:prev|0)?$|prev_|hidden|state/i.test(name) ? 'state' : 'data';
}

type Layout = Readonly<Record<Role, Shape>>;

const LAYOUTS: readonly Layout[] = [
  { data: [N, D], weight: [D, M], bias: [M], scale: [D], state: [N, M] },
  { data: [N, D], weight: [D, M], bias: [1, M], scale: [1, D], state: [N, M] },
  { data: [D, N], weight: [M, D], bias: [M, 1], scale: [D, 1], state: [M, N] },
  { data: [D, 1], weight: [M, D], bias: [M, 1], scale: [D, 1], state: [M, 1] },
  { data: [N, D], weight: [M, D], bias: [M], scale: [D], state: [N, M] },
  { data: [D], weight: [M, D], bias: [M], scale: [D], state: [M] },
  { data: [D], weight: [D, M], bias: [M], scale: [D], state: [M] },
  { data: [D, N], weight: [D, 1], bias: [1, 1], scale: [D, 1], state: [1, N] },
  { data: [N, D], weight: [D, 1], bias: [1], scale: [D], state: [N, D] },
  { data: [N, D], weight: [N, D], bias: [N, D], scale: [N, D], state: [N, D] },
  { data: [N, 3, D], weight: [D, M], bias: [M], scale: [D], state: [N, M] },
  { data: [2, 3, H, 8], weight: [4, 3, 2, 2], bias: [4], scale: [3], state: [2, 3, H, 8] },
  { data: [2, H, 8, 3], weight: [2, 2, 3, 4], bias: [1, 1, 1, 4], scale: [3], state: [2, H, 8, 3] },
];

const SMALL: readonly Shape[] = [[N, D], [D, M], [M], [N, M], [D, N], [M, D], [M, N], [1, M], [M, 1], [D], [N], [N, N], [M, M], [D, D]];

/** Assignments of shapes to the arguments that have none, most usual first. */
export function* choices(args: readonly Argument[]): IterableIterator<Choice> {
  const unknown = unknownArrays(args);
  if (unknown.length === 0) {
    yield new Map();
    return;
  }
  for (const layout of LAYOUTS) {
    yield new Map(unknown.map(arg => [arg.name, arg.whole ? [layout.data[0]] : layout[roleOf(arg.name)]]));
    // A recurrent weight is square; two states need no input.
    const square = new Map(unknown.map(arg => [arg.name, /hh|aa|rec|Wh$|^U/i.test(arg.name) ? [M, M] : layout[roleOf(arg.name)]]));
    if (unknown.some(arg => /hh|aa|rec|Wh$|^U/i.test(arg.name))) yield square;
  }
  let count = 0;
  for (const each of combinations(unknown.map(arg => arg.name))) {
    if (++count > MOST) return;
    yield each;
  }
}

function* combinations(names: readonly string[]): IterableIterator<Choice> {
  if (names.length === 0 || names.length > 4) return;
  const index = new Array<number>(names.length).fill(0);
  for (;;) {
    yield new Map(names.map((name, i) => [name, SMALL[index[i]]]));
    let at = names.length - 1;
    while (at >= 0 && ++index[at] === SMALL.length) index[at--] = 0;
    if (at < 0) return;
  }
}

interface UnknownArray {
  readonly name: string;
  readonly whole: boolean;
}

export function unknownArrays(args: readonly Argument[]): UnknownArray[] {
  return args.flatMap(arg => {
    if (arg.kind === 'dict') return unknownArrays(arg.entries);
    return arg.kind === 'array' && arg.shape === null ? [{ name: arg.name, whole: arg.whole }] : [];
  });
}
