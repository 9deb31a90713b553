// Shapes to show in the text: after assignments where they are news, and at the operands of what does not fit.
import type { ClashHint, ShapeHint } from '../report/explained';
import type { Binding } from '../trace/trace';
import { bothShapes, numeric, symbolic } from './shapeText';
import type { Study } from './study';

export function shapeHints(study: Study): ShapeHint[] {
  const { trace, model } = study;
  const found = new Map<string, ShapeHint>();
  for (const b of trace.bindings) {
    if (b.kind === 'argument' || b.node.dims.length === 0 || (b.node.op === 'hole' && !b.node.attrs.stands)) continue;
    const range = trace.range(b.target);
    if (!range) continue;
    const key = `${range.end.line}:${range.end.column}`;
    const { dims } = model.rep(b.node);
    if (!found.has(key))
      found.set(key, { at: range.end, name: b.name, symbolic: symbolic(dims), numeric: numeric(dims), news: isNews(study, b) });
  }
  return [...found.values()].sort((a, b) => a.at.line - b.at.line || a.at.column - b.at.column);
}

/** A shape that the line shows itself, or that an operand or the variable of a gradient has, is no news. */
function isNews(study: Study, b: Binding): boolean {
  const { trace, model } = study;
  if (b.kind !== 'assign' || b.section === 'declaration') return false;
  const own = bothShapes(b.node.dims);
  const hand = study.byHand.get(model.rep(b.node));
  if (hand) return bothShapes(hand.instance.target.dims) !== own;
  for (let id = b.node.id; id >= b.from; id--)
    for (const input of trace.graph.nodes[id].inputs) if (input.id < b.from && bothShapes(input.dims) === own) return false;
  return true;
}

export function clashHints(study: Study): ClashHint[] {
  const { trace } = study;
  return trace.holes.flatMap(({ node }) => {
    const operands = node.inputs.slice(0, node.attrs.stands ? -1 : undefined);
    return operands.flatMap((n, k) => {
      const range = node.uses[k] ? trace.range(node.uses[k]) : null;
      return range && operands.length > 1 ? [{ at: range.end, symbolic: symbolic(n.dims), numeric: numeric(n.dims) }] : [];
    });
  });
}
