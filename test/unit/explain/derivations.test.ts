// Every derived equation is read back: put in place of the hand-written one, it is the exact derivative.
import assert from 'node:assert/strict';
import type { Lesson } from '../../../src/report/explained';
import { exampleFiles, replaced, type Told, tellExample, tellText } from './support';

/** What a file's verdict on a gradient is once its equation is the derived one. */
function readBack(told: Told, lesson: Lesson, language: 'bp' | 'python'): string {
  assert.ok(lesson.value, `${lesson.name} has no right-hand side`);
  const text = replaced(told.text, lesson.value, lesson.derived!);
  const { report } = tellText(text, language);
  const found = report.gradients.find(g => g.name === lesson.name && g.wrt === lesson.wrt);
  return found?.status ?? 'gone';
}

describe('derived equations of .bp files', () => {
  for (const file of exampleFiles('', '.bp'))
    it(`are exact for every gradient of ${file}, and can be written in its notation`, () => {
      const told = tellExample(file);
      assert.deepEqual(told.explained.lessons.map(l => l.name).sort(), told.report.gradients.map(g => g.name).sort());
      for (const lesson of told.explained.lessons) {
        assert.ok(lesson.derived, `${lesson.name} has no equation`);
        assert.ok((lesson.error ?? 1) <= 1e-9, `${lesson.name}: ${lesson.error}`);
        assert.match(readBack(told, lesson, 'bp'), /^correct/, `${lesson.name} = ${lesson.derived}`);
      }
    }).timeout(60_000);

  for (const file of exampleFiles('wrong', '.bp'))
    it(`mend what is wrong in ${file}`, () => {
      const told = tellExample(file);
      for (const lesson of told.explained.lessons) {
        const before = told.report.gradients.find(g => g.name === lesson.name)!.status;
        assert.ok(lesson.derived, `${lesson.name} has no equation`);
        const after = readBack(told, lesson, 'bp');
        assert.match(after, before === 'inherited' ? /^(correct|inherited)/ : /^correct/, `${lesson.name} = ${lesson.derived}`);
      }
    }).timeout(60_000);
});

describe('derived equations of Python files', () => {
  for (const file of exampleFiles('', '.py'))
    it(`are exact wherever ${file} has room for one, and told for every gradient`, () => {
      const told = tellExample(file);
      const names = new Set(told.explained.lessons.map(l => l.name));
      assert.deepEqual(
        told.report.gradients.filter(g => g.status !== 'unchecked' && !names.has(g.name)).map(g => g.name),
        [],
      );
      for (const lesson of told.explained.lessons) {
        assert.ok((lesson.error ?? 1) <= 1e-7, `${lesson.name}: ${lesson.error}`);
        if (lesson.derived && lesson.value)
          assert.match(readBack(told, lesson, 'python'), /^correct/, `${lesson.name} = ${lesson.derived}`);
      }
    }).timeout(120_000);

  it('are in words where a loop has a different one at every turn', () => {
    const { lessons } = tellExample('rnn.py').explained;
    const dWhy = lessons.find(l => l.name === 'dWhy');
    assert.equal(dWhy?.derived, null);
    assert.match(dWhy?.maths?.text ?? '', /^dWhy = dy · hs\[0\]ᵀ \+ ⋯ \+ dy · hs\[12\]ᵀ$/);
  });
});
