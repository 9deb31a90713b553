// A small assembler of WebAssembly: functions of i32 parameters over one imported memory. Names follow the specification's instructions.

export type ValueType = 'i32' | 'f64' | 'v128';
const TYPES: Readonly<Record<ValueType, number>> = { i32: 0x7f, f64: 0x7c, v128: 0x7b };

/** Instructions without operands in the code. */
const PLAIN = {
  'i32.eqz': [0x45],
  'i32.lt_u': [0x49],
  'i32.add': [0x6a],
  'i32.sub': [0x6b],
  'i32.mul': [0x6c],
  'f64.add': [0xa0],
  'f64.sub': [0xa1],
  'f64.mul': [0xa2],
  'f64.div': [0xa3],
  'v128.not': [0xfd, 0x4d],
  'v128.and': [0xfd, 0x4e],
  'v128.andnot': [0xfd, 0x4f],
  'v128.or': [0xfd, 0x50],
  'v128.xor': [0xfd, 0x51],
  'v128.bitselect': [0xfd, 0x52],
  'f64x2.splat': [0xfd, 0x14],
  'f64x2.eq': [0xfd, 0x47],
  'f64x2.ne': [0xfd, 0x48],
  'f64x2.lt': [0xfd, 0x49],
  'f64x2.gt': [0xfd, 0x4a],
  'f64x2.le': [0xfd, 0x4b],
  'f64x2.ge': [0xfd, 0x4c],
  'f64x2.floor': [0xfd, 0x75],
  'f64x2.nearest': [0xfd, 0x94, 0x01],
  'f64x2.abs': [0xfd, 0xec, 0x01],
  'f64x2.neg': [0xfd, 0xed, 0x01],
  'f64x2.sqrt': [0xfd, 0xef, 0x01],
  'f64x2.add': [0xfd, 0xf0, 0x01],
  'f64x2.sub': [0xfd, 0xf1, 0x01],
  'f64x2.mul': [0xfd, 0xf2, 0x01],
  'f64x2.div': [0xfd, 0xf3, 0x01],
  'f64x2.pmin': [0xfd, 0xf6, 0x01],
  'f64x2.pmax': [0xfd, 0xf7, 0x01],
  'i64x2.shl': [0xfd, 0xcb, 0x01],
  'i64x2.shr_s': [0xfd, 0xcc, 0x01],
  'i64x2.shr_u': [0xfd, 0xcd, 0x01],
  'i64x2.add': [0xfd, 0xce, 0x01],
  'i64x2.sub': [0xfd, 0xd1, 0x01],
} as const;

export type Plain = keyof typeof PLAIN;

/** Instructions that read or write memory at a local's value plus a constant offset. */
const MEMORY = {
  'f64.load': [[0x2b], 3],
  'f64.store': [[0x39], 3],
  'v128.load': [[0xfd, 0x00], 3],
  'v128.store': [[0xfd, 0x0b], 3],
  'v128.load64_splat': [[0xfd, 0x0a], 3],
} as const;

function unsigned(value: number): number[] {
  const bytes: number[] = [];
  let rest = value >>> 0;
  do {
    const low = rest & 127;
    rest >>>= 7;
    bytes.push(rest ? low | 128 : low);
  } while (rest);
  return bytes;
}

function signed(value: number): number[] {
  const bytes: number[] = [];
  let rest = value | 0;
  for (;;) {
    const low = rest & 127;
    rest >>= 7;
    const done = (rest === 0 && !(low & 64)) || (rest === -1 && (low & 64) !== 0);
    bytes.push(done ? low : low | 128);
    if (done) return bytes;
  }
}

const bytesOf = (value: number): number[] => [...new Uint8Array(Float64Array.of(value).buffer)];
const text = (name: string): number[] => [...unsigned(name.length), ...Array.from(name, c => c.charCodeAt(0))];

/** A local variable or parameter. */
export type Local = number;

