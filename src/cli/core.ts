// Everything that computes, in one bundle: the command line, and the threads of the editor. Who starts it says which it is.
import { isMainThread, workerData } from 'node:worker_threads';
import { serveScript } from '../host/trainingScriptThread';
import { serveTraining } from '../host/trainingThread';
import type { Thread } from '../worker/thread';
import { serveTasks } from '../worker/worker';
import { runProgram } from './program';

const threads: Readonly<Record<Thread, () => void>> = { tasks: serveTasks, training: serveTraining, script: serveScript };

if (isMainThread) runProgram();
else threads[workerData as Thread]();
