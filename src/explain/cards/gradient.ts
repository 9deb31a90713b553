// A gradient: the verdict first, then its equation as it follows from the reader's own forward pass, one factor a line.
import type { Judged } from '../../check/check';
import { factorText } from '../../check/words';
import type { Node } from '../../core/graph';
import type { Block, Card, DerivationStep } from '../../report/explained';
import type { Finding } from '../../report/report';
import { clashBlock, clashWords } from '../clash';
import type { Facts } from '../facts';
import type { Told } from '../lessons';
import { valuesBlock } from '../samples';
import { bothShapes, symbolic } from '../shapeText';
import { contains, sameRange } from '../sourceText';
import type { Study } from '../study';
import { asOne } from '../symbols';
import { errorFigure, list, phrase, plainly, tell } from '../tell';
import { byEntry, onlyProduct } from './deeper';
import { cancelWords } from './small';

export function gradientCard(study: Study, facts: Facts, judged: Judged, told: Told | null): Card {
  const found = findingOf(study, judged);
  return {
    kind: 'gradient',
    about: judged.entry.name,
    blocks: [
      heading(study, judged),
      ...clash(study, judged),
      ...equation(judged, told),
      ...fixes(found),
      ...convention(study, facts, judged),
      { kind: 'rule' },
      ...derivation(judged, told),
      ...deeper(study, judged, told),
      { kind: 'rule' },
      ...evidence(judged),
    ],
  };
}

function heading(study: Study, { entry, verdict, gradient }: Judged): Block {
  const { name, of: loss, status } = gradient;
  const of = asOne(gradient.wrt);
  if (status === 'correct') return { kind: 'heading', status, words: tell('isCorrect', { name, loss, of }) };
  if (status === 'correct-scaled') {
    const factor = factorText(gradient.scale ?? 1, factorNames(study));
    return { kind: 'heading', status, factor: shortFactor(gradient.scale ?? 1, study), words: tell('isScaled', { name, factor }) };
  }
  if (status === 'wrong')
    return { kind: 'heading', status, words: tell('isWrong', { name, why: why(study, { entry, verdict, gradient }) }) };
  if (status === 'inherited') {
    const names = verdict.inputs.filter(e => study.judged.some(j => j.entry === e && !/^correct/.test(j.verdict.status))).map(e => e.name);
    return { kind: 'heading', status, words: tell('isInherited', { name, why: plainly('inheritedFrom', { names: list(names) || of }) }) };
  }
  return { kind: 'heading', status, words: tell('isUnchecked', { name, why: gradient.reason ?? plainly('noReason') }) };
}

function why(study: Study, { entry, verdict, gradient }: Judged): string {
  const { of: loss, relativeError } = gradient;
  const of = asOne(gradient.wrt);
  const hole = verdict.cause === 'hole' ? holeIn(study, { entry, verdict, gradient }) : undefined;
  const words = hole && clashWords(hole);
  if (words) return words;
  if (verdict.cause === 'shape')
    return plainly('shapesDiffer', { shape: bothShapes(verdict.shown.hand.dims), of, ofShape: bothShapes(verdict.shown.target.dims) });
  const finding = findingOf(study, { entry, verdict, gradient });
  return finding?.message ?? plainly('differsBy', { error: errorFigure(relativeError), loss, of });
}

const holeIn = (study: Study, { verdict }: Judged) =>
  study.trace.holes.find(
    h => h.node.uses.length > 0 && h.node.id <= verdict.shown.hand.id && h.node.id >= (verdict.shown.binding?.from ?? h.node.id),
  );

function clash(study: Study, judged: Judged): Block[] {
  if (judged.gradient.status !== 'wrong' || judged.verdict.cause !== 'hole') return [];
  const hole = holeIn(study, judged);
  const block = hole && clashBlock(study, hole);
  return block ? [block] : [];
}

/** The derived equation; next to a wrong one it says what it should be. */
function equation({ gradient }: Judged, told: Told | null): Block[] {
  if (!told?.lesson.maths) return [];
  const { maths, shapes } = told.lesson;
  const note = shapes ? [{ kind: 'text' as const, text: shapes }] : [];
  const line: Block = { kind: 'maths', maths, ...(shapes && { note, fits: true }) };
  return gradient.status === 'wrong' ? [{ kind: 'words', words: tell('shouldBe') }, line] : [line];
}

function findingOf(study: Study, { gradient, verdict }: Judged): ({ finding: Finding; index: number } & Finding) | undefined {
  if (gradient.status !== 'wrong') return undefined;
  const site = verdict.shown.binding && study.trace.range(verdict.shown.binding.site);
  const { findings } = study.checked;
  const index = findings.findIndex(
    f =>
      f.severity === 'error' &&
      (sameRange(f.range, gradient.range) || contains(gradient.range, f.range) || (site && contains(site, f.range))),
  );
  return index < 0 ? undefined : { ...findings[index], finding: findings[index], index };
}

function fixes(found: ReturnType<typeof findingOf>): Block[] {
  if (!found) return [];
  return found.finding.fixes
    .slice(0, 2)
    .map((fix, k) => ({ kind: 'fix', finding: found.index, fix: k, title: fix.title, verified: fix.verified }));
}

/** Sizes by name, and the number of examples where the file names it. */
function factorNames(study: Study): ReadonlyMap<string, number> {
  const found = new Map(study.trace.sizes);
  for (const [node, name] of study.numberNames) {
    const value = node.value.data[0];
    if (Number.isInteger(value) && value > 1 && study.sizes.has(value) && !found.has(name)) found.set(name, value);
  }
  return found;
}

