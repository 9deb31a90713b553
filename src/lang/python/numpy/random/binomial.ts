// Binomial draws as NumPy makes them: inversion where n·p is small, the BTPE algorithm elsewhere.
import type { Bits } from '../../../../data/mt19937';

function inversion(bits: Bits, n: number, p: number): number {
  const q = 1 - p;
  const start = Math.exp(n * Math.log1p(-p));
  const bound = Math.min(n, n * p + 10 * Math.sqrt(n * p * q + 1));
  let x = 0;
  let px = start;
  let u = bits.double();
  while (u > px) {
    x++;
    if (x > Math.trunc(bound)) {
      x = 0;
      px = start;
      u = bits.double();
    } else {
      u -= px;
      px = ((n - x + 1) * p * px) / (x * q);
    }
  }
  return x;
}

/** The Stirling correction of BTPE. */
const correction = (f: number): number => {
  const f2 = f * f;
  return (13680 - (462 - (132 - (99 - 140 / f2) / f2) / f2) / f2) / f / 166320;
};

/** Kachitvichyanukul and Schmeiser, 1988. */
function btpe(bits: Bits, n: number, p: number): number {
  const r = Math.min(p, 1 - p);
  const q = 1 - r;
  const fm = n * r + r;
  const m = Math.floor(fm);
  const p1 = Math.floor(2.195 * Math.sqrt(n * r * q) - 4.6 * q) + 0.5;
  const xm = m + 0.5;
  const xl = xm - p1;
  const xr = xm + p1;
  const c = 0.134 + 20.5 / (15.3 + m);
  const slope = (a: number): number => a * (1 + a / 2);
  const laml = slope((fm - xl) / (fm - xl * r));
  const lamr = slope((xr - fm) / (xr * q));
  const p2 = p1 * (1 + 2 * c);
  const p3 = p2 + c / laml;
  const p4 = p3 + c / lamr;
  const nrq = n * r * q;
  for (;;) {
    const u = bits.double() * p4;
    let v = bits.double();
    let y: number;
    if (u <= p1) return finish(Math.floor(xm - p1 * v + u), n, p);
    if (u <= p2) {
      const x = xl + (u - p1) / c;
      v = v * c + 1 - Math.abs(m - x + 0.5) / p1;
      if (v > 1) continue;
      y = Math.floor(x);
    } else if (u <= p3) {
      y = Math.floor(xl + Math.log(v) / laml);
      if (y < 0 || v === 0) continue;
      v *= (u - p2) * laml;
    } else {
      y = Math.floor(xr - Math.log(v) / lamr);
      if (y > n || v === 0) continue;
      v *= (u - p3) * lamr;
    }
    if (accepted(y, v, n, m, r, q, nrq, xm)) return finish(y, n, p);
  }
}

const finish = (y: number, n: number, p: number): number => (p > 0.5 ? n - y : y);

function accepted(y: number, v: number, n: number, m: number, r: number, q: number, nrq: number, xm: number): boolean {
  const k = Math.abs(y - m);
  if (k <= 20 || k >= nrq / 2 - 1) {
    const s = r / q;
    const a = s * (n + 1);
    let f = 1;
    if (m < y) for (let i = m + 1; i <= y; i++) f *= a / i - s;
    else for (let i = y + 1; i <= m; i++) f /= a / i - s;
    return v <= f;
  }
  const rho = (k / nrq) * ((k * (k / 3 + 0.625) + 0.16666666666666666) / nrq + 0.5);
  const t = (-k * k) / (2 * nrq);
  const logV = Math.log(v);
  if (logV < t - rho) return true;
  if (logV > t + rho) return false;
  const x1 = y + 1;
  const f1 = m + 1;
  const z = n + 1 - m;
  const w = n - y + 1;
  const exact = xm * Math.log(f1 / x1) + (n - m + 0.5) * Math.log(z / w) + (y - m) * Math.log((w * r) / (x1 * q));
  return logV <= exact + correction(f1) + correction(z) + correction(x1) + correction(w);
}

export function binomial(bits: Bits, n: number, p: number): number {
  if (n === 0 || p === 0) return 0;
  if (p <= 0.5) return p * n <= 30 ? inversion(bits, n, p) : btpe(bits, n, p);
  const q = 1 - p;
  return q * n <= 30 ? n - inversion(bits, n, q) : btpe(bits, n, p);
}
