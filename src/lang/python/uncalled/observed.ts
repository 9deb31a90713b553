// A file without a loss that tries its backward pass on a random upstream gradient: ⟨dout, out⟩ of its own calls is the loss.
import type { Node } from '../../../core/graph';
import type { FunctionDef } from '../ast';
import type { Interpreter } from '../interpreter';
import { NDArray, nodeOf } from '../numpy';
import { PyTuple, type PyValue } from '../values';
import { CACHE, UPSTREAM } from './calling';
import type { Pair } from './pairs';

export interface Observed {
  readonly statement: number;
  readonly args: readonly (PyValue | undefined)[];
  readonly result: PyValue;
}

/** So many of the latest calls are kept. */
const MOST = 200;

/** Keeps what the functions of pairs were called with and gave back. */
export class Observer {
  private readonly wanted: Set<number>;
  readonly calls: Observed[] = [];
  constructor(statements: Iterable<number>) {
    this.wanted = new Set(statements);
  }
  saw(statement: number, args: readonly (PyValue | undefined)[], result: PyValue): void {
    if (!this.wanted.has(statement)) return;
    this.calls.push({ statement, args, result });
    if (this.calls.length > 2 * MOST) this.calls.splice(0, MOST);
  }
}

const partsOf = (value: PyValue): readonly PyValue[] => (value instanceof PyTuple ? value.items : [value]);
const sameShape = (a: NDArray, b: NDArray): boolean => a.shape.length === b.shape.length && a.shape.every((n, i) => n === b.shape[i]);

/** The forward call whose cache, or whose object, the backward call was given. */
function forwardOf(calls: readonly Observed[], at: number, forward: number, method: boolean): Observed | null {
  const back = calls[at];
  const given = new Set<unknown>(
    back.args.slice(method ? 0 : 1).filter(arg => arg !== undefined && arg !== null && typeof arg === 'object'),
  );
  for (let i = at - 1; i >= 0; i--) {
    const call = calls[i];
    if (call.statement !== forward) continue;
    if (method ? call.args[0] === back.args[0] : partsOf(call.result).some(part => given.has(part))) return call;
  }
  return null;
}

/** ⟨dout, out⟩ of the last call of a backward pass that was given data as its upstream gradient; null where there is none. */
export function observedPairing(rt: Interpreter, observer: Observer, pair: Pair, statement: (node: FunctionDef) => number): Node | null {
  const { calls } = observer;
  const method = pair.owner !== null;
  const at = calls.findLastIndex(call => call.statement === statement(pair.backward));
  const forward = at < 0 ? null : forwardOf(calls, at, statement(pair.forward), method);
  if (!forward) return null;
  let total: Node | null = null;
  const params = pair.backward.params.slice(method ? 1 : 0);
  const args = calls[at].args.slice(method ? 1 : 0);
  const outputs = partsOf(forward.result).filter((part): part is NDArray => part instanceof NDArray && part.dtype.inexact);
  params.forEach((p, i) => {
    const gradient = args[i];
    if (!(gradient instanceof NDArray) || (i > 0 && !UPSTREAM.test(p.name)) || CACHE.test(p.name)) return;
    const node = nodeOf(rt, gradient);
    const output = outputs.find(out => sameShape(out, gradient));
    if (node?.op !== 'leaf' || !output) return;
    const product = rt.record('mul', [node, nodeOf(rt, output)!]);
    const part = product && rt.record('sum', [product]);
    total = total && part ? rt.record('add', [total, part]) : (total ?? part);
  });
  return total;
}
