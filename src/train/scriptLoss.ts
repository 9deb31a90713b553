// Runs a Python script and follows its loss: the scalar with a loss's name that the script computes once an iteration.
import { type RunResult, runPython, type Source } from '../lang/python';
import { NDArray } from '../lang/python/numpy/ndarray';
import { BudgetError } from '../lang/python/runtime';
import { PyFloat, type PyValue } from '../lang/python/values';

export interface FollowOptions {
  readonly write: (text: string) => void;
  readonly writeError: (text: string) => void;
  readonly readFile: (path: string) => Uint8Array | null;
  /** The loss before each update, from step 0 on. False ends the run. */
  readonly loss: (step: number, value: number, name: string) => boolean;
}

export interface Followed extends RunResult {
  /** The name of the loss; null: the script computes none that could be told. */
  readonly name: string | null;
  readonly steps: number;
}

/** The most telling names first; a name may have more after it: cost_history is a list, and no scalar. */
const NAMES = [
  /^(?:total_|train_|training_|avg_|mean_|epoch_)?(?:loss|cost)$/i,
  /^J$/,
  /^(?:mse|mae|sse|bce|nll|cross_?entropy|xent|objective)$/i,
  /^(?:err|error|E|L)$/,
];

/** How telling a name is: 0 for `loss` and `cost`; infinite for no name of a loss. */
export const lossRank = (name: string): number => {
  const at = NAMES.findIndex(pattern => pattern.test(name));
  return at < 0 ? Number.POSITIVE_INFINITY : at;
};

function scalarOf(value: PyValue): number | null {
  if (value instanceof PyFloat) return value.v;
  if (value instanceof NDArray && value.size === 1 && !value.store.items) return value.store.data[value.start];
  return null;
}

interface Candidate {
  readonly name: string;
  readonly first: number;
}

/** The first place with a loss's name that gets a second value is it: an assignment that is made once an iteration. */
export function followLoss(source: Source, { write, writeError, readFile, loss }: FollowOptions): Followed {
  const seen = new Map<number, Candidate>();
  let chosen: number | null = null;
  let name: string | null = null;
  let steps = 0;
  let ended = false;
  const tell = (value: number): void => {
    if (loss(steps++, value, name ?? '')) return;
    ended = true;
    throw new BudgetError('the last step');
  };
  const watch = (target: string, place: number, value: PyValue): void => {
    if (chosen !== null ? place !== chosen : lossRank(target) === Number.POSITIVE_INFINITY) return;
    const scalar = scalarOf(value);
    if (scalar === null) return;
    if (chosen === null) {
      const before = seen.get(place);
      if (!before) {
        seen.set(place, { name: target, first: scalar });
        return;
      }
      chosen = place;
      name = target;
      tell(before.first);
    }
    tell(scalar);
  };
  const result = runPython(source, { write, writeError, readFile, watch });
  if (ended) return { exitCode: 0, traceback: '', name, steps };
  // A loss that was computed only once is the loss of one step.
  if (chosen === null && seen.size) {
    const [only] = [...seen.values()].sort((a, b) => lossRank(a.name) - lossRank(b.name));
    loss(0, only.first, only.name);
    return { ...result, name: only.name, steps: 1 };
  }
  return { ...result, name, steps };
}
