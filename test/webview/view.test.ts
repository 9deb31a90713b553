// The view in a real browser: it draws what the layout says, answers pointer and keys, and asks the host for what it may.
import assert from 'node:assert/strict';
import type { Report } from '../../src/report/report';
import { deep, rnn, twoLayer } from '../unit/picture/models';
import { reportOf } from '../unit/picture/reports';
import { Sketch } from '../unit/picture/sketch';
import { seenFaults } from './geometry';
import type { ThemeName } from './themes';
import { closeBrowser, shoot, View, withView } from './view';

const wrong = (): Report => reportOf(twoLayer(true), 'examples/two_layer.bp');

/** Arrowheads and the hatch are defined outside the picture: hidden there, they would be hidden here. */
const drawnDefinitions = `[...document.querySelectorAll('marker path, pattern path')].map(path => getComputedStyle(path).visibility)`;

/** Themes give some chart colours a transparency. */
const paleColours = `[...document.querySelectorAll('.above, .below, .mark, .a-backward')].filter(part => /rgba|\\/ 0?\\./.test(getComputedStyle(part).fill + getComputedStyle(part).stroke)).length`;

describe('the graph view', function () {
  this.timeout(120_000);
  after(closeBrowser);

  for (const theme of ['dark', 'light', 'hc'] as ThemeName[]) {
    it(`draws two layers with a mismatch in the ${theme} theme, without overlaps`, async () => {
      await withView(wrong(), { theme }, async view => {
        assert.deepEqual(await seenFaults(view.page), []);
        assert.deepEqual(await view.page.evaluate(drawnDefinitions), ['visible', 'visible', 'visible', 'visible', 'visible']);
        assert.equal(await view.page.evaluate(paleColours), 0, 'no colour is half transparent');
        await view.click('dW2');
        await shoot(view, `two-layer-${theme}`);
        assert.deepEqual(await seenFaults(view.page), []);
      });
    });
  }

  it('draws a deep net with folded layers and a recurrent net without overlaps', async () => {
    for (const [name, sketch] of [
      ['deep', deep(12, 5)],
      ['rnn', rnn(12)],
    ] as const) {
      await withView(reportOf(sketch, `examples/${name}.py`, 'python'), { width: 1900, height: 1100 }, async view => {
        await shoot(view, name);
        assert.deepEqual(await seenFaults(view.page), []);
      });
    }
  });

  it('fits into a narrow panel with the pane below, and into one 200 pixels wide', async () => {
    await withView(wrong(), { width: 720 }, async view => {
      await view.click('dW2');
      await shoot(view, 'narrow');
      const pane = await view.page.locator('.pane').boundingBox();
      assert.ok(pane && pane.y > 300 && pane.width > 700);
    });
    await withView(wrong(), { width: 200, height: 500 }, async view => {
      await shoot(view, 'tiny');
      const canvas = await view.page.locator('.canvas').boundingBox();
      assert.ok(canvas && canvas.height > 200, 'the picture keeps room');
      assert.ok(await view.page.locator('[id="node-X"] > .box').isVisible());
    });
  });
});

