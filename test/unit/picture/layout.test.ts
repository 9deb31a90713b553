// The layout: invariants over many graphs, the shape of the two-layer picture, folding, stability.
import assert from 'node:assert/strict';
import { layout } from '../../../src/picture/layout/layout';
import type { LayoutOptions, Picture, PictureNode } from '../../../src/picture/picture';
import type { Graph } from '../../../src/report/report';
import { chain, fanIn, fanOut, layered, pairs, tangle, transformer } from './generated';
import { faults } from './invariants';
import { deep, rnn, twoLayer } from './models';

const node = (picture: Picture, id: string): PictureNode => {
  const found = picture.nodes.find(each => each.id === id);
  assert.ok(found, `no node ${id}`);
  return found;
};
const middle = (box: PictureNode): number => box.y + box.height / 2;

const graphs: Record<string, Graph> = {
  'two layers': twoLayer().graph,
  'two layers with a mismatch': twoLayer(true).graph,
  'four layers': deep(4).graph,
  'twelve layers': deep(12, 5).graph,
  'a recurrent net': rnn(4).graph,
  'a transformer block': transformer(1),
  'a chain': chain(30),
  'a fan out': fanOut(40),
  'a fan in': fanIn(40),
  'one node': { nodes: pairs('a>b').nodes.slice(0, 1), edges: [] },
  'a self-loop': pairs('a>a a>b'),
  'two nodes in a circle': pairs('a>b b>a'),
  'a cycle by mistake': pairs('a>b b>c c>d d>b d>e'),
  'two graphs apart': pairs('a>b c>d'),
  'a random layered graph': layered(300, 10, 1),
  'a tangle': tangle(40, 90, 2),
};

const ways: Record<string, LayoutOptions> = {
  'left to right': {},
  'top to bottom': { direction: 'TB' },
  'all open': { depth: 99 },
  'all folded': { depth: 0 },
  flat: { flat: true },
  'forward only': { pass: 'forward' },
  'backward only': { pass: 'backward' },
  'without ghosts': { ghosts: false },
};

describe('layout', function () {
  this.timeout(60_000);

  for (const [name, graph] of Object.entries(graphs)) {
    for (const [way, options] of Object.entries(ways)) {
      it(`keeps boxes, edges and labels apart in ${name}, ${way}`, () => {
        assert.deepEqual(faults(layout(graph, options)).slice(0, 8), []);
      });
    }
  }

  it('keeps them apart in fifty random graphs', () => {
    for (let seed = 1; seed <= 25; seed++) {
      assert.deepEqual(faults(layout(layered(60, 3 + (seed % 9), seed, 0.3))).slice(0, 8), [], `layered, seed ${seed}`);
      assert.deepEqual(faults(layout(tangle(12 + seed, 30 + seed, seed))).slice(0, 8), [], `tangle, seed ${seed}`);
    }
  });

  it('draws nothing for an empty graph', () => {
    const picture = layout({ nodes: [], edges: [] });
    assert.deepEqual([picture.nodes, picture.edges, picture.width, picture.height], [[], [], 0, 0]);
  });

  it('leaves out edges to nodes that are not there', () => {
    const graph = pairs('a>b');
    graph.edges.push({ from: 'a', to: 'nowhere', shape: [] });
    assert.equal(layout(graph).edges.length, 1);
  });

  it('makes the same picture from the same graph', () => {
    for (const graph of [twoLayer(true).graph, layered(200, 9, 4), rnn(3).graph]) assert.deepEqual(layout(graph), layout(graph));
  });
});

describe('the two-layer picture', () => {
  const picture = layout(twoLayer().graph);

  it('has the main chain on one straight line, from left to right', () => {
    const main = ['X', 'Z1', 'A1', 'Z2', 'A2', 'J'].map(id => node(picture, id));
    assert.equal(new Set(main.map(middle)).size, 1);
    assert.deepEqual(
      main.map(each => each.x),
      main.map(each => each.x).sort((a, b) => a - b),
    );
    for (const id of ['X→Z1', 'Z1→A1', 'A1→Z2', 'Z2→A2', 'A2→J'])
      assert.equal(picture.edges.find(edge => edge.id === id)?.points.length, 2, id);
  });

  it('has weights above and biases below, entering through top and bottom', () => {
    for (const [id, op, side] of [
      ['W1', 'Z1', -1],
      ['b1', 'Z1', 1],
      ['W2', 'Z2', -1],
      ['b2', 'Z2', 1],
    ] as const) {
      assert.equal(Math.sign(middle(node(picture, id)) - middle(node(picture, op))), side, id);
      const end = picture.edges.find(edge => edge.id === `${id}→${op}`)?.points.at(-1);
      assert.equal(end?.y, side < 0 ? node(picture, op).y : node(picture, op).y + node(picture, op).height);
    }
  });

  it('has the backward lane as the forward lane moved down, with every arrow turned', () => {
    const down = middle(node(picture, 'dZ2')) - middle(node(picture, 'Z2'));
    const forward = picture.edges.find(edge => edge.id === 'W2→Z2')?.points ?? [];
    const backward = picture.edges.find(edge => edge.id === 'dZ2→dW2')?.points ?? [];
    assert.deepEqual(backward, forward.map(point => ({ x: point.x, y: point.y + down })).reverse());
  });

  it('shows merged gradients as ghosts and the start of the backward pass', () => {
    assert.deepEqual(
      picture.nodes
        .filter(each => each.kind === 'ghost')
        .map(each => [each.label, each.into])
        .sort(),
      [
        ['dA1', 'dZ1'],
        ['dA2', 'dZ2'],
      ],
    );
    assert.equal(picture.nodes.find(each => each.kind === 'seed')?.label, 'dJ');
  });

  it('draws a mismatch where it happens: both operands end at the wrong box, with the sizes between them', () => {
    const wrong = layout(twoLayer(true).graph);
    const box = node(wrong, 'dW2');
    const flagged = wrong.edges.filter(edge => edge.flagged);
    assert.deepEqual(flagged.map(edge => edge.from).sort(), ['A1', 'dZ2']);
    for (const edge of flagged) assert.equal(edge.points.at(-1)?.x, box.x + box.width);
    const [clash] = wrong.clashes;
    assert.equal(clash.text, '400 ≠ 4');
    const ends = flagged.map(edge => edge.points.at(-1)?.y ?? 0).sort((a, b) => a - b);
    assert.ok(clash.y > ends[0] && clash.y < ends[1], 'the sizes stand between the lines');
    const label = flagged.find(edge => edge.from === 'dZ2')?.label;
    assert.equal(label?.text, 'dZ2 (1, 400)');
    assert.deepEqual(
      label?.bad?.map(([from, to]) => label.text.slice(from, to)),
      ['400'],
    );
  });
});

