// Findings about shapes: operations that cannot be, gradients without their variable's shape, sizes that agree by accident.
import type { Node } from '../core/graph';
import type { OpName } from '../core/opNames';
import { checkMessages as say } from '../messages/check';
import type { Finding, Fix } from '../report/report';
import type { Hole, Trace } from '../trace/trace';
import type { Context, Entry } from './entries';
import { attempt } from './given';
import type { Model } from './model';
import { afterEdit, bareOperand, FIRST_LINE, isShaped, numbers, operandName, rangeOr, shapeWords } from './words';

/** The holes that are first causes, one for each place; not those that follow from another error. */
export function firstHoles(model: Model, spoiled: ReadonlySet<Node>): Hole[] {
  const { holes } = model.trace;
  const all = new Set(holes.map(h => h.node));
  const seen = new Set<number>();
  return holes.filter(hole => {
    if (seen.has(hole.site) || hole.node.id > model.end) return false;
    const follows =
      model.trace.graph.nodes.length > 0 && dependsOn(hole.node, n => n !== hole.node && (all.has(n) || spoiled.has(model.rep(n))));
    // What follows once is no first cause when it happens again.
    seen.add(hole.site);
    return !follows;
  });
}

export function dependsOn(root: Node, hit: (n: Node) => boolean): boolean {
  const pending = [root];
  const seen = new Set<Node>();
  while (pending.length) {
    const n = pending.pop()!;
    if (seen.has(n)) continue;
    seen.add(n);
    if (hit(n)) return true;
    pending.push(...n.inputs);
  }
  return false;
}

const operands = (hole: Hole): number => hole.node.inputs.length - (hole.node.attrs.stands ? 1 : 0);

export function shapeMismatch(model: Model, hole: Hole, entry: Entry | null, fixes: Fix[]): Finding {
  const { node, problem, wanted } = hole;
  const names = Array.from({ length: operands(hole) }, (_, k) => operandName(model, node, k));
  const words = names.map((name, k) => isShaped(name, node.inputs[k].dims));
  const size = (k: number): number => node.inputs[k].dims[problem.axes[k]?.[0] ?? 0]?.value ?? 1;
  let message: string;
  if (problem.problem === 'inner' && names.length === 2)
    message = say('innerSizes', { left: words[0], right: words[1], a: size(0), b: size(1) });
  else if (problem.problem === 'broadcast' && names.length === 2)
    message = say('broadcastSizes', { left: words[0], right: words[1], a: size(0), b: size(1) });
  else if (problem.problem === 'rank' && names.length === 2) message = say('scalarProduct', { left: words[0], right: words[1] });
  else message = say('otherShapes', { operation: model.trace.text(hole.site) || wanted, shapes: words.join(', ') });
  if (entry) {
    const target = entry.instances[0].target;
    message += ` ${say('mustHaveShape', { name: entry.name, of: entry.wrt, shape: shapeWords(target.dims) })}`;
  }
  if (fixes[0]) message += ` ${say('writeInstead', { text: afterEdit(model, entry?.instances[0].binding?.value ?? hole.site, fixes[0]) })}`;
  const related = names.flatMap((name, k) => {
    const maker = model.maker(node.inputs[k]);
    const range = maker && model.trace.range(maker.target || maker.site);
    return range ? [{ message: say('computedHere', { name, shape: shapeWords(node.inputs[k].dims) }), range }] : [];
  });
  const range = rangeOr(model, hole.site, FIRST_LINE);
  const start = names.length === 2 ? model.trace.range(bareOperand(model, node, 0).site)?.start : undefined;
  const smallest = start && problem.problem === 'inner' && start.line === range.start.line ? { start, end: range.end } : range;
  return { rule: 'shape-mismatch', severity: 'error', message, range: smallest, related, fixes };
}

