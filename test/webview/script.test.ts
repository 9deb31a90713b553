// Run and Watch in a browser, with a real run behind it: curves, output, figures, errors, in all themes without an error.
import assert from 'node:assert/strict';
import { after, describe, it } from 'mocha';
import { closeTrainingBrowser, TrainingPanel } from './trainingPanel';

const DRAWS = `import numpy as np
import matplotlib.pyplot as plt
w = np.array([[3.0]])
costs = []
for i in range(200):
    cost = float(w[0, 0] ** 2)
    accuracy = 1 - cost / 9
    norm = np.linalg.norm(w) * 2
    w = w - 0.01 * 2 * w
    costs.append(cost)
    if i % 50 == 0:
        print("Cost after iteration %d: %f" % (i, cost))
plt.plot(costs)
plt.xlabel('iterations')
plt.title('Learning')
plt.show()
x, y = np.meshgrid(np.linspace(-1, 1, 30), np.linspace(-1, 1, 30))
plt.contourf(x, y, x * y, cmap=plt.cm.Spectral)
plt.scatter([0, 0.5], [0, 0.5], c=[0, 1])
plt.quiver(1, 2)
`;

const overflow = 'document.querySelector(".dashboard").scrollWidth - document.querySelector(".dashboard").clientWidth';

describe('the panel of a script that is run', () => {
  after(closeTrainingBrowser);

  it('shows the loss large, scores beside it, other scalars small, what was printed, and the figures', async () => {
    const panel = await TrainingPanel.open('draws.py', { text: DRAWS });
    const { page } = panel;
    await page.locator('.card.figure').first().waitFor();
    assert.equal(await page.locator('.card.loss h2').textContent(), 'cost');
    assert.equal(await page.locator('.card.score h2').textContent(), 'accuracy');
    assert.deepEqual(await page.locator('.card.small:visible h2').allTextContents(), ['norm', 'w']);
    assert.match((await page.locator('.printed').textContent()) ?? '', /Cost after iteration 150/);
    assert.equal(await page.locator('.card.figure:visible').count(), 2);
    assert.match((await page.locator('.card.figure').first().locator('svg').textContent()) ?? '', /Learning/);
    assert.match((await page.locator('.card.figure').nth(1).textContent()) ?? '', /Not drawn: quiver/);
    assert.match((await page.locator('.toolbar').textContent()) ?? '', /Run again.*iteration 200 of 200.*ended/);
    assert.deepEqual(panel.errors, []);
    await panel.close();
  });

  it('asks the host: run again, a figure as SVG, all of them, the curves', async () => {
    const panel = await TrainingPanel.open('draws.py', { text: DRAWS });
    const { page } = panel;
    await page.locator('.card.figure').first().waitFor();
    await page.getByRole('button', { name: 'Save as SVG' }).nth(1).click();
    for (const name of ['Figures as SVG', 'Curves as CSV', 'Loss as PNG']) {
      await page.getByRole('button', { name: 'Export' }).click();
      await page.getByRole('menuitem', { name }).click();
    }
    await page.getByRole('button', { name: 'Run again' }).click();
    await panel.settle();
    const asked = panel.sent.map(m => (m.type === 'control' ? m.control.type : m.type === 'figure' ? `figure ${m.id}` : m.type));
    assert.deepEqual(asked.toSorted(), ['figure 2', 'figure null', 'picture', 'ready', 'reset', 'save']);
    await panel.close();
  });

  it('reads the place in the data under the pointer', async () => {
    const panel = await TrainingPanel.open('draws.py', { text: DRAWS });
    const { page } = panel;
    const svg = page.locator('.card.figure').first().locator('svg');
    await svg.scrollIntoViewIfNeeded();
    const box = (await svg.boundingBox())!;
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    const words = (await page.locator('.card.figure').first().locator('.say').textContent()) ?? '';
    const [x, y] = [...words.matchAll(/= ([\d.]+)/g)].map(m => Number(m[1]));
    assert.ok(x > 70 && x < 130, words);
    assert.ok(y > 3 && y < 6, words);
    await panel.close();
  });

  it('says what went wrong, with the line as a link, and keeps what was computed', async () => {
    const panel = await TrainingPanel.open('fails.py', {
      text: 'loss = 4.0\nfor i in range(9):\n    loss = loss / 2\n    if i == 6:\n        loss.nothing()\n',
    });
    const { page } = panel;
    await page.locator('.diagnosis.error').waitFor();
    assert.match((await page.locator('.diagnosis').textContent()) ?? '', /AttributeError.*line 5/);
    await page.getByRole('link', { name: 'line 5' }).click();
    await panel.settle();
    assert.ok(panel.sent.some(m => m.type === 'reveal' && m.line === 5));
    assert.equal(await page.locator('.card.loss path.curve').count(), 1);
    await panel.close();
  });

  it('has words where nothing has been run, computed or printed', async () => {
    const panel = await TrainingPanel.open('empty.py', { text: 'x = 1\n' });
    await panel.page.locator('.card.loss').waitFor();
    assert.match((await panel.page.locator('.card.loss').textContent()) ?? '', /No number has changed/);
    await panel.showScript([]);
    await panel.settle();
    assert.match((await panel.page.locator('.idle').textContent()) ?? '', /Not run yet/);
    assert.deepEqual(panel.errors, []);
    await panel.close();
  });

  for (const theme of ['dark', 'light', 'hc'] as const)
    it(`keeps to the page in the ${theme} theme, wide and narrow, in both languages`, async () => {
      for (const [width, locale] of [
        [1440, 'en'],
        [420, 'zh'],
      ] as const) {
        const panel = await TrainingPanel.open('draws.py', { text: DRAWS, theme, width, locale });
        await panel.page.locator('.card.figure').first().waitFor();
        assert.equal(await panel.page.evaluate(overflow), 0);
        assert.deepEqual(panel.errors, []);
        await panel.close();
      }
    });
});
