// The training panel in a browser, with a real run behind it: what it draws, what it asks, in all themes without an error.
import assert from 'node:assert/strict';
import { after, describe, it } from 'mocha';
import { readNpz } from '../../src/data/npz';
import { closeTrainingBrowser, TrainingPanel } from './trainingPanel';

describe('the training panel', () => {
  after(closeTrainingBrowser);

  it('draws a run to its end: both losses, two maps, activations, norms, units, directions', async () => {
    const panel = await TrainingPanel.open('examples/wrong/train_flower_three_layers.bp');
    await panel.finish();
    const { page } = panel;
    assert.match((await page.locator('.diagnosis.error').first().textContent()) ?? '', /db2 points \d+° away from the exact gradient/);
    assert.equal(await page.locator('.card.loss .chart path.curve').count(), 2);
    assert.equal(await page.locator('.card.loss .chart path.curve.bad').count(), 1);
    assert.equal(await page.locator('.card.boundary canvas:visible').count(), 2);
    assert.equal(await page.locator('.card.boundary figure').first().locator('.point').count(), 400);
    assert.equal((await page.locator('.card.ridge .profile').count()) >= 3, true);
    assert.equal(await page.locator('.directions tr').count(), 6);
    assert.match((await page.locator('.status').textContent()) ?? '', /gradients wrong/);
    assert.deepEqual(panel.errors, []);
    await panel.close();
  });

  it('asks the host: pause, step, a rate, a line, exports', async () => {
    const panel = await TrainingPanel.open('examples/train_flower.bp');
    const { page } = panel;
    await page.locator('.toolbar').waitFor();
    await page.getByRole('button', { name: 'Step' }).click();
    await page.getByRole('button', { name: 'Step' }).click();
    await panel.settle();
    assert.equal(panel.view?.step, 2);
    await page.locator('.rate').fill('0.5');
    await page.locator('.rate').press('Enter');
    await panel.settle();
    assert.equal(panel.view?.rate, 0.5);
    await page.getByRole('button', { name: 'Reset' }).click();
    await panel.settle();
    assert.equal(panel.view?.step, 0);
    for (const [name, format] of [
      ['Parameters as .npz', 'npz'],
      ['Curves as CSV', 'csv'],
    ] as const) {
      await page.getByRole('button', { name: 'Export' }).click();
      await page.getByRole('menuitem', { name }).click();
      await panel.settle();
      assert.equal(panel.saved.at(-1)?.format, format);
    }
    assert.equal(readNpz(Uint8Array.from(Object.values(panel.saved[0].content)), '').value?.size, 4);
    for (const [name, format] of [
      ['Figures as SVG', 'svg'],
      ['Loss as PNG', 'png'],
    ] as const) {
      await page.getByRole('button', { name: 'Export' }).click();
      await page.getByRole('menuitem', { name }).click();
      await panel.settle();
      const picture = panel.sent.findLast(m => m.type === 'picture');
      assert.equal(picture?.format, format);
      assert.ok(picture.data.length > 2000);
      if (format === 'svg') assert.match(picture.data, /^<svg [^>]*>.*Loss J.*<\/svg>\n$/s);
      else assert.equal(Buffer.from(picture.data, 'base64').subarray(1, 4).toString(), 'PNG');
    }
    assert.deepEqual(panel.errors, []);
    await panel.close();
  });

  it('links a diagnosis to its line, and offers the proven fix', async () => {
    const blamed = { message: 'tanh’(Z2) is 1 − A2².', line: 30, fix: 'Replace A2 by A2²' };
    const panel = await TrainingPanel.open('examples/wrong/train_flower_three_layers.bp', { blamed });
    await panel.finish();
    await panel.page.getByRole('link', { name: 'line 30' }).click();
    await panel.page.getByRole('button', { name: 'Apply proven fix' }).click();
    await panel.settle();
    assert.ok(panel.sent.some(m => m.type === 'reveal' && m.line === 30));
    assert.ok(panel.sent.some(m => m.type === 'fix'));
    await panel.close();
  });

  it('the loss: linear or logarithmic, a readout under the pointer, a stretch zoomed in and out', async () => {
    const panel = await TrainingPanel.open('examples/train_moons.bp');
    await panel.finish();
    const { page } = panel;
    const path = (): Promise<string | null> => page.locator('.card.loss .chart path.curve').first().getAttribute('d');
    const linear = await path();
    await page.getByRole('button', { name: 'linear' }).click();
    assert.notEqual(await path(), linear);
    const box = (await page.locator('.card.loss .hit').boundingBox())!;
    await page.mouse.move(box.x + box.width / 2, box.y + 40);
    assert.match((await page.locator('.card.loss .readout').textContent()) ?? '', /step [\d,]+.*yours 0\.\d+/);
    const whole = await path();
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.8, box.y + 60, { steps: 4 });
    await page.mouse.up();
    assert.notEqual(await path(), whole);
    await page.getByRole('button', { name: 'Show all steps' }).click();
    assert.equal(await path(), whole);
    assert.deepEqual(panel.errors, []);
    await panel.close();
  });

  for (const theme of ['dark', 'light', 'hc'] as const)
    it(`shows spirals of three classes in the ${theme} theme, nothing wider than the page`, async () => {
      const panel = await TrainingPanel.open('examples/train_spirals.bp', { theme });
      await panel.finish();
      const over = await panel.page.evaluate(
        'document.querySelector(".dashboard").scrollWidth - document.querySelector(".dashboard").clientWidth',
      );
      assert.equal(over, 0);
      assert.equal(await panel.page.locator('.legend .point').count(), 3);
      assert.deepEqual(panel.errors, []);
      await panel.close();
    });

  it('is readable 360 pixels wide and in Chinese', async () => {
    const panel = await TrainingPanel.open('examples/train_iris.bp', { width: 360, height: 1200, locale: 'zh' });
    await panel.finish();
    assert.match((await panel.page.locator('.card.confusion').textContent()) ?? '', /混淆矩阵/);
    const over = await panel.page.evaluate(
      'document.querySelector(".dashboard").scrollWidth - document.querySelector(".dashboard").clientWidth',
    );
    assert.equal(over, 0);
    assert.deepEqual(panel.errors, []);
    await panel.close();
  });

  it('says why a file cannot be trained', async () => {
    const panel = await TrainingPanel.open('examples/train_flower.bp', { text: 'sizes n = 2\nparam w (n, 1) = 0\nforward\ny = w * 2' });
    await panel.page.locator('.refused').waitFor();
    assert.match((await panel.page.locator('.refused').textContent()) ?? '', /no loss to train with/);
    await panel.close();
  });
});
