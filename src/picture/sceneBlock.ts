// A folded group: a box with its members' names and equations, or, in the backward lane, one mark for every gradient.
import { picture as say } from '../messages/picture';
import type { GradientStatus, Graph } from '../report/report';
import { dotPart } from './marks';
import { fitName, fitText, formulaRuns } from './nodeText';
import type { Block, PictureNode } from './picture';
import type { Part, SceneNode } from './primitives';
import type { Manner } from './sceneNode';
import { codeWidth, keyOf, uiWidth } from './text';

const severity: readonly GradientStatus[] = ['wrong', 'inherited', 'unchecked', 'correct-scaled', 'correct'];
const rows = 5;
const mostDots = 12;

/** The worst verdict in a block: what one must see when it is folded. */
export const worst = (block: Block): GradientStatus | undefined =>
  severity.find(status => block.families.some(family => family.verdicts.includes(status)));

export function blockParts(
  graph: Graph,
  node: PictureNode,
  block: Block,
  manner: Manner,
): Pick<SceneNode, 'look' | 'spoken' | 'words' | 'parts' | 'status'> {
  const { width, height } = node;
  const status = worst(block);
  const parts: Part[] = [];
  if (block.times > 1) {
    for (const offset of [12, 6]) parts.push({ kind: 'rect', look: 'stack', detail: 1, x: offset, y: -offset, width, height, radius: 8 });
  }
  parts.push({ kind: 'rect', look: 'box', detail: 0, x: 0, y: 0, width, height, radius: 8 });
  parts.push(...header(block, width, manner));
  const lines = node.pass === 'backward' ? block.families.filter(family => family.verdicts.length > 0) : block.families;
  for (const [at, family] of lines.slice(0, rows).entries()) parts.push(...line(graph, node, family, 40 + at * 20, manner));
  const bottom = height - 10;
  const more = lines.length - rows;
  const note =
    more > 0
      ? `${say('moreFamilies', { n: more })} · ${say('blockValues', { n: block.members })}`
      : say('blockValues', { n: block.members });
  parts.push({ kind: 'text', look: 'caption', detail: 3, x: 12, y: bottom, text: note, size: 10.5 });
  const look = ['node', node.pass, 'block', ...(status ? [`is-${status}`] : [])].join(' ');
  const names = block.families.map(family => family.name).join(' ');
  return {
    look,
    parts,
    ...(status ? { status } : {}),
    spoken: say('spokenBlock', { name: block.title, n: block.members }),
    words: `${block.title} ${names}`.toLowerCase(),
  };
}

function header(block: Block, width: number, { fonts }: Manner): Part[] {
  const badge = block.times > 1 ? `× ${block.times}` : '';
  const badgeWidth = badge ? uiWidth(badge, 12, fonts.ui) + 14 : 0;
  const room = width - 34 - (badge ? badgeWidth + 18 : 10);
  const title = fitText(block.title, room, 12, fonts);
  const parts: Part[] = [
    { kind: 'rect', look: 'toggle', detail: 2, x: 9, y: 7, width: 16, height: 16, radius: 4 },
    { kind: 'path', look: 'toggle-sign', detail: 2, d: 'M13 15h8M17 11v8' },
    {
      kind: 'text',
      look: 'title',
      detail: 1,
      x: 32,
      y: 19.5,
      text: title,
      size: 12,
      ...(title === block.title ? {} : { full: block.title }),
    },
  ];
  if (badge) {
    parts.push({ kind: 'rect', look: 'badge', detail: 1, x: width - 10 - badgeWidth, y: 5.5, width: badgeWidth, height: 19, radius: 9.5 });
    parts.push({
      kind: 'text',
      look: 'badge-text',
      detail: 1,
      x: width - 10 - badgeWidth / 2,
      y: 19,
      text: badge,
      anchor: 'middle',
      size: 12,
    });
  }
  return parts;
}

function line(graph: Graph, node: PictureNode, family: Block['families'][number], y: number, { fonts }: Manner): Part[] {
  const name = fitName(keyOf(family.name), 76, fonts);
  const parts: Part[] = [{ kind: 'text', look: 'member', detail: 2, x: 12, y: y + 9, text: name, size: 12 }];
  const left = 12 + Math.max(34, codeWidth(name, 12, fonts.code) + 10);
  if (node.pass === 'forward') {
    const formula = graph.nodes[family.of]?.formula;
    if (formula)
      parts.push({
        kind: 'text',
        look: 'formula',
        detail: 3,
        x: left,
        y: y + 9,
        text: formulaRuns(formula, node.width - left - 12, 12, fonts),
        size: 12,
      });
    return parts;
  }
  const wrong = family.verdicts.filter(status => status === 'wrong').length;
  const verdict = severity.find(status => family.verdicts.includes(status)) ?? 'unchecked';
  const text = wrong > 0 && family.verdicts.length > 1 ? say('blockWrong', { n: wrong }) : say(`verdict.${verdict}`);
  const room = node.width - 12 - uiWidth(text, 10.5, fonts.ui) - 6 - left;
  const dots = family.verdicts.slice(0, Math.max(1, Math.min(mostDots, Math.floor(room / 12))));
  for (const [at, status] of dots.entries()) parts.push(dotPart(status, left + at * 12, y));
  parts.push({
    kind: 'text',
    look: wrong > 0 ? 'caption wrong-text' : 'caption',
    detail: 3,
    x: node.width - 12,
    y: y + 9,
    text,
    anchor: 'end',
    size: 10.5,
  });
  return parts;
}
