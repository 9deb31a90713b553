// The inner loops of elementwise operations on two arrays. Each is written out: a shared loop that calls a function is several times slower.

/** n rows of m entries of two operands, each from its own start with its own steps (0 repeats an entry), into `out` in order. */
export type Loop2 = (
  n: number,
  m: number,
  x: Float64Array,
  xAt: number,
  xRow: number,
  xStep: number,
  y: Float64Array,
  yAt: number,
  yRow: number,
  yStep: number,
  out: Float64Array,
  outAt: number,
) => void;

export const addLoop: Loop2 = (n, m, x, xAt, xRow, xStep, y, yAt, yRow, yStep, out, outAt) => {
  for (let i = 0, o = outAt, p = xAt, q = yAt; i < n; i++, p += xRow, q += yRow, o += m) {
    if (xStep === 1 && yStep === 1) for (let j = 0; j < m; j++) out[o + j] = x[p + j] + y[q + j];
    else if (xStep === 1 && yStep === 0) for (let j = 0, v = y[q]; j < m; j++) out[o + j] = x[p + j] + v;
    else if (xStep === 0 && yStep === 1) for (let j = 0, v = x[p]; j < m; j++) out[o + j] = v + y[q + j];
    else for (let j = 0, s = p, t = q; j < m; j++, s += xStep, t += yStep) out[o + j] = x[s] + y[t];
  }
};

export const subLoop: Loop2 = (n, m, x, xAt, xRow, xStep, y, yAt, yRow, yStep, out, outAt) => {
  for (let i = 0, o = outAt, p = xAt, q = yAt; i < n; i++, p += xRow, q += yRow, o += m) {
    if (xStep === 1 && yStep === 1) for (let j = 0; j < m; j++) out[o + j] = x[p + j] - y[q + j];
    else if (xStep === 1 && yStep === 0) for (let j = 0, v = y[q]; j < m; j++) out[o + j] = x[p + j] - v;
    else if (xStep === 0 && yStep === 1) for (let j = 0, v = x[p]; j < m; j++) out[o + j] = v - y[q + j];
    else for (let j = 0, s = p, t = q; j < m; j++, s += xStep, t += yStep) out[o + j] = x[s] - y[t];
  }
};

export const mulLoop: Loop2 = (n, m, x, xAt, xRow, xStep, y, yAt, yRow, yStep, out, outAt) => {
  for (let i = 0, o = outAt, p = xAt, q = yAt; i < n; i++, p += xRow, q += yRow, o += m) {
    if (xStep === 1 && yStep === 1) for (let j = 0; j < m; j++) out[o + j] = x[p + j] * y[q + j];
    else if (xStep === 1 && yStep === 0) for (let j = 0, v = y[q]; j < m; j++) out[o + j] = x[p + j] * v;
    else if (xStep === 0 && yStep === 1) for (let j = 0, v = x[p]; j < m; j++) out[o + j] = v * y[q + j];
    else for (let j = 0, s = p, t = q; j < m; j++, s += xStep, t += yStep) out[o + j] = x[s] * y[t];
  }
};

export const divLoop: Loop2 = (n, m, x, xAt, xRow, xStep, y, yAt, yRow, yStep, out, outAt) => {
  for (let i = 0, o = outAt, p = xAt, q = yAt; i < n; i++, p += xRow, q += yRow, o += m) {
    if (xStep === 1 && yStep === 1) for (let j = 0; j < m; j++) out[o + j] = x[p + j] / y[q + j];
    else if (xStep === 1 && yStep === 0) for (let j = 0, v = y[q]; j < m; j++) out[o + j] = x[p + j] / v;
    else if (xStep === 0 && yStep === 1) for (let j = 0, v = x[p]; j < m; j++) out[o + j] = v / y[q + j];
    else for (let j = 0, s = p, t = q; j < m; j++, s += xStep, t += yStep) out[o + j] = x[s] / y[t];
  }
};

export const greaterLoop: Loop2 = (n, m, x, xAt, xRow, xStep, y, yAt, yRow, yStep, out, outAt) => {
  for (let i = 0, o = outAt; i < n; i++, xAt += xRow, yAt += yRow)
    for (let j = 0, p = xAt, q = yAt; j < m; j++, p += xStep, q += yStep) out[o++] = x[p] > y[q] ? 1 : 0;
};

export const greaterEqualLoop: Loop2 = (n, m, x, xAt, xRow, xStep, y, yAt, yRow, yStep, out, outAt) => {
  for (let i = 0, o = outAt; i < n; i++, xAt += xRow, yAt += yRow)
    for (let j = 0, p = xAt, q = yAt; j < m; j++, p += xStep, q += yStep) out[o++] = x[p] >= y[q] ? 1 : 0;
};

export const lessLoop: Loop2 = (n, m, x, xAt, xRow, xStep, y, yAt, yRow, yStep, out, outAt) => {
  for (let i = 0, o = outAt; i < n; i++, xAt += xRow, yAt += yRow)
    for (let j = 0, p = xAt, q = yAt; j < m; j++, p += xStep, q += yStep) out[o++] = x[p] < y[q] ? 1 : 0;
};

export const lessEqualLoop: Loop2 = (n, m, x, xAt, xRow, xStep, y, yAt, yRow, yStep, out, outAt) => {
  for (let i = 0, o = outAt; i < n; i++, xAt += xRow, yAt += yRow)
    for (let j = 0, p = xAt, q = yAt; j < m; j++, p += xStep, q += yStep) out[o++] = x[p] <= y[q] ? 1 : 0;
};

export const equalLoop: Loop2 = (n, m, x, xAt, xRow, xStep, y, yAt, yRow, yStep, out, outAt) => {
  for (let i = 0, o = outAt; i < n; i++, xAt += xRow, yAt += yRow)
    for (let j = 0, p = xAt, q = yAt; j < m; j++, p += xStep, q += yStep) out[o++] = x[p] === y[q] ? 1 : 0;
};

export const notEqualLoop: Loop2 = (n, m, x, xAt, xRow, xStep, y, yAt, yRow, yStep, out, outAt) => {
  for (let i = 0, o = outAt; i < n; i++, xAt += xRow, yAt += yRow)
    for (let j = 0, p = xAt, q = yAt; j < m; j++, p += xStep, q += yStep) out[o++] = x[p] !== y[q] ? 1 : 0;
};

export const maximumLoop: Loop2 = (n, m, x, xAt, xRow, xStep, y, yAt, yRow, yStep, out, outAt) => {
  for (let i = 0, o = outAt; i < n; i++, xAt += xRow, yAt += yRow)
    for (let j = 0, p = xAt, q = yAt; j < m; j++, p += xStep, q += yStep) out[o++] = Math.max(x[p], y[q]);
};

export const minimumLoop: Loop2 = (n, m, x, xAt, xRow, xStep, y, yAt, yRow, yStep, out, outAt) => {
  for (let i = 0, o = outAt; i < n; i++, xAt += xRow, yAt += yRow)
    for (let j = 0, p = xAt, q = yAt; j < m; j++, p += xStep, q += yStep) out[o++] = Math.min(x[p], y[q]);
};

/** The loop of any other function of two numbers. */
export const loop2 =
  (f: (x: number, y: number) => number): Loop2 =>
  (n, m, x, xAt, xRow, xStep, y, yAt, yRow, yStep, out, outAt) => {
    for (let i = 0, o = outAt; i < n; i++, xAt += xRow, yAt += yRow)
      for (let j = 0, p = xAt, q = yAt; j < m; j++, p += xStep, q += yStep) out[o++] = f(x[p], y[q]);
  };
