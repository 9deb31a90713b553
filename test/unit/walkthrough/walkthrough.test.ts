// The walkthrough and the manifest: every text in both languages, every picture as the product makes it now.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { manifest } from '../../../src/messages/manifest';
import { pictures } from '../../support/walkthroughPictures';

const root = join(__dirname, '../../..');
const read = (name: string): string => readFileSync(join(root, name), 'utf8');

interface Step {
  readonly id: string;
  readonly description: string;
  readonly media: { readonly svg: string; readonly altText: string };
}

const packageJson = JSON.parse(read('package.json')) as {
  contributes: {
    commands: { command: string; title: string }[];
    walkthroughs: { steps: Step[] }[];
    configuration: { properties: Record<string, { description?: string }> };
  };
};

describe('the manifest', () => {
  const keys = [...read('package.json').matchAll(/"%([\w.-]+)%"/g)].map(match => match[1]);

  it('has every text from the catalogue, in English and in Chinese', () => {
    assert.deepEqual([...new Set(keys)].sort(), Object.keys(manifest.table).sort());
    for (const [file, language] of [
      ['package.nls.json', 'en'],
      ['package.nls.zh-cn.json', 'zh'],
    ] as const)
      assert.deepEqual(
        JSON.parse(read(file)),
        Object.fromEntries(Object.entries(manifest.table).map(([key, phrase]) => [key, phrase[language]])),
        `${file} is old: npm run build writes it`,
      );
  });

  it('holds no text of its own for people', () => {
    for (const { title } of packageJson.contributes.commands) assert.match(title, /^%.*%$/);
    for (const [name, { description }] of Object.entries(packageJson.contributes.configuration.properties))
      assert.match(description ?? '', /^%.*%$/, name);
  });
});

/** The words in a picture, without numbers. */
const words = (svg: string): string[] =>
  [...svg.matchAll(/<t(?:ext|span)[^>]*>([^<]+)/g)].map(match => match[1].replace(/[\d.]+(?:e−?\d+)?/g, '#')).sort();

describe('the walkthrough', () => {
  const [{ steps }] = packageJson.contributes.walkthroughs;

  it('leads only to commands that there are', () => {
    const known = new Set(packageJson.contributes.commands.map(each => each.command));
    for (const phrase of Object.values(manifest.table))
      for (const text of [phrase.en, phrase.zh])
        for (const [, command] of text.matchAll(/\(command:([\w.]+)/g)) assert.ok(known.has(command), command);
  });

  for (const { id, media } of steps)
    it(`shows "${id}" as the product draws it now`, () => {
      const made = pictures[id]();
      const file = join(root, media.svg);
      if (process.env.UPDATE_PICTURES) writeFileSync(file, made);
      assert.ok(existsSync(file), `${media.svg} is missing: UPDATE_PICTURES=1 makes it`);
      // Places and roundings may differ by a little; what is said may not.
      assert.deepEqual(words(readFileSync(file, 'utf8')), words(made), `${media.svg} is old: UPDATE_PICTURES=1 makes it anew`);
      assert.doesNotMatch(made, /<script|href=|undefined|NaN/);
    }).timeout(60_000);
});
