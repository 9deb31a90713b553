// Exercises: what is blanked, how answers are judged, hints in their order, and bugs that are bugs.
import assert from 'node:assert/strict';
import { plantings } from '../../../src/explain/practise/bugs';
import {
  answersIn,
  BLANK,
  type Exercise,
  hintsFor,
  isBlank,
  judge,
  linesOf,
  makeExercise,
  withAnswer,
} from '../../../src/explain/practise/exercise';
import { tellExample, tellText } from './support';

function exerciseOf(file: string): Exercise {
  const { text, report, explained } = tellExample(file);
  const made = makeExercise(text, report, explained.lessons);
  assert.ok(made, `no exercise from ${file}`);
  return made;
}

const two = exerciseOf('two_layer.bp');
const numpy = exerciseOf('two_layer.py');
const blankOf = (exercise: Exercise, name: string) => exercise.blanks.find(b => b.name === name)!;
const judged = (exercise: Exercise, name: string, answer: string) =>
  judge(blankOf(exercise, name), tellText(withAnswer(exercise, blankOf(exercise, name), answer), exercise.language).report);

const LADDER = ['logistic_regression.bp', 'two_layer_one_example.bp', 'two_layer.bp', 'deep.bp', 'softmax.bp', 'batch_norm.bp', 'rnn.bp'];

describe('exercises', function () {
  this.timeout(60_000);

  it('blank the right-hand sides of the backward pass and nothing else', () => {
    assert.deepEqual(
      two.blanks.map(b => b.name),
      ['dZ2', 'dW2', 'db2', 'dZ1', 'dW1', 'db1'],
    );
    const lines = two.text.split('\n');
    for (const { line, name } of two.blanks) assert.equal(lines[line - 1], `${name} = ${BLANK}`);
    assert.equal(two.text.split('\n').filter((line, i) => line !== two.whole.split('\n')[i]).length, 6);
  });

  for (const file of LADDER)
    it(`of ${file} take every one of its own answers as right`, () => {
      const exercise = exerciseOf(file);
      for (const { name, answer } of exercise.blanks) assert.equal(judged(exercise, name, answer).stage, 'right', `${name} = ${answer}`);
    });

  it('take a right answer in another form as right', () => {
    for (const answer of ['dZ2 · A1ᵀ / m', '(A2 - Y) · A1.T * (1/m)', '(A1 · dZ2ᵀ)ᵀ / m'])
      assert.equal(judged(two, 'dW2', answer).stage, 'right', answer);
    for (const answer of ['np.dot(dZ2, A1.T) * (1 / m)', 'dZ2 @ A1.T / m', '(A2 - Y).dot(A1.T) / m'])
      assert.equal(judged(numpy, 'dW2', answer).stage, 'right', answer);
    assert.equal(judged(two, 'dZ2', '(-Y/A2 + (1 - Y)/(1 - A2)) * A2 * (1 - A2)').stage, 'right');
  });

  it('judge the shape before the value, and say what it is', () => {
    assert.deepEqual(judged(two, 'dW2', 'dZ2 · A1'), {
      stage: 'shape',
      message: 'the shapes do not fit: the inner sizes 400 and 4 differ',
    });
    assert.deepEqual(judged(two, 'dW2', '1/m * A1 · dZ2ᵀ'), { stage: 'shape', message: 'its shape is (n1, n2), it must be (n2, n1)' });
    assert.deepEqual([judged(two, 'dW2', 'dZ2 · A1ᵀ').stage, judged(two, 'dZ1', 'W2ᵀ · dZ2 * (1 - Z1²)').stage], ['value', 'value']);
    assert.match(judged(two, 'dW2', 'dZ2 · A1ᵀ').message, /400 times/);
    assert.equal(judged(two, 'dW2', 'foo · A1ᵀ').stage, 'unreadable');
    assert.equal(judged(two, 'dZ2', '(A2 - Y) / m').stage, 'factor');
  });

  it('never tell the answer while judging', () => {
    for (const answer of ['dZ2 · A1', 'dZ2 * A1ᵀ', 'dZ2 · A1ᵀ', 'A1 · dZ2ᵀ'])
      assert.doesNotMatch(judged(two, 'dW2', answer).message, /Write|1\/m/);
  });

  it('hint first at the shape, then the forward line, the rule, the factors, and last the answer', () => {
    const hints = hintsFor(blankOf(two, 'dZ1'));
    assert.equal(hints.length, 5);
    assert.match(hints[0], /shape of Z1: \(n1, m\)/);
    assert.match(hints[1], /Z2 = W2 · A1 \+ b2 · A1 = g1\(Z1\)/);
    assert.match(hints[2], /slope tanh′/);
    assert.match(hints[3], /dA1 = W2ᵀ · dZ2/);
    assert.equal(hints[4], `The answer: dZ1 = ${blankOf(two, 'dZ1').answer}`);
    for (const hint of hints.slice(0, 3)) assert.ok(!hint.includes(blankOf(two, 'dZ1').answer));
  });

  it('find the answers again after lines have moved', () => {
    const moved = two.text.replace('backward\n', 'backward\n# a note\n\n').replace('dW2 = ...', 'dW2 = dZ2 · A1ᵀ  # mine');
    assert.deepEqual(
      answersIn(moved, two.blanks).map(a => (isBlank(a) ? null : a)),
      [null, 'dZ2 · A1ᵀ', null, null, null, null],
    );
    assert.deepEqual(
      linesOf(moved, two.blanks),
      two.blanks.map(b => b.line + 2),
    );
  });

  it('ask for the right equation where the file has a wrong one', () => {
    const wrong = exerciseOf('wrong/two_layer_missing_mean.bp');
    assert.equal(blankOf(wrong, 'dW2').answer, '1/m * dZ2 · A1ᵀ');
  });
});

describe('find the bug', function () {
  this.timeout(60_000);

  it('plants mistakes of many kinds, the same for the same number', () => {
    const some = plantings(two.whole, two.blanks, 'bp', 7);
    assert.ok(some.length >= 10, `${some.length}`);
    assert.deepEqual(some, plantings(two.whole, two.blanks, 'bp', 7));
    assert.notDeepEqual(
      some.map(p => p.text),
      plantings(two.whole, two.blanks, 'bp', 8).map(p => p.text),
    );
    for (const { line, text } of some)
      assert.deepEqual(
        text.split('\n').flatMap((l, i) => (l === two.whole.split('\n')[i] ? [] : [i + 1])),
        [line],
      );
  });

  it('plants real mistakes: most of them are found in their line', () => {
    const some = plantings(two.whole, two.blanks, 'bp', 1);
    const found = some.filter(({ line, text }) =>
      tellText(text).report.gradients.some(g => g.status === 'wrong' && g.range.start.line === line),
    );
    assert.ok(found.length >= 0.8 * some.length, `${found.length} of ${some.length}`);
  });
});
