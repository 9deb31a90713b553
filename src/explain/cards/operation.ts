// Any other operation: what it is in words, its shapes, and what its own rule sends back.
import type { Node } from '../../core/graph';
import { opTable } from '../../core/opTable';
import type { Card } from '../../report/explained';
import { nameAt } from '../clash';
import { opWords } from '../opWords';
import { symbolic } from '../shapeText';
import type { Study } from '../study';
import { tell } from '../tell';
import { backward, stretched } from './product';

export function operationCard(study: Study, node: Node): Card {
  const names = node.inputs.map((_, k) => nameAt(study, node, k));
  const shapes = node.inputs.filter(n => n.dims.length > 0).map(n => symbolic(n.dims));
  const check = shapes.length ? `${shapes.join(', ')} → ${symbolic(node.dims)}` : symbolic(node.dims);
  const { differentiable, broadcasts } = opTable[node.op];
  return {
    kind: 'operation',
    about: study.trace.text(node.site).slice(0, 60),
    blocks: [
      { kind: 'heading', words: tell('operation', { what: opWords(node.op), check }) },
      ...(broadcasts ? stretched(node, names) : []),
      ...(differentiable ? backward(study, node, names) : [{ kind: 'words' as const, words: tell('noSlope') }]),
    ],
  };
}
