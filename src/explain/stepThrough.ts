// The equations in the order in which they run, forward then backward, each with its inputs and its result.
import { sampleOf } from '../check/sample';
import type { Node } from '../core/graph';
import type { StepThrough } from '../report/explained';
import type { Binding } from '../trace/trace';
import { bothShapes } from './shapeText';
import type { Study } from './study';

/** More are more than anyone steps through. */
const MOST_STEPS = 300;

export function stepsOf(study: Study): StepThrough[] {
  const { trace, model, context } = study;
  // One run through the model: the first loss, and the first of each gradient.
  const [loss] = context.losses;
  const forward = loss ? context.ancestry.of(loss.node) : null;
  const backward = new Set<Node>();
  for (const { entry } of study.judged)
    for (const n of context.ancestry.of(entry.instances[0].hand)) if (!context.forward.has(n)) backward.add(n);
  const shown = new Set(study.checked.graph.nodes.map(n => n.id));
  const found: StepThrough[] = [];
  const seen = new Set<Node>();
  for (const b of trace.bindings) {
    if (found.length >= MOST_STEPS) break;
    const node = model.rep(b.node);
    if (b.kind === 'argument' || b.kind === 'alias' || b.node.id < b.from || node.op === 'leaf' || seen.has(node)) continue;
    const pass =
      forward?.has(node) && study.moving.has(node) && !context.parameters.has(node) ? 'forward' : backward.has(node) ? 'backward' : null;
    const range = trace.range(b.site);
    if (!pass || !range || model.updated.has(node)) continue;
    seen.add(node);
    const id = [`n${node.id}`, `g${node.id}`].find(each => shown.has(each)) ?? null;
    found.push({
      range,
      name: b.name,
      pass,
      shape: bothShapes(node.dims),
      inputs: inputsOf(study, b, node),
      where: whereOf(b),
      values: sampleOf(node.value),
      node: id,
    });
  }
  return found;
}

/** What the statement reads: values that have a name. */
function inputsOf(study: Study, b: Binding, node: Node): StepThrough['inputs'] {
  const { model } = study;
  const found = new Map<string, string>();
  const pending = [...node.inputs];
  const seen = new Set<Node>();
  while (pending.length) {
    const n = pending.pop()!;
    if (seen.has(n)) continue;
    seen.add(n);
    const rep = model.rep(n);
    if (model.bindingsOf(rep).length > 0 && n.id < b.from) {
      const name = study.scope.nameOf(rep, b);
      if (name && rep.dims.length > 0) found.set(name, bothShapes(rep.dims));
    } else if (n.id >= b.from) pending.push(...n.inputs);
  }
  return [...found].reverse().map(([name, shape]) => ({ name, shape }));
}

/** Which turn of the loops around it: 3, or 2.5 for the fifth within the second. */
const whereOf = (b: Binding): string => b.loops.map(l => String(l.iteration + 1)).join('.');
