// Cards as Markdown: every card of every example fits an editor's hover, and nothing from a file becomes markup.
import assert from 'node:assert/strict';
import { cardMarkdown, code, escapeMarkdown, type Look } from '../../../src/explain/show/markdown';
import { COLOURS, type ThemeKind } from '../../../src/explain/show/themes';
import type { Card } from '../../../src/report/explained';
import { exampleFiles, tellExample, tellText } from './support';

const look = (theme: ThemeKind): Look => ({
  theme,
  formulas: () => ({ inner: `<path fill="currentColor" d="${'M1 2'.repeat(800)}"/>`, x: 0, width: 8000, ascent: 700, descent: 200 }),
  links: { line: line => `command:backprop.goToLine?%5B${line}%5D`, fix: () => 'command:backprop.applyFix', more: [] },
  proved: 'proved',
  notProved: 'not proved',
});

const THEMES: readonly ThemeKind[] = ['light', 'dark', 'contrast', 'contrast-light'];

describe('cards as Markdown', function () {
  this.timeout(120_000);

  it('stay below what an editor cuts off, in every theme, for every card of every example', () => {
    for (const file of [...exampleFiles('', '.bp'), ...exampleFiles('wrong', '.bp')])
      for (const card of tellExample(file).explained.cards)
        for (const theme of THEMES)
          for (const part of cardMarkdown(card, look(theme))) {
            assert.ok(part.length < 100_000, `${file} ${card.about}: ${part.length}`);
            assert.doesNotMatch(part, /currentColor|undefined|NaN(?![^"]* (?:or|entries))/, `${file} ${card.about}`);
          }
  });

  it('give every picture and formula a text for those who do not see it', () => {
    for (const card of tellExample('two_layer.bp').explained.cards)
      for (const [, alt] of cardMarkdown(card, look('dark'))
        .join('')
        .matchAll(/<img[^>]*? alt="([^"]*)"/g))
        assert.ok(alt.trim(), card.about);
  });

  it('fall back to text where a formula cannot be set', () => {
    const { explained } = tellExample('two_layer.bp');
    const card = explained.cards.find(c => c.about === 'dW2')!;
    const [part] = cardMarkdown(card, { ...look('dark'), formulas: () => null });
    assert.ok(part.includes('`dW2 = 1/m * dZ2 · A1ᵀ`'));
  });

  it('escape every character that means something', () => {
    const all = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~';
    assert.equal(escapeMarkdown(all), [...all].map(c => `\\${c}`).join(''));
    assert.equal(escapeMarkdown('a\nb'), 'a b');
    assert.equal(code('a``b'), '```a``b```');
    assert.equal(code('`a'), '`` `a ``');
  });

  it('make no tag, link or image of a name', () => {
    const name = '<img src=x onerror=alert(1)> [a](command:evil) ![b](http://c) `x` $(zap)';
    const card: Card = {
      kind: 'variable',
      about: name,
      blocks: [
        {
          kind: 'heading',
          words: [
            { kind: 'strong', text: name },
            { kind: 'text', text: name },
          ],
          status: 'wrong',
        },
        {
          kind: 'words',
          words: [
            { kind: 'code', text: name },
            { kind: 'line', text: name, line: 3, code: false },
            { kind: 'stress', text: name },
          ],
        },
        { kind: 'maths', maths: { latex: 'x', text: name } },
        { kind: 'fix', finding: 0, fix: 0, title: name, verified: true },
        { kind: 'transpose', from: { name, rows: 'n', columns: 'm', size: [2, 3] }, alt: name },
      ],
    };
    const markdown = cardMarkdown(card, look('dark')).join('\n');
    assert.doesNotMatch(plainMarkup(markdown), /ATTRIBUTE|<|!\[|evil|onerror/);
    const links = [...withoutCode(markdown).matchAll(/(?<!\\)\]\(([^)]*)\)/g)].map(m => m[1]);
    assert.deepEqual([...new Set(links)].sort(), ['command:backprop.applyFix', 'command:backprop.goToLine?%5B3%5D']);
  });

  it('make nothing of a hostile name in a file, through all of its cards', () => {
    const name = '<script>alert(1)</script>](command:evil)';
    const told = tellText(
      `import numpy as np\np = {}\np["${name}"] = np.ones((2, 3))\nz = p["${name}"] * 2\nloss = np.sum(z)\ndz = np.ones((2, 3))\n`,
      'python',
    );
    for (const card of told.explained.cards)
      for (const part of cardMarkdown(card, look('light'))) assert.doesNotMatch(plainMarkup(part), /<|evil/, card.about);
  });

  it('have text with contrast enough on the box of each theme', () => {
    for (const theme of THEMES) {
      const c = COLOURS[theme];
      for (const key of ['foreground', 'dim', 'okText', 'scaledText', 'badText', 'inheritedText'] as const)
        assert.ok(contrast(c[key], c.background) >= 4.5, `${theme} ${key}: ${contrast(c[key], c.background).toFixed(2)}`);
      for (const key of ['ok', 'scaled', 'bad', 'inherited', 'gradient', 'above'] as const)
        assert.ok(contrast(c[key], c.background) >= 3, `${theme} ${key}: ${contrast(c[key], c.background).toFixed(2)}`);
    }
  });
});

/** What is left as markup: without our images and colours (whose attributes are looked into), code spans and escaped characters. */
function plainMarkup(markdown: string): string {
  return withoutCode(markdown)
    .replace(/<img(?: [a-z]+="[^"<>]*")+>/g, '')
    .replace(/<span style="color:#[0-9a-f]{6};">|<\/span>/g, '')
    .replace(/\\[!-/:-@[-`{-~][^\\<[\]!`*]*/g, '');
}

const withoutCode = (markdown: string): string => markdown.replace(/(?<![\\`])(`+)(?!`)[\s\S]*?[^`]\1(?!`)/g, '');

function contrast(a: string, b: string): number {
  const light = (colour: string): number => {
    const [r, g, blue] = [1, 3, 5].map(at => {
      const v = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
      return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * blue;
  };
  const [x, y] = [light(a), light(b)].sort((p, q) => q - p);
  return (x + 0.05) / (y + 0.05);
}
