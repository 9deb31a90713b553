// What is written in a node: name, caption, equation, sizes. One place, so that the room reserved and the text drawn agree.
import { picture as say } from '../messages/picture';
import type { GraphNode } from '../report/report';
import { cutRuns, mathRuns, type Run } from './mathText';
import { advance, codeWidth, shorten, sizesText, uiWidth } from './text';

export interface Fonts {
  ui: number;
  code: number;
}

export const plainFonts: Fonts = { ui: 1, code: 1 };

/** The node's kind, or its verdict in words. */
export function captionOf(node: GraphNode): string {
  if (node.status) return say(`verdict.${node.status}`);
  if (node.kind === 'loss') return say('role.loss');
  if (node.kind === 'parameter') return say('role.parameter');
  if (node.kind === 'input') return node.role === 'label' ? say('role.label') : say('role.input');
  return '';
}

/** The factor in a scaled verdict's box: ×400, ×0.5, −1. */
export function scaleText(scale: number | null | undefined): string {
  if (scale === null || scale === undefined || !Number.isFinite(scale)) return '×c';
  if (scale === -1) return '−1';
  const text = Number(scale.toPrecision(3)).toString().replace('e+', 'e').replace('-', '−');
  return `×${text}`;
}

/** How wide the mark of a verdict is: a scaled one holds its factor. */
export function markWidth(node: GraphNode, fonts: Fonts): number {
  if (!node.status) return 0;
  return node.status === 'correct-scaled' ? Math.max(26, uiWidth(scaleText(node.scale), 10, fonts.ui) * 1.1 + 10) : 16;
}

export const padding = 10;
export const widest = 160;
export const narrowest = 86;

export const hasStrip = (node: GraphNode): boolean =>
  node.shape.length > 0 && ((node.values !== undefined && node.values.cells.length > 0) || node.error !== undefined);

/** 88 with an equation, 66 with values and no equation, 48 with neither. */
export const heightOf = (node: GraphNode): number => (node.formula !== undefined ? 88 : hasStrip(node) ? 66 : 48);

const runsText = (runs: readonly Run[]): string => runs.map(run => run.text).join('');

/** The width of an equation: raised and lowered characters are smaller, serifs narrower. */
export function runsWidth(runs: readonly Run[], size: number, fonts: Fonts): number {
  let width = 0;
  for (const run of runs) width += uiWidth(run.text, run.style === 'sub' || run.style === 'sup' ? size * 0.7 : size, fonts.ui);
  return width;
}

/** The width a node wants, before it is limited. */
export function wantedWidth(node: GraphNode, fonts: Fonts): number {
  const caption = captionOf(node);
  const right = (caption ? uiWidth(caption, 10.5, fonts.ui) + 12 : 0) + (node.status ? markWidth(node, fonts) + 6 : 0);
  const header = codeWidth(node.label.slice(0, 40), 13, fonts.code) + right;
  const formula = node.formula ? formulaWidth(node.formula, 13, fonts) : 0;
  const sizes = uiWidth(sizesText(node.dims, node.shape), 11, fonts.ui);
  return Math.max(header, Math.min(formula, widest), sizes) + 2 * padding;
}

/**
 * At least the width that `runsWidth(mathRuns(formula))` has, found in one walk over the text without taking it apart: a large graph has
 * thousands of equations. Digits after a letter are lowered and small. It stops where the widest box is full.
 */
function formulaWidth(formula: string, size: number, fonts: Fonts): number {
  let em = 0;
  let inName = false;
  for (const char of formula.startsWith('np.') ? formula.slice(3) : formula) {
    const digit = char >= '0' && char <= '9';
    em += digit && inName ? 0.7 * advance(char) : advance(char);
    inName = digit ? inName : isLetter(char);
    if (em * size > widest) break;
  }
  return em * size * fonts.ui;
}

const isLetter = (char: string): boolean =>
  (char >= 'a' && char <= 'z') || (char >= 'A' && char <= 'Z') || char === '_' || char.charCodeAt(0) > 0x2af || char === 'µ';

/** The equation cut to the room there is. */
export function formulaRuns(formula: string, room: number, size: number, fonts: Fonts): Run[] {
  const runs = mathRuns(formula);
  if (runsWidth(runs, size, fonts) <= room) return runs;
  const total = Array.from(runsText(runs)).length;
  let low = 1;
  let high = total;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (runsWidth(cutRuns(runs, middle), size, fonts) <= room) low = middle;
    else high = middle - 1;
  }
  return cutRuns(runs, low);
}

export const fitName = (label: string, room: number, fonts: Fonts): string => shorten(label, room, text => codeWidth(text, 13, fonts.code));
export const fitText = (text: string, room: number, size: number, fonts: Fonts): string =>
  shorten(text, room, each => uiWidth(each, size, fonts.ui));
