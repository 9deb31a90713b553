// An esbuild plugin: keeps, of MathJax's font, the characters that equations are written with, and leaves its default font out.
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** Code points that formulas use: ASCII, Greek, operators, arrows, brackets, italic letters. */
const RANGES = [
  [0x20, 0x7e],
  [0xa0, 0xa0],
  [0xac, 0xac],
  [0xb1, 0xb1],
  [0xb7, 0xb7],
  [0xd7, 0xd7],
  [0x391, 0x3f6],
  [0x2013, 0x2014],
  [0x2016, 0x2016],
  [0x2026, 0x2026],
  [0x2032, 0x2034],
  [0x2061, 0x2063],
  [0x2190, 0x2194],
  [0x2200, 0x2209],
  [0x210e, 0x210e],
  [0x220f, 0x221e],
  [0x2223, 0x2229],
  [0x223c, 0x223c],
  [0x2248, 0x2248],
  [0x2260, 0x2265],
  [0x2295, 0x2299],
  [0x22a4, 0x22a5],
  [0x22c5, 0x22c5],
  [0x22ee, 0x22f1],
  [0x2308, 0x230b],
  [0x239b, 0x23ae],
  [0x27e8, 0x27e9],
  [0x1d434, 0x1d467],
  [0x1d5b3, 0x1d5b3],
  [0x1d6e2, 0x1d71b],
  [0x1d7cf, 0x1d7cf],
];

const LETTERS = [[0x30, 0x7a]];

/** Which characters each table keeps; a table that is not named here keeps none. */
const TABLES = {
  normal: RANGES,
  italic: RANGES,
  smallop: RANGES,
  largeop: RANGES,
  size3: RANGES,
  size4: RANGES,
  delimiters: [[0, 0x10ffff]],
  bold: LETTERS,
  'sans-serif': [[0x54, 0x54]],
  'tex-mathit': [...LETTERS, [0x5f, 0x5f]],
};

const ENTRY = /^\s{4}0x([0-9A-F]+): .*\],?$/;

function trimmed(path) {
  const text = readFileSync(path, 'utf8');
  const name = basename(path, '.js');
  if (name === 'default') return text;
  const kept = TABLES[name] ?? [];
  const keeps = line => {
    const code = Number.parseInt(ENTRY.exec(line)?.[1] ?? '', 16);
    return Number.isNaN(code) || kept.some(([from, to]) => code >= from && code <= to);
  };
  return text.split('\n').filter(keeps).join('\n');
}

export const mathFont = root => ({
  name: 'math-font',
  setup(build) {
    const font = join(root, 'node_modules/@mathjax/mathjax-tex-font/mjs');
    build.onResolve({ filter: /^#default-font\// }, ({ path }) => ({ path: join(font, path.slice('#default-font/'.length)) }));
    build.onLoad({ filter: /mathjax-tex-font[\\/]mjs[\\/]svg[\\/][^\\/]+\.js$/ }, ({ path }) => ({ contents: trimmed(path) }));
  },
});
