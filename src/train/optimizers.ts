// The update rules, as loops over the packed parameters, gradients and states.
import type { UpdateAddresses, UpdateLoop } from './program';
import type { Optimizer, OptimizerKind } from './settings';
import { apply, emitters, input, number, type Tree } from './wasm/trees';

/** Single numbers that change from step to step, by their place. */
export const RATE = 0;
export const L2 = 1;
const CORRECTION1 = 2;
const CORRECTION2 = 3;

const { add, sub, mul, div, sqrt, square } = emitters;
const plus = (a: Tree, b: Tree): Tree => apply(add, a, b);
const minus = (a: Tree, b: Tree): Tree => apply(sub, a, b);
const times = (a: Tree, b: Tree): Tree => apply(mul, a, b);

interface Rule {
  readonly states: number;
  loops(o: Optimizer, at: UpdateAddresses, gradient: Tree): UpdateLoop[];
  /** Sets the numbers of the update that follows so many before it. */
  prepare?(o: Optimizer, numbers: Float64Array, before: number): void;
}

const vector = (address: number): Tree => input(address, 'full');
const rate = (at: UpdateAddresses): Tree => input(at.number(RATE), 'scalar');

/** old · share + fresh · (1 − share) */
const mixed = (share: number, old: Tree, fresh: Tree): Tree => plus(times(number(share), old), times(number(1 - share), fresh));

export const rules: Readonly<Record<OptimizerKind, Rule>> = {
  /** p ← p − rate · g */
  gd: { states: 0, loops: (_o, at, g) => [{ tree: minus(vector(at.parameters), times(rate(at), g)), to: at.parameters }] },

  /** v ← β·v + (1 − dampening)·g; p ← p − rate · v */
  momentum: {
    states: 1,
    loops: ({ beta, dampening }, at, g) => {
      const v = vector(at.states[0]);
      const fresh = dampening === 0 ? g : times(number(1 - dampening), g);
      return [
        { tree: plus(times(number(beta), v), fresh), to: at.states[0] },
        { tree: minus(vector(at.parameters), times(rate(at), v)), to: at.parameters },
      ];
    },
  },

  /** v ← β·v + g; p ← p − rate · (g + β·v) */
  nesterov: {
    states: 1,
    loops: ({ beta }, at, g) => {
      const v = vector(at.states[0]);
      return [
        { tree: plus(times(number(beta), v), g), to: at.states[0] },
        { tree: minus(vector(at.parameters), times(rate(at), plus(g, times(number(beta), v)))), to: at.parameters },
      ];
    },
  },

  /** s ← β·s + (1 − β)·g²; p ← p − rate · g / (√s + ε) */
  rmsprop: {
    states: 1,
    loops: ({ beta, epsilon }, at, g) => {
      const s = vector(at.states[0]);
      const step = apply(div, times(rate(at), g), plus(apply(sqrt, s), number(epsilon)));
      return [
        { tree: mixed(beta, s, apply(square, g)), to: at.states[0] },
        { tree: minus(vector(at.parameters), step), to: at.parameters },
      ];
    },
  },

  /** m ← β₁·m + (1 − β₁)·g; v ← β₂·v + (1 − β₂)·g²; p ← p − rate · m̂ / (√v̂ + ε), m̂ = m/(1 − β₁ᵗ), v̂ = v/(1 − β₂ᵗ) */
  adam: {
    states: 2,
    loops: ({ beta1, beta2, epsilon }, at, g) => {
      const [m, v] = at.states.map(vector);
      const corrected = (state: Tree, place: number): Tree => apply(div, state, input(at.number(place), 'scalar'));
      const step = apply(div, times(rate(at), corrected(m, CORRECTION1)), plus(apply(sqrt, corrected(v, CORRECTION2)), number(epsilon)));
      return [
        { tree: mixed(beta1, m, g), to: at.states[0] },
        { tree: mixed(beta2, v, apply(square, g)), to: at.states[1] },
        { tree: minus(vector(at.parameters), step), to: at.parameters },
      ];
    },
    prepare: ({ beta1, beta2 }, numbers, before) => {
      numbers[CORRECTION1] = 1 - beta1 ** (before + 1);
      numbers[CORRECTION2] = 1 - beta2 ** (before + 1);
    },
  },
};

export function updateLoops(o: Optimizer, l2: number, at: UpdateAddresses): UpdateLoop[] {
  const g = vector(at.gradients);
  const decay = times(times(input(at.number(L2), 'scalar'), vector(at.decays)), vector(at.parameters));
  return rules[o.kind].loops(o, at, l2 === 0 ? g : plus(g, decay));
}
