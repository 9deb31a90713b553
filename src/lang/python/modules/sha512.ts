// SHA-512 (FIPS 180-4), for seeding by a text.

const MASK = (1n << 64n) - 1n;
/** The fractional parts of the cube roots of the first 80 primes. */
function constants(): bigint[] {
  const primes: bigint[] = [];
  for (let n = 2n; primes.length < 80; n++) if (primes.every(p => n % p !== 0n)) primes.push(n);
  return primes.map(p => root(p, 3n) & MASK);
}

/** The integer part of the k-th root of n, with 64 bits after the point. */
function root(n: bigint, k: bigint): bigint {
  const target = n << (64n * k);
  let low = 0n;
  let high = 1n << 72n;
  while (low < high) {
    const middle = (low + high + 1n) >> 1n;
    if (middle ** k <= target) low = middle;
    else high = middle - 1n;
  }
  return low;
}

const K = constants();

const rotate = (x: bigint, n: bigint): bigint => ((x >> n) | (x << (64n - n))) & MASK;

export function sha512(message: Buffer): Buffer {
  const first = [2n, 3n, 5n, 7n, 11n, 13n, 17n, 19n];
  const state = first.map(p => root(p, 2n) & MASK);
  const padded = Buffer.alloc(Math.ceil((message.length + 17) / 128) * 128);
  message.copy(padded);
  padded[message.length] = 0x80;
  padded.writeBigUInt64BE(BigInt(message.length) * 8n, padded.length - 8);
  for (let at = 0; at < padded.length; at += 128) compress(state, padded, at);
  const digest = Buffer.alloc(64);
  state.forEach((word, i) => {
    digest.writeBigUInt64BE(word, i * 8);
  });
  return digest;
}

function compress(state: bigint[], data: Buffer, at: number): void {
  const w = Array.from({ length: 16 }, (_, i) => data.readBigUInt64BE(at + i * 8));
  for (let t = 16; t < 80; t++) {
    const s0 = rotate(w[t - 15], 1n) ^ rotate(w[t - 15], 8n) ^ (w[t - 15] >> 7n);
    const s1 = rotate(w[t - 2], 19n) ^ rotate(w[t - 2], 61n) ^ (w[t - 2] >> 6n);
    w.push((w[t - 16] + s0 + w[t - 7] + s1) & MASK);
  }
  let [a, b, c, d, e, f, g, h] = state;
  for (let t = 0; t < 80; t++) {
    const s1 = rotate(e, 14n) ^ rotate(e, 18n) ^ rotate(e, 41n);
    const one = h + s1 + ((e & f) ^ (~e & MASK & g)) + K[t] + w[t];
    const two = (rotate(a, 28n) ^ rotate(a, 34n) ^ rotate(a, 39n)) + ((a & b) ^ (a & c) ^ (b & c));
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) & MASK, c, b, a, (one + two) & MASK];
  }
  [a, b, c, d, e, f, g, h].forEach((x, i) => {
    state[i] = (state[i] + x) & MASK;
  });
}
