// Packs the extension (minified, nothing but what .vscodeignore lets in) and holds it to its size.
import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const LARGEST = 1_000_000;
const { name, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const file = `${name}-${version}.vsix`;

function run(command, words) {
  const { status } = spawnSync(command, words, { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

run(process.execPath, ['scripts/build.mjs', '--production']);
// The bundles hold what they need: no node_modules. What the README links to is packed too, since there is no public address.
run('npx', [
  '--no-install',
  'vsce',
  'package',
  '--no-dependencies',
  '--allow-missing-repository',
  '--no-rewrite-relative-links',
  '--out',
  file,
]);
const { size } = statSync(join(root, file));
console.log(`${file}: ${(size / 1000).toFixed(0)} kB`);
if (size > LARGEST) {
  console.error(`the packed extension is above ${LARGEST / 1000} kB`);
  process.exit(1);
}
