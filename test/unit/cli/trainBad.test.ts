// backprop train on data that is not as it should be: what it says, with file, row and column, and how it ends.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { after, before, describe, it } from 'mocha';
import { writeNpy } from '../../../src/data/npy';
import { backprop } from './support';

let folder = '';

const model = (data: string, { rate = '0.1', steps = '5', rest = '' } = {}): string => `sizes n0 = 2, m = 4
input X (n0, m)
label Y (1, m)
param w (1, n0) = 0.1 * randn
data X, Y = ${data}
forward
A = σ(w · X)
J = -1/m * sum(Y * log(A) + (1 - Y) * log(1 - A))
train
optimizer gd(rate=${rate})
steps ${steps}
${rest}`;

const csv = (name: string): string => `csv("${name}", inputs=1..2, label=3)`;
const npy = writeNpy({ shape: [4, 2], data: new Float64Array(8) });

const FILES: Readonly<Record<string, string | Uint8Array>> = {
  'missing.csv': 'a,b,y\n1,2,0\n3,,1\n5,6,1\n',
  'text.csv': 'a,b,y\n1,2,0\n3,x,1\n5,6,1\n',
  'ragged.csv': '1,2,0\n3,4\n5,6,1\n',
  'bom.csv': '\ufeff1,2,0\n3,4,1\n',
  'semicolons.csv': '1,5;2;0\n3;4,5;1\n',
  'quotes.csv': '"1","2","0"\n"3","4","1"\n',
  'open.csv': '"1","2","0"\n"3","4","1\n',
  'one.csv': '1,2,a\n3,4,b\n5,6,b\n7,8,b\n',
  'cut.npy': npy.slice(0, npy.length - 20),
  'y.npy': writeNpy({ shape: [4], data: new Float64Array(4) }),
  'pickled.npy': Buffer.from(
    `\x93NUMPY\x01\x00\x46\x00${"{'descr': '|O', 'fortran_order': False, 'shape': (1,), }".padEnd(69)}\n\x80`,
    'latin1',
  ),
  // Half a gigabyte of zeros in a few kilobytes.
  'bomb.npz': zipSync({ 'x.npy': new Uint8Array(600_000_000) }, { level: 1 }),
};

const CASES: readonly (readonly [name: string, text: () => string, code: number, says: RegExp])[] = [
  ['a missing value', () => model(csv('missing.csv')), 2, /m\.bp:5: missing\.csv:3:2: a value is missing in row 3, column 2/],
  ['text where a number should be', () => model(csv('text.csv')), 2, /text\.csv:3:2: “x” in row 3, column 2 is not a number/],
  ['a ragged row', () => model(csv('ragged.csv')), 2, /ragged\.csv:2:3: row 2 has 2 fields/],
  ['a quote that never closes', () => model(csv('open.csv')), 2, /open\.csv:2: the quote that opens in row 2 is never closed/],
  ['a gigabyte', () => model(csv('huge.csv')), 2, /huge\.csv: 1100 MB; data above 256 MB is not read/],
  [
    'a path that leaves the workspace',
    () => model(csv('../../elsewhere.csv')),
    2,
    /\.\.\/\.\.\/elsewhere\.csv: the path leaves the workspace/,
  ],
  ['a file that is not there', () => model(csv('nowhere.csv')), 2, /nowhere\.csv: no such file/],
  ['a truncated .npy', () => model('npy("cut.npy", "y.npy")'), 2, /cut\.npy: cut off: 64 bytes of numbers are announced, 44 are there/],
  ['a pickled .npy', () => model('npy("pickled.npy", "y.npy")'), 2, /pickled\.npy: .*pickle.*not run/],
  ['a zip bomb', () => model('npz("bomb.npz", "x", "y")'), 2, /bomb\.npz: x\.npy would unpack to 600 MB/],
  ['a byte order mark', () => model(csv('bom.csv')), 0, /step 5 +J/],
  ['semicolons and decimal commas', () => model(csv('semicolons.csv')), 0, /step 5 +J/],
  ['quotes', () => model(csv('quotes.csv')), 0, /step 5 +J/],
  ['a class of one example', () => model(csv('one.csv')), 0, /Class a has 1 example only/],
  ['a batch larger than the data', () => model(csv('one.csv'), { rest: 'batch 64' }), 0, /The batch of 64 is larger than the 4 examples/],
  ['the rate 0', () => model(csv('one.csv'), { rate: '0' }), 2, /m\.bp:\d+: rate must be a number above 0/],
  ['a rate that is no number', () => model(csv('one.csv'), { rate: 'nan' }), 2, /m\.bp:\d+: rate must be a number above 0/],
  [
    'a thousand million steps',
    () => model(csv('one.csv'), { steps: '1000000000' }),
    2,
    /1,000,000,000 steps are more than the 100,000,000/,
  ],
];

describe('backprop train on bad data', () => {
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'backprop-bad-'));
    for (const [name, content] of Object.entries(FILES)) writeFileSync(join(folder, name), content);
    writeFileSync(join(folder, 'huge.csv'), '1,2,0\n');
    truncateSync(join(folder, 'huge.csv'), 1_100_000_000);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  for (const [name, text, code, says] of CASES)
    it(`${name}: ${code === 0 ? 'is trained' : 'is refused, and said where'}`, async () => {
      writeFileSync(join(folder, 'm.bp'), text());
      const outcome = await backprop(['train', join(folder, 'm.bp')]);
      assert.match(outcome.out + outcome.err, says);
      assert.equal(outcome.code, code);
    }).timeout(20_000);
});
