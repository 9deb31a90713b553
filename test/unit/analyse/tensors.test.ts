// Whole tensors behind the picture's boxes: hand-written, exact and difference, in parts, with their statistics.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { analyseInDetail } from '../../../src/analyse/analyse';
import { Tensors } from '../../../src/analyse/tensors';

const examples = join(__dirname, '../../../examples');

function open(file: string): { tensors: Tensors; id: (label: string) => string } {
  const { report, detail } = analyseInDetail({ file, language: 'bp', text: readFileSync(join(examples, file), 'utf8') });
  const id = (label: string): string => report.graph.nodes.find(node => node.label === label)?.id ?? assert.fail(`no ${label}`);
  return { tensors: new Tensors(detail), id };
}

const sum = (counts: readonly number[]): number => counts.reduce((total, n) => total + n, 0);

describe('tensors behind the graph', () => {
  it('gives a value whole, as a matrix, with every entry in its histogram', () => {
    const { tensors, id } = open('two_layer.bp');
    const view = tensors.view(id('A1'));
    assert.ok(view);
    assert.deepEqual(
      view.series.map(each => [each.which, each.rows, each.columns, sum(each.bins)]),
      [['own', 4, 400, 1600]],
    );
    assert.deepEqual([view.series[0].map.rows, view.series[0].map.columns], [4, 96]);
  });

  it('multiplies the exact gradient with the factor of the chain, so that what is right differs by rounding only', () => {
    const { tensors, id } = open('two_layer.bp');
    const view = tensors.view(id('dZ1'));
    assert.equal(view?.factor, 400);
    const [own, , difference] = view?.series ?? [];
    assert.equal(difference.which, 'difference');
    assert.ok((difference.norm ?? 1) < 1e-12 * (own.norm ?? 0));
  });

  it('has no value where the shapes do not fit, and still the exact one', () => {
    const { tensors, id } = open('wrong/two_layer_missing_transpose.bp');
    assert.deepEqual(
      tensors.view(id('dW2'))?.series.map(each => each.which),
      ['exact'],
    );
  });

  it('cuts tiles out, smaller at the edges, none outside', () => {
    const { tensors, id } = open('two_layer.bp');
    const tile = tensors.tile(id('A1'), 'own', 0, 384, 32, 32);
    assert.deepEqual([tile?.rows, tile?.columns, tile?.cells.length], [4, 16, 64]);
    const whole = tensors.tile(id('A1'), 'own', 0, 0, 4, 400);
    assert.equal(whole?.cells[384], tile?.cells[0]);
    assert.equal(tensors.tile(id('A1'), 'own', 4, 0, 1, 1), null);
    assert.equal(tensors.tile('n99999', 'own', 0, 0, 1, 1), null);
  });

  it('finds the entry that differs most', () => {
    const { tensors, id } = open('wrong/two_layer_mean_twice.bp');
    const label = 'dW2';
    const difference = tensors.view(id(label))?.series.find(each => each.which === 'difference');
    const { peak } = difference ?? {};
    assert.ok(peak && Math.abs(peak.value) > 0);
    const tile = tensors.tile(id(label), 'difference', peak.row, peak.column, 1, 1);
    assert.deepEqual(tile?.cells, [peak.value]);
  });
});
