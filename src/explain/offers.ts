// Equations that a .bp file could write next: the gradients of what has none yet, derived like those that are written.
import type { Judged } from '../check/check';
import type { Instance } from '../check/entries';
import type { Node } from '../core/graph';
import type { Offer } from '../report/explained';
import { derive } from './derivation';
import { Equations } from './equations';
import { shapeCheck } from './shapeText';
import type { Study } from './study';

const EXACT = 1e-7;

export function offersOf(study: Study): Offer[] {
  const { trace, model, context } = study;
  const [loss] = context.losses;
  if (trace.language !== 'bp' || !loss) return [];
  const found: Offer[] = [];
  const seen = new Set<Node>();
  for (const b of trace.bindings) {
    const node = model.rep(b.node);
    if (seen.has(node) || !study.moving.has(node) || node === loss.node || study.byTarget.has(node) || node.dims.length === 0) continue;
    seen.add(node);
    const offer = offerOf(study, asIfWritten(study, node, `d${b.name}`, b.name));
    if (offer) found.push(offer);
  }
  return found;
}

/** A gradient that would be written after all others. */
function asIfWritten(study: Study, target: Node, name: string, wrt: string): Judged {
  const { context, trace } = study;
  const [loss] = context.losses;
  const last = trace.graph.nodes[trace.graph.nodes.length - 1];
  const instance: Instance = { hand: last, target, loss, binding: null, update: null, by: 'name' };
  const parameter = context.parameters.has(target);
  const entry = { name, wrt, site: 0, statement: -1, parameter, instances: [instance] };
  const range = { start: { line: 1, column: 1 }, end: { line: 1, column: 1 } };
  return {
    entry,
    verdict: { entry, status: 'unchecked', scale: null, error: null, shown: instance, worst: 0, cause: null, inputs: [], good: null },
    gradient: {
      name,
      of: loss.name,
      wrt,
      range,
      status: 'unchecked',
      relativeError: null,
      scale: null,
      evidence: { autodiff: null, numeric: null, kinks: 0 },
    },
  };
}

function offerOf(study: Study, judged: Judged): Offer | null {
  const derivation = derive(study, judged);
  if (!derivation || !(derivation.error <= EXACT)) return null;
  const equations = new Equations(study, derivation);
  const text = equations.code(derivation.result);
  if (text === null) return null;
  const shapes = shapeCheck(derivation.result, n => equations.isNamed(n)) ?? '';
  return { name: judged.entry.name, text, shapes };
}