describe('pointer and keys', function () {
  this.timeout(120_000);
  let view: View;
  const selected = () => view.ids('.node.selected');

  beforeEach(async () => {
    view = await View.open(wrong());
  });
  afterEach(async () => {
    assert.deepEqual(view.errors, []);
    await view.close();
  });
  after(closeBrowser);

  it('shows a clicked node in the editor without taking the keyboard, and opens the pane', async () => {
    await view.click('dW2');
    const range = view.report.graph.nodes.find(node => node.id === 'dW2')?.range;
    assert.deepEqual(view.asked('reveal'), [{ type: 'reveal', range, focus: false }]);
    assert.deepEqual(await selected(), ['dW2']);
    assert.match((await view.page.locator('.pane h1').textContent()) ?? '', /dW2/);
    assert.match((await view.page.locator('.pane').textContent()) ?? '', /400 and 4 differ/);
  });

  it('asks for the fix that the pane offers, by its button and by A', async () => {
    await view.click('dW2');
    await view.page.getByRole('button', { name: 'Apply fix' }).click();
    await view.page.locator('.canvas').focus();
    await view.page.keyboard.press('a');
    await view.settle();
    const asked = { type: 'fix', version: 1, finding: 0, fix: 0 };
    assert.deepEqual(view.asked('fix'), [asked, asked]);
  });

  it('walks along edges with the arrows, jumps to the gradient with B and to the source with Enter', async () => {
    await view.click('Z1');
    await view.page.keyboard.press('ArrowRight');
    assert.deepEqual(await selected(), ['A1']);
    await view.page.keyboard.press('ArrowRight');
    await view.page.keyboard.press('b');
    assert.deepEqual(await selected(), ['dZ2']);
    await view.page.keyboard.press('Enter');
    await view.settle();
    assert.equal(view.asked('reveal').at(-1)?.focus, true);
    await view.page.keyboard.press('Escape');
    assert.deepEqual(await selected(), []);
    assert.equal(await view.page.locator('.pane').isVisible(), false);
  });

  it('finds by name, shape and verdict, and steps through what it found', async () => {
    await view.page.keyboard.press('/');
    await view.page.keyboard.type('wrong');
    await view.settle();
    assert.deepEqual(await selected(), ['dW2']);
    assert.equal(await view.page.locator('.search-count').textContent(), '1 of 1');
    await view.page.locator('.search-input').fill('(4, 400)');
    await view.page.keyboard.press('Enter');
    await view.settle();
    assert.match((await view.page.locator('.search-count').textContent()) ?? '', /^2 of 3$/);
    await view.page.locator('.search-input').fill('no such thing');
    assert.equal(await view.page.locator('.search-count').textContent(), 'none');
  });

  it('asks for another layout when passes or the direction change', async () => {
    await view.page.locator('[data-pass=forward]').click();
    await view.settle();
    assert.equal(view.asked('layout').at(-1)?.layout.pass, 'forward');
    assert.equal(await view.page.locator('.node.backward').count(), 0);
    await view.page.locator('[data-pass=both]').click();
    await view.page.locator('[data-action=direction]').click();
    await view.settle();
    assert.equal(view.asked('layout').at(-1)?.layout.direction, 'TB');
    assert.deepEqual(await seenFaults(view.page), []);
    await shoot(view, 'top-to-bottom');
  });

  it('lights the way to the loss under the pointer, and not for what was just clicked', async () => {
    const box = await view.page.locator('[id="node-dW1"] > .box').boundingBox();
    assert.ok(box);
    await view.page.mouse.move(box.x + 20, box.y + 30);
    await view.page.waitForTimeout(250);
    assert.deepEqual((await view.ids('.node.lit')).sort(), [
      'A1',
      'A2',
      'J',
      'W1',
      'Z1',
      'Z2',
      'dW1',
      'dZ1',
      'dZ2',
      'ghost:A1',
      'ghost:A2',
      'seed:J',
    ]);
    const factors = await view.page.locator('.factor title').allTextContents();
    assert.ok(factors.includes('∂Z2/∂A1') && factors.includes('W2ᵀ ·'), `local derivatives: ${factors.join(', ')}`);
    await view.click('dW1');
    await view.page.waitForTimeout(250);
    assert.equal(await view.page.locator('.has-path').count(), 0);
  });

  it('marks the nodes at the cursor', async () => {
    await view.post({ type: 'cursor', nodes: ['Z2'] });
    assert.deepEqual(await view.ids('.node.at-cursor'), ['Z2']);
  });

  it('zooms to actual size and fits again', async () => {
    await view.page.keyboard.press('0');
    await view.page.waitForTimeout(200);
    assert.equal(await view.page.locator('.btn.zoom').textContent(), '100%');
    await view.page.keyboard.press('f');
    await view.page.waitForTimeout(300);
    assert.deepEqual(await seenFaults(view.page), []);
  });

  it('exports: the host writes text formats, a PNG comes from the view', async () => {
    for (const format of ['dot', 'png2']) {
      await view.page.getByRole('button', { name: 'Export' }).click();
      await view.page.locator(`[data-format=${format}]`).click();
      await view.settle();
    }
    const [dot, png] = view.asked('export');
    assert.deepEqual([dot.format, dot.data], ['dot', undefined]);
    assert.equal(
      Buffer.from(png.data ?? '', 'base64')
        .subarray(1, 4)
        .toString(),
      'PNG',
    );
  });

  it('says so where the picture cannot be copied: this page has no clipboard', async () => {
    await view.page.getByRole('button', { name: 'Export' }).click();
    await view.page.locator('[data-format=copy]').click();
    await view.page.locator('.toast', { hasText: 'Export a PNG instead' }).waitFor();
  });

  it('asks the host to compare, and to let the panel go with the editor', async () => {
    await view.page.locator('[data-action=compare]').click();
    const pin = view.page.getByRole('button', { name: 'Keep this file' });
    assert.equal(await pin.getAttribute('aria-pressed'), 'true');
    await pin.click();
    await view.settle();
    assert.equal(await pin.getAttribute('aria-pressed'), 'false');
    assert.equal(view.asked('compare').length, 1);
    assert.deepEqual(view.asked('pin'), [{ type: 'pin', pinned: false }]);
    assert.equal(await view.page.evaluate('window.viewState.pinned'), false);
  });

  it('sets equations in the boxes as mathematics when they come, cut where they are too wide', async () => {
    const glyph = '<defs><path id="MJX-a" d="M0 0h500v500z"/></defs><g fill="currentColor"><use href="#MJX-a"/></g><script>1</script>';
    const formula = (width: number) => ({ inner: glyph, x: 0, width, ascent: 700, descent: 200 });
    await view.post({ type: 'formulas', set: { 'W1 · X + b1': formula(5000), 'σ(Z2)': formula(90_000) } });
    assert.equal(await view.page.locator('[id="node-Z1"] svg.formula-set use').count(), 1);
    assert.equal(await view.page.locator('[id="node-Z1"] text.formula').count(), 0);
    assert.equal(await view.page.locator('[id="node-A2"] text.cut').textContent(), '…');
    assert.equal(await view.page.locator('.stage script').count(), 0);
    assert.deepEqual(await seenFaults(view.page), []);
  });

  it('lists the graph as text, and goes where one chooses', async () => {
    await view.page.keyboard.press('o');
    await view.settle();
    const entries = await view.page.locator('.entry').allInnerTexts();
    assert.equal(entries.length, 20);
    await view.page.locator('.entry', { hasText: 'db2' }).click();
    assert.deepEqual(await selected(), ['db2']);
  });
});

