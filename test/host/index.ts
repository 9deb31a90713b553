// VS Code requires this file inside the extension host and calls run(): on the desktop and in code-server alike.
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'node:util';
import Mocha from 'mocha';

export async function run(): Promise<void> {
  const mark = process.env.HOST_MARK ?? ''; // tells our lines from the workbench's own
  Mocha.reporters.Base.consoleLog = (...args: unknown[]) => console.log(format(...args).replace(/^/gm, mark));
  const mocha = new Mocha({ ui: 'bdd', timeout: 60_000, color: false, forbidOnly: true, grep: process.env.MOCHA_GREP });
  for (const name of readdirSync(__dirname).filter(file => file.endsWith('.test.js'))) mocha.addFile(join(__dirname, name));
  const failures = await new Promise<number>(done => {
    const runner = mocha.run(failed => {
      const { passes, pending } = runner.stats ?? { passes: 0, pending: 0 };
      if (process.env.TEST_TOTALS) writeFileSync(process.env.TEST_TOTALS, JSON.stringify({ passed: passes, failed, skipped: pending }));
      done(failed);
    });
  });
  if (failures) throw new Error(`${failures} failed`);
}
