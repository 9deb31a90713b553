// Writes package.nls.json and package.nls.zh-cn.json from the message catalogue.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

/** The table's texts in one language, as the file that VS Code reads. */
export async function nlsTexts(root) {
  const entry = join(root, 'src/messages/manifest.ts');
  const { outputFiles } = await build({ entryPoints: [entry], bundle: true, write: false, format: 'esm', platform: 'node' });
  const { manifest } = await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].text).toString('base64')}`);
  const of = language =>
    `${JSON.stringify(Object.fromEntries(Object.entries(manifest.table).map(([key, phrase]) => [key, phrase[language]])), null, 2)}\n`;
  return { 'package.nls.json': of('en'), 'package.nls.zh-cn.json': of('zh') };
}

export async function writeNls(root) {
  for (const [name, text] of Object.entries(await nlsTexts(root))) writeFileSync(join(root, name), text);
}
