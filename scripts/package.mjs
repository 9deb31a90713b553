// Packs the extension (minified, nothing but what .vscodeignore lets in) and holds it to its size.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
/** 1 MB as vsce counts it: 1,024 × 1,024 bytes. */
const LARGEST = 1_048_576;
const { name, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const file = join(root, `${name}-${version}.vsix`);

function run(cwd, command, words) {
  const { status } = spawnSync(command, words, { cwd, stdio: 'inherit' });
  if (status !== 0) throw new Error(`${command} ended with ${status}`);
}

/** In a folder of its own: what is in dist/ belongs to the one who develops. */
function pack(stage) {
  run(root, process.execPath, ['scripts/build.mjs', '--production', `--into=${join(stage, 'dist')}`]);
  const kept = readdirSync(root).filter(entry =>
    /^(?:package(?:\.nls.*)?\.json|README\.md|CHANGELOG\.md|LICENSE|\.vscodeignore|media|docs)$/.test(entry),
  );
  for (const entry of kept) cpSync(join(root, entry), join(stage, entry), { recursive: true });
  // The bundles hold what they need: no node_modules. What the README links to is packed too, since there is no public address.
  const words = ['package', '--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links', '--out', file];
  run(stage, process.execPath, [join(root, 'node_modules/@vscode/vsce/vsce'), ...words]);
}

const stage = mkdtempSync(join(tmpdir(), 'backprop-package-'));
try {
  pack(stage);
} finally {
  rmSync(stage, { recursive: true, force: true });
}
const { size } = statSync(file);
console.log(`${name}-${version}.vsix: ${(size / 1000).toFixed(0)} kB`);
if (size > LARGEST) {
  console.error(`the packed extension is above ${(LARGEST / 1000).toFixed(0)} kB`);
  process.exitCode = 1;
}
