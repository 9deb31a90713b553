// Nothing that a file says makes the front end throw or hang; every verified fix really mends what it promises to.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { draws } from '../../../src/lang/bp/draw';
import { applied, trace } from './show';

const examples = join(__dirname, '../../../examples');
const files = [examples, join(examples, 'wrong')].flatMap(folder =>
  readdirSync(folder)
    .filter(name => name.endsWith('.bp'))
    .map(name => readFileSync(join(folder, name), 'utf8')),
);

const PIECES = [
  '(',
  ')',
  '[',
  ']',
  ',',
  '=',
  '·',
  '@',
  '*',
  '/',
  '+',
  '-',
  '^',
  'ᵀ',
  '²',
  "'",
  '.',
  '..',
  ':',
  '"',
  '#',
  '\n',
  ' ',
  '0',
  '1',
  '.5',
  'm',
  'n0',
  'W1',
  'dW1',
  'sum',
  'axis',
  'forward',
  'backward',
  'train',
  'sizes',
  'param',
  '\t',
  '\r\n',
  '\u0000',
  '\ufffd',
  '𝐖',
  '\ud835',
  '<',
  '>=',
  '==',
  'True',
  '∑',
  ';',
  '\\',
];

describe('bp robustness', () => {
  it('never throws at random changes of the examples', function () {
    this.timeout(60_000);
    const random = draws(20, 'fuzz');
    for (let round = 0; round < 500; round++) {
      let text = files[random.below(files.length)];
      for (let k = random.below(4) + 1; k > 0; k--) {
        const at = random.below(text.length);
        const piece = PIECES[random.below(PIECES.length)];
        const cut = random.below(3) === 0 ? random.below(12) : 0;
        text = text.slice(0, at) + (random.below(4) === 0 ? '' : piece) + text.slice(at + cut);
      }
      try {
        trace(text.replace(/m = 400/, 'm = 6'));
      } catch (error) {
        assert.fail(`${(error as Error).stack}\n${text}`);
      }
    }
  });

  it('never throws at random texts', () => {
    const random = draws(21, 'fuzz');
    for (let round = 0; round < 500; round++) {
      const text = Array.from({ length: random.below(60) }, () => PIECES[random.below(PIECES.length)]).join(random.below(2) ? ' ' : '');
      assert.doesNotThrow(() => trace(text), text);
    }
  });

  it('gives verified fixes that leave no error in their statement', function () {
    this.timeout(30_000);
    const random = draws(22, 'fixes');
    let verified = 0;
    for (let round = 0; round < 300; round++) {
      let text = files[random.below(files.length)].replace(/m = 400/, 'm = 6');
      const at = random.below(text.length);
      text = text.slice(0, at) + (random.below(3) === 0 ? PIECES[random.below(PIECES.length)] : '') + text.slice(at + random.below(3));
      for (const finding of trace(text).findings)
        for (const fix of finding.fixes) {
          if (!fix.verified || finding.severity !== 'error') continue;
          verified++;
          const mended = applied(text, fix);
          const left = trace(mended).findings.filter(
            f => f.severity === 'error' && f.message === finding.message && f.range.start.line === finding.range.start.line,
          );
          assert.deepEqual(
            left.map(f => f.message),
            [],
            `${text}\n-----\n${mended}`,
          );
        }
    }
    assert.ok(verified > 30, `only ${verified} verified fixes were tried`);
  });

  const timed = (name: string, text: string, expect: (t: ReturnType<typeof trace>) => void): void => {
    it(name, function () {
      this.timeout(60_000);
      // The processor's time, not the clock's: other tests run beside this one.
      const start = process.cpuUsage();
      const t = trace(text);
      const { user } = process.cpuUsage(start);
      assert.ok(user < 2_500_000, `took ${(user / 1000).toFixed(0)} ms`);
      expect(t);
    });
  };

  timed('refuses 10 MB of text', 'x = 1\n'.repeat(1_700_000), t => {
    assert.equal(t.findings.length, 1);
    assert.equal(t.findings[0].severity, 'info');
    assert.equal(t.coverage.executed, 0);
  });
  timed('reads 1.9 MB of comments', `# ${'x'.repeat(60)}\n`.repeat(30_000), t => assert.deepEqual(t.findings, []));
  timed('reads 2 MB of lines that mean nothing', '$ ?\n'.repeat(400_000), t => assert.equal(t.findings.length, 201));
  timed('reads one line of 20,000 terms', `forward\nJ = ${'1 + '.repeat(20_000)}1`, t =>
    assert.equal(t.declaredLoss?.node.value.data[0], 20_001),
  );
  timed(
    'reads 1,000 statements',
    `sizes n = 3, m = 4\ninput A0 (n, m)\nforward\n${Array.from({ length: 1000 }, (_, i) => `A${i + 1} = tanh(A${i}) * 0.5 + A${i}`).join('\n')}\nJ = sum(A1000)`,
    t => {
      assert.deepEqual(t.findings, []);
      assert.equal(t.coverage.executed, 1003);
    },
  );
  timed(
    'reads 15,000 statements with an unknown name each',
    `sizes n = 3, m = 4\ninput A0 (n, m)\nforward\n${Array.from({ length: 15_000 }, (_, i) => `A${i + 1} = A${i} * 0.5 + c${i}`).join('\n')}`,
    t => assert.equal(t.findings.length, 201),
  );
  timed(
    'evaluates functions that call each other exponentially often within its bounds',
    `f0(z) = z + z\n${Array.from({ length: 40 }, (_, i) => `f${i + 1}(z) = f${i}(z) + f${i}(z)`).join('\n')}\nforward\nJ = f40(1)`,
    t =>
      assert.deepEqual(
        t.findings.map(f => f.rule),
        ['unsupported'],
      ),
  );
  timed('does not evaluate what is too large', 'sizes n = 100000\ninput x (n, 1)\nforward\nY = x · xᵀ\nJ = sum(Y)', t => {
    assert.deepEqual(
      t.findings.map(f => [f.rule, f.severity]),
      [['unsupported', 'info']],
    );
    assert.equal(t.declaredLoss, null);
  });

  /** The text after the only fix of its only error. */
  function mended(broken: string, rule: string): string {
    const errors = trace(broken).findings.filter(f => f.severity === 'error');
    assert.deepEqual(
      errors.map(f => f.rule),
      [rule],
      broken,
    );
    assert.equal(errors[0].fixes.length, 1, broken);
    return applied(broken, errors[0].fixes[0]);
  }

  it('puts every product sign back that is taken out of an example', function () {
    this.timeout(60_000);
    let tried = 0;
    for (const file of files.slice(0, 12)) {
      const text = file.replace(/m = 400/, 'm = 6');
      for (let at = text.indexOf(' · '); at >= 0; at = text.indexOf(' · ', at + 1)) {
        const line = text.slice(text.lastIndexOf('\n', at) + 1, at);
        if (line.includes('#')) continue;
        tried++;
        assert.equal(mended(`${text.slice(0, at)} ${text.slice(at + 3)}`, 'syntax'), text);
      }
    }
    assert.ok(tried > 40, String(tried));
  });

  it('puts the right name back where one is written in the other case', function () {
    this.timeout(60_000);
    let tried = 0;
    for (const file of files.slice(0, 6)) {
      const text = file.replace(/m = 400/, 'm = 6');
      for (const found of text.matchAll(/(?<== .*)(?<![\p{L}\d_'])(?:[AZ]\d|W\d|Y)(?![\p{L}\d_=]*\()(?=[^\p{L}\d]|ᵀ)/gu)) {
        const line = text.slice(text.lastIndexOf('\n', found.index) + 1, found.index);
        const other = found[0].toLowerCase();
        // Where another thing has that name already, nothing is unknown.
        if (line.includes('#') || /^(?:sizes|data|input|label|param)/.test(line) || new RegExp(`(?<![\\w])${other}(?![\\w])`).test(text))
          continue;
        tried++;
        const broken = text.slice(0, found.index) + other + text.slice(found.index + found[0].length);
        assert.equal(mended(broken, 'undefined-name'), text);
      }
    }
    assert.ok(tried > 40, String(tried));
  });

  it('places findings alike in files with LF, CRLF, tabs and a byte order mark', () => {
    const text = 'sizes n = 3, m = 4\ninput X (n, m)\nforward\nZ = X X\nJ = sum(z)\n';
    const places = (t: string) => trace(t).findings.map(f => [f.rule, f.range.start, f.range.end]);
    assert.equal(places(text).length, 2);
    assert.deepEqual(places(text.replaceAll('\n', '\r\n')), places(text));
    assert.deepEqual(places(`\ufeff${text}`), places(text));
    assert.deepEqual(
      trace(text.replaceAll(' ', '\t')).findings.map(f => f.rule),
      trace(text).findings.map(f => f.rule),
    );
  });

  it('counts columns in UTF-16 units', () => {
    const [finding] = trace('forward\n𝐖𝐖 = 1\nx = 𝐖𝐖 + 𝐖𝐙').findings;
    assert.deepEqual([finding.range.start.column, finding.range.end.column], [12, 16]);
  });
});
