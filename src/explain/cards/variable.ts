// A variable: what it is, how it is made, what is in it, where it goes, and whether something is wrong with it.
import type { Judged } from '../../check/check';
import type { Node } from '../../core/graph';
import type { Block, Card } from '../../report/explained';
import type { Finding, Role } from '../../report/report';
import type { Binding } from '../../trace/trace';
import type { Facts } from '../facts';
import { DATA, latexOf } from '../latex';
import { valuesBlock } from '../samples';
import { bothShapes, shapeCheck, symbolic } from '../shapeText';
import { contains } from '../sourceText';
import type { Study } from '../study';
import { texName } from '../symbols';
import { errorFigure, figure, figures, list, phrase, plainly, tell } from '../tell';

const MOST_PLACES = 5;

/** `merged`: the gradient that has this value's in it, where it has none of its own. */
export function variableCard(study: Study, facts: Facts, binding: Binding, merged: Judged | null): Card {
  const node = study.model.rep(binding.node);
  const role = facts.roleOf(node, binding.name);
  return {
    kind: 'variable',
    about: binding.name,
    blocks: [
      heading(facts, binding, node, role),
      ...equation(study, binding),
      ...findingsAt(study, binding).map<Block>(f => ({ kind: 'words', words: tell('message', { message: f.message }) })),
      ...values(facts, binding.name, node, role),
      { kind: 'rule' },
      ...places(study, facts, binding, node),
      ...repeats(study, facts, binding),
      ...gradientOf(study, node, role, merged),
    ],
  };
}

function heading(facts: Facts, { name }: Binding, node: Node, role: Role): Block {
  const value = node.value.data[0];
  if (role === 'loss' && node.value.data.length === 1) return { kind: 'heading', words: tell('lossIs', { name, value: figure(value) }) };
  if (node.dims.length === 0)
    return { kind: 'heading', words: tell('scalarIs', { name, role: plainly(`role.${role}`), value: figure(value) }) };
  const layer = facts.layerOf(name, role);
  const word = plainly(`role.${role}`);
  return {
    kind: 'heading',
    words: tell('variable', { name, role: layer ? plainly('ofLayer', { role: word, layer }) : word, shape: bothShapes(node.dims) }),
  };
}

/** The statement as mathematics, and its shapes put together. */
function equation(study: Study, binding: Binding): Block[] {
  const { trace } = study;
  const { node } = binding;
  if (node.op === 'leaf' || node.id < binding.from) return [];
  const own = (n: Node): boolean => n === node || (n.id >= binding.from && !isNamedBefore(study, n, binding));
  const latex = latexOf(node, {
    name: n => (own(n) && n.op !== 'leaf' ? null : literal(study, n, binding)),
    text: n => trace.text(n.site).slice(0, 40),
  });
  if (latex.length > 600 || latex.includes(DATA)) return [];
  const text = `${binding.name} = ${trace.text(binding.value).replace(/\s+/g, ' ').slice(0, 200)}`;
  const check = node.op === 'hole' ? null : shapeCheck(node, n => n !== node && !own(n));
  return [
    {
      kind: 'maths',
      maths: { latex: `${texName(binding.name)} = ${latex}`, text },
      ...(check && { note: [{ kind: 'text', text: check }], fits: true }),
    },
  ];
}

const isNamedBefore = (study: Study, n: Node, binding: Binding): boolean =>
  study.model.bindingsOf(n).some(b => b !== binding && b.kind !== 'argument' && study.model.indexOf(b) < study.model.indexOf(binding));

/** A name, or a number as the file writes it. */
function literal(study: Study, n: Node, at: Binding): string | null {
  const name = study.numberNames.get(n) ?? study.scope.nameOf(n, at);
  return name === null ? null : texName(name);
}

function findingsAt(study: Study, binding: Binding): Finding[] {
  const range = study.trace.range(binding.site);
  return range ? study.checked.findings.filter(f => f.severity !== 'info' && contains(range, f.range)) : [];
}