/** ×m, ×400, −1 */
function shortFactor(scale: number, study: Study): string {
  if (scale === -1) return '−1';
  const text = factorText(scale, factorNames(study));
  return `×${text.replace(/ = .*$/, '')}`;
}

/** One sentence on where the mean over examples is. */
function convention(study: Study, facts: Facts, { entry, verdict, gradient }: Judged): Block[] {
  const { name, of: loss, scale, status } = gradient;
  const of = asOne(gradient.wrt);
  if (status !== 'correct' && status !== 'correct-scaled') return [];
  const quiet = (key: Parameters<typeof tell>[0], values: Record<string, string | number>): Block[] => [
    { kind: 'words', words: tell(key, values) },
  ];
  const { examples } = facts;
  if (scale !== null && scale < 0) return quiet('negativeKept', {});
  const factor = scale === null ? '' : factorText(scale, factorNames(study)).replace(/ = .*$/, '');
  if (scale !== null && examples && Math.abs(scale - examples.value) < 1e-9 && !entry.parameter) {
    const carry = study.judged
      .filter(j => j.entry.parameter && j.gradient.status === 'correct' && j.verdict.inputs.includes(entry))
      .map(j => j.entry.name);
    if (carry.length)
      return quiet(examples.axis === 1 ? 'perExample' : 'perExampleRows', { factor, loss, of, names: list(carry), n: carry.length });
  }
  if (scale !== null)
    return gradient.reason
      ? [{ kind: 'words', words: [{ kind: 'text', text: gradient.reason }] }]
      : quiet('scaledBy', { factor, loss, of });
  if (!examples || !isMean(study, verdict.shown.loss.node, examples.value))
    return gradient.reason ? [{ kind: 'words', words: [{ kind: 'text', text: gradient.reason }] }] : [];
  const m = examples.key;
  const inputs = study.judged.filter(j => verdict.inputs.includes(j.entry));
  const scaled = inputs.some(j => j.verdict.good !== null && Math.abs((j.verdict.good ?? 1) - examples.value) < 1e-9);
  if (entry.parameter && scaled) return quiet('meanHere', { loss, m });
  return quiet('meanInside', { loss, m, name });
}

/** Is the loss divided by the number of examples? */
function isMean(study: Study, loss: Node, m: number): boolean {
  for (const n of study.context.ancestry.of(loss)) {
    if (n.op === 'mean') return true;
    if (n.dims.length > 0 || (n.op !== 'mul' && n.op !== 'div')) continue;
    for (const input of study.model.inputsOf(n)) {
      const size = Math.abs(input.value.data[0]);
      if (
        input.value.data.length === 1 &&
        (Math.abs(size * m - 1) < 1e-9 || (n.op === 'div' && Math.abs(size - m) < 1e-9) || Math.abs(size * 2 * m - 1) < 1e-9)
      )
        return true;
    }
  }
  return false;
}

function derivation({ gradient }: Judged, told: Told | null): Block[] {
  if (!told) return [];
  const { lesson, derivation: made } = told;
  const { merged } = made;
  const single = lesson.steps.length === 1 && !merged;
  const blocks: Block[] = [{ kind: 'words', words: tell('fromForward') }];
  if (lesson.chain) blocks.push({ kind: 'maths', maths: lesson.chain });
  for (const step of lesson.steps) {
    if (step.forward) blocks.push(forwardLine(step));
    // One factor alone is the whole equation, which stands above.
    if (!single) blocks.push({ kind: 'maths', maths: step.maths });
  }
  if (lesson.maths && (merged || lesson.steps.length > 1)) blocks.push({ kind: 'maths', maths: lesson.maths });
  blocks.push(merged ? { kind: 'words', words: cancelWords(told) } : { kind: 'words', words: [{ kind: 'text', text: lesson.rule }] });
  if (lesson.derived && gradient.status === 'wrong')
    blocks.push({ kind: 'words', words: tell('inYourNotation', { code: `${gradient.name} = ${lesson.derived}` }) });
  return blocks;
}

const forwardLine = ({ forward, line }: DerivationStep): Block => ({
  kind: 'words',
  quiet: true,
  words: line ? tell('forwardLine', { text: forward, line }) : [{ kind: 'code', text: forward }],
});

function deeper(study: Study, judged: Judged, told: Told | null): Block[] {
  if (!told) return [];
  const product = onlyProduct(judged, told);
  const entry = byEntry(study, judged, told);
  return [...(product ? [product] : []), ...(entry ? [entry] : [])];
}

function evidence(judged: Judged): Block[] {
  const { gradient, verdict } = judged;
  const { hand, target } = verdict.shown;
  const { autodiff, numeric, kinks } = gradient.evidence;
  const blocks: Block[] = [];
  const picture = verdict.cause === 'hole' ? null : valuesBlock(gradient.name, hand.value);
  if (picture) blocks.push(picture);
  const same = symbolic(hand.dims) === symbolic(target.dims) || hand.value.shape.join() === target.value.shape.join();
  const parts = same ? [phrase('sameShapeAs', { shape: bothShapes(target.dims), of: gradient.wrt })] : [];
  if (autodiff !== null && numeric !== null)
    parts.push(phrase('errors', { autodiff: errorFigure(autodiff), numeric: errorFigure(numeric) }));
  else if (autodiff !== null) parts.push(phrase('errorOne', { autodiff: errorFigure(autodiff) }));
  if (kinks) parts.push(phrase('kinks', { n: kinks }));
  if (parts.length) blocks.push({ kind: 'words', quiet: true, words: tell('joined', {}, { text: parts.join(' · ') }) });
  if (autodiff !== null) blocks.push({ kind: 'words', quiet: true, words: tell('errorMeans') });
  return blocks;
}
