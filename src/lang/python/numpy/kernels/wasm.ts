// The least of an assembler for WebAssembly: one module with one memory and one function, put together at run time.

/** Unsigned LEB128. */
export function leb(value: number): number[] {
  const out: number[] = [];
  let rest = value;
  do {
    const low = rest & 127;
    rest >>>= 7;
    out.push(rest ? low | 128 : low);
  } while (rest);
  return out;
}

/** The type i32, and the vector of two doubles. */
export const I32 = 0x7f;
export const V128 = 0x7b;

const vector = (...code: number[]): number[] => [0xfd, ...code.flatMap(leb)];

/** Instructions that the kernels use. Addresses are in bytes. */
export const ins = {
  get: (local: number): number[] => [0x20, ...leb(local)],
  set: (local: number): number[] => [0x21, ...leb(local)],
  constant: (value: number): number[] => [0x41, ...signedLeb(value)],
  addI: [0x6a],
  subI: [0x6b],
  load2: (offset: number): number[] => vector(0x00, 3, offset),
  splat: (offset: number): number[] => vector(0x0a, 3, offset),
  store2: (offset: number): number[] => vector(0x0b, 3, offset),
  add2: vector(0xf0),
  mul2: vector(0xf2),
  /** Repeats while the body leaves something other than 0. */
  loop: (...body: number[][]): number[] => [0x03, 0x40, ...body.flat(), 0x0d, 0x00, 0x0b],
};

function signedLeb(value: number): number[] {
  const out: number[] = [];
  let rest = value;
  for (;;) {
    const low = rest & 127;
    rest >>= 7;
    if ((rest === 0 && !(low & 64)) || (rest === -1 && low & 64)) return [...out, low];
    out.push(low | 128);
  }
}

const section = (id: number, body: readonly number[]): number[] => [id, ...leb(body.length), ...body];
const text = (name: string): number[] => [...leb(name.length), ...[...name].map(c => c.charCodeAt(0))];

/** A module that exports `memory` and `run(…i32)`, whose locals follow its parameters. */
export function moduleBytes(
  parameters: number,
  locals: readonly (readonly [count: number, type: number])[],
  body: readonly number[],
): Uint8Array<ArrayBuffer> {
  const code = [...leb(locals.length), ...locals.flatMap(([count, type]) => [...leb(count), type]), ...body, 0x0b];
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, [1, 0x60, ...leb(parameters), ...new Array<number>(parameters).fill(I32), 0]),
    ...section(3, [1, 0]),
    ...section(5, [1, 0, 1]),
    ...section(7, [2, ...text('memory'), 2, 0, ...text('run'), 0, 0]),
    ...section(10, [1, ...leb(code.length), ...code]),
  ]);
}
