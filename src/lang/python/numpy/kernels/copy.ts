// Copies between strided regions of the same shape.

/** to[…] = from[…] for every index of the shape; steps of 0 repeat an entry. */
export function copyStrided(
  shape: readonly number[],
  from: Float64Array,
  fromAt: number,
  fromSteps: readonly number[],
  to: Float64Array,
  toAt: number,
  toSteps: readonly number[],
): void {
  const rank = shape.length;
  if (rank === 0) to[toAt] = from[fromAt];
  else if (rank === 1) line(shape[0], from, fromAt, fromSteps[0], to, toAt, toSteps[0]);
  else level(shape, 0, from, fromAt, fromSteps, to, toAt, toSteps);
}

function line(n: number, from: Float64Array, p: number, s: number, to: Float64Array, q: number, t: number): void {
  if (s === 1 && t === 1) for (let i = 0; i < n; i++) to[q + i] = from[p + i];
  else for (let i = 0; i < n; i++, p += s, q += t) to[q] = from[p];
}

function level(
  shape: readonly number[],
  axis: number,
  from: Float64Array,
  p: number,
  fromSteps: readonly number[],
  to: Float64Array,
  q: number,
  toSteps: readonly number[],
): void {
  const n = shape[axis];
  const s = fromSteps[axis];
  const t = toSteps[axis];
  if (axis === shape.length - 2) {
    const m = shape[axis + 1];
    const u = fromSteps[axis + 1];
    const v = toSteps[axis + 1];
    for (let i = 0; i < n; i++, p += s, q += t) line(m, from, p, u, to, q, v);
    return;
  }
  for (let i = 0; i < n; i++, p += s, q += t) level(shape, axis + 1, from, p, fromSteps, to, q, toSteps);
}
