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
    });

  for (const file of exampleFiles('wrong', '.bp'))
    it(`mend what is wrong in ${file}`, () => {
      const told = tellExample(file);
      for (const lesson of told.explained.lessons) {
        const before = told.report.gradients.find(g => g.name === lesson.name)!.status;
        assert.ok(lesson.derived, `${lesson.name} has no equation`);
        const after = readBack(told, lesson, 'bp');
        assert.match(after, before === 'inherited' ? /^(correct|inherited)/ : /^correct/, `${lesson.name} = ${lesson.derived}`);
      }
    });
});
