// Data files that a script opens and that are not here: plausible contents of the kind that its name and code imply.
import type { Interpreter } from '../interpreter';

const TEXT = `The river ran slow beneath the bridge and the boats lay still along the bank. A boy sat on the wall and counted the birds
that came and went. "How far is it to the sea?" he asked, and the old man looked up from his net and said that it was as far as the
water and no farther. In the evening the lamps were lit one by one, and the town grew quiet, and nobody spoke of the storm.
When the morning came the wind had turned. They packed what they had: bread, salt, a rope, two coats, a jar of oil. Then they went
down the road between the fields, past the mill and the white house, until the hills were blue behind them.
`;

const NAMES =
  'aachenosaurus abrictosaurus brontoraptor caudipteryx dryosaurus eotyrannus fulgurotherium gasosaurus hadrosaurus iguanodon kentrosaurus lambeosaurus mononykus nodosaurus oviraptor plateosaurus quaesitosaurus rhabdodon saurolophus troodon utahraptor velafrons xenotarsosaurus yangchuanosaurus zephyrosaurus';

/** Numbers that look like data, the same each time. */
function numbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
}

const SIDE = 28;
const PIXELS = SIDE * SIDE;

function* digits(count: number, seed: number): Generator<{ label: number; pixels: Uint8Array }> {
  const next = numbers(seed);
  const shape = numbers(7);
  const kinds = Array.from({ length: 10 }, () => Float64Array.from({ length: PIXELS }, () => (shape() < 0.7 ? 0 : shape())));
  for (let i = 0; i < count; i++) {
    const label = i < 10 ? (i * 7 + 5) % 10 : Math.floor(next() * 10);
    const pixels = Uint8Array.from(kinds[label], p => (p === 0 ? 0 : Math.min(255, Math.floor((0.8 * p + 0.2 * next()) * 255))));
    yield { label, pixels };
  }
}

function bytesOfIndex(magic: number, dims: readonly number[], fill: (out: Uint8Array, at: number) => void): Uint8Array {
  const head = 4 + 4 * dims.length;
  const out = new Uint8Array(head + dims.reduce((a, b) => a * b, 1));
  const view = new DataView(out.buffer);
  [magic, ...dims].forEach((value, i) => {
    view.setUint32(4 * i, value);
  });
  fill(out, head);
  return out;
}

/** MNIST's own format: images or labels of the training or the test set. */
function index(rt: Interpreter, name: string): Uint8Array {
  const test = /t10k|test/.test(name);
  const count = rt.examples(test ? 10000 : 60000);
  const seed = test ? 2 : 1;
  if (/idx1|label/.test(name))
    return bytesOfIndex(2049, [count], (out, at) => {
      for (const { label } of digits(count, seed)) out[at++] = label;
    });
  return bytesOfIndex(2051, [count, SIDE, SIDE], (out, start) => {
    let at = start;
    for (const { pixels } of digits(count, seed)) {
      out.set(pixels, at);
      at += PIXELS;
    }
  });
}

function digitTable(rt: Interpreter, name: string, headed: boolean): string {
  const count = rt.examples(42000);
  const unlabelled = /test\.csv$/.test(name) && !/mnist/.test(name);
  const pixelNames = Array.from({ length: PIXELS }, (_, i) => `pixel${i}`);
  const lines = headed ? [(unlabelled ? pixelNames : ['label', ...pixelNames]).join(',')] : [];
  for (const { label, pixels } of digits(count, /test/.test(name) ? 2 : 1)) lines.push((unlabelled ? '' : `${label},`) + pixels.join(','));
  return `${lines.join('\n')}\n`;
}

/** The well-known exercise files: how many columns, the last one the target; 0 for real targets, else so many classes. */
const TABLES: readonly { readonly name: RegExp; readonly rows: number; readonly columns: number; readonly classes: number }[] = [
  { name: /ex1data1/, rows: 97, columns: 2, classes: 0 },
  { name: /ex1data2/, rows: 47, columns: 3, classes: 0 },
  { name: /ex2data1/, rows: 100, columns: 3, classes: 2 },
  { name: /ex2data2/, rows: 118, columns: 3, classes: 2 },
  { name: /housing|boston/, rows: 506, columns: 14, classes: 0 },
  { name: /pima|diabetes/, rows: 768, columns: 9, classes: 2 },
  { name: /banknote/, rows: 1372, columns: 5, classes: 2 },
  { name: /seeds/, rows: 210, columns: 8, classes: 3 },
  { name: /wheat/, rows: 210, columns: 8, classes: 3 },
  { name: /sonar/, rows: 208, columns: 61, classes: 2 },
  { name: /wine/, rows: 178, columns: 14, classes: 3 },
];

function table(rows: number, columns: number, classes: number, separator: string): string {
  const next = numbers(rows + columns);
  const lines: string[] = [];
  for (let i = 0; i < rows; i++) {
    const label = classes > 0 ? Math.floor(next() * classes) : 0;
    const values = Array.from({ length: columns - 1 }, (_, j) => (next() * 4 + label * ((j % 3) + 1)).toFixed(3));
    lines.push([...values, classes > 0 ? String(label) : (values.reduce((s, v) => s + Number(v), 0) + next()).toFixed(3)].join(separator));
  }
  return `${lines.join('\n')}\n`;
}

