// Runs the suite inside an extension host: in code-server, or with VSCODE_HOST=electron in a desktop VS Code that is downloaded.
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { dispose, runInHost, startServer } from '../support/vscodeHost';

const root = join(__dirname, '../..');
const testsPath = join(root, 'out/host/index.js');

async function launch(workspace: string): Promise<number> {
  const env: Record<string, string> = {};
  for (const name of ['TEST_TOTALS', 'MOCHA_GREP']) if (process.env[name]) env[name] = process.env[name];
  if (process.env.VSCODE_HOST === 'electron') {
    const launchArgs = [workspace, '--disable-extensions', '--disable-workspace-trust'];
    return runTests({ extensionDevelopmentPath: root, extensionTestsPath: testsPath, launchArgs, extensionTestsEnv: env });
  }
  await startServer();
  return runInHost({ extensionPath: root, testsPath, workspace, env });
}

async function main(): Promise<void> {
  // A copy: the tests edit and save.
  const workspace = mkdtempSync(join(tmpdir(), 'backprop-workspace-'));
  cpSync(join(__dirname, 'workspace'), workspace, { recursive: true });
  let code = 1;
  try {
    code = await launch(workspace);
  } finally {
    await dispose();
    rmSync(workspace, { recursive: true, force: true });
  }
  process.exit(code);
}

void main();
