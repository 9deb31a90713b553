// Two versions of a model as one graph.
import assert from 'node:assert/strict';
import { compareReports } from '../../../src/picture/compare';
import { layout } from '../../../src/picture/layout/layout';
import { sceneOf } from '../../../src/picture/scene';
import type { Report } from '../../../src/report/report';
import { deep, twoLayer } from './models';
import { reportOf } from './reports';

const two = (wrong = false): Report => reportOf(twoLayer(wrong), 'two_layer.bp');
const changed = (report: Report): string[] =>
  report.graph.nodes.filter(node => node.change).map(node => `${node.change?.kind} ${node.label}`);

describe('the difference of two versions', () => {
  it('is nothing between a model and itself', () => {
    const { report, tally } = compareReports(two(), two());
    assert.deepEqual(tally, { added: 0, removed: 0, changed: 0 });
    assert.deepEqual(report.graph, two().graph);
  });

  it('names what is computed otherwise, with what stood there before', () => {
    const { report } = compareReports(two(), two(true));
    assert.deepEqual(changed(report), ['changed dW2']);
    const { change } = report.graph.nodes.find(node => node.label === 'dW2') ?? {};
    assert.deepEqual(change, { kind: 'changed', formula: '1/m * dZ2 · A1ᵀ', status: 'correct' });
  });

  it('keeps what is gone in the picture, with its edges, and marks what is new', () => {
    const [small, large] = [reportOf(deep(2), 'deep.py'), reportOf(deep(3), 'deep.py')];
    const grown = compareReports(small, large);
    const more = large.graph.nodes.length - small.graph.nodes.length;
    assert.equal(grown.tally.added, more);
    const shrunk = compareReports(large, small);
    assert.equal(shrunk.tally.removed, more);
    const ids = new Set(shrunk.report.graph.nodes.map(node => node.id));
    assert.ok(
      shrunk.report.graph.edges.every(edge => ids.has(edge.from) && ids.has(edge.to)),
      'no edge without an end',
    );
    assert.ok(shrunk.report.graph.edges.some(edge => edge.gone));
  });

  it('tells each change by a sign and a word, not by colour alone', () => {
    const { report } = compareReports(two(), two(true));
    const scene = sceneOf(report, layout(report.graph, {}));
    const node = scene.nodes.find(each => each.label === 'dW2');
    const texts = node?.parts.flatMap(part => (part.kind === 'text' ? [part.text] : []));
    assert.ok(texts?.includes('≠ changed'));
    assert.match(node?.spoken ?? '', /changed$/);
    assert.match(node?.words ?? '', /changed/);
  });
});
