// The thread that runs a watched script. The script does not stop to read messages: it is told to wait or stop through shared memory.
import { parentPort } from 'node:worker_threads';
import { useLocale } from '../messages';
import type { StartScript } from '../train/script/view';
import { Watch } from '../train/script/watch';
import { reader } from '../worker/files';
import { GO, STOP, WAIT } from './trainingSignals';

export function serveScript(): void {
  const port = parentPort;
  port?.on('message', ({ file, text, path, root, locale, signal }: StartScript) => {
    useLocale(locale);
    const goOn = (paused: () => void): boolean => {
      if (Atomics.load(signal, 0) === GO) return true;
      if (Atomics.load(signal, 0) === WAIT) paused();
      while (Atomics.load(signal, 0) === WAIT) Atomics.wait(signal, 0, WAIT);
      return Atomics.load(signal, 0) !== STOP;
    };
    new Watch({ file, text }, { readFile: path ? reader(path, root) : () => null, tell: message => port.postMessage(message), goOn }).run();
  });
}