describe('folding', () => {
  it('shows a small graph whole', () => {
    assert.equal(layout(deep(4).graph).folded, 0);
  });

  it('gathers alike layers into one block with a count, and opens the one with an error', () => {
    const picture = layout(deep(20, 7).graph);
    const blocks = picture.nodes.filter(each => each.block && each.pass === 'forward').map(each => [each.label, each.block?.times]);
    assert.deepEqual(blocks, [
      ['layer 1 … 6', 6],
      ['layer 8 … 19', 12],
    ]);
    assert.ok(picture.frames.some(frame => frame.path === 'layer 7'));
    assert.equal(node(picture, 'dW7').kind, 'value');
    assert.ok(picture.nodes.length < 50, `${picture.nodes.length} boxes`);
  });

  it('keeps every verdict of a folded block', () => {
    const picture = layout(deep(20, 7).graph, { depth: 0 });
    const families = picture.nodes.filter(each => each.block && each.pass === 'backward').flatMap(each => each.block?.families ?? []);
    const weights = families.filter(family => family.name === 'dW' || family.name.startsWith('dW')).flatMap(family => family.verdicts);
    assert.equal(weights.length, 20);
    assert.equal(weights.filter(verdict => verdict === 'wrong').length, 1);
  });

  it('opens and folds one group by its path and leaves the rest', () => {
    const graph = deep(20).graph;
    const before = layout(graph);
    const run = before.nodes.find(each => each.block?.times === 19)?.block?.path ?? '';
    const opened = layout(graph, { folds: { [run]: false } });
    assert.equal(opened.frames.filter(frame => frame.path === run).length, 2);
    assert.equal(
      opened.nodes.filter(each => each.block?.path.startsWith(`${run}/`) || (each.block && each.label.startsWith('layer'))).length,
      2 * 19,
    );
    assert.deepEqual(faults(opened), []);
  });

  it('folds a very large graph without groups into stretches', () => {
    const picture = layout(layered(5000, 40, 1));
    assert.ok(picture.nodes.length <= 40, `${picture.nodes.length} boxes`);
    assert.equal(picture.folded, 5000);
    assert.equal(picture.total, 5000);
  });
});

describe('the layout after an edit', () => {
  it('keeps the order of what the edit does not touch', () => {
    const before = layered(120, 8, 3);
    const first = layout(before);
    const after: Graph = {
      nodes: [...before.nodes, { ...before.nodes[0], id: 'new', label: 'new' }],
      edges: [...before.edges, { from: 'n40', to: 'new', shape: [] }],
    };
    const second = layout(after, { previous: first });
    let kept = 0;
    let pairsSeen = 0;
    for (const a of first.nodes) {
      for (const b of first.nodes) {
        if (a.column !== b.column || a.y >= b.y) continue;
        pairsSeen++;
        if (node(second, a.id).y < node(second, b.id).y) kept++;
      }
    }
    assert.ok(kept / pairsSeen > 0.98, `${kept} of ${pairsSeen} pairs kept their order`);
  });

  it('leaves everything in place where only a verdict changes', () => {
    const before = layout(twoLayer().graph);
    const graph = twoLayer().graph;
    for (const each of graph.nodes) if (each.id === 'db1') each.status = 'wrong';
    const after = layout(graph, { previous: before });
    const places = (picture: Picture) => picture.nodes.map(({ id, x, y }) => [id, x, y]);
    assert.deepEqual(places(after), places(before));
  });
});

describe('large graphs', function () {
  // what is counted is faults, not seconds: a busy machine may take its time
  this.timeout(60_000);

  it('is laid out whole at 10,000 nodes, with no faults', () => {
    const passes: string[] = [];
    const picture = layout(layered(10000, 60, 7), { flat: true }, name => passes.push(name));
    assert.equal(picture.nodes.length, 10000);
    assert.deepEqual(faults(picture).slice(0, 5), []);
    assert.equal(new Set(passes).size, passes.length, 'every pass runs once');
  });

  it('stops where the listener throws', () => {
    assert.throws(
      () =>
        layout(layered(500, 10, 1), {}, name => {
          if (name === 'order') throw new Error('cancelled');
        }),
      /cancelled/,
    );
  });
});