/** How many columns the code takes from a table: the largest index in `data[:, 4]` or `data[:, 0:4]`. */
function columnsIn(text: string): number {
  let most = 0;
  for (const [, from, to] of text.matchAll(/\[\s*[^[\],]*:[^[\],]*,\s*(\d+)?\s*(?::\s*(\d+))?\s*\]/g))
    most = Math.max(most, from === undefined ? 0 : Number(from) + 1, to === undefined ? 0 : Number(to));
  for (const [, list] of text.matchAll(/usecols\s*=\s*[([]([\d,\s]+)[)\]]/g))
    most = Math.max(most, ...list.split(',').map(c => Number(c) + 1));
  return most;
}

/** The names that the code takes columns by: `df['age']`, `df[['a', 'b']]`, `drop('target', axis=1)`. */
function columnNames(text: string): string[] {
  const found = new Set<string>();
  for (const [, list] of text.matchAll(/\w(?:\[|\.drop\(|columns\s*=\s*)\s*\[?((?:\s*['"][^'"\n]+['"]\s*,?)+)\s*\]?/g))
    for (const [, name] of list.matchAll(/['"]([^'"]+)['"]/g)) if (!/^(?:d?[WbAZ]\d?|d[A-Z]\w?\d?)$/.test(name)) found.add(name);
  // The target stands last in a table.
  const isTarget = (name: string): boolean => /^(?:species|class|variety|target|label|type|y|outcome)$/i.test(name);
  return [...found].sort((a, b) => Number(isTarget(a)) - Number(isTarget(b)));
}

/** A table of numbers; null where neither the name nor the code says what is in it. */
export function tableText(rt: Interpreter, path: string, headless: boolean): string | null {
  const name = path.toLowerCase().replace(/^.*[/\\]/, '');
  if (/mnist|digit/.test(path.toLowerCase()) || (/^(?:train|test)\.csv$/.test(name) && /784|28\s*[,*]\s*28|pixel/.test(rt.text)))
    return digitTable(
      rt,
      name,
      !headless && !/mnist_(?:train|test)_\d+/.test(name) && (/pixel|['"]label['"]/.test(rt.text) || !/mnist/.test(name)),
    );
  const separator = /\.(?:csv|data)$/.test(name) || /delimiter\s*=\s*['"],|sep\s*=\s*['"],/.test(rt.text) ? ',' : ' ';
  if (/iris/.test(name)) return irisText(headless, columnNames(rt.text));
  const own = TABLES.find(each => each.name.test(name));
  const names = headless ? [] : columnNames(rt.text);
  const columns = Math.max(own?.columns ?? columnsIn(rt.text), names.length);
  if (columns < 2) return null;
  const head = headless ? '' : `${Array.from({ length: columns }, (_, i) => names[i] ?? `c${i}`).join(separator)}\n`;
  return head + table(own?.rows ?? 150, columns, own?.classes ?? 2, separator);
}

function irisText(headless: boolean, names: readonly string[]): string {
  const next = numbers(3);
  const kinds = ['Iris-setosa', 'Iris-versicolor', 'Iris-virginica'];
  const rows = Array.from({ length: 150 }, (_, i) => {
    const kind = Math.floor(i / 50);
    const centre = [
      [5, 3.4, 1.5, 0.2],
      [5.9, 2.8, 4.3, 1.3],
      [6.6, 3, 5.6, 2],
    ][kind];
    return [...centre.map(c => (c + (next() - 0.5) * 0.6 * Math.min(1, c)).toFixed(1)), kinds[kind]].join(',');
  });
  const usual = ['sepal_length', 'sepal_width', 'petal_length', 'petal_width', 'species'];
  const head = names.length === 5 ? names : usual;
  return `${headless ? '' : `${head.join(',')}\n`}${rows.join('\n')}\n`;
}

const encoded = (text: string): Uint8Array => new TextEncoder().encode(text);

/** What stands for a file that is not here; null where nothing is known of it. */
export function contentsFor(rt: Interpreter, path: string, kind: 'open' | 'table'): Uint8Array | null {
  const name = path.toLowerCase().replace(/^.*[/\\]/, '');
  if (/idx[13]|ubyte/.test(name)) return index(rt, name);
  if (/\.(?:csv|data)$/.test(name) || kind === 'table') {
    const text = tableText(rt, path, true);
    return text === null ? null : encoded(text);
  }
  if (/\.(?:txt|text|md)$/.test(name) || /^(?:input|shakespeare|corpus|text8?)$/.test(name))
    return encoded(/dino|names/.test(name) ? `${NAMES.replaceAll(' ', '\n')}\n` : TEXT);
  if (/mnist.*\.(?:pkl|pickle)(?:\.gz)?$/.test(name)) return encoded('stand-in:mnist');
  if (/^(?:data_batch_\d|test_batch)$/.test(name)) return encoded('stand-in:cifar');
  return null;
}
