// Products: rows with columns, entry by entry, or by a number.

import type { Judged } from '../../check/check';
import { nodeAlgebra, reverse } from '../../core/autodiff';
import { Graph, isNode, type Node } from '../../core/graph';
import { opTable } from '../../core/opTable';
import type { Block, Card, Maths } from '../../report/explained';
import { print } from '../../trace/print';
import { clashBlock, clashWords, nameAt } from '../clash';
import { latexOf } from '../latex';
import { opWords } from '../opWords';
import { shapeCheck, symbolic } from '../shapeText';
import type { Activation } from '../slopes';
import type { Study } from '../study';
import { texName } from '../symbols';
import { plainly, tell } from '../tell';
import { gName } from './slope';

export function productCard(study: Study, node: Node, judged: Judged | null): Card {
  const names = [nameAt(study, node, 0), nameAt(study, node, 1)];
  const check = checkOf(node);
  const size = node.inputs[0].dims.at(-1)?.key ?? '';
  return {
    kind: 'product',
    about: `${names[0]} · ${names[1]}`,
    blocks: [
      { kind: 'heading', words: tell('matrixProduct', { check }) },
      { kind: 'words', words: tell('productWords', { left: names[0], right: names[1], size }) },
      ...(judged ? [{ kind: 'words' as const, words: tell('productNotStar') }] : []),
      ...backward(study, node, names),
    ],
  };
}

const checkOf = (node: Node): string => shapeCheck(node, n => n !== node) ?? symbolic(node.dims);

/** `slope` is the activation whose slope one of the operands is. */
export function elementwiseCard(study: Study, node: Node, slope: Activation | null): Card {
  const names = [nameAt(study, node, 0), nameAt(study, node, 1)];
  const numbers = node.inputs.map(n => n.dims.length === 0);
  const about = `${names[0]} * ${names[1]}`;
  if (numbers[0] || numbers[1]) {
    const scaled = node.inputs[numbers[0] ? 1 : 0];
    if (scaled.dims.length === 0)
      return { kind: 'operation', about, blocks: [{ kind: 'heading', words: tell('numberIs', { text: about }) }] };
    return {
      kind: 'elementwise',
      about,
      blocks: [
        { kind: 'heading', words: tell('scaling', { shape: symbolic(scaled.dims) }) },
        { kind: 'words', words: tell('factorPlain') },
      ],
    };
  }
  return {
    kind: 'elementwise',
    about,
    blocks: [
      { kind: 'heading', words: tell('elementwise', { check: checkOf(node) }) },
      { kind: 'words', words: slope ? tell('elementwiseSlope', { g: gName(slope.op) }) : tell('elementwisePlain') },
      ...stretched(node, names),
      ...backward(study, node, names),
    ],
  };
}

/** A sum or difference. */
export function sumCard(study: Study, node: Node): Card {
  const names = [nameAt(study, node, 0), nameAt(study, node, 1)];
  const check = node.inputs.some(n => n.dims.length === 0) ? symbolic(node.dims) : checkOf(node);
  return {
    kind: 'sum',
    about: `${names[0]} ${node.op === 'add' ? '+' : '−'} ${names[1]}`,
    blocks: [
      { kind: 'heading', words: tell('operation', { what: opWords(node.op), check }) },
      ...stretched(node, names),
      ...backward(study, node, names),
    ],
  };
}

/** Which operand is repeated, and that its derivative adds up. */
export function stretched(node: Node, names: readonly string[]): Block[] {
  return node.inputs.flatMap((n, k) => {
    if (n.dims.length === 0 || symbolic(n.dims) === symbolic(node.dims)) return [];
    const lead = node.dims.length - n.dims.length;
    const axes = node.dims.flatMap((d, i) => (i < lead || (n.dims[i - lead].value === 1 && d.value !== 1) ? [i] : []));
    if (axes.length === 0) return [];
    const where =
      axes.length === 1 && node.dims.length === 2
        ? plainly(axes[0] === 1 ? 'axisColumns' : 'axisRows')
        : plainly('axisOther', { axis: axes.join(', ') });
    return [
      { kind: 'words' as const, words: tell('stretched', { name: names[k] ?? '', from: symbolic(n.dims), to: symbolic(node.dims) }) },
      { kind: 'words' as const, words: tell('stretchedBack', { axes: where }) },
    ];
  });
}

