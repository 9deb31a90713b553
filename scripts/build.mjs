// Bundles the extension host, what computes, the command line and the webviews into dist/. Flags: --watch, --production, --meta,
// --into=FOLDER (in place of dist/).
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { build, context } from 'esbuild';
import { mathFont } from './mathFont.mjs';
import { writeNls } from './nls.mjs';

const root = join(import.meta.dirname, '..');
const flags = new Set(process.argv.slice(2));
const into = process.argv.find(word => word.startsWith('--into='));
const dist = into ? resolve(into.slice('--into='.length)) : join(root, 'dist');
const production = flags.has('--production');

const common = {
  absWorkingDir: root,
  bundle: true,
  minify: production,
  sourcemap: production ? false : 'linked',
  legalComments: 'none',
  charset: 'utf8',
  logLevel: 'warning',
  metafile: true,
};
const node = { ...common, platform: 'node', format: 'cjs', target: 'node20' };

const bundles = [
  { ...node, entryPoints: ['src/host/extension.ts'], outfile: join(dist, 'extension.js'), external: ['vscode'] },
  { ...node, entryPoints: ['src/maths/worker.ts'], outfile: join(dist, 'math.js'), plugins: [mathFont(root)] },
  { ...node, entryPoints: ['src/cli/core.ts'], outfile: join(dist, 'core.js') },
  { ...node, entryPoints: ['src/cli/launcher.ts'], outfile: join(dist, 'cli.js'), sourcemap: false, banner: { js: '#!/usr/bin/env node' } },
  { ...common, platform: 'browser', format: 'iife', target: 'es2022', entryPoints: ['webview/main.ts'], outfile: join(dist, 'webview.js') },
  {
    ...common,
    platform: 'browser',
    format: 'iife',
    target: 'es2022',
    entryPoints: ['webview/training/main.ts'],
    outfile: join(dist, 'training.js'),
  },
];

async function once() {
  const started = Date.now();
  mkdirSync(dist, { recursive: true });
  await writeNls(root);
  const results = await Promise.all(bundles.map(options => build(options)));
  chmodSync(join(dist, 'cli.js'), 0o755);
  writeCache();
  const sizes = results.flatMap(result => Object.entries(result.metafile.outputs)).filter(([name]) => !name.endsWith('.map'));
  for (const [name, output] of sizes) console.log(`${basename(name).padEnd(20)} ${(output.bytes / 1024).toFixed(0).padStart(6)} kB`);
  if (flags.has('--meta')) {
    for (const [at, result] of results.entries()) writeFileSync(join(dist, `meta-${at}.json`), JSON.stringify(result.metafile));
  }
  console.log(`built in ${Date.now() - started} ms`);
}

/** V8's compiled form of the command line, after a run that has compiled what a check needs. */
function writeCache() {
  rmSync(join(dist, 'core.cache'), { force: true });
  const examples = ['examples/two_layer.bp', 'examples/two_layer.py'].map(file => join(root, file)).filter(existsSync);
  const env = { ...process.env, BACKPROP_WRITE_CACHE: '1' };
  spawnSync(process.execPath, [join(dist, 'cli.js'), 'check', ...examples], { env, stdio: 'ignore' });
}

async function watch() {
  const contexts = await Promise.all(bundles.map(options => context({ ...options, logLevel: 'info' })));
  await Promise.all(contexts.map(each => each.watch()));
}

await (flags.has('--watch') ? watch() : once());
