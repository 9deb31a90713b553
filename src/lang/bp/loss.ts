// Which value is the loss: the one that a line `loss J` names, else the last scalar that `forward` defines.
import { bpMessages as say } from '../../messages/bp';
import type { Trace } from '../../trace/trace';
import type { EquationStatement, LossStatement, Problem } from './ast';
import type { Forward } from './equations';
import { shapeText } from './evaluator';
import type { ModelState } from './model';
import { nearest } from './nearest';
import type { Value } from './scope';

type Loss = Trace['declaredLoss'];

const isScalar = (node: Value): boolean => node !== null && node.value.data.length === 1;

export function findLoss(model: ModelState, named: LossStatement | null, forward: readonly Forward[], hasBackward: boolean): Loss {
  if (named) return namedLoss(model, named, forward);
  for (let i = forward.length - 1; i >= 0; i--) {
    const { statement, node } = forward[i];
    // An equation without a value may have been meant to be the loss: nothing is guessed.
    if (node === null) return null;
    if (isScalar(node)) return lossAt(model, statement, node);
  }
  if (hasBackward && forward.length > 0) tellNoLoss(model, forward[forward.length - 1].statement);
  return null;
}

function lossAt(model: ModelState, statement: EquationStatement, node: Value): Loss {
  return node && { node, name: statement.target.name, site: model.evaluator.site(statement) };
}

function tellNoLoss(model: ModelState, { target }: EquationStatement): void {
  const message = say('noLoss', { name: target.name });
  model.report([{ rule: 'unsupported', severity: 'info', message, from: target.from, to: target.to, repair: null }], false);
}

function namedLoss(model: ModelState, s: LossStatement, forward: readonly Forward[]): Loss {
  const problems: Problem[] = [...s.problems];
  let found = [...forward].reverse().find(f => f.statement.target.name === s.name.name);
  if (!found) {
    const meant = nearest(
      s.name.name,
      forward.filter(f => isScalar(f.node)).map(f => f.statement.target.name),
    )[0];
    const message = meant === undefined ? say('unknownLoss', { name: s.name.name }) : say('unknownLossMeant', { name: s.name.name, meant });
    const edits = [{ from: s.name.from, to: s.name.to, newText: meant ?? '' }];
    const repair = meant === undefined ? null : { title: say('fixName', { before: s.name.name, after: meant }), edits };
    problems.push({ rule: 'undefined-name', severity: 'error', message, from: s.name.from, to: s.name.to, repair });
    found = forward.find(f => f.statement.target.name === meant);
  }
  const node = found?.node ?? null;
  if (node && !isScalar(node)) {
    const message = say('lossShape', { name: s.name.name, shape: shapeText(node) });
    problems.push({ rule: 'shape-mismatch', severity: 'error', message, from: s.name.from, to: s.name.to, repair: null });
  }
  const error = model.report(problems, isScalar(node));
  model.count(s, error?.message ?? (found ? null : say('needsUnknown', { name: s.name.name })));
  return found && isScalar(node) ? lossAt(model, found.statement, node) : null;
}