function values(facts: Facts, name: string, node: Node, role: Role): Block[] {
  const { data } = node.value;
  if (node.op === 'hole' && !node.attrs.stands) return [];
  if (data.length === 0) return [{ kind: 'words', words: tell('noEntries') }];
  if (data.length === 1) return [{ kind: 'words', quiet: true, words: tell('oneEntry', { value: figure(data[0]) }) }];
  const picture = valuesBlock(name, node.value);
  if (picture?.kind !== 'values') return [];
  const { min, max, mean } = picture.sample;
  const [low, high] = figures(min, max);
  const bad = data.reduce((n, x) => (Number.isFinite(x) ? n : n + 1), 0);
  const range = bad
    ? phrase('notFinite', { n: bad, all: data.length })
    : min === max
      ? phrase('allEqual', { value: figure(min) })
      : phrase('range', { low, high, mean: figure(mean) });
  const layout = min === max ? '' : layoutWords(facts, node, role);
  return [
    ...(min === max && !bad ? [] : [picture]),
    { kind: 'words', quiet: true, words: tell('joined', {}, { text: `${range} ${layout}`.trim() }) },
  ];
}

function layoutWords(facts: Facts, node: Node, role: Role): string {
  const axis = facts.exampleAxis(node);
  if (axis === null) return '';
  if (node.value.shape[1 - axis] === 1) return plainly(axis === 1 ? 'columnsAreExamples' : 'rowsAreExamples');
  if (role === 'input') return plainly(axis === 1 ? 'featuresAndExamples' : 'examplesAndFeatures');
  if (role === 'label') return plainly(axis === 1 ? 'columnsAreExamples' : 'rowsAreExamples');
  return plainly(axis === 1 ? 'unitsAndExamples' : 'examplesAndUnits');
}

function places(study: Study, facts: Facts, binding: Binding, node: Node): Block[] {
  const made = facts.lineOf(binding);
  const readers = facts.readers(node).filter(b => b.statement !== binding.statement);
  const shown = readers.slice(0, MOST_PLACES).map(b => phrase('place', { name: b.name, line: facts.lineOf(b) ?? 0 }));
  const more = readers.length > MOST_PLACES ? ['…'] : [];
  const where = made ? phrase('madeAt', { line: made }) : '';
  const uses = shown.length
    ? phrase('usedIn', {}, { places: list([...shown, ...more]) })
    : study.context.losses.some(l => l.node === node)
      ? ''
      : phrase('notUsed');
  const text = `${where} ${uses}`.trim();
  return text ? [{ kind: 'words', quiet: true, words: tell('joined', {}, { text: text }) }] : [];
}

function repeats(study: Study, facts: Facts, binding: Binding): Block[] {
  const all = facts.executions(binding);
  if (all.length < 2) return [];
  const shapes = [...new Set(all.slice(0, 200).map(b => symbolic(study.model.rep(b.node).dims)))];
  if (shapes.length === 1) return [{ kind: 'words', quiet: true, words: tell('runsAlike', { n: all.length }) }];
  const told = shapes.slice(0, 6).join(', ') + (shapes.length > 6 ? ', …' : '');
  return [{ kind: 'words', quiet: true, words: tell('runsAgain', { n: all.length, shapes: told }) }];
}

function gradientOf(study: Study, node: Node, role: Role, merged: Judged | null): Block[] {
  const loss = study.checked.loss?.name ?? study.context.losses[0]?.name;
  if (!loss) return [];
  const found = study.byTarget.get(node)?.[0].judged;
  if (found) {
    const { name, range, status, relativeError } = found.gradient;
    const place = phrase('place', { name, line: range.start.line });
    const verdict = plainly(`verdict.${status}`) + (status === 'wrong' && relativeError !== null ? ` (${errorFigure(relativeError)})` : '');
    return [{ kind: 'words', quiet: true, words: tell('hasGradient', { verdict }, { place }) }];
  }
  if (merged) {
    const { name, range } = merged.gradient;
    return [{ kind: 'words', quiet: true, words: tell('mergedInto', {}, { place: phrase('place', { name, line: range.start.line }) }) }];
  }
  if (role === 'input' || role === 'label') return [{ kind: 'words', quiet: true, words: tell('dataNotAdjusted', { loss }) }];
  return role === 'parameter' ? [{ kind: 'words', quiet: true, words: tell('noGradient') }] : [];
}
