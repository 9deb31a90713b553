// The worker's client: one job at a time, the newest of a key wins, a stuck thread is ended and replaced.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WorkerClient } from '../../../src/worker/client';
import type { AnalyseTask } from '../../../src/worker/tasks';

/** Stands in for dist/core.js: the text says what to do, the answer tells which thread did it. */
const SCRIPT = `
const { parentPort, threadId } = require('node:worker_threads');
parentPort.on('message', ({ id, input }) => {
  const { text } = input.source;
  if (text === 'loop') for (;;);
  if (text === 'crash') throw new Error('planted crash');
  if (text === 'fail') return parentPort.postMessage({ id, failure: 'planted failure' });
  parentPort.postMessage({ id, result: { file: text + ' ' + threadId } });
});`;

describe('worker client', () => {
  const folder = mkdtempSync(join(tmpdir(), 'backprop-worker-'));
  const script = join(folder, 'worker.js');
  writeFileSync(script, SCRIPT);
  let client: WorkerClient;

  beforeEach(() => {
    client = new WorkerClient(script);
  });
  afterEach(() => client.dispose());
  after(() => rmSync(folder, { recursive: true, force: true }));

  const task = (text: string): AnalyseTask => ({ source: { file: 'a.bp', language: 'bp', text }, path: '', root: '', locale: 'en' });
  const ask = async (text: string, key = text): Promise<string | undefined> => (await client.run('analyse', task(text), key))?.file;
  const thread = (answer: string | undefined): string | undefined => answer?.split(' ')[1];

  it('answers jobs of different keys in order, all in one thread', async () => {
    const answers = await Promise.all(['a', 'b', 'c'].map(text => ask(text)));
    assert.deepEqual(
      answers.map(answer => answer?.split(' ')[0]),
      ['a', 'b', 'c'],
    );
    assert.equal(new Set(answers.map(thread)).size, 1);
  });

  it('drops a waiting job when a newer one of its key comes', async () => {
    const answers = await Promise.all([ask('first', 'other'), ask('old', 'key'), ask('new', 'key')]);
    assert.equal(answers[1], undefined);
    assert.match(answers[2] ?? '', /^new /);
  });

  it('ends a thread that is stuck on a superseded job, and answers the new one in another', async () => {
    const before = thread(await ask('a'));
    const stuck = ask('loop', 'key');
    const next = await ask('new', 'key');
    assert.equal(await stuck, undefined);
    assert.match(next ?? '', /^new /);
    assert.notEqual(thread(next), before);
  });

  it('gives up on a job that takes too long, and goes on with the rest', async () => {
    client = new WorkerClient(script, 1000);
    const stuck = assert.rejects(ask('loop'), /no answer within 1 s/);
    const next = ask('a');
    await stuck;
    assert.match((await next) ?? '', /^a /);
  });

  it('tells a failure, and a crash of the thread, to the one who asked', async () => {
    await assert.rejects(ask('fail'), /planted failure/);
    await assert.rejects(ask('crash'), /planted crash/);
    assert.match((await ask('a')) ?? '', /^a /);
  });
});
