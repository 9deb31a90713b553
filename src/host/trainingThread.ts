// The thread that trains: messages in, views out. Runs in a worker of its own, never in the extension host.
import { parentPort } from 'node:worker_threads';
import { Driver, failureText } from '../train/driver';
import type { ToRun } from '../train/messages';
import { reader } from '../worker/files';

export function serveTraining(): void {
  const port = parentPort;
  if (!port) return;
  const driver = new Driver({
    tell: message => port.postMessage(message),
    later: run => {
      setImmediate(() => guarded(run));
    },
    reader,
  });
  const guarded = (run: () => void): void => {
    try {
      run();
    } catch (error) {
      port.postMessage({ type: 'refused', problems: [failureText(error)] });
    }
  };
  port.on('message', (message: ToRun) => guarded(() => driver.receive(message)));
}
