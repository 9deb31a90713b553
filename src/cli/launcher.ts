// Starts the command line from compiled code: V8's cache of it, made by the build, saves a third of a short run. Without a valid
// cache (another Node.js, no build step) the same code is compiled anew.
import { readFileSync, writeFileSync } from 'node:fs';
import Module from 'node:module';
import { join } from 'node:path';
import { Script } from 'node:vm';

const file = join(__dirname, 'core.js');
const cacheFile = join(__dirname, 'core.cache');

function cached(): Buffer | undefined {
  try {
    return readFileSync(cacheFile);
  } catch {
    return undefined;
  }
}

const script = new Script(Module.wrap(readFileSync(file, 'utf8')), { filename: file, cachedData: cached() });
if (process.env.BACKPROP_WRITE_CACHE) process.on('exit', () => writeFileSync(cacheFile, script.createCachedData()));
(script.runInThisContext() as (...args: unknown[]) => void).call(exports, exports, require, module, file, __dirname);
