// The snippets: text files of a few lines of Python each, separated by blank lines, and what real NumPy prints for them.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { python } from '../support/realNumpy';

export interface Snippet {
  readonly file: string;
  readonly code: string;
}

const folder = join(__dirname, 'snippets');

export function snippets(): Snippet[] {
  return readdirSync(folder)
    .filter(name => name.endsWith('.txt'))
    .flatMap(name =>
      readFileSync(join(folder, name), 'utf8')
        .split(/\n\s*\n/)
        .map(code => code.trimEnd())
        .filter(code => code.trim() !== '' && !/^(#[^\n]*\n?)+$/.test(code))
        .map(code => ({ file: name.replace(/\.txt$/, ''), code: `import numpy as np\n${code.replace(/^\n+/, '')}\n` })),
    );
}

const JUDGE = `
import contextlib, io, json, sys, traceback
def run(code):
    out = io.StringIO()
    error = None
    with contextlib.redirect_stdout(out):
        try:
            exec(compile(code, 'snippet', 'exec'), {'__name__': '__main__'})
        except Exception as e:
            error = type(e).__name__ + ': ' + str(e)
    return {'output': out.getvalue(), 'error': error}
json.dump([run(code) for code in json.load(sys.stdin)], sys.stdout)
`;

export interface Judged {
  readonly output: string;
  readonly error: string | null;
}

/** What real NumPy prints for each piece of code. Warnings don't count. */
export function judge(codes: readonly string[]): Judged[] {
  const { status, stdout, stderr } = spawnSync(python(), ['-W', 'ignore', '-c', JUDGE], {
    input: JSON.stringify(codes),
    encoding: 'utf8',
    maxBuffer: 1e9,
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as Judged[];
}

/** The same text whichever NumPy wrote it: version 2 names the type of a scalar in its repr, and a summarised array's shape. */
function neutral(text: string): string {
  return text
    .replace(/\bnp\.(?:float|int|uint)\d+\(([^()]*)\)/g, '$1')
    .replace(/\bnp\.(True|False)_/g, '$1')
    .replace(/\bnp\.str_\(('[^']*')\)/g, '$1')
    .replace(/, shape=\(\d+,(?: \d+)*\)/g, '')
    .replace(/[ \t]+$/gm, '');
}

const NUMBER = /[-+]?(?:\d+\.?\d*(?:e[-+]?\d+)?|inf\b|nan\b)/g;
/** Digits of a float written in full: only there may the last ones differ. */
const FULL = 14;

/** Null where two outputs agree: the same text, but for floats written in full, which may differ by 1e-12; else what differs. */
export function difference(ours: string, theirs: string): string | null {
  const [a, b] = [neutral(ours), neutral(theirs)];
  if (a === b) return null;
  const [p, q] = [a.match(NUMBER) ?? [], b.match(NUMBER) ?? []];
  if (a.replace(NUMBER, '#') !== b.replace(NUMBER, '#')) return 'the text differs';
  const bad = p.findIndex((x, i) => x !== q[i] && !(Math.min(x.length, q[i].length) >= FULL && near(Number(x), Number(q[i]))));
  return bad < 0 ? null : `${p[bad]} against ${q[bad]}`;
}

const near = (x: number, y: number): boolean => Object.is(x, y) || Math.abs(x - y) <= 1e-12 * Math.max(Math.abs(x), Math.abs(y)) + 1e-300;
