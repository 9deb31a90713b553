// The members of int, float and bytes.
import { methods } from '../define';
import { PyBytes } from '../objects/bytes';
import { wholeOf } from '../operators/numbers';
import { PyError } from '../runtime';
import { type PyFloat, PyTuple, type PyValue } from '../values';

/** The exact quotient of two integers that a float is. */
function ratio(x: number): PyTuple {
  if (!Number.isFinite(x)) throw new PyError(Number.isNaN(x) ? 'ValueError' : 'OverflowError', 'cannot convert to integer ratio');
  let [numerator, shift] = [x, 0];
  while (!Number.isInteger(numerator)) {
    numerator *= 2;
    shift++;
  }
  const divisor = 2n ** BigInt(shift);
  return new PyTuple([wholeOf(numerator), Number(divisor) <= Number.MAX_SAFE_INTEGER ? Number(divisor) : divisor]);
}

export const FLOAT_METHODS: Map<string, PyValue> = methods<PyFloat>({
  is_integer: ['', (_rt, x) => Number.isInteger(x.v)],
  as_integer_ratio: ['', (_rt, x) => ratio(x.v)],
  conjugate: ['', (_rt, x) => x],
  // NumPy's scalars have these, and a float of ours may stand for one.
  item: ['', (_rt, x) => x],
  hex: ['', (_rt, x) => x.v.toString(16)],
});

export const INT_METHODS: Map<string, PyValue> = methods<number | bigint>({
  bit_length: ['', (_rt, x) => (x === 0 ? 0 : (x < 0 ? -x : x).toString(2).length)],
  bit_count: ['', (_rt, x) => (x < 0 ? -x : x).toString(2).replaceAll('0', '').length],
  conjugate: ['', (_rt, x) => x],
  as_integer_ratio: ['', (_rt, x) => new PyTuple([x, 1])],
  to_bytes: [
    "length=1, byteorder='big', *, signed=False",
    (_rt, x, length, byteorder) => {
      const bytes = Array.from({ length: Number(length) }, (_, i) => Number((BigInt(x) >> BigInt(8 * i)) & 255n));
      return new PyBytes(String.fromCharCode(...(byteorder === 'big' ? bytes.reverse() : bytes)));
    },
  ],
});

export const BYTES_METHODS: Map<string, PyValue> = methods<PyBytes>({
  decode: ["encoding='utf-8', errors='strict'", (_rt, bytes, encoding) => decode(bytes.text, String(encoding))],
  hex: ['', (_rt, bytes) => Buffer.from(bytes.text, 'latin1').toString('hex')],
  strip: ['', (_rt, bytes) => new PyBytes(bytes.text.trim())],
});

const decode = (text: string, encoding: string): string =>
  Buffer.from(text, 'latin1').toString(/latin|8859/i.test(encoding) ? 'latin1' : 'utf8');
