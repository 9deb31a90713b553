// The exported page in a real browser: it pans, zooms, lights the way to the loss and tells what is clicked, with nothing from elsewhere.
import assert from 'node:assert/strict';
import { chromium } from 'playwright-core';
import { graphToHtml } from '../../src/picture';
import { chromiumPath } from '../support/vscodeHost';
import { twoLayer } from '../unit/picture/models';
import { reportOf } from '../unit/picture/reports';

describe('the exported page', function () {
  this.timeout(60_000);

  it('fits, zooms at the pointer, lights the chain and tells what is clicked', async () => {
    const browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--headless', '--no-sandbox', '--disable-gpu'] });
    try {
      const page = await browser.newPage({ viewport: { width: 1200, height: 700 } });
      const problems: string[] = [];
      page.on('pageerror', error => problems.push(error.message));
      page.on('request', request => problems.push(`asks for ${request.url()}`));
      await page.setContent(graphToHtml(reportOf(twoLayer(true), 'two_layer.bp')));
      const placed = async () => String(await page.evaluate(`document.querySelector('main svg').style.transform`));
      const fitted = await placed();
      const box = await page.locator('[data-id="dW1"] .box').boundingBox();
      assert.ok(box);
      await page.mouse.move(box.x + 20, box.y + 20);
      await page.locator('.lit-path').waitFor();
      assert.ok((await page.locator('.node.lit').count()) >= 5);
      await page.mouse.click(box.x + 20, box.y + 20);
      assert.match((await page.locator('[role=status]').textContent()) ?? '', /dW1, gradient, correct[\s\S]*dW1 = /);
      await page.mouse.wheel(0, -400);
      await page.waitForFunction(`document.querySelector('main svg').style.transform !== ${JSON.stringify(fitted)}`);
      const near = await page.locator('[data-id="dW1"] .box').boundingBox();
      assert.ok(near && near.width > box.width * 1.4, 'it grows');
      assert.ok(near.x < box.x + 20 && near.x + near.width > box.x + 20, 'and stays under the pointer');
      await page.locator('[data-do=fit]').click();
      assert.equal(await placed(), fitted);
      assert.deepEqual(problems, []);
    } finally {
      await browser.close();
    }
  });
});
