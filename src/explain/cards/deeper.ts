// For who wants more: which product the shapes alone allow, and what one entry of the gradient is.
import type { Judged } from '../../check/check';
import type { Dims } from '../../core/dims';
import type { Node } from '../../core/graph';
import type { Block } from '../../report/explained';
import type { Told } from '../lessons';
import { symbolic } from '../shapeText';
import type { Study } from '../study';
import { asOne } from '../symbols';
import { figure, plainly, tell } from '../tell';

/** The matrix product in a derived equation: two values, each perhaps transposed. */
function productIn(node: Node, isNamed: (node: Node) => boolean): { left: Node; right: Node } | null {
  const pending = [node];
  while (pending.length) {
    const n = pending.shift()!;
    if (n.op === 'matmul') {
      const bare = (x: Node): Node => (x.op === 'transpose' && !x.attrs.axes ? x.inputs[0] : x);
      return { left: bare(n.inputs[0]), right: bare(n.inputs[1]) };
    }
    if (n === node || !isNamed(n)) pending.push(...n.inputs);
  }
  return null;
}

/** Of all products of the two values, with and without transposes, the only one that has the gradient's shape. */
export function onlyProduct({ gradient }: Judged, { derivation, equations }: Told): Block | null {
  const found = productIn(derivation.result, n => equations.isNamed(n));
  const { dims } = derivation.target;
  if (!found || dims.length !== 2 || found.left.dims.length !== 2 || found.right.dims.length !== 2) return null;
  if (!equations.isNamed(found.left) || !equations.isNamed(found.right)) return null;
  const fits: string[] = [];
  for (const [a, b] of [
    [found.left, found.right],
    [found.right, found.left],
  ])
    for (const s of [a.dims, flip(a.dims)])
      for (const t of [b.dims, flip(b.dims)])
        if (s[1].key === t[0].key && s[0].key === dims[0].key && t[1].key === dims[1].key) fits.push(`${write(a, s)} · ${write(b, t)}`);
  if (fits.length !== 1) return null;
  const [left, right] = [found.left, found.right];
  const words = {
    left: equations.plain(left),
    leftShape: symbolic(left.dims),
    right: equations.plain(right),
    rightShape: symbolic(right.dims),
  };
  return { kind: 'words', words: tell('onlyProduct', { ...words, of: asOne(gradient.wrt), product: fits[0] }) };

  function write(n: Node, s: Dims): string {
    return equations.plain(n) + (s === n.dims ? '' : 'ᵀ');
  }
}

const flip = (dims: Dims): Dims => [dims[1], dims[0]];

/** W2[0, 2] touches only Z2[0, :], through A1[2, :]: its derivative is a sum over examples. */
export function byEntry(study: Study, { gradient }: Judged, { derivation, equations }: Told): Block | null {
  const { target, view, instance, scale } = derivation;
  const [user] = view.usersOf(target);
  if (view.usersOf(target).length !== 1 || user?.op !== 'matmul' || target.dims.length !== 2) return null;
  const isLeft = user.inputs[0] === target;
  const other = user.inputs[isLeft ? 1 : 0];
  const anchor = derivation.anchors.find(a => a === user || view.usersOf(user).includes(a));
  if (!anchor || other.dims.length !== 2 || anchor === view.loss) return null;
  if (![target, other, anchor].every(n => equations.isNamed(n))) return null;
  const [i, j] = [0, Math.min(isLeft ? 2 : 1, target.value.shape[1] - 1)];
  const [row, column] = isLeft ? [i, j] : [j, i];
  const upstream = equations.gradientName(anchor);
  const exact = study.exact(instance.loss, instance.target);
  const at = exact ? exact.data[i * target.value.shape[1] + j] * scale : null;
  const [own, its] = isLeft
    ? [`${upstream}[${row}, k]`, `${equations.nameOf(other)}[${column}, k]`]
    : [`${equations.nameOf(other)}[k, ${column}]`, `${upstream}[k, ${row}]`];
  const count = isLeft ? other.dims[1] : other.dims[0];
  const factor = meanFactor(derivation.result, equations);
  return {
    kind: 'words',
    quiet: true,
    words: tell('byEntry', {
      of: gradient.wrt,
      i,
      j,
      out: equations.nameOf(anchor),
      outPart: isLeft ? `${equations.nameOf(anchor)}[${row}, :]` : `${equations.nameOf(anchor)}[:, ${row}]`,
      other: equations.nameOf(other),
      otherIndex: isLeft ? `${column}, :` : `:, ${column}`,
      sum: `${factor}Σₖ ${own} · ${its} = ${figure(at)} (${plainly('kRuns', { count: count.key })})`,
    }),
  };
}

/** The number in front of the whole equation. */
function meanFactor(result: Node, equations: { plain(node: Node): string }): string {
  const front =
    result.op === 'mul' && result.inputs[0].value.data.length === 1 && result.inputs[0].dims.length === 0 ? result.inputs[0] : null;
  return front ? `${equations.plain(front)} · ` : '';
}
