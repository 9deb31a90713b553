// Runs mocha on test files (TypeScript, through tsx) and writes how many passed and failed where TEST_TOTALS says.
import { writeFileSync } from 'node:fs';
import Mocha from 'mocha';

const mocha = new Mocha({ ui: 'bdd', timeout: Number(process.env.TEST_TIMEOUT ?? 40_000), forbidOnly: true, grep: process.env.MOCHA_GREP });
for (const file of process.argv.slice(2)) mocha.addFile(file);
await mocha.loadFilesAsync();

const runner = mocha.run(failures => {
  const { passes, pending } = runner.stats;
  if (process.env.TEST_TOTALS)
    writeFileSync(process.env.TEST_TOTALS, JSON.stringify({ passed: passes, failed: failures, skipped: pending }));
  process.exitCode = failures ? 1 : 0;
});
