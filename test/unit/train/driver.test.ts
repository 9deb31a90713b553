// The driver of a run: pause, resume, one step, stop, reset, a new rate, files to save, and a bounded pace of views.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { readNpz } from '../../../src/data/npz';
import { Driver } from '../../../src/train/driver';
import type { FromRun, StartRun } from '../../../src/train/messages';
import type { TrainingView } from '../../../src/train/view';

const text = readFileSync(join(__dirname, '../../../examples/train_flower.bp'), 'utf8');

/** A driver whose waiting work runs when the test says so. */
function driven(): { driver: Driver; told: FromRun[]; views: () => TrainingView[]; work: (times?: number) => void } {
  const told: FromRun[] = [];
  const waiting: (() => void)[] = [];
  const driver = new Driver({ tell: m => told.push(m), later: f => waiting.push(f), reader: () => () => null });
  const work = (times = 1): void => {
    for (let i = 0; i < times && waiting.length; i++) waiting.shift()!();
  };
  return { driver, told, work, views: () => told.flatMap(m => (m.type === 'view' ? [m.view] : [])) };
}

const start = (more: Partial<StartRun> = {}): StartRun => ({
  type: 'start',
  file: 'flower.bp',
  text: text.replace('steps 10000', 'steps 100000000'),
  path: '',
  root: '',
  locale: 'en',
  withExact: true,
  paused: false,
  ...more,
});

describe('the driver of a run', () => {
  it('tells the first view at once, trains in stretches, and pauses between them', () => {
    const { driver, views, work } = driven();
    driver.receive(start());
    assert.equal(views()[0].step, 0);
    work();
    driver.receive({ type: 'pause' });
    const at = views().at(-1)!;
    assert.equal(at.state, 'paused');
    assert.ok(at.step > 0);
    work(5);
    driver.receive({ type: 'step' });
    assert.equal(views().at(-1)!.step, at.step + 1);
    assert.equal(views().at(-1)!.state, 'paused');
    driver.receive({ type: 'resume' });
    work();
    driver.receive({ type: 'stop' });
    assert.equal(views().at(-1)!.state, 'stopped');
    assert.ok(views().at(-1)!.step > at.step + 1);
  });

  it('resets to the same start, and trains the same way again', () => {
    const { driver, views } = driven();
    driver.receive(start({ paused: true }));
    const first = views()[0];
    for (let i = 0; i < 5; i++) driver.receive({ type: 'step' });
    const fifth = views().at(-1)!;
    driver.receive({ type: 'reset' });
    assert.deepEqual(views().at(-1)!.loss, first.loss);
    for (let i = 0; i < 5; i++) driver.receive({ type: 'step' });
    assert.deepEqual(views().at(-1)!.loss, fifth.loss);
  });

  it('takes a new rate while it runs, and none that does not train', () => {
    const { driver, views } = driven();
    driver.receive(start({ paused: true }));
    driver.receive({ type: 'rate', rate: 0.25 });
    assert.equal(views().at(-1)!.rate, 0.25);
    for (const rate of [0, -1, Number.NaN, Number.POSITIVE_INFINITY]) driver.receive({ type: 'rate', rate });
    assert.equal(views().at(-1)!.rate, 0.25);
  });

  it('trains the file’s own gradients alone where that is asked for', () => {
    const { driver, views } = driven();
    driver.receive(start({ paused: true }));
    assert.ok(views()[0].loss.exact);
    driver.receive({ type: 'compare', withExact: false });
    assert.equal(views().at(-1)!.loss.exact, null);
  });

  it('hands out parameters as .npz and JSON and curves as CSV', () => {
    const { driver, told } = driven();
    driver.receive(start({ paused: true }));
    driver.receive({ type: 'step' });
    for (const format of ['npz', 'json', 'csv'] as const) driver.receive({ type: 'save', format });
    const [npz, json, csv] = told.flatMap(m => (m.type === 'saved' ? [m.content] : []));
    const arrays = readNpz(npz, '').value!;
    assert.deepEqual([...arrays.keys()], ['W1', 'b1', 'W2', 'b2']);
    const lists = JSON.parse(new TextDecoder().decode(json));
    assert.deepEqual(lists.W1.flat(), [...arrays.get('W1')!.data]);
    assert.equal(new TextDecoder().decode(csv).split('\n').length, 4);
  });

  it('refuses what cannot be trained, in words, and takes the next file', () => {
    const { driver, told } = driven();
    driver.receive(start({ text: 'sizes n = 2\nparam w (n, 1) = 0\nforward\ny = w * 2' }));
    assert.equal(told[0].type, 'refused');
    driver.receive({ type: 'step' });
    assert.equal(told.length, 1);
    driver.receive(start({ paused: true }));
    assert.equal(told[1].type, 'view');
  });

  it('speaks the reader’s language', () => {
    const { driver, told } = driven();
    driver.receive(start({ text: 'sizes n = 2\nparam w (n, 1) = 0\nforward\ny = w * 2', locale: 'zh' }));
    assert.match(told[0].type === 'refused' ? told[0].problems[0] : '', /没有可用于训练的损失/);
    driver.receive(start({ paused: true }));
  });

  it('tells at most ten views a second', async () => {
    const { driver, views, work } = driven();
    driver.receive(start());
    const before = views().length;
    const began = performance.now();
    while (performance.now() - began < 450) {
      work();
      await new Promise(done => setImmediate(done));
    }
    const count = views().length - before;
    driver.receive({ type: 'stop' });
    assert.ok(count >= 1 && count <= 5, `${count} views in 0.45 s`);
  });
});
