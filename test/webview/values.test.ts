// Values seen closely: maps, the matrix that scrolls, the histogram, and a derivation set as mathematics.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { analyseInDetail } from '../../src/analyse/analyse';
import { Tensors } from '../../src/analyse/tensors';
import type { AskDetails, AskTiles, Formula, NodeDetails, ToView } from '../../src/host/protocol';
import { typeset } from '../../src/maths/typeset';
import { closeBrowser, shoot, View } from './view';

const examples = join(__dirname, '../../examples');

/** A host that answers from a real analysis. */
async function open(file: string): Promise<{ view: View; id: (label: string) => string }> {
  const { report, detail } = analyseInDetail({ file, language: 'bp', text: readFileSync(join(examples, file), 'utf8') });
  const tensors = new Tensors(detail);
  const formula = (latex: string, text: string): Formula => ({ text, set: typeset(latex) });
  const details = (node: string): NodeDetails => ({
    type: 'details',
    node,
    version: 1,
    tensor: tensors.view(node),
    equation: formula('dW_2=\\frac{1}{m}\\,dZ_2\\cdot A_1^{\\mathsf{T}}', 'dW2 = 1/m * dZ2 · A1ᵀ'),
    derivation: { rule: 'product', chain: null, steps: [], result: formula('<\\text{<b>}', '<b>'), shapes: '(1, 4)' },
  });
  const closer = (message: AskDetails | AskTiles): ToView => {
    if (message.type === 'details') return details(message.node);
    const tiles = message.tiles.flatMap(({ which, row, column, rows, columns }) => {
      const tile = tensors.tile(message.node, which, row, column, rows, columns);
      return tile ? [{ ...tile, which }] : [];
    });
    return { type: 'tiles', node: message.node, version: 1, tiles };
  };
  const { explained: _explained, ...plain } = report;
  const view = await View.open(plain, { closer });
  return { view, id: label => report.graph.nodes.find(node => node.label === label)?.id ?? assert.fail(label) };
}

describe('values seen closely', function () {
  this.timeout(120_000);
  let view: View;
  let id: (label: string) => string;
  const texts = (selector: string) => view.page.locator(selector).allInnerTexts();

  beforeEach(async () => {
    ({ view, id } = await open('two_layer.bp'));
  });
  afterEach(async () => {
    assert.deepEqual(view.errors, []);
    await view.close();
  });
  after(closeBrowser);

  it('shows hand-written, exact and difference, and the numbers of the one that is chosen', async () => {
    await view.click(id('dW1'));
    await view.page.locator('.numbers .cell').first().waitFor();
    assert.deepEqual(
      (await texts('.map-head')).map(text => text.split('\n')[0].trim()),
      ['yours', 'exact', 'difference'],
    );
    await view.page.locator('.numbers .cell:not(.empty)').first().waitFor();
    assert.equal((await texts('.numbers .cell')).length, 12);
    const before = await texts('.numbers .cell');
    await view.page.locator('.map-head', { hasText: 'difference' }).click();
    await view.settle();
    assert.notDeepEqual(await texts('.numbers .cell'), before);
    assert.match((await view.page.locator('.map-head[aria-pressed=true]').textContent()) ?? '', /^difference/);
    assert.equal(await view.page.locator('.histogram').count(), 1);
    await shoot(view, 'values');
  });

  it('keeps few cells however large the matrix is, and scrolls to its largest entry with its index', async () => {
    await view.click(id('X'));
    await view.page.locator('.numbers .cell').first().waitFor();
    const cells = await view.page.locator('.numbers .cell').count();
    assert.ok(cells > 5 && cells < 60, `${cells} cells of 1200`);
    const link = await view.page.locator('.readout .link').textContent();
    const [, row, column] = /\[(\d+), (\d+)\]/.exec(link ?? '') ?? [];
    await view.page.locator('.readout .link').click();
    await view.page.locator('.numbers .spot').waitFor();
    assert.ok((await texts('.numbers .index')).includes(column), `column ${column} of row ${row} is in sight`);
    assert.ok(view.asked('tiles').every(({ tiles }) => tiles.every(tile => tile.rows * tile.columns <= 1024)));
  });

  it('sets equations as mathematics that nothing can run in', async () => {
    await view.click(id('dW2'));
    await view.page.locator('.formula-set').first().waitFor();
    assert.equal(await view.page.locator('.equation .formula-set').getAttribute('aria-label'), 'dW2 = 1/m * dZ2 · A1ᵀ');
    assert.ok((await view.page.locator('.equation .formula-set path').count()) > 4);
    assert.equal(await view.page.locator('.pane b:text-is("x")').count(), 0);
  });

  it('has a pane that can be made wider, by pointer and by keys, and remembers it', async () => {
    await view.click(id('dW1'));
    const pane = view.page.locator('.pane');
    const width = async () => (await pane.boundingBox())?.width ?? 0;
    const before = await width();
    const sash = await view.page.locator('.sash').boundingBox();
    assert.ok(sash);
    await view.page.mouse.move(sash.x + 2, 400);
    await view.page.mouse.down();
    await view.page.mouse.move(sash.x - 98, 400);
    await view.page.mouse.up();
    assert.ok(Math.abs((await width()) - before - 100) < 6);
    await view.page.locator('.sash').focus();
    await view.page.keyboard.press('ArrowRight');
    assert.ok((await width()) < before + 90);
    const kept = (await view.page.evaluate('window.viewState.paneWidth')) as number;
    assert.ok(Math.abs(kept - (await width())) < 2);
  });
});
