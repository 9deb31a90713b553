// The one door to all checks: types, lint and format, unit tests, the webview in a browser, the extension in a real VS Code.
// Usage: node scripts/test.mjs [SUITE…]. The last line is `N passed, N failed`; a suite that cannot run counts as failed.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { filesUnder } from './filesUnder.mjs';

const root = join(import.meta.dirname, '..');
const temporary = mkdtempSync(join(tmpdir(), 'backprop-test-'));

/** Each suite resolves to how many of its tests passed and failed. */
const suites = {
  types: () => tool('npm', ['run', '--silent', 'check-types']),
  lint: () => tool('npm', ['run', '--silent', 'lint']),
  unit: () => mocha('unit', 'test/unit', {}),
  webview: () => mocha('webview', 'test/webview', { TEST_TIMEOUT: '60000' }),
  host: hostSuite,
  ui: () => mocha('ui', 'test/ui', { TEST_TIMEOUT: '240000' }),
};

const BUILT = new Set(['unit', 'webview', 'host', 'ui']);
const IN_BROWSER = new Set(['webview', 'host', 'ui']);

/** Where the desktop's VS Code can be downloaded it is asked for by VSCODE_HOST=electron; else a real one is installed once. */
function installHost() {
  return process.env.VSCODE_HOST === 'electron' ? { passed: 0, failed: 0 } : tool('bash', ['scripts/installHost.sh']);
}

/** What a suite may need first; each counts as a test of its own. */
const steps = { build: () => tool('npm', ['run', '--silent', 'build']), install: installHost };

/** A tool that only says yes or no is one test. */
function tool(command, words) {
  const { status } = spawnSync(command, words, { cwd: root, stdio: 'inherit' });
  return status === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

function mocha(name, folder, env) {
  const files = filesUnder(join(root, folder), '.test.ts');
  if (!files.length) throw new Error(`no test in ${folder}`);
  return counted(name, ['--import', 'tsx', 'scripts/mocha.mjs', ...files], env);
}

async function hostSuite() {
  const entryPoints = ['test/host/index.ts', ...filesUnder(join(root, 'test/host'), '.test.ts')];
  const options = { bundle: true, platform: 'node', format: 'cjs', target: 'node20', external: ['vscode', 'mocha'], sourcemap: 'inline' };
  await build({ absWorkingDir: root, entryPoints, outdir: 'out/host', logLevel: 'warning', ...options });
  return counted('host', ['--import', 'tsx', 'test/host/launch.ts'], {});
}

/** Runs a program that writes its totals; one that writes none has not run. */
function counted(name, words, env) {
  const totals = join(temporary, `${name}.json`);
  const { status } = spawnSync(process.execPath, words, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, TEST_TOTALS: totals, ...env },
  });
  if (!existsSync(totals)) throw new Error(`ended with status ${status} before its tests were counted`);
  const { passed, failed, skipped = 0 } = JSON.parse(readFileSync(totals, 'utf8'));
  if (skipped) throw new Error(`${skipped} tests were skipped`);
  if (!passed && !failed) throw new Error('no test ran');
  return { passed, failed: failed || (status === 0 ? 0 : 1) };
}

async function main(names) {
  const wanted = names.length ? names : Object.keys(suites);
  const unknown = wanted.find(name => !(name in suites));
  if (unknown) throw new Error(`no suite ${unknown}: ${Object.keys(suites).join(', ')}`);
  if (wanted.some(name => IN_BROWSER.has(name))) wanted.unshift('install');
  if (wanted.some(name => BUILT.has(name))) wanted.unshift('build');
  const results = [];
  for (const name of wanted) results.push(await run(name));
  console.log(`\n${results.map(({ line }) => line).join('\n')}`);
  const sum = key => results.reduce((total, result) => total + result[key], 0);
  console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
  process.exitCode = sum('failed') ? 1 : 0;
}

async function run(name) {
  const started = Date.now();
  console.log(`\n── ${name}`);
  let result;
  let note = '';
  try {
    result = await (steps[name] ?? suites[name])();
  } catch (error) {
    result = { passed: 0, failed: 1 };
    note = ` (could not run: ${error.message})`;
  }
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  return { ...result, line: `${name.padEnd(8)} ${result.passed} passed, ${result.failed} failed, ${seconds} s${note}` };
}

await main(process.argv.slice(2)).finally(() => rmSync(temporary, { recursive: true, force: true }));
