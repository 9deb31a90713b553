// What nobody draws on purpose: one node, a node that feeds itself, fifty thousand, values that are all missing, a panel 200 pixels wide.
import assert from 'node:assert/strict';
import type { Report, ValueSample } from '../../src/report/report';
import { layered } from '../unit/picture/generated';
import { reportOf } from '../unit/picture/reports';
import { Sketch } from '../unit/picture/sketch';
import { seenFaults } from './geometry';
import { closeBrowser, shoot, withView } from './view';

const missing: ValueSample = { rows: 2, columns: 3, cells: Array(6).fill(null), min: null, max: null, mean: null, norm: null };
const equal: ValueSample = { rows: 2, columns: 3, cells: Array(6).fill(0.5), min: 0.5, max: 0.5, mean: 0.5, norm: 1.2 };
const none: ValueSample = { rows: 0, columns: 0, cells: [], min: null, max: null, mean: null, norm: 0 };

const odd = (): Report => {
  const sketch = new Sketch();
  sketch.node('h', '', [2, 3], { formula: 'np.tanh(W @ h)', values: missing }).edge('h', 'h');
  sketch.node('权重矩阵', '', [2, 3], { formula: '权重矩阵 + h', values: equal }).into('权重矩阵', 'h');
  sketch.node('משקל', '', [0, 3], { formula: 'משקל * 2', values: none }).into('משקל', '权重矩阵');
  sketch.node('x'.repeat(5000), '', [2, 3], { formula: 'y'.repeat(5000) }).into('x'.repeat(5000), 'משקל');
  return reportOf(sketch, 'examples/odd.py', 'python');
};

describe('odd graphs in the view', function () {
  this.timeout(120_000);
  after(closeBrowser);

  it('draws a single node at a readable size, and a node that feeds itself', async () => {
    await withView(reportOf(new Sketch().node('W', '', [2, 2]), 'examples/one.bp'), {}, async view => {
      assert.equal(await view.page.locator('.node').count(), 1);
      const box = await view.page.locator('.node .box').boundingBox();
      assert.ok(box && box.width > 60 && box.width < 300);
    });
    await withView(odd(), {}, async view => {
      assert.equal(await view.page.locator('.node').count(), 4);
      assert.ok((await view.page.locator('.edges > g').count()) >= 3);
      assert.deepEqual(await seenFaults(view.page), []);
      for (const id of ['h', '权重矩阵', 'משקל']) {
        await view.click(id);
        assert.match((await view.page.locator('.pane').textContent()) ?? '', new RegExp(id));
      }
      await shoot(view, 'odd');
    });
  });

  it('stays readable in a panel 200 pixels wide', async () => {
    await withView(odd(), { width: 200, height: 600 }, async view => {
      await view.click('h');
      await shoot(view, 'odd-narrow');
      const wide = (await view.page.evaluate('document.documentElement.scrollWidth')) as number;
      assert.ok(wide <= 200, `nothing sticks out: ${wide}`);
      const canvas = await view.page.locator('.canvas').boundingBox();
      assert.ok(canvas && canvas.height > 150, 'the picture keeps room beside the details');
    });
  });

  it('folds fifty thousand nodes, says so, and opens a part of them', async () => {
    const report: Report = { ...reportOf(new Sketch(), 'examples/huge.py', 'python'), graph: layered(50_000, 60, 1) };
    await withView(report, {}, async view => {
      assert.match((await view.page.locator('.status').textContent()) ?? '', /50000 values folded to \d\d boxes/);
      assert.ok((await view.page.locator('.node').count()) < 60);
      await shoot(view, 'huge');
      const block = view.page.locator('.node.block').first();
      const box = await block.locator('.box').boundingBox();
      assert.ok(box);
      await view.page.mouse.dblclick(box.x + box.width / 2, box.y + box.height / 2);
      // its two thousand boxes are drawn on a canvas
      await view.page.locator('canvas.stage').waitFor({ timeout: 30_000 });
    });
  });
});
