// .npy and .npz as NumPy writes them, and what must be refused.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { after, before, describe, it } from 'mocha';
import { readNpy, writeNpy } from '../../../src/data/npy';
import { readNpz, writeNpz } from '../../../src/data/npz';
import { python } from '../../support/realNumpy';

const SCRIPT = `
import sys, numpy as np
from numpy.lib import format as f
d = sys.argv[1]
a = np.arange(-3, 9).reshape(3, 4)
for t in ['f8', 'f4', 'f2', 'i1', 'i2', 'i4', 'i8', '>f8', '>i4']:
    np.save(f'{d}/{t.replace(">", "big")}.npy', a.astype(t))
for t in ['u1', 'u2', 'u4', 'u8', 'b1']:
    np.save(f'{d}/{t}.npy', np.abs(a).astype(t))
np.save(f'{d}/fortran.npy', np.asfortranarray(a * 1.5))
for v in [(1, 0), (2, 0), (3, 0)]:
    with open(f'{d}/v{v[0]}.npy', 'wb') as h:
        f.write_array(h, a * 0.5, version=v)
np.save(f'{d}/scalar.npy', np.float64(2.5))
np.save(f'{d}/objects.npy', np.array([{}, 'x'], dtype=object), allow_pickle=True)
np.save(f'{d}/text.npy', np.array(['a', 'b']))
np.savez(f'{d}/two.npz', x=a, y=a[0])
np.savez_compressed(f'{d}/packed.npz', x=a, y=a[0])
`;

describe('reading .npy and .npz', () => {
  const folder = mkdtempSync(join(tmpdir(), 'npy-'));
  const file = (name: string): Uint8Array => readFileSync(join(folder, name));
  const values = Array.from({ length: 12 }, (_, i) => i - 3);
  before(() => {
    const { status, stderr } = spawnSync(python(), ['-c', SCRIPT, folder], { encoding: 'utf8' });
    assert.equal(status, 0, stderr);
  });
  after(() => rmSync(folder, { recursive: true }));

  for (const type of ['f8', 'f4', 'f2', 'i1', 'i2', 'i4', 'i8', 'bigf8', 'bigi4'])
    it(`${type} has the values that NumPy saved`, () => {
      const { value, problems } = readNpy(file(`${type}.npy`), '');
      assert.deepEqual([value?.shape, [...(value?.data ?? [])], problems], [[3, 4], values, []]);
    });

  for (const type of ['u1', 'u2', 'u4', 'u8'])
    it(`${type} has the values that NumPy saved`, () =>
      assert.deepEqual([...readNpy(file(`${type}.npy`), '').value!.data], values.map(Math.abs)));

  it('booleans are 0 and 1', () =>
    assert.deepEqual(
      [...readNpy(file('b1.npy'), '').value!.data],
      values.map(x => (x ? 1 : 0)),
    ));

  it('Fortran order is turned into rows', () =>
    assert.deepEqual(
      [...readNpy(file('fortran.npy'), '').value!.data],
      values.map(x => x * 1.5),
    ));

  for (const version of [1, 2, 3])
    it(`format version ${version}`, () =>
      assert.deepEqual(
        [...readNpy(file(`v${version}.npy`), '').value!.data],
        values.map(x => x * 0.5),
      ));

  it('a scalar', () =>
    assert.deepEqual([readNpy(file('scalar.npy'), '').value?.shape, [...readNpy(file('scalar.npy'), '').value!.data]], [[], [2.5]]));

  it('a pickle is refused, text too, and so is what is no .npy', () => {
    assert.equal(readNpy(file('objects.npy'), '').problems[0].code, 'npyPickled');
    assert.equal(readNpy(file('text.npy'), '').problems[0].code, 'npyType');
    assert.equal(readNpy(new TextEncoder().encode('hello, world'), '').problems[0].code, 'notNpy');
    assert.equal(readNpy(new Uint8Array(), '').problems[0].code, 'notNpy');
  });

  it('a truncated file is told, wherever it is cut', () => {
    const whole = file('f8.npy');
    for (const length of [11, 60, 128, whole.length - 1]) {
      const { value, problems } = readNpy(whole.subarray(0, length), 'cut.npy');
      assert.equal(value, null);
      assert.match(problems[0].message, /^cut\.npy: cut off: \d+ bytes/);
    }
  });

  for (const name of ['two.npz', 'packed.npz'])
    it(`${name} holds both arrays`, () => {
      const { value } = readNpz(file(name), name);
      assert.deepEqual([...value!.keys()], ['x', 'y']);
      assert.deepEqual([...value!.get('y')!.data], values.slice(0, 4));
    });

  it('a zip bomb is refused before it is unpacked', () => {
    const bomb = zipSync({ 'x.npy': new Uint8Array(50_000_000) }, { level: 9 });
    assert.ok(bomb.length < 100_000);
    const { value, problems } = readNpz(bomb, 'bomb.npz', 1_000_000);
    assert.equal(value, null);
    assert.match(problems[0].message, /x\.npy would unpack to 50 MB, more than the 1 MB/);
  });

  it('what is no archive is told', () => assert.equal(readNpz(new Uint8Array(40), '').problems[0].code, 'notZip'));

  it('NumPy reads what is written here', () => {
    const arrays = new Map([
      ['W1', { shape: [2, 3], data: Float64Array.from([1, 2, 3, 4, 5, Math.PI]) }],
      ['b', { shape: [], data: Float64Array.of(0.1) }],
      ['v', { shape: [2], data: Float64Array.of(-0, Number.POSITIVE_INFINITY) }],
    ]);
    const path = join(folder, 'ours.npz');
    writeFileSync(path, writeNpz(arrays));
    writeFileSync(join(folder, 'ours.npy'), writeNpy(arrays.get('W1')!));
    const code = `import sys, numpy as np
z = np.load(sys.argv[1])
assert sorted(z.files) == ['W1', 'b', 'v'], z.files
assert z['W1'].shape == (2, 3) and z['W1'][1, 2] == np.pi and z['b'] == 0.1 and z['b'].shape == () and z['v'][1] == np.inf
assert (np.load(sys.argv[2]) == z['W1']).all()`;
    const { status, stderr } = spawnSync(python(), ['-c', code, path, join(folder, 'ours.npy')], { encoding: 'utf8' });
    assert.equal(status, 0, stderr);
    assert.deepEqual(readNpz(writeNpz(arrays), '').value!.get('W1')!.data, arrays.get('W1')!.data);
  });
});
