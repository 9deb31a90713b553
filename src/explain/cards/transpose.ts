// A transpose: what it does to the shape, and why it stands there.
import type { Judged } from '../../check/check';
import { isOne } from '../../core/dims';
import type { Node } from '../../core/graph';
import type { Block, Card } from '../../report/explained';
import { sideOf } from '../clash';
import type { Facts } from '../facts';
import { shapeCheck, symbolic } from '../shapeText';
import type { Study } from '../study';
import { plainly, tell } from '../tell';

/** `consumer` is what uses the transposed value, `judged` the gradient whose equation it stands in. */
export function transposeCard(study: Study, facts: Facts, node: Node, consumer: Node | null, judged: Judged | null): Card {
  const [inner] = node.inputs;
  const name = nameOf(study, node);
  const blocks: Block[] = [{ kind: 'heading', words: tell('transpose', { name, from: symbolic(inner.dims), to: symbolic(node.dims) }) }];
  if (inner.dims.length === 1) blocks.push({ kind: 'words', words: tell('transposeVector') });
  if (inner.dims.length === 2) {
    const from = sideOf(inner, name);
    blocks.push({ kind: 'transpose', from, alt: plainly('transposeAlt', { name, rows: from.rows, columns: from.columns }) });
    blocks.push(...reason(study, facts, node, inner, name, consumer, judged));
  }
  return { kind: 'transpose', about: `${name}ᵀ`, blocks };
}

function nameOf(study: Study, node: Node): string {
  const text = node.uses[0] ? study.trace.text(node.uses[0]) : '';
  return text && text.length <= 30 && !text.includes('\n') ? text : study.model.nameOf(study.model.rep(node.inputs[0]));
}

function reason(study: Study, facts: Facts, node: Node, inner: Node, name: string, consumer: Node | null, judged: Judged | null): Block[] {
  const words = (key: Parameters<typeof tell>[0], values: Record<string, string | number> = {}, quiet = false): Block => ({
    kind: 'words',
    words: tell(key, values),
    ...(quiet && { quiet }),
  });
  const product = consumer && (consumer.op === 'matmul' || consumer.op === 'hole') ? consumer : null;
  if (!product) return [words('transposePlain')];
  const own = study.model.rep(inner);
  if (judged && study.context.parameters.has(own)) {
    return [
      words('transposeBack', { name, inSize: inner.dims[1].key, outSize: inner.dims[0].key }),
      { kind: 'rule' },
      words('productNotStar', {}, true),
    ];
  }
  const isRight = product.inputs[1] === node;
  if (judged?.entry.parameter && product.op === 'matmul') return sumOverExamples(study, facts, node, inner, name, product, isRight, judged);
  const check = shapeCheck(product, n => n !== product) ?? '';
  if (!judged && study.context.parameters.has(own) && isOne(inner.dims[1]))
    return [words('transposeColumn', { name }), words('transposeForward', { product: check })];
  return product.op === 'matmul' ? [words('transposeForward', { product: check })] : [words('transposePlain')];
}

function sumOverExamples(
  study: Study,
  facts: Facts,
  node: Node,
  inner: Node,
  name: string,
  product: Node,
  isRight: boolean,
  judged: Judged,
): Block[] {
  const other = product.inputs[isRight ? 0 : 1];
  const size = isRight ? node.dims[0] : node.dims[1];
  const left = product.uses[isRight ? 0 : 1] ? study.trace.text(product.uses[isRight ? 0 : 1]) : study.model.nameOf(study.model.rep(other));
  const unit = facts.exampleAxis(inner) === null ? plainly('entryWord') : plainly('example');
  const blocks: Block[] = [
    { kind: 'words', words: tell(isRight ? 'transposeSumColumns' : 'transposeSumRows', { left: tail(left), name, unit, size: size.key }) },
  ];
  const target = judged.verdict.shown.target;
  const view = study.view(judged.verdict.shown.loss);
  const copy = view.of(target);
  const direct = copy && view.usersOf(copy).some(u => u.op === 'matmul' && u.inputs[0] === copy);
  if (isRight && direct && target.dims.length === 2) {
    blocks.push({ kind: 'words', words: tell('transposeRowsOfUnits', { of: judged.gradient.wrt, gradient: judged.gradient.name }) });
    blocks.push({ kind: 'rule' }, { kind: 'words', quiet: true, words: tell('transposeNoteLogistic') });
  }
  return blocks;
}

/** The last factor of `1/m * dZ2`. */
const tail = (text: string): string => /[^*·/\s]+$/u.exec(text)?.[0] ?? text;
