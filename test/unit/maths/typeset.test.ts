// The thread that sets mathematics, as it is built: every formula of every example is set, and what is no formula is refused.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Typeset } from '../../../src/maths/typeset';
import type { MathsAnswer } from '../../../src/maths/worker';
import { exampleFiles, tellExample } from '../explain/support';

const script = join(__dirname, '../../../dist/math.js');

describe('mathematics', () => {
  let worker: Worker;
  let count = 0;

  before(() => {
    assert.ok(existsSync(script), 'dist/math.js is not built: npm run build');
    worker = new Worker(script);
  });

  after(() => worker.terminate());

  function set(formulas: readonly string[]): Promise<readonly (Typeset | null)[]> {
    const id = ++count;
    return new Promise((done, fail) => {
      worker.once('error', fail);
      worker.once('message', (answer: MathsAnswer) => done(answer.set));
      worker.postMessage({ id, formulas });
    });
  }

  it('sets every formula of every example', async () => {
    const all = new Map<string, string>();
    for (const file of [...exampleFiles('', '.bp'), ...exampleFiles('', '.py')])
      for (const card of tellExample(file).explained.cards)
        for (const block of card.blocks) if (block.kind === 'maths') all.set(block.maths.latex, file);
    const formulas = [...all.keys()];
    assert.ok(formulas.length > 200, `${formulas.length}`);
    const found = await set(formulas);
    const failed = formulas.filter((_, i) => found[i] === null).map(f => `${all.get(f)}: ${f}`);
    assert.deepEqual(failed, []);
    for (const each of found) assert.ok(each!.width > 0 && each!.inner.length < 60_000);
    // A character that the trimmed font lacks would be drawn as text.
    const lacking = formulas.filter((f, i) => !f.includes('\\text') && found[i]!.inner.includes('<text'));
    assert.deepEqual(lacking, []);
  }).timeout(120_000);

  it('puts the baseline at 0, in the colour of its surroundings, without the source or references out of the picture', async () => {
    const [one] = await set(['dW_{2} = \\tfrac{1}{m}\\,dZ_{2}\\cdot A_{1}^{\\mathsf{T}}']);
    assert.ok(one);
    assert.ok(one.ascent > 600 && one.descent > 100 && one.descent < one.ascent);
    assert.match(one.inner, /currentColor/);
    assert.doesNotMatch(one.inner, /data-|MJX-|xlink|https?:|<script|style=/);
    assert.doesNotMatch(one.inner, /<text/, 'a character is missing in the trimmed font');
  });

  it('refuses what it cannot read, commands that load or link among it', async () => {
    const refused = ['\\frac{1}', '\\undefinedcommand', '\\href{javascript:alert(1)}{x}', '\\require{html}', '\\unicode{65}', '{'];
    assert.deepEqual(
      await set(refused),
      refused.map(() => null),
    );
  });

  it('sets names in other scripts as text', async () => {
    const [one] = await set(['\\text{权重}_{1}']);
    assert.match(one?.inner ?? '', /权重/);
  });
});