/** What comes back to each operand of a forward operation, from the op's own rule. */
export function backward(study: Study, node: Node, names: readonly string[]): Block[] {
  if (!study.moving.has(study.model.rep(node))) return [];
  const simple = letters(names);
  const result = ['C', 'R', 'Y'].find(letter => !simple.includes(letter)) ?? 'C';
  const found = backwardRules(study, node, simple, result);
  if (found.length === 0) return [];
  const text = study.trace.text(node.site).replace(/\s+/g, ' ');
  const what = text.length <= 40 ? text : '…';
  return [
    { kind: 'rule' },
    { kind: 'words', quiet: true, words: tell('goesBack', { name: result, text: what }) },
    ...found.map<Block>(maths => ({ kind: 'maths', maths })),
  ];
}

/** Short names for the operands: their own, else a letter that is free. */
function letters(names: readonly string[]): string[] {
  const own = names.map(name => (IDENTIFIER.test(name) && name.length <= 8 ? name : null));
  const free = ['A', 'B', 'P', 'Q'].filter(letter => !own.includes(letter));
  return own.map(name => name ?? free.shift() ?? 'A');
}

const IDENTIFIER = /^(?:(?!ᵀ)[\p{L}_])(?:(?!ᵀ)[\p{L}\p{N}_])*$/u;

/** Every operation in it has a notation. */
function isWritten(node: Node): boolean {
  const fine = node.op === 'leaf' || node.op === 'broadcastTo' || opTable[node.op].notation.kind !== 'none';
  return fine && node.inputs.every(isWritten);
}

function backwardRules(study: Study, node: Node, simple: readonly string[], result: string): Maths[] {
  const graph = new Graph();
  const inputs = node.inputs.map(n => graph.leaf(n.value, study.moving.has(study.model.rep(n)) ? 'data' : 'constant', 0, n.dims));
  const output = graph.apply(node.op, inputs, node.attrs);
  if (!isNode(output) || output.value.data.length === 0) return [];
  const upstream = graph.leaf(output.value, 'data', 0, output.dims);
  const wanted = inputs.filter(n => n.attrs.origin !== 'constant');
  const algebra = nodeAlgebra(graph);
  const found = reverse(output, wanted, { algebra, valueOf: n => n }, upstream);
  const called = (n: Node): string | null =>
    n === upstream
      ? `d${result}`
      : n === output
        ? result
        : inputs.includes(n) && n.attrs.origin !== 'constant'
          ? simple[inputs.indexOf(n)]
          : null;
  return wanted.flatMap(n => {
    const rule = found.get(n);
    if (!rule || !isWritten(rule)) return [];
    const latex = latexOf(rule, {
      name: x => {
        const name = called(x);
        return name === null ? null : texName(name);
      },
      text: () => '\\ldots',
    });
    const name = `d${simple[inputs.indexOf(n)]}`;
    const text = print(rule, { language: 'bp', name: called });
    return latex.length > 300 ? [] : [{ latex: `${texName(name)} = ${latex}`, text: `${name} = ${text}` }];
  });
}

/** An operation whose shapes do not fit. */
export function clashCard(study: Study, node: Node): Card | null {
  const hole = study.trace.holes.find(h => h.node === node);
  const picture = hole && clashBlock(study, hole);
  if (!hole || !picture) return null;
  const finding = study.checked.findings.find(
    f => f.severity === 'error' && f.rule === 'shape-mismatch' && f.range.start.line === study.trace.range(hole.site)?.start.line,
  );
  const index = finding ? study.checked.findings.indexOf(finding) : -1;
  return {
    kind: hole.wanted === 'matmul' ? 'product' : 'elementwise',
    about: hole.wanted,
    blocks: [
      { kind: 'heading', status: 'wrong', words: tell('clash', { what: opWords(hole.wanted), why: clashWords(hole) ?? '' }) },
      picture,
      ...(finding?.fixes
        .slice(0, 2)
        .map<Block>((fix, k) => ({ kind: 'fix', finding: index, fix: k, title: fix.title, verified: fix.verified })) ?? []),
    ],
  };
}
