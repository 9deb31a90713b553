// A sum or mean along an axis: the adjoint of copying a bias to every example, or the adding up of losses.
import type { Judged } from '../../check/check';
import { numberDim } from '../../core/dims';
import type { Node } from '../../core/graph';
import type { Block, Card } from '../../report/explained';
import { nameAt } from '../clash';
import type { Facts } from '../facts';
import { symbolic } from '../shapeText';
import type { Study } from '../study';
import { plainly, tell } from '../tell';
import { backward } from './product';

export function reductionCard(study: Study, facts: Facts, node: Node, judged: Judged | null): Card {
  const [inner] = node.inputs;
  const axes = axesOf(node);
  const about = study.trace.text(node.site).slice(0, 60);
  const [from, to] = [symbolic(inner.dims), symbolic(node.dims)];
  const heading = (key: Parameters<typeof tell>[0], values: Record<string, string>): Block => ({
    kind: 'heading',
    words: tell(key, values),
  });
  if (axes === null || axes.length !== 1) {
    const inLoss = !judged && study.context.losses[0];
    return {
      kind: 'reduction',
      about,
      blocks: [
        heading(node.op === 'mean' ? 'meanAll' : 'sumAll', { from }),
        { kind: 'words', words: inLoss ? tell('addsLosses', { loss: inLoss.name }) : tell('addsUp') },
        ...backward(study, node, [nameAt(study, node, 0)]),
      ],
    };
  }
  const [axis] = axes;
  const examples = facts.exampleAxis(inner) === axis;
  const words =
    axis === 1 && inner.dims.length === 2
      ? plainly('axisColumns')
      : axis === 0 && inner.dims.length === 2
        ? plainly('axisRows')
        : plainly('axisOther', { axis });
  const first =
    examples && node.op === 'sum'
      ? heading('sumExamples', { from, to })
      : heading(node.op === 'mean' ? 'meanAxis' : 'sumAxis', { axis: words, from, to });
  return {
    kind: 'reduction',
    about,
    blocks: [first, ...adjoint(study, node, inner, axis, judged), ...keepdims(study, node, inner, axis, judged)],
  };
}

/** The summed axes counted from 0; null for all. */
export function axesOf(node: Node): number[] | null {
  const axes = node.attrs.axes as readonly number[] | undefined;
  if (!axes) return null;
  const rank = node.inputs[0].dims.length;
  return axes.map(a => (a < 0 ? a + rank : a));
}

/** In the gradient of what was copied along that axis. */
function adjoint(study: Study, node: Node, inner: Node, axis: number, judged: Judged | null): Block[] {
  const target = judged?.verdict.shown.target;
  if (!judged || !target || inner.dims.length !== 2)
    return [{ kind: 'words', words: tell('addsUp') }, ...backward(study, node, [nameAt(study, node, 0)])];
  const view = study.view(judged.verdict.shown.loss);
  const copy = view.of(target);
  const user =
    copy && view.usersOf(copy).find(u => u.dims.length === 2 && u.dims[axis].value === inner.dims[axis].value && isCopied(target, axis));
  if (!user) return [{ kind: 'words', words: tell('addsUp') }, ...backward(study, node, [nameAt(study, node, 0)])];
  const small = judged.gradient.wrt;
  const large = nextName(study, judged, user);
  const along = axis === 1 ? 'columns' : 'rows';
  const m = inner.dims[axis];
  const gradient = tailName(nameAt(study, node, 0));
  const count = plainly(axis === 1 ? 'nColumns' : 'nRows', { m: m.key === String(m.value) ? m.key : `${m.key} = ${m.value}` });
  return [
    {
      kind: 'broadcast',
      small,
      large,
      gradient,
      result: judged.gradient.name,
      count,
      along,
      shape: `(${axis === 1 ? `${inner.dims[0].value}, 1` : `1, ${inner.dims[1].value}`})`,
      labels: { copy: plainly('copy'), add: plainly('add') },
      alt: plainly('broadcastAlt', { small, large, gradient, result: judged.gradient.name, count }),
    },
    { kind: 'words', words: tell('adjointOfBroadcast', { small, part: plainly(axis === 1 ? 'column' : 'row'), parts: plainly(along) }) },
  ];
}

const isCopied = (target: Node, axis: number): boolean => target.dims.length < 2 || target.dims[axis]?.value === 1;

/** The named value that the copy was added into. */
function nextName(study: Study, judged: Judged, user: Node): string {
  const view = study.view(judged.verdict.shown.loss);
  let node: Node | undefined = user;
  while (node) {
    const original = view.original(node);
    if (original && study.model.bindingsOf(original).length > 0) return study.scope.nameOf(original, judged.verdict.shown.binding) ?? '';
    [node] = view.usersOf(node);
  }
  return '';
}

const tailName = (text: string): string => (text.length > 14 ? '…' : text);

function keepdims(study: Study, node: Node, inner: Node, axis: number, judged: Judged | null): Block[] {
  const kept = node.attrs.keepdims === true;
  const dropped = symbolic(inner.dims.filter((_, i) => i !== axis).map(d => numberDim(d.value)));
  const small = judged?.gradient.wrt ?? '';
  if (study.trace.language === 'bp')
    return judged && kept ? [{ kind: 'rule' }, { kind: 'words', quiet: true, words: tell('keptInBp', { small }) }] : [];
  if (!kept) {
    const full = symbolic(inner.dims.map((d, i) => numberDim(i === axis ? 1 : d.value)));
    return [{ kind: 'rule' }, { kind: 'words', quiet: true, words: tell('keepdimsMissing', { dropped, kept: full }) }];
  }
  const target = judged?.verdict.shown.target;
  if (!judged || !target || target.dims.length !== 2 || axis !== 1) return [];
  const n = target.dims[0].value;
  return [
    { kind: 'rule' },
    {
      kind: 'words',
      quiet: true,
      words: tell('withoutKeepdims', { dropped, small, gradient: judged.gradient.name, grown: `(${n}, ${n})` }),
    },
  ];
}
