// Bad and extreme inputs that are too large to keep as files: each function makes the text or the bytes of one.

/** Text of about ten megabytes that is no model: prose, line after line. */
export function tenMegabytes(): string {
  const line = 'the quick brown fox jumps over the lazy dog, and then it does so again\n';
  return line.repeat(Math.ceil((10 * 1024 * 1024) / line.length));
}

/** One line of the given length, without a space. */
export function longLine(length = 1_000_000): string {
  return 'x'.repeat(length);
}

/** Bytes without a pattern, the same ones each time (a linear congruential generator). */
export function binaryBytes(count = 100_000, seed = 1): Uint8Array {
  const bytes = new Uint8Array(count);
  let state = seed;
  for (let i = 0; i < count; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    bytes[i] = state >>> 24;
  }
  return bytes;
}

/** A correct `.bp` model with about 4·layers statements: linear layers of four units, all the way back. */
export function manyLayers(layers: number): string {
  const decl = Array.from({ length: layers }, (_, i) => `param W${i + 1} (n, n) = xavier`);
  const forward = Array.from({ length: layers }, (_, i) => `Z${i + 1} = W${i + 1} · ${i === 0 ? 'X' : `Z${i}`}`);
  const backward: string[] = [`dZ${layers} = (Z${layers} - Y) / m`];
  for (let l = layers; l >= 1; l--) {
    backward.push(`dW${l} = dZ${l} · ${l === 1 ? 'X' : `Z${l - 1}`}ᵀ`);
    if (l > 1) backward.push(`dZ${l - 1} = W${l}ᵀ · dZ${l}`);
  }
  return [
    'sizes n = 4, m = 6',
    'input X (n, m)',
    'label Y (n, m)',
    ...decl,
    'forward',
    ...forward,
    `J = 1/(2*m) * sum((Z${layers} - Y)²)`,
    'backward',
    ...backward,
    '',
  ].join('\n');
}

/** 1,000 statements in a `.bp` file, none of them wrong. */
export function thousandStatements(): string {
  return manyLayers(250);
}

/** 1,000 statements in a `.bp` file, each with a name that nobody has declared. */
export function thousandErrors(): string {
  return `forward\n${Array.from({ length: 1000 }, (_, i) => `a${i} = b${i} · c${i}`).join('\n')}\n`;
}

/** An expression nested `depth` brackets deep, in a `.bp` file. */
export function deepBrackets(depth = 20_000): string {
  return `sizes n = 2\ninput X (n, n)\nforward\nJ = sum(${'('.repeat(depth)}X${')'.repeat(depth)})\n`;
}

/** The same in Python. */
export function deepBracketsPython(depth = 20_000): string {
  return `import numpy as np\nx = ${'('.repeat(depth)}1${')'.repeat(depth)}\n`;
}

/** A `.bp` file whose tensors would need terabytes. */
export function hugeSizes(): string {
  return [
    'sizes n = 1000000, m = 1000000',
    'input X (n, m)',
    'label Y (1, m)',
    'param w (1, n) = 0',
    'forward',
    'Z = w · X',
    'J = 1/(2*m) * sum((Z - Y)²)',
    'backward',
    'dZ = (Z - Y) / m',
    'dw = dZ · Xᵀ',
    '',
  ].join('\n');
}

/** A correct logistic regression between `lines` lines of functions that it does not call. */
export function longPython(lines = 20_000): string {
  const filler = (from: number, count: number): string =>
    Array.from({ length: count }, (_, i) => `def helper_${from + i}(a, b=${i}):\n    return a * b + ${i}\n`).join('\n');
  const each = Math.floor(lines / 6);
  const model = [
    'np.random.seed(0)',
    'X = np.random.randn(3, 50)',
    'Y = (X[0:1] > 0) * 1.0',
    'w = np.zeros((3, 1))',
    'b = np.zeros((1, 1))',
    'for i in range(20):',
    '    A = 1 / (1 + np.exp(-(np.dot(w.T, X) + b)))',
    '    cost = -np.mean(Y * np.log(A) + (1 - Y) * np.log(1 - A))',
    '    dZ = A - Y',
    '    dw = np.dot(X, dZ.T) / 50',
    '    db = np.sum(dZ, axis=1, keepdims=True) / 50',
    '    w -= 0.5 * dw',
    '    b -= 0.5 * db',
  ].join('\n');
  return `import numpy as np\n\n${filler(0, each)}\n${model}\n\n${filler(each, each)}`;
}

/** An if/else ladder and loops nested `depth` deep. */
export function deepIndentation(depth = 90): string {
  const lines = ['x = 0'];
  for (let i = 0; i < depth; i++) lines.push(`${' '.repeat(i)}if x >= 0:`);
  lines.push(`${' '.repeat(depth)}x += 1`, 'print(x)', '');
  return lines.join('\n');
}

/** A loop that never ends and never allocates. */
export function emptyLoop(): string {
  return 'n = 0\nwhile True:\n    n += 1\n';
}

/** A loop whose list grows without end. */
export function growingList(): string {
  return 'rows = []\nwhile True:\n    rows.append([0.0] * 100000)\n';
}
