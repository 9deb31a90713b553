// The thread that sets mathematics: a list of formulas in, the same list set out. Started when a hover first needs one.
import { parentPort } from 'node:worker_threads';
import { type Typeset, typeset } from './typeset';

export interface MathsRequest {
  readonly id: number;
  readonly formulas: readonly string[];
}

export interface MathsAnswer {
  readonly id: number;
  readonly set: readonly (Typeset | null)[];
}

parentPort?.on('message', ({ id, formulas }: MathsRequest) => {
  const answer: MathsAnswer = { id, set: formulas.map(typeset) };
  parentPort?.postMessage(answer);
});
