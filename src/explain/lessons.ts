// A derivation told: each factor beside the forward line it comes from, the chain as partial derivatives, the rule in words.
import type { Node } from '../core/graph';
import { relativeError, sameShape } from '../core/tensor';
import type { DerivationStep, Lesson, Maths } from '../report/explained';
import type { Binding } from '../trace/trace';
import { ELEMENTWISE } from './activations';
import { type Derivation, namingOf, type Step } from './derivation';
import { Equations } from './equations';
import type { Facts } from './facts';
import { shapeCheck } from './shapeText';
import type { Study } from './study';
import { asOne, partial } from './symbols';
import { plainly } from './tell';

export interface Told {
  readonly lesson: Lesson;
  readonly derivation: Derivation;
  readonly equations: Equations;
  names(node: Node): string;
}

/** A formula longer than this is no help; the equation is told without it. */
const LONGEST = 700;
/** The equation is the exact derivative when evaluated. */
const EXACT = 1e-7;

export function tellLesson(study: Study, facts: Facts, derivation: Derivation): Told | null {
  if (!(derivation.error <= EXACT)) return null;
  const equations = new Equations(study, derivation);
  const { judged, instance, view, result, written } = derivation;
  const { trace, model } = study;
  const { gradient } = judged;
  const whole = stated(equations, gradient.name, written);
  const naming = namingOf(study, view, derivation.gradients);
  const target = instance.binding;
  const lesson: Lesson = {
    name: gradient.name,
    wrt: gradient.wrt,
    loss: gradient.of,
    target: (target && trace.range(target.target)) ?? gradient.range,
    value: target && hasOwnValue(study, target) ? trace.range(target.value) : null,
    derived: runsOnce(derivation) && (written !== result || isWhole(study, derivation)) ? equations.code(written) : null,
    maths: whole ?? lastFactor(equations, derivation),
    chain: chainOf(equations, derivation, model.nameOf(instance.loss.node)),
    shape: [...instance.target.value.shape],
    dims: instance.target.dims.map(d => d.key),
    shapes: shapeCheck(result, n => naming.isNamed(n)),
    steps: derivation.steps.every(s => isTold(equations, s)) ? derivation.steps.map(s => toldStep(study, facts, equations, s)) : [],
    rule: ruleOf(equations, derivation),
    error: derivation.error,
  };
  return { lesson, derivation, equations, names: n => equations.nameOf(n) };
}

function stated(equations: Equations, name: string, node: Node): Maths | null {
  const maths = equations.isSayable(node) ? equations.maths(name, node) : null;
  return maths && maths.latex.length <= LONGEST ? maths : null;
}

/** An equation too long for one line is told by its last factor, in the gradients of the values on the way that the steps tell. */
function lastFactor(equations: Equations, { steps, target, result, judged }: Derivation): Maths | null {
  const last = steps.at(-1);
  if (!last || steps.length < 2 || last.of !== target || !steps.every(s => isTold(equations, s))) return null;
  if (!(relativeError(last.expression.value, result.value) <= EXACT)) return null;
  return stated(equations, judged.gradient.name, last.expression);
}

/** The right-hand side is this name's alone: not what several are unpacked from. */
function hasOwnValue({ trace }: Study, target: Binding): boolean {
  if (target.kind !== 'assign' && target.kind !== 'alias') return false;
  return !trace.bindings.some(b => b.statement === target.statement && b.value === target.value && b.target !== target.target);
}

/** The statement computes the gradient as it is judged: none after it changes it. */
function isWhole({ model }: Study, { instance: { binding, hand } }: Derivation): boolean {
  return binding === null || model.rep(binding.node) === hand;
}

/** One equation for several time steps would have to name each of them at once. */
function runsOnce({ judged, instance }: Derivation): boolean {
  return judged.entry.instances.filter(i => i.loss.node === instance.loss.node).length === 1;
}

/** A chain with a factor that there is no sign for is no chain. */
const isTold = (equations: Equations, { expression }: Step): boolean =>
  equations.isSayable(expression) && equations.latex(expression).length <= LONGEST;

function toldStep(study: Study, facts: Facts, equations: Equations, step: Step): DerivationStep {
  const name = equations.gradientName(step.of);
  const source = step.through.map(n => forwardOf(study, facts, equations, n)).find(b => b !== null) ?? null;
  const text = source ? study.trace.text(source.site).replace(/\s+/g, ' ') : '';
  return { name, ghost: step.ghost, forward: text.slice(0, 90), line: facts.lineOf(source), maths: equations.maths(name, step.expression) };
}