/** Fixes for a hole outside every gradient's equation: what makes the shapes fit there and later, the chosen way first. */
export function forwardFixes(model: Model, hole: Hole): Fix[] {
  const { writer } = model.trace;
  const { node, wanted } = hole;
  if (operands(hole) !== 2) return [];
  const ranges = [0, 1].map(k => model.trace.range(node.uses[k] ?? 0));
  const at = model.trace.range(node.site);
  const [a, b] = node.inputs;
  const texts = [0, 1].map(k => (node.uses[k] ? model.trace.text(node.uses[k]) : ''));
  const flip = (n: Node) => attempt('transpose', [n.value]);
  const settled = (change: string): boolean =>
    node.attrs.change === change && !model.trace.holes.some(h => h !== hole && dependsOn(h.node, n => n === node));
  const found: (Fix & { chosen: boolean })[] = [];
  const push = (change: string, fits: unknown, title: string, edits: Fix['edits']): void => {
    if (fits) found.push({ title, edits, verified: settled(change), chosen: node.attrs.change === change });
  };
  const op: OpName = wanted;
  for (const k of [1, 0]) {
    const range = ranges[k];
    if (!range) continue;
    const newText = writer.transpose(texts[k]);
    const value = k === 1 ? attempt(op, [a.value, flip(b)]) : attempt(op, [flip(a), b.value]);
    push(k === 1 ? 'transpose-right' : 'transpose-left', value, say('fixTranspose', { name: texts[k], text: newText }), [
      { range, newText },
    ]);
  }
  if (op === 'matmul' && at && ranges[0] && ranges[1]) {
    const text = writer.apply('matmul', [texts[1], texts[0]], {}, model.trace.text(node.site));
    push('swap', attempt('matmul', [b.value, a.value]), say('fixSwap', { text }), [{ range: at, newText: text }]);
  }
  found.sort((x, y) => Number(y.chosen) - Number(x.chosen));
  return found.map(({ title, edits, verified }) => ({ title, edits, verified }));
}

export function gradientShape(context: Context, entry: Entry, fixes: Fix[], severity: 'error' | 'warning'): Finding {
  const { model } = context;
  const { hand, target, binding } = entry.instances[0];
  const message = say('gradientShape', { name: entry.name, shape: shapeWords(hand.dims), of: entry.wrt, ofShape: shapeWords(target.dims) });
  const hint = fixes[0] ? ` ${say('writeInstead', { text: afterEdit(model, binding?.value ?? entry.site, fixes[0]) })}` : '';
  const range = rangeOr(model, binding?.value ?? entry.site, rangeOr(model, entry.site, FIRST_LINE));
  return { rule: 'gradient-shape', severity, message: message + hint, range, related: [], fixes };
}

/** (m,) with (m, 1) and (1, m) with (m, 1): one set of examples as a row and as a column gives (m, m). */
export function suspiciousBroadcasts(model: Model, relevant: ReadonlySet<Node>): { node: Node; finding: Finding }[] {
  const found = new Map<number, { node: Node; finding: Finding }>();
  for (const node of relevant) {
    if (!['add', 'sub', 'mul', 'div', 'maximum', 'minimum'].includes(node.op) || found.has(node.site)) continue;
    const [a, b] = node.inputs.map(n => n.value.shape);
    const column = (s: readonly number[]): boolean => s.length === 2 && s[1] === 1 && s[0] > 1;
    const row = (s: readonly number[]): boolean => (s.length === 1 && s[0] > 1) || (s.length === 2 && s[0] === 1 && s[1] > 1);
    const size = (s: readonly number[]): number => Math.max(...s);
    if (!((column(a) && row(b)) || (row(a) && column(b))) || size(a) !== size(b)) continue;
    const range = model.trace.range(node.site);
    if (!range) continue;
    const [left, right] = [0, 1].map(k => isShaped(operandName(model, node, k), node.inputs[k].dims));
    const message = say('suspiciousBroadcast', { left, right, result: numbers(node.value.shape), size: size(a) });
    found.set(node.site, { node, finding: { rule: 'suspicious-broadcast', severity: 'warning', message, range, related: [], fixes: [] } });
  }
  return [...found.values()];
}

export function accidents(trace: Trace, quiet: ReadonlySet<number>): Finding[] {
  const found: Finding[] = [];
  const seen = new Set<number>();
  for (const { node, accident } of trace.graph.accidents) {
    const range = trace.range(node.site);
    if (!range || seen.has(node.site) || quiet.has(range.start.line)) continue;
    seen.add(node.site);
    found.push({
      rule: 'fits-by-accident',
      severity: 'warning',
      message: say('fitsByAccident', { ...accident }),
      range,
      related: [],
      fixes: [],
    });
  }
  return found;
}
