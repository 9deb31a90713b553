// Findings about the model as a whole: missing gradients, symmetric starts, numbers that break down, factors and updates.
import type { Node } from '../core/graph';
import type { Tensor } from '../core/tensor';
import { checkMessages as say } from '../messages/check';
import type { Finding, Range } from '../report/report';
import type { Binding } from '../trace/trace';
import { type Context, type Entry, rootOf } from './entries';
import type { Judge, Verdict } from './judge';
import { FIRST_LINE, factorText, rangeOr } from './words';

const warning = (rule: Finding['rule'], message: string, range: Range): Finding => ({
  rule,
  severity: 'warning',
  message,
  range,
  related: [],
  fixes: [],
});

/** Parameters that the loss depends on and that have no gradient although the model has a backward pass. */
export function missingGradients(context: Context, entries: readonly Entry[]): Finding[] {
  const { model, losses, forward } = context;
  if (entries.length === 0 || losses.length === 0) return [];
  const covered = new Set(entries.flatMap(e => e.instances.map(i => rootOf(context.updates, i.target))));
  const found: Finding[] = [];
  for (const b of model.trace.bindings) {
    const node = model.rep(b.node);
    if (!(b.role === 'parameter' || isForgotten(context, b, node)) || !forward.has(node) || covered.has(node)) continue;
    found.push(
      warning('missing-gradient', say('missingGradient', { name: b.name, loss: losses[0].name }), rangeOr(model, b.target, FIRST_LINE)),
    );
  }
  return found;
}

const WEIGHT_NAME = /^(?:W|w|b|B|weights?|bias(?:es)?)_?\d+$/;

/** In Python nothing is declared: an array of weights by name, made once and never updated, beside others that are. */
function isForgotten({ model, updates }: Context, b: Binding, node: Node): boolean {
  if (model.trace.language === 'bp' || b.kind !== 'assign' || !WEIGHT_NAME.test(b.short) || node.value.data.length < 2) return false;
  const made = node.op === 'leaf' || model.inputsOf(node).every(n => n.op === 'leaf');
  const siblings = updates.some(u => model.bindingsOf(u.before).some(o => WEIGHT_NAME.test(o.short)));
  return made && siblings && !updates.some(u => u.before === node || u.after === node);
}

/** All lines of a matrix along an axis are the same. */
function equalAlong(node: { shape: readonly number[]; data: Float64Array }, axis: 0 | 1): boolean {
  const [rows, columns] = node.shape;
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < columns; j++) if (node.data[i * columns + j] !== node.data[axis === 0 ? j : i * columns]) return false;
  return true;
}

/** Hidden units that start equal and get equal gradients stay equal for ever. The units of the last layer are told apart by the labels. */
export function symmetricStarts(context: Context, entries: readonly Entry[]): Finding[] {
  const { model, exact, forward, losses } = context;
  for (const entry of entries) {
    const { target, loss } = entry.instances[0];
    if (!entry.parameter || target.value.shape.length !== 2 || model.stop(target)) continue;
    for (const user of model.consumersOf(target)) {
      const product = user.op === 'transpose' ? model.consumersOf(user).find(n => n.op === 'matmul') : user;
      if (product?.op !== 'matmul' || !forward.has(model.rep(product))) continue;
      const flipped = user.op === 'transpose';
      const left = model.inputsOf(model.rep(product))[0] === model.rep(flipped ? user : target);
      const axis: 0 | 1 = left !== flipped ? 0 : 1;
      const count = target.value.shape[axis];
      const gradient = exact.at(loss.node, target, 0);
      if (count < 2 || !gradient || !equalAlong(target.value, axis) || !equalAlong(gradient, axis)) continue;
      if (
        isLastLayer(
          context,
          model.rep(product),
          losses.map(l => l.node),
        )
      )
        continue;
      const maker = model.maker(target);
      return [
        warning(
          'symmetric-init',
          say('symmetricInit', { count, name: entry.wrt }),
          rangeOr(model, maker?.value || maker?.site || 0, FIRST_LINE),
        ),
      ];
    }
  }
  return [];
}

/** No other product of a parameter lies between this one and the loss. */
function isLastLayer({ model, ancestry, parameters }: Context, product: Node, losses: readonly Node[]): boolean {
  return !losses.some(loss =>
    [...ancestry.of(loss)].some(
      n =>
        n !== product &&
        n.op === 'matmul' &&
        model.inputsOf(n).some(p => parameters.has(p) || p.op === 'transpose') &&
        ancestry.of(n).has(product),
    ),
  );
}

