// Every example is analysed: the correct ones give no error and only checked gradients, each wrong one gives its one error where it is.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { describe, it } from 'mocha';
import { analyse } from '../../../src/analyse/analyse';
import type { Report } from '../../../src/report/report';
import { reader } from '../../../src/worker/files';

const EXAMPLES = join(__dirname, '../../../examples');

function report(folder: string, file: string): Report {
  const path = join(folder, file);
  const language = extname(file) === '.bp' ? 'bp' : 'python';
  return analyse({ file: path, language, text: readFileSync(path, 'utf8'), readFile: reader(path, EXAMPLES) }, { locale: 'en' });
}

const models = (folder: string): string[] => readdirSync(folder).filter(f => /\.(?:bp|py)$/.test(f));
const errors = (r: Report) => r.findings.filter(f => f.severity === 'error');
const shown = (r: Report): string =>
  `${r.gradients.map(g => `${g.name}: ${g.status} ${g.reason ?? ''}`).join('\n')}\n${r.findings.map(f => `${f.range.start.line} ${f.rule}: ${f.message}`).join('\n')}`;

interface Expected {
  readonly rule: string;
  /** Text that the blamed line contains. */
  readonly line: string;
  readonly wrong?: readonly string[];
  readonly inherited?: readonly string[];
}

const WRONG: Readonly<Record<string, Expected>> = {
  'batch_norm_forgets_mean.bp': { rule: 'wrong-gradient', line: 'dZ1 = ', wrong: ['dZ1'] },
  'batch_norm_forgets_mean.py': { rule: 'wrong-gradient', line: 'dx = ', wrong: ['dx'] },
  'deep_a1_for_a2.bp': { rule: 'gradient-shape', line: 'dW3 = ', wrong: ['dW3'] },
  'deep_mask.bp': { rule: 'shape-mismatch', line: 'dZ2 = ', wrong: ['dZ2'], inherited: ['dW1'] },
  'deep_mean_twice.py': { rule: 'wrong-gradient', line: 'dA_prev = ' },
  'iris_softmax_missing_transpose.py': { rule: 'shape-mismatch', line: 'dW2 = ', wrong: ['dW2'] },
  'l2_missing_term.bp': { rule: 'wrong-gradient', line: 'dW1 = ', wrong: ['dW1'] },
  'l2_missing_term.py': { rule: 'wrong-gradient', line: 'dW1 = ', wrong: ['dW1'] },
  'logistic_regression_missing_transpose.bp': { rule: 'shape-mismatch', line: 'dw = ', wrong: ['dw'] },
  'logistic_regression_sign.py': { rule: 'wrong-gradient', line: 'dw = ', wrong: ['dw'] },
  'rnn_last_step_only.bp': { rule: 'wrong-gradient', line: 'dWh = ', wrong: ['dWh'] },
  'rnn_last_step_only.py': { rule: 'wrong-gradient', line: 'dWhh = ', wrong: ['dWhh'] },
  'softmax_labels_swapped.bp': { rule: 'wrong-gradient', line: 'dZ2 = ', wrong: ['dZ2'], inherited: ['dW2', 'dW1'] },
  'train_flower_three_layers.bp': { rule: 'wrong-gradient', line: 'dZ2 = ', wrong: ['dZ2'], inherited: ['dW2', 'dZ1', 'dW1'] },
  'two_layer_derivative_at_a1.bp': { rule: 'wrong-gradient', line: 'dZ1 = ', wrong: ['dZ1'], inherited: ['dW1', 'db1'] },
  'two_layer_dot_for_star.py': { rule: 'shape-mismatch', line: 'dZ1 = ', wrong: ['dZ1'] },
  'two_layer_keepdims.py': { rule: 'gradient-shape', line: 'db1 = ', wrong: ['db1'] },
  'two_layer_labels_shape.py': { rule: 'suspicious-broadcast', line: 'y' },
  'two_layer_mean_twice.bp': { rule: 'wrong-gradient', line: 'dZ1 = ', wrong: ['dZ1'], inherited: ['dW1', 'db1'] },
  'two_layer_missing_mean.bp': { rule: 'wrong-gradient', line: 'dW2 = ', wrong: ['dW2'] },
  'two_layer_missing_mean.py': { rule: 'wrong-gradient', line: 'dW2 = ', wrong: ['dW2'] },
  'two_layer_missing_transpose.bp': { rule: 'shape-mismatch', line: 'dW2 = ', wrong: ['dW2'] },
  'two_layer_missing_transpose.py': { rule: 'shape-mismatch', line: 'dW2 = ', wrong: ['dW2'] },
  'two_layer_product_for_star.bp': { rule: 'shape-mismatch', line: 'dZ1 = ', wrong: ['dZ1'] },
  'two_layer_sigmoid_of_sigmoid.py': { rule: 'wrong-gradient', line: '' },
  'two_layer_sign.bp': { rule: 'wrong-gradient', line: 'dZ2 = ', wrong: ['dZ2'], inherited: ['dW2', 'dZ1', 'dW1'] },
  'two_layer_sum_axis.bp': { rule: 'gradient-shape', line: 'db1 = ', wrong: ['db1'] },
  'two_layer_sum_axis.py': { rule: 'gradient-shape', line: 'db1 = ', wrong: ['db1'] },
  'two_layer_sum_everything.bp': { rule: 'gradient-shape', line: 'db1 = ', wrong: ['db1'] },
  'two_layer_update_sign.py': { rule: 'wrong-update', line: 'W1 = ' },
  'two_layer_updated_too_early.py': { rule: 'wrong-update', line: 'W2' },
  'two_layer_w1_for_w2.bp': { rule: 'shape-mismatch', line: 'dZ1 = ', wrong: ['dZ1'] },
  'two_layer_w1_for_w2.py': { rule: 'shape-mismatch', line: 'dZ1 = ', wrong: ['dZ1'] },
  'two_layer_wrong_tanh_derivative.bp': { rule: 'wrong-gradient', line: 'dZ1 = ', wrong: ['dZ1'], inherited: ['dW1', 'db1'] },
  'two_layer_wrong_tanh_derivative.py': { rule: 'wrong-gradient', line: 'dZ1 = ', wrong: ['dZ1'], inherited: ['dW1', 'db1'] },
  'two_layer_x_for_a1.bp': { rule: 'gradient-shape', line: 'dW2 = ', wrong: ['dW2'] },
};

