// Shapes as hints: only where they are news; the steps in the order in which they run; equations on offer.
import assert from 'node:assert/strict';
import { tellExample, tellText } from './support';

const two = tellExample('two_layer.bp');

describe('shapes as hints', () => {
  it('are news where an operation makes a new one, not where the line or an operand shows it', () => {
    const news = (file: string): string[] =>
      tellExample(file)
        .explained.hints.filter(h => h.news)
        .map(h => `${h.name} ${h.symbolic}`);
    assert.deepEqual(news('two_layer.bp'), ['Z1 (n1, m)', 'Z2 (n2, m)']);
    assert.deepEqual(news('logistic_regression.bp'), ['Z (1, m)']);
  });

  it('stand after every assignment when all are asked for, and never on plain numbers', () => {
    const all = two.explained.hints.map(h => h.name);
    for (const name of ['X', 'W1', 'Z1', 'A1', 'dZ2', 'db1']) assert.ok(all.includes(name), name);
    assert.ok(!all.includes('J'));
  });

  it('show a gradient whose shape is not that of its variable', () => {
    const told = tellExample('wrong/two_layer_sum_axis.bp');
    assert.deepEqual(
      told.explained.hints.filter(h => h.news && h.name.startsWith('d')).map(h => h.name),
      ['db1'],
    );
  });
});

describe('steps', () => {
  it('go forward, then backward, each with what it reads', () => {
    assert.deepEqual(
      two.explained.steps.map(s => `${s.pass} ${s.name} < ${s.inputs.map(i => i.name).join(' ')}`),
      [
        'forward Z1 < W1 X b1',
        'forward A1 < Z1',
        'forward Z2 < W2 A1 b2',
        'forward A2 < Z2',
        'forward J < Y A2',
        'backward dZ2 < A2 Y',
        'backward dW2 < dZ2 A1',
        'backward db2 < dZ2',
        'backward dZ1 < W2 dZ2 Z1',
        'backward dW1 < dZ1 X',
        'backward db1 < dZ1',
      ],
    );
    for (const step of two.explained.steps) assert.ok(step.node && two.report.graph.nodes.some(n => n.id === step.node), step.name);
  });

  it('go through every turn of a loop of one pass, and through one pass only', () => {
    const { steps } = tellExample('rnn.py').explained;
    const hidden = steps.filter(s => /^hs\[\d+\]$/.test(s.name));
    assert.equal(hidden.length, 13);
    assert.deepEqual(
      hidden.map(s => s.where),
      hidden.map((_, t) => `1.${t + 1}`),
    );
  });
});

describe('equations on offer', () => {
  it('are those of the gradients that a file has not written yet, and they are right', () => {
    const part = two.text
      .split('\n')
      .filter(line => !/^d[WZb]1|^db2/.test(line))
      .join('\n');
    const { offers } = tellText(part).explained;
    assert.deepEqual(offers.map(o => o.name).sort(), ['dA1', 'dA2', 'dW1', 'dZ1', 'db1', 'db2']);
    for (const { name, text } of offers) {
      const { report } = tellText(part.replace('\ntrain', `${name} = ${text}\n\ntrain`));
      assert.match(report.gradients.find(g => g.name === name)?.status ?? 'gone', /^correct/, `${name} = ${text}`);
    }
  });
});
