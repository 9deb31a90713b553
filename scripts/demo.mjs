// The main job on a fresh checkout: opens an example in VS Code where there is one, else prints its report and writes its graph.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const example = 'examples/wrong/two_layer_missing_transpose.bp';

const run = (command, words, stdio = 'inherit') => spawnSync(command, words, { cwd: root, stdio }).status;

if (run(process.execPath, ['scripts/build.mjs']) !== 0) process.exit(1);

// Root has no profile of its own to open a desktop window with.
const editor =
  process.getuid?.() === 0 ? undefined : ['code', 'code-insiders', 'codium'].find(name => run(name, ['--version'], 'ignore') === 0);
if (editor) {
  console.log(`Opening ${example} in ${editor}: click "Show Graph" above the first line.`);
  process.exit(run(editor, [`--extensionDevelopmentPath=${root}`, join(root, 'examples'), join(root, example)]));
}

run(process.execPath, ['dist/cli.js', 'check', example]);
process.exit(run(process.execPath, ['dist/cli.js', 'graph', example, '-o', 'out/two_layer.svg']) === 0 ? done() : 1);

function done() {
  console.log('The graph is in out/two_layer.svg: open it in a browser.');
  return 0;
}
