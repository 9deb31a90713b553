// An activation and its slope: both curves, and where this layer's entries lie on them.

import type { Node } from '../../core/graph';
import type { Attrs } from '../../core/op';
import type { OpName } from '../../core/opNames';
import { opTable } from '../../core/opTable';
import { tensor } from '../../core/tensor';
import type { Block, Card, Maths } from '../../report/explained';
import { histogram } from '../samples';
import { bothShapes } from '../shapeText';
import { type Activation, slopeOf } from '../slopes';
import type { Study } from '../study';
import { texName } from '../symbols';
import { figure, plainly, tell } from '../tell';

const STEPS = 80;
/** Slopes below this let little through. */
const SMALL = 0.08;

export const gName = (op: OpName): string => (op === 'sigmoid' ? 'σ' : op === 'leakyRelu' ? 'leaky_relu' : op);

/** `text` is the expression that is the slope. */
export function slopeCard(study: Study, text: string, node: Node, activation: Activation): Card {
  const { op, input, output } = activation;
  const names = { input: nameIn(study, input, 'z'), output: nameIn(study, output, 'a') };
  return {
    kind: 'slope',
    about: text,
    blocks: [
      { kind: 'heading', words: tell('slopeOf', { text, g: gName(op), shape: bothShapes(node.dims) }) },
      curve(op, activation.attrs, input, names.input),
      { kind: 'maths', maths: slopeFormula(op, names.input, names.output) },
      share(op, activation.attrs, input),
      { kind: 'rule' },
      ...(op === 'tanh' || op === 'sigmoid'
        ? [{ kind: 'words' as const, quiet: true, words: tell('slopeFromOutput', { ...names, g: gName(op) }) }]
        : []),
      ...(op === 'tanh' ? [{ kind: 'words' as const, quiet: true, words: tell('slopeOnlyThis', { ...names, g: gName(op) }) }] : []),
    ],
  };
}

/** A call of an activation in the forward pass. */
export function activationCard(study: Study, about: string, op: OpName, attrs: Attrs, input: Node, output: Node): Card {
  const names = { input: study.model.nameOf(input), output: study.model.nameOf(output) };
  const named = study.model.bindingsOf(output).length > 0 && study.model.bindingsOf(input).length > 0;
  return {
    kind: 'function',
    about,
    blocks: [
      { kind: 'heading', words: tell('functionOf', { g: gName(op), shape: bothShapes(output.dims) }) },
      curve(op, attrs, input, short(names.input)),
      { kind: 'maths', maths: named ? slopeFormula(op, names.input, names.output) : slopeFormula(op, 'z', 'a') },
      share(op, attrs, input),
    ],
  };
}

/** A value's name; a letter for what has none. */
const nameIn = (study: Study, node: Node, letter: string): string =>
  study.model.bindingsOf(node).length > 0 ? study.model.nameOf(node) : letter;

const short = (name: string): string => (name.length > 16 ? `${name.slice(0, 15)}…` : name);

function curve(op: OpName, attrs: Attrs, input: Node, name: string): Block {
  const { low, high } = bounds(input);
  const xs = Array.from({ length: STEPS + 1 }, (_, i) => low + ((high - low) * i) / STEPS);
  const at = tensor([xs.length], xs);
  const round = (x: number): number => Number(x.toPrecision(5));
  const g = gName(op);
  return {
    kind: 'slope',
    xs: xs.map(round),
    ys: [...opTable[op].forward([at], attrs).data].map(round),
    slopes: [...slopeOf(op, attrs, at).data].map(round),
    labels: { y: g, slope: `${g}′`, values: plainly('valuesNow', { name }) },
    histogram: histogram(input.value, low, high),
    flat: op === 'tanh' || op === 'sigmoid' ? [-flatFrom(op), flatFrom(op)] : op === 'relu' ? [0, Number.POSITIVE_INFINITY] : null,
    alt: plainly('slopeAlt', { g, low: figure(low), high: figure(high), name }),
  };
}

/** The stretch to show: around 0, as far as most entries lie. */
function bounds({ value }: Node): { low: number; high: number } {
  const sizes = [...value.data]
    .filter(Number.isFinite)
    .map(Math.abs)
    .sort((a, b) => a - b);
  const most = sizes[Math.floor(sizes.length * 0.98)] ?? 4;
  const high = Math.min(20, Math.max(4, Math.ceil(most)));
  return { low: -high, high };
}

/** Where the slope falls below SMALL: tanh' = 1 − tanh², σ' = σ(1 − σ). */
const flatFrom = (op: OpName): number =>
  op === 'tanh' ? Math.atanh(Math.sqrt(1 - SMALL)) : Math.log((1 + Math.sqrt(1 - 4 * SMALL)) / (1 - Math.sqrt(1 - 4 * SMALL)));

function share(op: OpName, attrs: Attrs, input: Node): Block {
  const slopes = slopeOf(op, attrs, input.value).data;
  const piecewise = op === 'relu';
  const flat = slopes.reduce((n, s) => (piecewise ? (s === 0 ? n + 1 : n) : Math.abs(s) < SMALL ? n + 1 : n), 0);
  if (flat === 0) return { kind: 'words', words: tell('lively') };
  const percent = figure(Math.max(0.1, Number(((100 * flat) / slopes.length).toPrecision(2))));
  return { kind: 'words', words: piecewise ? tell('deadShare', { share: percent }) : tell('flatShare', { share: percent, limit: SMALL }) };
}

/** g' in terms of the names at hand. */
export function slopeFormula(op: OpName, input: string, output: string): Maths {
  const [z, a] = [texName(input), texName(output)];
  const left = `${LATEX[op] ?? `\\operatorname{${op}}`}'(${z})`;
  const right = FORMULAS[op]?.(z, a) ?? { latex: '\\ldots', text: '…' };
  const plain = FORMULAS[op]?.(input, output).text ?? '…';
  return { latex: `${left} = ${right.latex}`, text: `${gName(op)}′(${input}) = ${plain}` };
}

const LATEX: Partial<Record<OpName, string>> = { sigmoid: '\\sigma', tanh: '\\tanh' };

const FORMULAS: Partial<Record<OpName, (z: string, a: string) => Maths>> = {
  tanh: (_z, a) => ({ latex: `1-${power(a)}`, text: `1 − ${a}²` }),
  sigmoid: (_z, a) => ({ latex: `${a}(1-${a})`, text: `${a}(1 − ${a})` }),
  relu: z => ({ latex: `[${z}>0]`, text: `[${z} > 0]` }),
  leakyRelu: z => ({ latex: `1\\text{ if }${z}>0\\text{, else a small slope}`, text: `1 if ${z} > 0, else a small slope` }),
  elu: (z, a) => ({ latex: `1\\text{ if }${z}>0\\text{, else }${a}+\\alpha`, text: `1 if ${z} > 0, else ${a} + α` }),
  softplus: z => ({ latex: `\\sigma(${z})`, text: `σ(${z})` }),
  gelu: z => ({ latex: `\\Phi(${z})+${z}\\,\\phi(${z})`, text: `Φ(${z}) + ${z}·φ(${z})` }),
};

/** A lowered symbol is raised beside its index. */
const power = (tex: string): string => `${tex}^{2}`;
