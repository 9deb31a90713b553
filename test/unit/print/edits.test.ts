// Applying a fix's edits to a text.
import assert from 'node:assert/strict';
import { applyEdits } from '../../../src/report/edits';

const at = (line: number, column: number, toLine = line, toColumn = column) => ({
  start: { line, column },
  end: { line: toLine, column: toColumn },
});

describe('edits', () => {
  it('are all in terms of the text as it was', () => {
    const edits = [
      { range: at(1, 1, 1, 2), newText: 'long' },
      { range: at(1, 5, 1, 6), newText: 'b' },
      { range: at(2, 1), newText: '> ' },
    ];
    assert.equal(applyEdits('x = y\nz', edits), 'long = b\n> z');
  });

  it('keep two insertions at one place in order', () => {
    assert.equal(
      applyEdits('x', [
        { range: at(1, 2), newText: 'a' },
        { range: at(1, 2), newText: 'b' },
      ]),
      'xab',
    );
  });

  it('count lines alike with LF, CRLF and CR', () => {
    for (const end of ['\n', '\r\n', '\r']) {
      assert.equal(applyEdits(`a${end}b${end}c`, [{ range: at(2, 1, 2, 2), newText: 'B' }]), `a${end}B${end}c`);
    }
  });

  it('may join lines and reach the end', () => {
    assert.equal(applyEdits('a\nb\n', [{ range: at(1, 2, 2, 1), newText: '' }]), 'ab\n');
    assert.equal(applyEdits('a', [{ range: at(9, 1), newText: '!' }]), 'a!');
  });
});
