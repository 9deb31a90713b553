// A box with what is written in it.
import { picture as say } from '../messages/picture';
import type { Graph, GraphNode, Report } from '../report/report';
import { markParts } from './marks';
import { mathRuns } from './mathText';
import { captionOf, type Fonts, fitName, fitText, formulaRuns, hasStrip, markWidth, padding, scaleText } from './nodeText';
import type { PictureNode } from './picture';
import type { Part, SceneNode } from './primitives';
import { blockParts } from './sceneBlock';
import { stripParts } from './strip';
import { codeWidth, keyOf, shapeText, sizesText, uiWidth, valueText } from './text';

export interface Manner {
  fonts: Fonts;
  /** Value strips are drawn. */
  strips: boolean;
  /** The loss's value. */
  loss: number | null;
  /** Nodes whose operation has no result, because the shapes do not fit. */
  valueless: ReadonlySet<string>;
}

/** A wrong value is still a value, and is shown; what does not fit has none. */
export function valuelessIn({ graph, gradients }: Report): Set<string> {
  const found = new Set<string>();
  for (const node of graph.nodes) {
    if (node.error === undefined) continue;
    const own = gradients.filter(each => each.name === node.label && each.range.start.line === node.range?.start.line);
    if (!own.some(each => each.hand)) found.add(node.id);
  }
  return found;
}

export function sceneNode(graph: Graph, node: PictureNode, manner: Manner): SceneNode {
  const shown = graph.nodes[node.of];
  const base = {
    id: node.id,
    pass: node.pass,
    kind: node.kind,
    label: node.label,
    of: node.of,
    x: node.x,
    y: node.y,
    width: node.width,
    height: node.height,
  };
  const rest = { column: node.column, row: node.row, ...(node.twin === undefined ? {} : { twin: node.twin }) };
  if (node.block) return { ...base, ...rest, ...blockParts(graph, node, node.block, manner), path: node.block.path };
  if (!shown) return { ...base, ...rest, ...quietParts(node, manner) };
  const status = shown.status ? { status: shown.status } : {};
  const range = shown.range ? { range: shown.range } : {};
  const equation = shown.formula === undefined || !manner.strips ? {} : { equation: mathRuns(shown.formula, 400) };
  return {
    ...base,
    ...rest,
    ...status,
    ...range,
    ...equation,
    look: lookOf(node, shown),
    spoken: spoken(shown),
    words: words(shown),
    parts: valueParts(shown, node, manner),
  };
}

function lookOf(node: PictureNode, shown: GraphNode): string {
  const looks = ['node', node.pass, shown.kind];
  if (shown.status) looks.push(`is-${shown.status}`);
  if (shown.error !== undefined && shown.status !== 'wrong') looks.push('is-wrong');
  if (shown.change) looks.push(`is-${shown.change.kind}`);
  return looks.join(' ');
}

const spoken = (node: GraphNode): string =>
  node.change ? say('spokenChange', { what: spokenPlain(node), change: say(`change.${node.change.kind}`) }) : spokenPlain(node);

function spokenPlain(node: GraphNode): string {
  const shape = node.shape.length === 0 ? say('scalar') : sizesText(node.dims, node.shape);
  if (node.status) return say('spokenGradient', { name: node.label, verdict: say(`verdict.${node.status}`), shape });
  return say('spokenNode', { name: node.label, kind: captionOf(node) || say('role.operation'), shape });
}

const words = (node: GraphNode): string =>
  [
    node.label,
    shapeText(node.shape),
    `(${node.dims.join(', ')})`,
    captionOf(node),
    node.kind,
    node.formula ?? '',
    node.group ?? '',
    node.change ? say(`change.${node.change.kind}`) : '',
  ]
    .join(' ')
    .toLowerCase();

function valueParts(shown: GraphNode, node: PictureNode, manner: Manner): Part[] {
  const { fonts } = manner;
  const { width, height } = node;
  const parts: Part[] = [{ kind: 'rect', look: 'box', detail: 0, x: 0, y: 0, width, height, radius: 6 }];
  if (shown.kind === 'loss')
    parts.push({ kind: 'rect', look: 'inner', detail: 1, x: 3, y: 3, width: width - 6, height: height - 6, radius: 4 });
  const right = headerRight(shown, width, fonts, parts);
  parts.push(...nameParts(node.label, width - 2 * padding - right, fonts));
  bodyParts(shown, node, manner, parts);
  if (shown.change) parts.push(...changeParts(shown.change.kind, fonts));
  return parts;
}

const changeSigns = { added: '+', removed: '−', changed: '≠' } as const;

/** What has become of it, on a tab at the box's upper edge: sign, word and colour. */
function changeParts(kind: keyof typeof changeSigns, fonts: Fonts): Part[] {
  const text = `${changeSigns[kind]} ${say(`change.${kind}`)}`;
  const width = uiWidth(text, 10.5, fonts.ui) + 14;
  return [
    { kind: 'rect', look: `change ${kind}`, detail: 1, x: 8, y: -9, width, height: 16, radius: 8 },
    { kind: 'text', look: `change-text ${kind}`, detail: 1, x: 8 + width / 2, y: 2.8, text, anchor: 'middle', size: 10.5 },
  ];
}