function forwardOf(study: Study, facts: Facts, equations: Equations, node: Node): Binding | null {
  const original = equations.original(node);
  return original ? (facts.owner(original) ?? study.model.maker(original)) : null;
}

/** ∂J/∂Z1 = ∂J/∂Z2 · ∂Z2/∂A1 · ∂A1/∂Z1; null where paths branch too much to be written in a line. */
function chainOf(equations: Equations, { steps, target, view }: Derivation, loss: string): Maths | null {
  const own = steps.at(-1);
  if (!own || own.of !== target || own.through.length > 3) return null;
  const byValue = new Map(steps.map(s => [s.of, s]));
  const lossOf = view.loss;
  const name = (n: Node): string => (n === lossOf ? loss : equations.nameOf(n));
  const path = (from: Node): [string, string][] | null => {
    const step = byValue.get(from);
    if (!step) return from === lossOf ? [] : [[loss, name(from)]];
    if (step.through.length !== 1) return from === target ? null : [[loss, name(from)]];
    const rest = path(step.through[0]);
    return rest && [...rest, [name(step.through[0]), name(from)]];
  };
  if (![target, ...own.through].every(n => n === lossOf || equations.isNamed(n))) return null;
  const paths = own.through.map(next => {
    const rest = path(next);
    return rest && [...rest, [name(next), name(target)] as [string, string]];
  });
  if (paths.some(p => p === null || p.length < 1 || p.length > 5)) return null;
  if (paths.length === 1 && paths[0]!.length < 2) return null;
  const products = (paths as [string, string][][]).map(p => ({
    latex: p.map(([of, wrt]) => partial(of, wrt)).join('\\cdot '),
    text: p.map(([of, wrt]) => `∂${of}/∂${wrt}`).join(' · '),
  }));
  const whole = name(target);
  return {
    latex: `${partial(loss, whole)} = ${products.map(p => p.latex).join(' + ')}`,
    text: `∂${loss}/∂${whole} = ${products.map(p => p.text).join(' + ')}`,
  };
}

/** The rule by which the gradient comes back through the value's one user. */
function ruleOf(equations: Equations, { target, view, anchors }: Derivation): string {
  const name = (n: Node): string => equations.nameOf(n);
  const of = name(target);
  const users = view.usersOf(target);
  if (users.length > 1) return plainly('ruleSeveral', { of, n: users.length });
  const user = users[0];
  const next = nextNamed(equations, view, user) ?? anchors[0];
  const words = { of, next: next ? asOne(name(next)) : '' };
  if (!user) return plainly('ruleGeneral', words);
  if (user.op === 'matmul') {
    const left = user.inputs[0] === target;
    const factor = user.inputs[left ? 1 : 0];
    const other = equations.isSayable(factor) ? equations.plain(factor) : '…';
    const product = left ? `${of}·${other}` : `${other}·${of}`;
    const direct = sumNamed(equations, view, user);
    return plainly(left ? 'ruleLeft' : 'ruleRight', { product: direct ? `${name(direct)} = ${product}` : product });
  }
  if (user.op === 'transpose') return plainly('ruleTransposed', words);
  if (user.op === 'add' || user.op === 'sub') {
    if (sameShape(user.value.shape, target.value.shape)) return plainly('ruleSame', words);
    const column = target.value.shape.length === 2 && target.value.shape[1] === 1 && user.value.shape[1] !== 1;
    return plainly('ruleBroadcast', { of, part: plainly(column ? 'column' : 'row') });
  }
  if (user.op === 'softmax' || user.op === 'logSoftmax') return plainly('ruleSoftmax', words);
  if (user.inputs.length === 1 && ELEMENTWISE.has(user.op) && user.op !== 'neg')
    return plainly('ruleSlope', { ...words, g: user.op === 'sigmoid' ? 'σ' : user.op });
  return plainly('ruleGeneral', words);
}

/** The value with a name that a node is a term of. */
function sumNamed(equations: Equations, view: Derivation['view'], from: Node): Node | null {
  let node: Node | undefined = from;
  while (node && !equations.isNamed(node)) {
    const [user]: readonly Node[] = view.usersOf(node);
    node = user && ['add', 'sub', 'broadcastTo'].includes(user.op) ? user : undefined;
  }
  return node ?? null;
}

/** The first value with a name from a node on. */
function nextNamed(equations: Equations, view: Derivation['view'], from: Node | undefined): Node | null {
  let node = from;
  while (node && node !== view.loss && !equations.isNamed(node)) [node] = view.usersOf(node);
  return node ?? null;
}
