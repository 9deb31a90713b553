// The message catalogue: parameters, plurals, locales, and that no phrase lacks its translation.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { defineMessages, fill, localeOf, type Phrase, useLocale } from '../../../src/messages';

const folder = join(__dirname, '../../../src/messages');

const holes = (text: string): string[] => [...new Set([...text.matchAll(/\{(\w+)/g)].map(match => match[1]))].sort();

/** Every table that a file of the catalogue exports through `defineMessages`. */
async function tables(): Promise<{ file: string; table: Record<string, Phrase> }[]> {
  const found: { file: string; table: Record<string, Phrase> }[] = [];
  for (const file of readdirSync(folder)) {
    if (file === 'index.ts') continue;
    const module = (await import(pathToFileURL(join(folder, file)).href)) as Record<string, unknown>;
    for (const value of Object.values(module)) {
      if (typeof value === 'function' && 'table' in value) found.push({ file, table: value.table as Record<string, Phrase> });
    }
  }
  return found;
}

describe('messages', () => {
  afterEach(() => useLocale('en'));

  it('puts parameters and plurals in, in the current locale', () => {
    const say = defineMessages({ count: { en: '{n} {n:error|errors} in {file}', zh: '{file} 中有 {n} 个错误' } });
    assert.equal(say('count', { n: 1, file: 'a.bp' }), '1 error in a.bp');
    assert.equal(say('count', { n: 2, file: 'a.bp' }), '2 errors in a.bp');
    useLocale('zh');
    assert.equal(say('count', { n: 2, file: 'a.bp' }), 'a.bp 中有 2 个错误');
  });

  it('leaves braces in a parameter alone', () => {
    assert.equal(fill('{name}!', { name: '{n:a|b}' }), '{n:a|b}!');
  });

  it('throws for a missing parameter rather than print a hole', () => {
    assert.throws(() => fill('{name}', {}), /internal: .*name/);
  });

  it('takes the locale from what editors and shells say', () => {
    assert.equal(localeOf('zh-cn'), 'zh');
    assert.equal(localeOf('zh_CN.UTF-8'), 'zh');
    assert.equal(localeOf('zh'), 'zh');
    assert.equal(localeOf('en-US'), 'en');
    assert.equal(localeOf(undefined), 'en');
  });

  it('has every phrase in both languages, with the same parameters', async () => {
    const all = await tables();
    assert.ok(all.length > 0, 'no table found');
    for (const { file, table } of all) {
      for (const [key, phrase] of Object.entries(table)) {
        assert.ok(phrase.en.trim(), `${file} ${key}: no English`);
        assert.ok(phrase.zh.trim(), `${file} ${key}: no Chinese`);
        assert.deepEqual(holes(phrase.zh), holes(phrase.en), `${file} ${key}: different parameters`);
        if (/[a-z]{4}/i.test(phrase.en.replace(/\{[^}]*\}/g, '')))
          assert.match(phrase.zh, /[\u4e00-\u9fff]/, `${file} ${key}: not Chinese`);
      }
    }
  });
});