/** A long name with a key in it has a second form, the key alone: that is what is read from afar. */
function nameParts(label: string, room: number, fonts: Fonts): Part[] {
  const name = nameText(label, room, fonts);
  const key = label.length > longName ? keyOf(label) : label;
  if (key === label) return [name];
  return [
    { ...name, look: 'name long' },
    { ...nameText(key, room, fonts), look: 'name short', full: label },
  ];
}

const longName = 9;

function nameText(label: string, room: number, fonts: Fonts): Extract<Part, { kind: 'text' }> {
  const text = fitName(label, room, fonts);
  return { kind: 'text', look: 'name', detail: 1, x: padding, y: 20, text, size: 13, ...(text === label ? {} : { full: label }) };
}

function sizesPart(shown: GraphNode, width: number, y: number, fonts: Fonts): Part {
  const whole = sizesText(shown.dims, shown.shape);
  const text = fitText(whole, width - 2 * padding, 11, fonts);
  return { kind: 'text', look: 'sizes', detail: 3, x: padding, y, text, size: 11, ...(text === whole ? {} : { full: whole }) };
}

/** Kind or verdict on the right of the name; answers the room it takes. */
function headerRight(shown: GraphNode, width: number, fonts: Fonts, parts: Part[]): number {
  const mark = markWidth(shown, fonts);
  if (shown.status) parts.push(...markParts(shown.status, width - padding - mark, 7, scaleText(shown.scale), mark));
  const edge = width - padding - (mark > 0 ? mark + 6 : 0);
  const caption = captionOf(shown);
  const room = edge - padding - codeWidth(shown.label.slice(0, 40), 13, fonts.code) - 8;
  const taken = mark > 0 ? mark + 6 : 0;
  if (!caption || uiWidth(caption, 10.5, fonts.ui) > room) return taken;
  parts.push({
    kind: 'text',
    look: shown.status === 'wrong' ? 'caption wrong-text' : 'caption',
    detail: 3,
    x: edge,
    y: 19,
    text: caption,
    anchor: 'end',
    size: 10.5,
  });
  return taken + uiWidth(caption, 10.5, fonts.ui) + 8;
}

/** Equation, sizes (or a scalar's value), strip, from the top down. */
function bodyParts(shown: GraphNode, { width }: PictureNode, { fonts, strips, loss, valueless }: Manner, parts: Part[]): void {
  const room = width - 2 * padding;
  const plain = shown.formula === undefined;
  if (!plain) {
    const text = formulaRuns(shown.formula ?? '', room, 13, fonts);
    const cut = text.at(-1)?.text === '…';
    parts.push({ kind: 'text', look: 'formula', detail: 3, x: padding, y: 42, text, size: 13, ...(cut ? { full: shown.formula } : {}) });
  }
  const y = plain ? 38 : 62;
  if (shown.shape.length > 0) parts.push(sizesPart(shown, width, y, fonts));
  const value = shown.kind === 'loss' ? loss : (shown.values?.cells[0] ?? null);
  if (shown.shape.length === 0 && value !== null)
    parts.push({ kind: 'text', look: 'sizes', detail: 3, x: padding, y, text: valueText(value), size: 11 });
  if (!hasStrip(shown)) return;
  if (valueless.has(shown.id))
    parts.push({ kind: 'rect', look: 'hatch', detail: 2, x: padding, y: y + 7, width: room, height: 11, radius: 2 });
  else if (shown.values && strips) parts.push(...stripParts(shown.values, padding, y + 8, room, 10));
}

/** A merged gradient, or the start of the backward pass. */
function quietParts(node: PictureNode, { fonts }: Manner): Pick<SceneNode, 'look' | 'spoken' | 'words' | 'parts'> {
  const note = node.kind === 'seed' ? say('startsBackward') : say('mergedInto', { name: node.into ?? '' });
  const { width, height } = node;
  const parts: Part[] = [
    { kind: 'rect', look: 'box', detail: 0, x: 0, y: 0, width, height, radius: 6 },
    { kind: 'text', look: 'name', detail: 1, x: padding, y: 18, text: fitName(node.label, width - 2 * padding, fonts), size: 13 },
    { kind: 'text', look: 'caption', detail: 3, x: padding, y: 34, text: fitText(note, width - 2 * padding, 10.5, fonts), size: 10.5 },
  ];
  const spokenText =
    node.kind === 'seed' ? say('spokenSeed', { name: node.label }) : say('spokenGhost', { name: node.label, into: node.into ?? '' });
  return { look: `node ${node.pass} ${node.kind}`, spoken: spokenText, words: node.label.toLowerCase(), parts };
}