/** The first operation of the forward pass whose result is not finite although its operands are. */
export function hazards(context: Context): Finding[] {
  const { model, losses, ancestry } = context;
  const seen = new Set<number>();
  for (const loss of losses)
    for (const node of ancestry.of(loss.node)) {
      if (node.op === 'leaf' || node.value.data.every(Number.isFinite) || seen.has(node.site)) continue;
      if (!node.inputs.every(n => n.value.data.every(Number.isFinite))) continue;
      const range = model.trace.range(node.site);
      if (!range) continue;
      const key = node.op === 'log' ? 'hazardLog' : node.op === 'exp' ? 'hazardExp' : node.op === 'div' ? 'hazardDivide' : 'hazardOther';
      const what = node.value.data.some(Number.isNaN) ? say('nan') : say('infinity');
      return [warning('numeric-hazard', say('hazard', { what, detail: say(key) }), range)];
    }
  return [];
}

/**
 * All parameters' gradients carry one factor: a mean against a sum. It stands where the first gradient brings it in; where the
 * first gradient is exact, the loss is the one that is out of step.
 */
export function scaleMismatch(context: Context, judge: Judge, entries: readonly Entry[], factor: number): Finding {
  const { model } = context;
  const first = entries.find(e => e.parameter) ?? entries[0];
  const { loss } = first.instances[0];
  const nearest = entries.find(
    e => !e.parameter && judge.sourcesOf(e).length === 0 && Math.abs(Math.abs(judge.ownScale(e)) - factor) <= 1e-6 * factor,
  );
  const sites = (nearest ? [nearest, first] : [first]).map(e => ({
    name: e.name,
    range: model.trace.range(e.instances[0].binding?.value ?? e.site),
  }));
  const lossRange = model.trace.range(loss.site);
  const places =
    nearest || !lossRange ? [...sites, { name: loss.name, range: lossRange }] : [{ name: loss.name, range: lossRange }, ...sites];
  const [place, ...others] = places.filter(p => p.range !== null);
  const message = say('scaleMismatch', { factor: factorText(factor, model.trace.sizes), loss: loss.name });
  const finding = warning('scale-mismatch', message, place?.range ?? FIRST_LINE);
  for (const other of others) finding.related.push({ message: other.name, range: other.range! });
  return finding;
}

/** Updates that go uphill with an exact gradient, or apply another parameter's. */
export function wrongUpdates(
  context: Context,
  entries: readonly Entry[],
  exactSign: (e: Entry) => 1 | -1 | null,
  isWrong: (e: Entry) => boolean,
): Finding[] {
  const { model } = context;
  const found: Finding[] = [];
  const seen = new Set<number>();
  const error = (message: string, site: number): void => {
    const range = model.trace.range(site);
    if (!range || seen.has(site)) return;
    seen.add(site);
    found.push({ rule: 'wrong-update', severity: 'error', message, range, related: [], fixes: [] });
  };
  // A wrong gradient has its error already, and what applies it raises no second one.
  const wrong = entries.filter(isWrong);
  const spoiled = new Set(wrong.flatMap(e => e.instances.map(i => rootOf(context.updates, i.target))));
  for (const entry of entries) {
    if (!entry.parameter || isWrong(entry)) continue;
    for (const { update, target, loss } of entry.instances) {
      // A velocity takes the gradient too, and is no parameter.
      if (!update || !context.ancestry.of(loss.node).has(update.update.part)) continue;
      const site = update.update.binding?.site ?? update.update.after.site;
      const mine = rootOf(context.updates, update.update.before);
      if (spoiled.has(mine)) continue;
      if (mine !== rootOf(context.updates, target)) error(say('otherGradient', { name: model.nameOf(mine), other: entry.wrt }), site);
      else if (exactSign(entry) === 1 && update.carried.sign === 1)
        error(say('wrongUpdateSign', { name: entry.wrt, loss: loss.name }), site);
    }
  }
  return found;
}

/** A gradient that reads a parameter after its update, and is right with the value before: the update came too early. */
export function staleUpdate(context: Context, judge: Judge, v: Verdict): Finding | null {
  const { model, updates, exact } = context;
  const { entry, shown } = v;
  const early = new Map<Node, Node>();
  for (const node of judge.equation(shown))
    for (const input of model.inputsOf(node)) {
      const update = updates.find(u => u.after === input);
      if (update && !context.ancestry.of(shown.loss.node).has(input)) early.set(input, update.before);
    }
  if (early.size === 0) return null;
  const put = (k: number): Map<Node, Tensor> => new Map([...early].map(([after, before]) => [after, exact.points[k].valueOf(before)]));
  if (!judge.given.isRight({ ...entry, instances: [shown] }, entry.parameter ? 1 : v.good, null, put)) return null;
  const [after] = early.keys();
  const binding = updates.find(u => u.after === after)?.binding;
  const message = say('staleGradient', { name: model.nameOf(early.get(after)!), gradient: entry.name });
  const at = model.trace.range(shown.binding?.value ?? entry.site);
  const related = at ? [{ message: entry.name, range: at }] : [];
  return { rule: 'wrong-update', severity: 'error', message, range: rangeOr(model, binding?.site ?? 0, FIRST_LINE), related, fixes: [] };
}