describe('the correct examples', () => {
  for (const file of models(EXAMPLES))
    it(`${file} gives no error, and every gradient is found right`, () => {
      const r = report(EXAMPLES, file);
      assert.deepEqual(errors(r), [], shown(r));
      assert.ok(r.gradients.length > 0, shown(r));
      assert.ok(
        r.gradients.every(g => g.status === 'correct' || g.status === 'correct-scaled'),
        shown(r),
      );
      assert.equal(
        r.findings.some(f => f.rule === 'internal'),
        false,
        shown(r),
      );
    });
});

describe('the wrong examples', () => {
  const folder = join(EXAMPLES, 'wrong');
  for (const file of models(folder))
    it(`${file} gives its one error on the line to blame`, () => {
      const r = report(folder, file);
      if (file === 'two_layer_zero_start.bp') {
        assert.deepEqual(
          r.findings.map(f => [f.rule, f.severity]),
          [['symmetric-init', 'warning']],
          shown(r),
        );
        return;
      }
      const expected = WRONG[file];
      assert.ok(expected, `${file} has no expectation`);
      const [error, ...more] = errors(r);
      assert.deepEqual(more, [], shown(r));
      assert.equal(error?.rule, expected.rule, shown(r));
      const line = readFileSync(join(folder, file), 'utf8').split('\n')[error.range.start.line - 1];
      assert.ok(line.includes(expected.line), `${line}\n${shown(r)}`);
      for (const name of expected.wrong ?? []) assert.equal(r.gradients.find(g => g.name === name)?.status, 'wrong', shown(r));
      for (const name of expected.inherited ?? []) assert.equal(r.gradients.find(g => g.name === name)?.status, 'inherited', shown(r));
    });
});
