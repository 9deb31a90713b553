// Made-up data for two inputs and a few classes, seeded: the same seed gives the same points, and where NumPy code makes them too, the same as NumPy's.
import type { Tensor } from '../core/tensor';
import { Random } from './random';

export const GENERATORS = ['moons', 'circles', 'spirals', 'flower', 'xor', 'blobs'] as const;
export type GeneratorName = (typeof GENERATORS)[number];

export interface GeneratorOptions {
  readonly noise?: number;
  readonly classes?: number;
  readonly seed?: number;
}

export interface Generated {
  /** (2, m): an example a column. */
  readonly inputs: Tensor;
  /** The class of each example, from 0. */
  readonly classes: Int32Array;
}

interface Rule {
  /** Standard deviation of the noise where the file gives none. */
  readonly noise: number;
  readonly classes: readonly [least: number, usual: number, most: number];
  /** Coordinates of the i-th of n examples of class k of K. */
  point(i: number, n: number, k: number, K: number, noise: number, random: Random): readonly [number, number];
}

/** `np.linspace(from, to, n)[i]`. */
const linspace = (from: number, to: number, n: number, i: number): number => (n < 2 ? from : from + ((to - from) / (n - 1)) * i);

const rules: Readonly<Record<Exclude<GeneratorName, 'flower'>, Rule>> = {
  moons: {
    noise: 0.1,
    classes: [2, 2, 2],
    point: (i, n, k) => {
      const t = linspace(0, Math.PI, n, i);
      return k === 0 ? [Math.cos(t), Math.sin(t)] : [1 - Math.cos(t), 0.5 - Math.sin(t)];
    },
  },
  circles: {
    noise: 0.05,
    classes: [2, 2, 8],
    point: (i, n, k, K) => {
      const t = (2 * Math.PI * i) / n;
      const r = 1 - (k * 0.5) / (K - 1);
      return [r * Math.cos(t), r * Math.sin(t)];
    },
  },
  /** One arm a class, from the centre outwards over 4 radians, as CS231n draws them. */
  spirals: {
    noise: 0.05,
    classes: [2, 2, 8],
    point: (i, n, k, K) => {
      const r = linspace(0.05, 1, n, i);
      const t = r * 4 + (2 * Math.PI * k) / K;
      return [r * Math.sin(t), r * Math.cos(t)];
    },
  },
  /** Uniform in a square, the class is whether the signs differ. */
  xor: {
    noise: 0,
    classes: [2, 2, 2],
    point: (i, _n, k, _K, _noise, random) => {
      const x = random.uniform();
      const y = random.uniform();
      const sign = i % 2 === 0 ? 1 : -1;
      return [sign * x, (k === 0 ? sign : -sign) * y];
    },
  },
  blobs: {
    noise: 0.5,
    classes: [2, 2, 16],
    point: (_i, _n, k, K) => [2 * Math.cos((2 * Math.PI * k) / K), 2 * Math.sin((2 * Math.PI * k) / K)],
  },
};

export const usualClasses = (name: GeneratorName): readonly [number, number, number] =>
  name === 'flower' ? [2, 2, 2] : rules[name].classes;

/** `m` examples in order of class; classes differ by one example at most. */
export function generate(name: GeneratorName, m: number, options: GeneratorOptions = {}): Generated {
  const random = new Random(options.seed ?? 1);
  if (name === 'flower') return flower(m, options.noise ?? 0.2, random);
  const rule = rules[name];
  const K = options.classes ?? rule.classes[1];
  const noise = options.noise ?? rule.noise;
  const data = new Float64Array(2 * m);
  const classes = new Int32Array(m);
  let at = 0;
  for (let k = 0; k < K; k++) {
    const n = Math.floor(((k + 1) * m) / K) - Math.floor((k * m) / K);
    for (let i = 0; i < n; i++, at++) {
      const [x, y] = rule.point(i, n, k, K, noise, random);
      data[at] = x;
      data[m + at] = y;
      classes[at] = k;
    }
  }
  if (noise > 0) for (let i = 0; i < m; i++) for (let axis = 0; axis < 2; axis++) data[axis * m + i] += noise * random.normal();
  return { inputs: { shape: [2, m], data }, classes };
}

/**
 * The two-class flower of the course's planar classification exercise: petals of r = 4·sin 4t, half of them each class.
 * With seed 1 and 400 examples it is that data set, point for point.
 */
function flower(m: number, noise: number, random: Random): Generated {
  const data = new Float64Array(2 * m);
  const classes = new Int32Array(m);
  let at = 0;
  for (let k = 0; k < 2; k++) {
    const n = k === 0 ? Math.floor(m / 2) : m - Math.floor(m / 2);
    const angles = Array.from({ length: n }, (_, i) => linspace(k * 3.12, (k + 1) * 3.12, n, i) + noise * random.normal());
    for (const t of angles) {
      const r = 4 * Math.sin(4 * t) + noise * random.normal();
      data[at] = r * Math.sin(t);
      data[m + at] = r * Math.cos(t);
      classes[at++] = k;
    }
  }
  return { inputs: { shape: [2, m], data }, classes };
}