export class FunctionCode {
  readonly code: number[] = [];
  private readonly locals: ValueType[] = [];

  constructor(readonly params: number) {}

  local(type: ValueType): Local {
    return this.params + this.locals.push(type) - 1;
  }

  do(...names: Plain[]): this {
    for (const name of names) this.code.push(...PLAIN[name]);
    return this;
  }

  memory(name: keyof typeof MEMORY, offset = 0): this {
    const [bytes, align] = MEMORY[name];
    this.code.push(...bytes, align, ...unsigned(offset));
    return this;
  }

  get(local: Local): this {
    this.code.push(0x20, ...unsigned(local));
    return this;
  }

  set(local: Local): this {
    this.code.push(0x21, ...unsigned(local));
    return this;
  }

  tee(local: Local): this {
    this.code.push(0x22, ...unsigned(local));
    return this;
  }

  int(value: number): this {
    this.code.push(0x41, ...signed(value));
    return this;
  }

  number(value: number): this {
    this.code.push(0x44, ...bytesOf(value));
    return this;
  }

  /** Both lanes the same. */
  vector(value: number): this {
    const half = bytesOf(value);
    this.code.push(0xfd, 0x0c, ...half, ...half);
    return this;
  }

  /** Both lanes the same 64 bits. */
  bits(value: bigint): this {
    return this.lanes(value, value);
  }

  lanes(first: bigint, second: bigint): this {
    const both = BigInt64Array.of(BigInt.asIntN(64, first), BigInt.asIntN(64, second));
    this.code.push(0xfd, 0x0c, ...new Uint8Array(both.buffer));
    return this;
  }

  lane(index: 0 | 1): this {
    this.code.push(0xfd, 0x21, index);
    return this;
  }

  call(index: number): this {
    this.code.push(0x10, ...unsigned(index));
    return this;
  }

  /** local += amount */
  step(local: Local, amount: number): this {
    return this.get(local).int(amount).do('i32.add').set(local);
  }

  /** Runs the body as long as it leaves something other than 0. */
  loop(body: () => void): this {
    this.code.push(0x03, 0x40);
    body();
    this.code.push(0x0d, 0x00, 0x0b);
    return this;
  }

  /** Runs the body if the value on the stack is not 0. */
  when(body: () => void): this {
    this.code.push(0x04, 0x40);
    body();
    this.code.push(0x0b);
    return this;
  }

  body(): number[] {
    const declared = this.locals.flatMap(type => [1, TYPES[type]]);
    const bytes = [...unsigned(this.locals.length), ...declared, ...this.code, 0x0b];
    return [...unsigned(bytes.length), ...bytes];
  }
}

export class ModuleBuilder {
  private readonly functions: FunctionCode[] = [];

  /** The function's index, for calls; it is exported under the same number. */
  add(code: FunctionCode): number {
    return this.functions.push(code) - 1;
  }

  build(): Uint8Array<ArrayBuffer> {
    const arities = [...new Set(this.functions.map(f => f.params))];
    const types = arities.flatMap(n => [0x60, ...unsigned(n), ...new Array<number>(n).fill(0x7f), 0]);
    const section = (id: number, count: number, content: number[]): number[] => {
      const bytes = [...unsigned(count), ...content];
      return [id, ...unsigned(bytes.length), ...bytes];
    };
    const count = this.functions.length;
    return Uint8Array.from([
      ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
      ...section(1, arities.length, types),
      ...section(2, 1, [...text('host'), ...text('memory'), 2, 0, 0]),
      ...section(
        3,
        count,
        this.functions.flatMap(f => unsigned(arities.indexOf(f.params))),
      ),
      ...section(
        7,
        count,
        this.functions.flatMap((_, i) => [...text(`f${i}`), 0, ...unsigned(i)]),
      ),
      ...section(
        10,
        count,
        this.functions.flatMap(f => f.body()),
      ),
    ]);
  }
}
