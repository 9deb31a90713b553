// The language's own functions, one entry each: what it takes, how it is applied. Total over their names by type.
import { type Dim, isOne, numberDim, shapeOf } from '../../core/dims';
import type { OpName } from '../../core/opNames';
import { full, tensor } from '../../core/tensor';
import { bpMessages as say } from '../../messages/bp';
import type { BuiltinName } from './builtinNames';
import type { CallContext } from './callContext';
import { numberOf } from './constants';
import { replace } from './cursor';
import { draws } from './draw';
import type { Value } from './scope';
import { bare } from './tree';

export interface Builtin {
  /** As a reader sees it in a completion or an error. */
  readonly signature: string;
  /** How few and how many arguments it takes by place. */
  readonly least: number;
  readonly most: number;
  /** How many of them are values that a derivative flows to: `tanh'` needs exactly one. */
  readonly operands: number;
  readonly options: readonly string[];
  apply(call: CallContext): Value;
}

const MANY = Number.POSITIVE_INFINITY;

const elementwise = (name: string, op: OpName): Builtin => ({
  signature: `${name}(Z)`,
  least: 1,
  most: 1,
  operands: 1,
  options: [],
  apply: call => call.apply(op, [call.first]),
});

/** With one number of its own, by name or in second place. */
const shaped = (name: string, op: OpName, option: string, usual: number): Builtin => ({
  signature: `${name}(Z, ${option}=${usual})`,
  least: 1,
  most: 2,
  operands: 1,
  options: [option],
  apply: call => call.apply(op, [call.first], { [option]: call.number(option, 1, usual) }),
});

const pairwise = (name: string, op: OpName): Builtin => ({
  signature: `${name}(A, B)`,
  least: 2,
  most: 2,
  operands: 2,
  options: [],
  apply: call => call.apply(op, [call.first, call.operand(1)]),
});

/** Over everything: a scalar; over an axis: kept as size 1, unless `keepdims=False`. */
const reduction = (name: string, op: OpName): Builtin => ({
  signature: `${name}(A, axis=1)`,
  least: 1,
  most: 2,
  operands: 1,
  options: ['axis', 'keepdims'],
  apply: call => {
    if ((name === 'max' || name === 'min') && hasTwoArrays(call)) return ofTwo(call);
    const axes = call.axes();
    const keepdims = call.flag('keepdims', axes !== null);
    if (axes === null) return call.apply(op, [call.first], keepdims ? { keepdims } : {});
    return call.apply(op, [call.first], { axes, keepdims });
  },
});

function hasTwoArrays(call: CallContext): boolean {
  const second = call.args[1];
  return second !== undefined && numberOf(second.value, call.e.scope) === null && bare(second.value).kind !== 'tuple';
}

/** `max(A, B)`: the larger of two is another function. */
function ofTwo(call: CallContext): Value {
  const { callee } = call.expr;
  const meant = callee.name === 'max' ? 'maximum' : 'minimum';
  const repair = replace(say('fixWrite', { text: meant }), callee, meant);
  call.e.tell({ rule: 'syntax', message: say('twoArrays', { name: callee.name, meant }), from: call.expr.from, to: call.expr.to, repair });
  return call.apply(meant, [call.first, call.operand(1)]);
}

const alongAxis = (name: string, op: OpName): Builtin => ({
  signature: `${name}(Z, axis=0)`,
  least: 1,
  most: 2,
  operands: 1,
  options: ['axis'],
  apply: call => call.apply(op, [call.first], { axis: call.axis(0) }),
});

const filled = (name: string, value: number): Builtin => ({
  signature: `${name}(n, m)`,
  least: 1,
  most: MANY,
  operands: 0,
  options: [],
  apply: call => {
    const dims = call.shape(0);
    if (dims === null) return null;
    const site = call.e.site(call.expr);
    if (
      !call.e.budget.spend(
        shapeOf(dims).reduce((a, b) => a * b, 1),
        0,
      )
    )
      return call.tell('syntax', say('tooManyEntries'), call.expr);
    return call.e.recorder.leaf(full(shapeOf(dims), value), 'constant', site, dims);
  },
});

function clip(call: CallContext): Value {
  const [low, high] = [1, 2].map(i => numberOf(call.args[i].value, call.e.scope));
  if (low !== null && high !== null) return call.apply('clip', [call.first], { low, high });
  // Bounds that are computed: the larger of A and the lower one, the smaller of that and the upper one.
  const raised = { node: call.apply('maximum', [call.first, call.operand(1)]), expr: call.expr };
  return call.apply('minimum', [raised, call.operand(2)]);
}

function concat(call: CallContext): Value {
  const last = call.args[call.args.length - 1];
  if (call.option('axis') === null && call.args.length > 2 && numberOf(last.value, call.e.scope) !== null)
    return call.tell('syntax', say('concatAxis', { text: call.e.text(last.value) }), last);
  const operands = call.args.map((_, i) => call.operand(i));
  return call.apply('concat', operands, { axis: call.axis(0, MANY) });
}

