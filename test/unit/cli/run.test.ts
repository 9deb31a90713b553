// backprop run: what a script prints, and what it draws as files.
import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'mocha';
import { backprop, file, removeFiles } from './support';

describe('backprop run', () => {
  after(removeFiles);

  it('prints what Python would print', async () => {
    const { code, out, err } = await backprop(['run', file('a.py', 'print(1 / 4, [True])\n')]);
    assert.deepEqual([code, out, err], [0, '0.25 [True]\n', '']);
  });

  it('saves figures as SVG, named as the script saves them or by number, none twice', async () => {
    const script =
      "import matplotlib.pyplot as plt\nfor i in range(2):\n    plt.plot([1, i])\n    plt.savefig('plots/loss.png')\n    plt.show()\nplt.hist([1, 2, 2])\n";
    const folder = join(tmpdir(), 'backprop-figures');
    const { code, err, written } = await backprop(['run', file('a.py', script), '--figures', folder]);
    assert.equal(code, 0);
    assert.deepEqual(
      [...written.keys()],
      ['loss.svg', 'loss-2.svg', 'figure-3.svg'].map(name => join(folder, name)),
    );
    for (const text of written.values()) assert.match(text, /^<svg [^>]*>[\s\S]*<\/svg>\n$/);
    assert.match(err, /figure saved in .*figure-3\.svg/);
  });

  it('saves what was drawn before an error, and still ends with 1', async () => {
    const script = 'import matplotlib.pyplot as plt\nplt.plot([1, 2])\n1 / 0\n';
    const { code, err, written } = await backprop(['run', file('a.py', script), '--figures', join(tmpdir(), 'backprop-figures')]);
    assert.equal(code, 1);
    assert.equal(written.size, 1);
    assert.match(err, /ZeroDivisionError/);
  });
});