describe('folding in the view', function () {
  this.timeout(120_000);
  after(closeBrowser);

  it('opens a block by a double click; Shift+Space folds all', async () => {
    await withView(reportOf(deep(12, 5), 'examples/deep.py', 'python'), {}, async view => {
      const block = view.page.locator('.node.block.forward').first();
      const id = await block.getAttribute('data-id');
      const box = await block.locator('.box').boundingBox();
      assert.ok(box && id);
      await view.page.mouse.dblclick(box.x + box.width / 2, box.y + box.height / 2);
      await view.page.locator(`[data-id="${id}"]`).waitFor({ state: 'detached' });
      const path = id.replace('block:', '');
      assert.equal(view.asked('layout').at(-1)?.layout.folds?.[path], false);
      await view.page.keyboard.press('Shift+Space');
      await view.settle();
      assert.equal(view.asked('layout').at(-1)?.layout.depth, 0);
      assert.ok((await view.page.locator('.node').count()) < 16);
    });
  });
});

describe('what the view says when there is little to draw', function () {
  this.timeout(120_000);
  after(closeBrowser);

  it('has words for an empty graph, a failure, and while it loads', async () => {
    await withView(reportOf(new Sketch(), 'examples/empty.bp'), {}, async view => {
      assert.match((await view.page.locator('.cover').textContent()) ?? '', /Nothing to draw yet/);
    });
    await withView(wrong(), { silent: true }, async view => {
      await view.post({ type: 'busy', text: 'Laying out 9,000 boxes …' });
      assert.match((await view.page.locator('.cover').textContent()) ?? '', /Laying out/);
      await view.page.locator('.cover button').click();
      assert.equal(view.asked('cancel').length, 1);
      await view.post({ type: 'nothing', reason: 'x.py: no answer within 30 s', strings: { failedTitle: 'There is no picture' } });
      assert.match((await view.page.locator('.cover').textContent()) ?? '', /There is no picture\s*x\.py: no answer/);
    });
  });

  it('keeps the last good picture while the file is broken, and says so', async () => {
    await withView(wrong(), {}, async view => {
      await view.show({ stale: true });
      assert.match((await view.page.locator('.banner').textContent()) ?? '', /last good picture/);
      assert.equal(await view.page.locator('.node.forward').count(), 11);
      await view.show({ stale: false });
      assert.equal(await view.page.locator('.banner').isVisible(), false);
    });
  });

  it('speaks Chinese', async () => {
    await withView(wrong(), { locale: 'zh' }, async view => {
      assert.match((await view.page.locator('.status').textContent()) ?? '', /6 个梯度中 5 个正确/);
      assert.equal(await view.page.locator('html').getAttribute('lang'), 'zh');
    });
  });

  it('survives odd names: very long ones, right-to-left and Chinese ones, markup', async () => {
    const names = ['x'.repeat(5000), 'משקל', '权重矩阵', '<img src=x onerror=alert(1)>', 'a"b\'c&d'];
    const sketch = new Sketch();
    for (const [at, label] of names.entries()) sketch.node(`n${at}`, '', [2, 2], { label, formula: label });
    for (let at = 1; at < names.length; at++) sketch.edge(`n${at - 1}`, `n${at}`);
    await withView(reportOf(sketch, 'examples/odd.py', 'python'), {}, async view => {
      assert.equal(await view.page.locator('.node').count(), names.length);
      assert.equal(await view.page.locator('img').count(), 0);
      assert.deepEqual(await seenFaults(view.page), []);
      await view.click('n3');
      assert.match((await view.page.locator('.pane h1').textContent()) ?? '', /<img/);
    });
  });
});