/** Classes 0 … n − 1 in a row become columns, in a column rows, with one 1 each. */
function onehot(call: CallContext): Value {
  const { node } = call.first;
  const classes = call.sizes([call.args[1].value])?.[0];
  if (node === null || !classes) return null;
  const rows = node.dims.length === 2 && !isOne(node.dims[0]) && node.value.shape[1] === 1 && node.value.shape[0] !== 1;
  const one = numberDim(1);
  const dims: Dim[] = rows ? [one, classes] : [classes, one];
  const numbers = tensor(
    shapeOf(dims),
    Array.from({ length: classes.value }, (_, i) => i),
  );
  const each = { node: call.e.recorder.leaf(numbers, 'constant', 0, dims), expr: call.expr };
  return call.apply('equal', [each, call.first]);
}

/** Inverted dropout: A times a mask that is 1/keep with the probability keep, else 0. */
function dropout(call: CallContext): Value {
  const keep = call.number('keep', 1, 1);
  if (call.failed || call.first.node === null) return null;
  if (!(keep > 0 && keep <= 1)) return call.tell('runtime-error', say('keepRange', { keep: String(keep) }), call.args[1] ?? call.expr);
  const { e, frame, first } = call;
  const uniform = draws(e.seed, `dropout ${frame.target} ${e.dropouts.length}`).uniform;
  const mask = first.node!.value.data.map(() => (uniform() < keep ? 1 / keep : 0));
  const leaf = e.recorder.leaf(tensor(first.node!.value.shape, mask), 'random', 0, first.node!.dims);
  const kept = e.recorder.leaf(
    tensor(
      first.node!.value.shape,
      mask.map(x => (x > 0 ? 1 : 0)),
    ),
    'random',
    0,
    first.node!.dims,
  );
  const result = call.apply('mul', [first, { node: leaf, expr: call.expr }]);
  if (result !== null) e.dropouts.push({ result, operand: first.node!, mask: leaf, plain: kept, keep });
  return result;
}

/** The mask that made a value, or that dropped units of it. */
function mask(call: CallContext): Value {
  const { node } = call.first;
  if (node === null) return null;
  const { dropouts } = call.e;
  const made = dropouts.find(d => d.result === node) ?? [...dropouts].reverse().find(d => d.operand === node || through(d.result, node));
  if (made) return call.frame.plainMask ? made.plain : made.mask;
  return call.tell('runtime-error', say('noMask', { name: call.e.text(call.args[0].value) }), call.expr);
}

/** `A1 = D` names the same value again through an identity. */
const through = (result: unknown, node: { op: OpName; inputs: readonly unknown[] }): boolean =>
  node.op === 'reshape' && node.inputs[0] === result;

function reshape(call: CallContext): Value {
  const dims = call.shape(1);
  return dims && call.apply('reshape', [call.first], { dims });
}

export const builtins = {
  exp: elementwise('exp', 'exp'),
  log: elementwise('log', 'log'),
  sqrt: elementwise('sqrt', 'sqrt'),
  abs: elementwise('abs', 'abs'),
  sin: elementwise('sin', 'sin'),
  cos: elementwise('cos', 'cos'),
  tanh: elementwise('tanh', 'tanh'),
  sigmoid: elementwise('sigmoid', 'sigmoid'),
  σ: elementwise('σ', 'sigmoid'),
  relu: elementwise('relu', 'relu'),
  leaky_relu: shaped('leaky_relu', 'leakyRelu', 'slope', 0.01),
  elu: shaped('elu', 'elu', 'alpha', 1),
  softplus: elementwise('softplus', 'softplus'),
  gelu: elementwise('gelu', 'gelu'),
  maximum: pairwise('maximum', 'maximum'),
  minimum: pairwise('minimum', 'minimum'),
  clip: { signature: 'clip(A, low, high)', least: 3, most: 3, operands: 1, options: [], apply: clip },
  where: {
    signature: 'where(mask, A, B)',
    least: 3,
    most: 3,
    operands: 2,
    options: [],
    apply: call => call.apply('where', [call.first, call.operand(1), call.operand(2)]),
  },
  sum: reduction('sum', 'sum'),
  mean: reduction('mean', 'mean'),
  max: reduction('max', 'max'),
  min: reduction('min', 'min'),
  softmax: alongAxis('softmax', 'softmax'),
  log_softmax: alongAxis('log_softmax', 'logSoftmax'),
  logsumexp: {
    signature: 'logsumexp(Z, axis=0)',
    least: 1,
    most: 2,
    operands: 1,
    options: ['axis', 'keepdims'],
    apply: call => call.apply('logsumexp', [call.first], { axes: call.axes() ?? [0], keepdims: call.flag('keepdims', true) }),
  },
  reshape: { signature: 'reshape(A, (n, m))', least: 2, most: MANY, operands: 1, options: [], apply: reshape },
  concat: { signature: 'concat(A, B, axis=0)', least: 1, most: MANY, operands: MANY, options: ['axis'], apply: concat },
  onehot: { signature: 'onehot(y, n)', least: 2, most: 2, operands: 0, options: [], apply: onehot },
  zeros: filled('zeros', 0),
  ones: filled('ones', 1),
  dropout: { signature: 'dropout(A, keep)', least: 1, most: 2, operands: 1, options: ['keep'], apply: dropout },
  mask: { signature: 'mask(A)', least: 1, most: 1, operands: 0, options: [], apply: mask },
} satisfies Record<BuiltinName, Builtin> as Readonly<Record<BuiltinName, Builtin>>;
