// Every snippet prints in the interpreter what it prints with real NumPy.
import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import { runPython } from '../../../src/lang/python/run';
import { difference, type Judged, judge, snippets } from '../../differential/snippets';

const all = snippets();

function run(code: string): { output: string; traceback: string } {
  let output = '';
  const { traceback } = runPython(
    { file: 'snippet.py', text: code },
    {
      write: text => {
        output += text;
      },
      writeError: () => {},
    },
  );
  return { output, traceback };
}

describe('NumPy by snippets', function () {
  this.timeout(60000);
  let judged: Judged[] = [];
  before(() => {
    judged = judge(all.map(s => s.code));
  });

  it('has at least 400 of them', () => assert.ok(all.length >= 400, `${all.length}`));

  it('none raises in real NumPy', () => {
    const raised = judged.flatMap((j, i) => (j.error ? [`${all[i].code}\n${j.error}`] : []));
    assert.deepEqual(raised, []);
  });

  all.forEach(({ file, code }, i) => {
    const [, first] = code.split('\n');
    it(`${file} ${i}: ${first.slice(0, 80)}`, () => {
      const { output, traceback } = run(code);
      assert.equal(traceback, '');
      const differs = difference(output, judged[i].output);
      assert.ok(differs === null, `${differs}\nours:\n${output}\nreal:\n${judged[i].output}`);
    });
  });
});
