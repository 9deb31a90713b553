// Calls: the language's own functions, the file's functions (their body evaluated in place), and derivatives of both.
import { nodeAlgebra, reverse } from '../../core/autodiff';
import { shapeOf } from '../../core/dims';
import type { Node } from '../../core/graph';
import { Maths } from '../../core/maths';
import type { OpName } from '../../core/opNames';
import { opTable } from '../../core/opTable';
import { sameShape } from '../../core/tensor';
import { bpMessages as say } from '../../messages/bp';
import type { CallExpr } from './ast';
import { BUILTIN_NAMES, type BuiltinName } from './builtinNames';
import { builtins } from './builtins';
import { CallContext } from './callContext';
import type { Evaluator, Frame, Operand } from './evaluator';
import type { FunctionMeaning, Value } from './scope';
import type { Span } from './source';

export function evaluateCall(e: Evaluator, expr: CallExpr, frame: Frame): Value {
  // A call without arguments has been told.
  if (expr.args.length === 0) return null;
  const name = frame.substitutes.get(expr.callee.name) ?? expr.callee.name;
  const own = e.scope.functions.get(name);
  const builtin = own || !BUILTIN_NAMES.has(name) ? null : (name as BuiltinName);
  if (frame.starts && /^(?:randn|rand|he|xavier)$/.test(name)) return startCalled(e, expr, name);
  if (!own && !builtin) return null;
  if (expr.primes === 0) return applyFunction(e, own ?? null, builtin, expr, null, frame);
  const first = expr.args.find(a => a.name === null);
  return first ? derivative(e, own ?? null, builtin, expr, e.operand(first.value, frame), frame) : null;
}

/** `randn(n1, n0)`: a parameter's start has the parameter's shape already. */
function startCalled(e: Evaluator, expr: CallExpr, name: string): null {
  const repair = { title: say('fixWrite', { text: name }), edits: [{ from: expr.callee.to, to: expr.to, newText: '' }] };
  return e.tell({ rule: 'syntax', message: say('startCalled', { name }), from: expr.from, to: expr.to, repair });
}

function applyFunction(
  e: Evaluator,
  own: FunctionMeaning | null,
  builtin: BuiltinName | null,
  expr: CallExpr,
  /** The first argument where it has been evaluated already. */
  first: Operand | null,
  frame: Frame,
): Value {
  if (builtin) return new CallContext(e, expr, frame, first).run(builtin, builtins[builtin]);
  if (!own) return null;
  const named = expr.args.find(a => a.name !== null);
  if (named) return e.tell({ rule: 'syntax', message: say('namedArgument', { name: own.name.name }), from: named.from, to: named.to });
  const { args } = expr;
  if (args.length !== own.parameters.length) {
    const words = { name: own.name.name, wanted: own.parameters.length, given: args.length };
    const related = [{ from: own.name.from, to: own.name.to, message: say('definedHere', { name: own.name.name }) }];
    return e.tell({ rule: 'syntax', message: say('argumentCount', words), from: expr.from, to: expr.to, related });
  }
  const operands = args.map((a, i) => (i === 0 && first ? first : e.operand(a.value, frame)));
  return inline(e, own, expr, operands, frame);
}

/** Functions that call each other twice are exponentially many calls. */
const MOST_CALLS = 5000;

/** Evaluates a function's body in place of its call. */
function inline(e: Evaluator, own: FunctionMeaning, expr: CallExpr, operands: readonly Operand[], frame: Frame): Value {
  const name = own.name.name;
  if (frame.functions.includes(name))
    return e.tell({ rule: 'runtime-error', message: say('recursion', { name }), from: expr.from, to: expr.to });
  if (own.body === null) return null;
  if (e.recorder.calls.length > MOST_CALLS) return tooManyCalls(e, expr);
  const locals = new Map(own.parameters.map((p, i) => [p.name, operands[i].node]));
  const { calls } = e.recorder;
  const call = calls.push({ id: calls.length, name, parent: frame.call, site: e.site(expr) }) - 1;
  return e.evaluate(own.body, { ...frame, call, locals, substitutes: own.substitutes, functions: [...frame.functions, name] });
}

function tooManyCalls(e: Evaluator, { from, to }: Span): null {
  if (e.callsExceeded) return null;
  e.callsExceeded = true;
  return e.tell({ rule: 'unsupported', severity: 'info', message: say('tooManyCalls', { count: MOST_CALLS }), from, to });
}

/**
 * g'(Z): g is evaluated at Z on the graph, and differentiated there element by element. The argument enters through an
 * identity of its own, so that replacing it in the text is replacing it everywhere in the derivative.
 */
function derivative(
  e: Evaluator,
  own: FunctionMeaning | null,
  builtin: BuiltinName | null,
  expr: CallExpr,
  operand: Operand,
  frame: Frame,
): Value {
  const name = expr.callee.name;
  const several = own ? own.parameters.length !== 1 : builtins[builtin!].operands !== 1;
  if (several) return e.tell({ rule: 'syntax', message: say('derivativeArguments', { name }), from: expr.from, to: expr.to });
  if (operand.node === null) return null;
  const input = e.apply('reshape', [operand], { dims: operand.node.dims }, expr, frame);
  if (input === null) return null;
  const { graph, holes } = e.recorder;
  const [from, firstHole] = [graph.nodes.length, holes.length];
  let value = applyFunction(e, own, builtin, expr, { node: input, expr }, { ...frame, placeless: true });
  for (let i = firstHole; i < holes.length; i++) holes[i] = { ...holes[i], site: e.site(expr) };
  for (let i = 0; i < expr.primes && value !== null; i++) {
    if (!isElementwise(graph.nodes.slice(from), value, input))
      return e.tell({ rule: 'runtime-error', message: say('notElementwise', { name }), from: expr.from, to: expr.to });
    value = differentiate(e, value, input, from);
  }
  return value;
}

const ELEMENTWISE: ReadonlySet<OpName> = new Set<OpName>([
  ...(['neg', 'square', 'sqrt', 'abs', 'sign', 'floor', 'exp', 'expm1', 'log', 'log1p', 'sin', 'cos', 'tan', 'arctan', 'sinh'] as const),
  ...(['cosh', 'tanh', 'erf', 'sigmoid', 'relu', 'leakyRelu', 'elu', 'softplus', 'gelu', 'clip'] as const),
]);

/** Does every operation between a function's argument and its value act on each entry by itself? */
function isElementwise(nodes: readonly Node[], value: Node, input: Node): boolean {
  if (!sameShape(shapeOf(value.dims), shapeOf(input.dims))) return false;
  const moved = new Set<Node>([input]);
  for (const node of nodes) {
    if (!node.inputs.some(n => moved.has(n))) continue;
    const { op } = node;
    // A derivative spreads its adjoint of ones over the shape that it has already: no entry meets another.
    const fine = ELEMENTWISE.has(op) || (opTable[op].broadcasts && sameShape(shapeOf(node.dims), shapeOf(input.dims)));
    if (!fine) return false;
    moved.add(node);
  }
  return true;
}

/** What was there before the function's body does not move with its argument: `f(z) = z * A1` has the derivative A1. */
function differentiate(e: Evaluator, value: Node, input: Node, from: number): Node {
  const algebra = nodeAlgebra(e.recorder.graph);
  const m = new Maths(algebra);
  const ones = (n: number): Node => (input.dims.length > 0 ? m.broadcastTo(m.number(n), input.dims) : m.number(n));
  const found = reverse(value, [input], { algebra, valueOf: n => n, stop: n => n !== input && n.id < from }, ones(1));
  return found.get(input) ?? ones(0);
}
