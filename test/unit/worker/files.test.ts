// The reader of files beside a model: what it gives, and what it keeps in.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { reader, rootOf } from '../../../src/worker/files';

describe('files beside a model', () => {
  const folder = mkdtempSync(join(tmpdir(), 'backprop-files-'));
  const root = join(folder, 'project');
  mkdirSync(join(root, 'nets'), { recursive: true });
  mkdirSync(join(root, '.git'));
  writeFileSync(join(root, 'nets/data.csv'), '1,2');
  writeFileSync(join(root, 'shared.csv'), '3');
  writeFileSync(join(folder, 'secret.csv'), 'secret');
  symlinkSync(join(folder, 'secret.csv'), join(root, 'link.csv'));
  after(() => rmSync(folder, { recursive: true, force: true }));

  const read = (path: string): string | null => {
    const bytes = reader(join(root, 'nets/net.bp'), root)(path);
    return bytes && Buffer.from(bytes).toString();
  };

  it('are read relative to the model, anywhere in its workspace', () => {
    assert.equal(read('data.csv'), '1,2');
    assert.equal(read('../shared.csv'), '3');
    assert.equal(read(join(root, 'shared.csv')), '3');
  });

  it('are not read outside the workspace, nor through a link', () => {
    assert.equal(read('../../secret.csv'), null);
    assert.equal(read(join(folder, 'secret.csv')), null);
    assert.equal(read('../link.csv'), null);
  });

  it('are null where there is none, or a folder', () => {
    assert.equal(read('nothing.csv'), null);
    assert.equal(read('.'), null);
  });

  it('have the repository for their workspace', () => {
    assert.equal(rootOf(join(root, 'nets/net.bp')), root);
  });
});
