// The `data` statement carried out: which values inputs and labels get, and what is told where they cannot.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { type DataSpec, load, type OptionValue, type Target, type Unread } from '../../../src/data/load';
import { writeNpy } from '../../../src/data/npy';
import { writeNpz } from '../../../src/data/npz';

const iris = readFileSync(join(__dirname, '../../../examples/iris.csv'));
const X = (rows: number): Target => ({ name: 'X', role: 'input', rows });
const Y = (rows: number): Target => ({ name: 'Y', role: 'label', rows });

function spec(
  source: string,
  targets: readonly Target[],
  texts: readonly string[] = [],
  options: Record<string, OptionValue> = {},
  m = 30,
): DataSpec {
  return { source, targets, texts, options: new Map(Object.entries(options)), m };
}

const encodeText = (text: string): Uint8Array => new TextEncoder().encode(text);
const told = (s: DataSpec, bytes: Uint8Array | null = null): string => {
  const { value, problems } = load(s, () => bytes);
  assert.equal(value, null);
  return problems.map(p => p.message).join('\n');
};

describe('loading data', () => {
  it('reads Iris: 150 examples as columns, species as one-hot rows in alphabetical order', () => {
    const { value } = load(spec('csv', [X(4), Y(3)], ['iris.csv'], { inputs: { from: 1, to: 4 }, label: 5 }), () => iris);
    assert.equal(value?.m, 150);
    assert.deepEqual(value.classes, ['setosa', 'versicolor', 'virginica']);
    const [x, y] = [value.values.get('X')!, value.values.get('Y')!];
    assert.deepEqual(
      [x.shape, y.shape],
      [
        [4, 150],
        [3, 150],
      ],
    );
    assert.deepEqual(
      [0, 1, 2, 3].map(k => x.data[k * 150]),
      [5.1, 3.5, 1.4, 0.2],
    );
    for (let i = 0; i < 150; i++)
      assert.equal(
        [0, 1, 2].reduce((sum, k) => sum + y.data[k * 150 + i], 0),
        1,
      );
    assert.deepEqual(value.inputNames, ['sepal_length', 'sepal_width', 'petal_length', 'petal_width']);
  });

  it('a label of one row gets 0/1 from two classes of text, and numbers as they stand', () => {
    const two = load(spec('csv', [X(1), Y(1)], ['d.csv'], { label: 2 }), () => encodeText('a,b\n1,no\n2,yes\n3,no\n'));
    assert.deepEqual([...two.value!.values.get('Y')!.data], [0, 1, 0]);
    assert.deepEqual(two.value!.classes, ['no', 'yes']);
    const real = load(spec('csv', [X(1), Y(1)], ['d.csv'], { label: 2 }), () => encodeText('a,b\n1,2.5\n2,-1\n'));
    assert.deepEqual([...real.value!.values.get('Y')!.data], [2.5, -1]);
    assert.equal(real.value!.classes, null);
  });

  it('a generator fills one-hot labels where the label has several rows', () => {
    const { value } = load(spec('blobs', [X(2), Y(4)]), () => null);
    assert.deepEqual(value?.values.get('Y')?.shape, [4, 30]);
    assert.deepEqual(value?.classes, ['0', '1', '2', '3']);
  });

  it('arrays have examples as rows, unless the declared rows are their first axis', () => {
    const array = { shape: [3, 2], data: Float64Array.from([1, 2, 3, 4, 5, 6]) };
    assert.deepEqual(load(spec('npy', [X(2)], ['x.npy']), () => writeNpy(array)).value?.values.get('X'), {
      shape: [2, 3],
      data: Float64Array.from([1, 3, 5, 2, 4, 6]),
    });
    const turned = load(spec('npy', [X(3)], ['x.npy']), () => writeNpy(array)).value?.values.get('X');
    assert.deepEqual(turned?.shape, [3, 2]);
    const archive = writeNpz(
      new Map([
        ['x', array],
        ['y', { shape: [3], data: Float64Array.from([2, 0, 1]) }],
      ]),
    );
    const { value } = load(spec('npz', [X(2), Y(3)], ['d.npz', 'x', 'y']), () => archive);
    assert.deepEqual([...value!.values.get('Y')!.data], [0, 1, 0, 0, 0, 1, 1, 0, 0]);
    assert.match(told(spec('npz', [X(2), Y(3)], ['d.npz', 'x', 'z']), archive), /no array z in it; there are: x, y/);
    const short = writeNpz(
      new Map([
        ['x', array],
        ['y', { shape: [2], data: Float64Array.from([1, 0]) }],
      ]),
    );
    assert.match(told(spec('npz', [X(2), Y(1)], ['d.npz', 'x', 'y']), short), /X has 3 examples, Y has 2/);
  });

  it('says why a file gave nothing: missing, outside the workspace, too large', () => {
    const why = (reason: Unread): string => {
      const readFile = Object.assign((_path: string) => null, { why: () => reason });
      return load(spec('csv', [X(2)], ['d.csv']), readFile).problems[0].message;
    };
    assert.equal(why({ reason: 'missing' }), 'd.csv: no such file in the workspace');
    assert.equal(why({ reason: 'outside' }), 'd.csv: the path leaves the workspace');
    assert.equal(why({ reason: 'large', bytes: 1e9, limit: 256e6 }), 'd.csv: 1000 MB; data above 256 MB is not read');
  });

  it('says what does not fit', () => {
    const text = encodeText('a,b,c\n1,2,u\n3,4,v\n5,6,w\n');
    assert.match(told(spec('csv', [X(3), Y(3)], ['d.csv'], { label: 3 }), text), /X has 3 rows, but the data has 2 features/);
    assert.match(told(spec('csv', [X(2), Y(2)], ['d.csv'], { label: 3 }), text), /Y has 2 rows, but the labels have 3 classes: u, v, w/);
    assert.match(
      told(spec('csv', [X(2), Y(1)], ['d.csv'], { label: 3 }), text),
      /Y has one row, so its text labels must be of two classes/,
    );
    assert.match(told(spec('csv', [X(2), Y(1)], ['d.csv']), text), /say which column holds the label/);
    assert.match(told(spec('csv', [X(2)], ['gone.csv'])), /gone\.csv: no such file/);
    assert.match(told(spec('csv', [X(2)])), /csv needs the path of a file/);
    assert.match(told(spec('mnist', [X(2)])), /mnist is neither a reader nor a generator: csv, npy/);
    assert.match(told(spec('moons', [X(2)], [], { noise: -1 })), /noise=-1: a number of 0 or more/);
    assert.match(told(spec('moons', [X(2)], [], { classes: 3 })), /classes=3: a whole number from 2 to 2/);
    assert.match(told(spec('moons', [X(2)], [], { colour: 1 })), /moons has no option colour; it has: noise, classes, seed/);
    assert.match(told(spec('moons', [X(2)], [], {}, 0)), /0 examples only/);
    assert.match(told(spec('moons', [X(3)])), /X has 3 rows, but the data has 2 features/);
  });
});
