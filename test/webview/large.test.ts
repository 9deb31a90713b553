// Pictures of thousands of boxes: drawn on a canvas, and as usable as the small ones.
import assert from 'node:assert/strict';
import type { Report } from '../../src/report/report';
import { layered } from '../unit/picture/generated';
import { reportOf } from '../unit/picture/reports';
import { Sketch } from '../unit/picture/sketch';
import { closeBrowser, shoot, withView } from './view';

const large = (nodes: number): Report => ({ ...reportOf(new Sketch(), 'examples/large.py', 'python'), graph: layered(nodes, 25, 1) });

describe('large pictures', function () {
  this.timeout(120_000);
  after(closeBrowser);

  it('draws 2,000 boxes on a canvas, finds them under the pointer, and says what they are', async () => {
    await withView(large(2000), { layout: { depth: 9 } }, async view => {
      assert.equal(await view.page.locator('canvas.stage').count(), 1);
      assert.equal(await view.page.locator('.nodes > .node').count(), 0);
      await view.page.keyboard.press('/');
      await view.page.keyboard.type('op1234');
      await view.page.keyboard.press('Enter');
      await view.settle();
      assert.match((await view.page.locator('.pane h1').textContent()) ?? '', /op1234/);
      await shoot(view, 'large');
    });
  });

  it('paints the canvas in the colours of the theme', async () => {
    await withView(large(900), { layout: { depth: 9 }, theme: 'light', canvasFrom: 100 }, async view => {
      const dark = (await view.page.evaluate(
        `(() => { const canvas = document.querySelector('canvas.stage'); const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height); let dark = 0, any = 0; for (let at = 0; at < data.length; at += 4) { if (data[at + 3] > 0) any++; if (data[at + 3] > 0 && data[at] < 140) dark++; } return { dark, any }; })()`,
      )) as { dark: number; any: number };
      assert.ok(dark.any > 1000, 'something is painted');
      assert.ok(dark.dark > 200, 'lines are dark on a light ground');
    });
  });
});
