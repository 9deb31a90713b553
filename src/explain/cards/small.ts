// Small things: a factor like 1/m, an output minus its label, a size's name, a name that was never reached.
import type { Judged } from '../../check/check';
import type { Node } from '../../core/graph';
import type { Block, Card, Words } from '../../report/explained';
import type { Facts } from '../facts';
import type { Told } from '../lessons';
import { bothShapes } from '../shapeText';
import type { Study } from '../study';
import { figure, list, phrase, tell } from '../tell';

/** Where a factor stands: in a gradient, in what the loss is made from, in front of the very parameter (λ/m · W). */
export interface FactorPlace {
  readonly judged: Judged | null;
  readonly inLoss: boolean;
  readonly scales: boolean;
}

export function factorCard(study: Study, facts: Facts, text: string, value: number, { judged, inLoss, scales }: FactorPlace): Card {
  const { examples } = facts;
  const loss = study.checked.loss?.name ?? study.context.losses[0]?.name ?? '';
  const isMean = examples !== null && Math.abs(Math.abs(value) * examples.value - 1) < 1e-9;
  const blocks: Block[] = [{ kind: 'heading', words: tell('factor', { text, value: figure(value) }) }];
  const say = (key: Parameters<typeof tell>[0], values: Record<string, string> = {}): Card => ({
    kind: 'factor',
    about: text,
    blocks: [...blocks, { kind: 'words', words: tell(key, values) }],
  });
  if (!judged && !inLoss) return { kind: 'factor', about: text, blocks };
  if (judged && scales) return say('regularisation', { loss });
  if (isMean && inLoss) return say('factorLoss', { loss, m: examples.key });
  if (!isMean || !judged) return say('factorPlain');
  if (judged.entry.parameter) return say('factorGradient', { loss });
  const { status, name } = judged.gradient;
  if (status === 'wrong' && judged.verdict.cause === 'factor')
    return say('factorTwice', { inputs: list(judged.verdict.inputs.map(e => e.name)) || name });
  return say('factorEarly', { loss, name });
}

const CANCEL = { sigmoid: 'cancelSigmoid', softmax: 'cancelSoftmax', square: 'cancelSquare', general: 'cancelGeneral' } as const;

/** Why the factors of the chain come to a plain difference, with what it depends on. */
export function cancelWords({ derivation, names }: Told): Words {
  const { merged } = derivation;
  const key = CANCEL[merged?.reason ?? 'general'];
  return merged && key === 'cancelSigmoid' ? tell(key, { output: names(merged.output) }) : tell(key);
}

/** Output minus label, and the two factors that it is. */
export function differenceCard(node: Node, text: string, told: Told): Card {
  const { steps, maths } = told.lesson;
  return {
    kind: 'difference',
    about: text,
    blocks: [
      { kind: 'heading', words: tell('difference', { shape: bothShapes(node.dims) }) },
      ...(steps.length > 1 ? [{ kind: 'words' as const, words: tell('differenceSteps') }] : []),
      ...steps.map<Block>(step => ({ kind: 'maths', maths: step.maths })),
      ...(maths ? [{ kind: 'maths' as const, maths }] : []),
      { kind: 'words', words: cancelWords(told) },
    ],
  };
}

const MOST_NAMES = 24;

export function sizeCard(study: Study, facts: Facts, name: string, value: number): Card {
  const have = study.checked.variables.filter(v => v.dims.some(d => d.split(/[^\p{L}\p{N}_]+/u).includes(name)));
  const shown = have.slice(0, MOST_NAMES).map(v => phrase('place', { name: `${v.name} (${v.dims.join(', ')})`, line: v.range.start.line }));
  const same = [...study.trace.sizes].filter(([n, v]) => n !== name && v === value).map(([n]) => n);
  const examples = facts.examples?.key === name;
  return {
    kind: 'size',
    about: name,
    blocks: [
      { kind: 'heading', words: tell(examples ? 'sizeExamples' : 'size', { name, value }) },
      {
        kind: 'words',
        words: shown.length ? tell('sizeHas', {}, { names: shown.join(', ') + (have.length > MOST_NAMES ? ', …' : '') }) : tell('sizeNone'),
      },
      ...(same.length ? [{ kind: 'words' as const, quiet: true, words: tell('sizeSame', { names: list(same) }) }] : []),
    ],
  };
}

/** A count that Python code keeps in a variable. */
export function countCard(study: Study, facts: Facts, name: string, value: number): Card {
  const isCount = Number.isInteger(value) && value > 1 && study.sizes.has(value);
  if (!isCount)
    return { kind: 'size', about: name, blocks: [{ kind: 'heading', words: tell('constant', { name, value: figure(value) }) }] };
  const have = study.checked.variables.filter(v => v.shape.includes(value));
  const shown = have
    .slice(0, MOST_NAMES)
    .map(v => phrase('place', { name: `${v.name} (${v.shape.join(', ')})`, line: v.range.start.line }));
  const examples = facts.examples !== null && facts.examples.value === value;
  return {
    kind: 'size',
    about: name,
    blocks: [
      { kind: 'heading', words: tell(examples ? 'sizeExamples' : 'size', { name, value }) },
      ...(shown.length ? [{ kind: 'words' as const, words: tell('sizeHas', {}, { names: shown.join(', ') }) }] : []),
    ],
  };
}

/** A dictionary, list or object: what is in it. */
export function containerCard(study: Study, name: string): Card {
  const inside = study.containers.get(name) ?? [];
  const variables = new Map(study.checked.variables.map(v => [v.name, v]));
  const told = inside.slice(0, MOST_NAMES).map(item => {
    const v = variables.get(item);
    return v ? phrase('place', { name: `${item} (${v.dims.join(', ')})`, line: v.range.start.line }) : phrase('plainName', { name: item });
  });
  const names = told.join(', ') + (inside.length > MOST_NAMES ? ', …' : '');
  return {
    kind: 'variable',
    about: name,
    blocks: [
      { kind: 'heading', words: tell('container', { name, n: inside.length }) },
      { kind: 'words', words: tell('holds', {}, { names }) },
    ],
  };
}

export function unreachedCard(study: Study, name: string): Card {
  const reason = study.trace.coverage.reasons[0]?.message;
  return {
    kind: 'unreached',
    about: name,
    blocks: [
      { kind: 'heading', words: tell('unreached', { name }) },
      { kind: 'words', words: reason ? tell('unreachedWhy', { reason }) : tell('unreachedPlain') },
    ],
  };
}
