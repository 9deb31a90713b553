// The table of ops: total over the names by type, so that a forgotten op does not compile.
import type { Op } from './op';
import type { OpName } from './opNames';
import * as activations from './ops/activations';
import * as arithmetic from './ops/arithmetic';
import * as functions from './ops/functions';
import * as products from './ops/products';
import * as reductions from './ops/reductions';
import * as structure from './ops/structure';

const { add, sub, mul, div, pow, maximum, minimum, neg, square } = arithmetic;
const { greater, greaterEqual, less, lessEqual, equal, notEqual } = arithmetic;
const { sqrt, abs, sign, floor, exp, expm1, log, log1p, sin, cos, tan, arctan, sinh, cosh, tanh, erfOp } = functions;
const { sigmoid, relu, leakyRelu, elu, softplus, gelu } = activations;
const { sum, mean, max, min, prod, logsumexp, cumsum, argmax, softmax, logSoftmax } = reductions;
const { leaf, hole, transpose, reshape, broadcastTo, concat, slice, setSlice, take, scatter, put, where, clip } = structure;

export const opTable: Readonly<Record<OpName, Op>> = {
  leaf,
  hole,
  add,
  sub,
  mul,
  div,
  pow,
  maximum,
  minimum,
  greater,
  greaterEqual,
  less,
  lessEqual,
  equal,
  notEqual,
  neg,
  square,
  sqrt,
  abs,
  sign,
  floor,
  exp,
  expm1,
  log,
  log1p,
  sin,
  cos,
  tan,
  arctan,
  sinh,
  cosh,
  tanh,
  erf: erfOp,
  sigmoid,
  relu,
  leakyRelu,
  elu,
  softplus,
  gelu,
  clip,
  where,
  matmul: products.matmul,
  einsum: products.einsum,
  sum,
  mean,
  max,
  min,
  prod,
  logsumexp,
  cumsum,
  argmax,
  softmax,
  logSoftmax,
  transpose,
  reshape,
  broadcastTo,
  concat,
  slice,
  setSlice,
  take,
  scatter,
  put,
};
