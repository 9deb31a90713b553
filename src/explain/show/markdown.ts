// A card as Markdown for a hover. Everything that comes from a file is escaped: no name makes markup, a link or an image.
import type { Block, Card, Inline, Words } from '../../report/explained';
import type { ValueSample } from '../../report/report';
import { formulaImage, type SetFormulas } from './formulas';
import { verdictColour, verdictMark } from './marks';
import { broadcastPicture, clashPicture, slopePicture, transposePicture, valuesPicture } from './pictures';
import { image, type Svg, whole } from './svg';
import { COLOURS, type Colours, type ThemeKind } from './themes';

/** The addresses of what a hover leads to; null: no link. */
export interface Links {
  line(line: number): string | null;
  fix(finding: number, fix: number): string | null;
  /** Links at the end: Show in graph. */
  readonly more: readonly { readonly text: string; readonly address: string }[];
}

export interface Look {
  readonly theme: ThemeKind;
  readonly formulas: SetFormulas;
  readonly links: Links;
  readonly proved: string;
  readonly notProved: string;
}

/** The editor cuts a part that is longer; what does not fit any more is said in words. */
const LONGEST_PART = 90_000;

/** The parts of a hover: as few as may be, since only a line across separates what is in one. */
export function cardMarkdown(card: Card, look: Look): string[] {
  const colours = COLOURS[look.theme];
  const parts: string[] = [];
  let lines: string[] = [];
  let length = 0;
  const close = (): void => {
    while (lines[lines.length - 1] === ACROSS) lines.pop();
    if (lines.length) parts.push(lines.join('\n\n'));
    lines = [];
    length = 0;
  };
  for (const block of card.blocks) {
    let line = blockMarkdown(block, look, colours);
    if (line.length > LONGEST_PART) line = withoutPictures(block);
    if (length + line.length > LONGEST_PART) close();
    if (line === ACROSS && (lines.length === 0 || lines[lines.length - 1] === ACROSS)) continue;
    lines.push(line);
    length += line.length + 2;
  }
  if (look.links.more.length) lines.push(look.links.more.map(({ text, address }) => `[${escapeMarkdown(text)}](${address})`).join(' · '));
  close();
  return parts;
}

const ACROSS = '---';

/** A value's picture with its name and shape. */
export function valuesImage(name: string, shape: string, sample: ValueSample, theme: ThemeKind): string {
  const look = sample.rows > 1 || sample.columns <= 12 ? 'map' : 'curve';
  const picture = valuesPicture({ kind: 'values', sample, look, alt: name }, COLOURS[theme]);
  return `**${escapeMarkdown(name)}** ${code(shape)}\n\n${drawn(picture, name)}`;
}

function blockMarkdown(block: Block, look: Look, colours: Colours): string {
  switch (block.kind) {
    case 'heading': {
      const colour = block.status && verdictColour(block.status, colours);
      const words = inlines(block.words, look, colour);
      return block.status ? `${mark(verdictMark(block.status, block.factor ?? '', colours), block.status)} ${words}` : words;
    }
    case 'words':
      return block.quiet ? coloured(colours.dim, inlines(block.words, look)) : inlines(block.words, look);
    case 'maths': {
      const note = block.note ? noteMarkdown(block.note, block.fits, look, colours) : '';
      const picture = formulaImage(look.formulas(block.maths.latex), block.maths.text, colours.foreground, note !== '');
      return `${picture ?? code(block.maths.text)}${note || ALONE}`;
    }
    case 'values':
      return drawn(valuesPicture(block, colours), block.alt);
    case 'slope':
      return drawn(slopePicture(block, colours), block.alt);
    case 'transpose':
      return drawn(transposePicture(block, colours), block.alt);
    case 'broadcast':
      return drawn(broadcastPicture(block, colours), block.alt);
    case 'clash':
      return drawn(clashPicture(block, colours), block.alt);
    case 'fix': {
      const address = look.links.fix(block.finding, block.fix);
      const title = escapeMarkdown(block.title);
      return `${address ? `[**${title}**](${address})` : `**${title}**`} ${block.verified ? look.proved : look.notProved}`;
    }
    case 'rule':
      return ACROSS;
  }
}

function noteMarkdown(note: Words, fits: boolean | undefined, look: Look, colours: Colours): string {
  const mark = fits === undefined ? '' : coloured(fits ? colours.okText : colours.badText, fits ? ' ✓' : ' ✗');
  return `&emsp;${coloured(colours.dim, inlines(note, look))}${mark}`;
}

/** A line that is a tag and nothing else would be no paragraph of its own. */
const ALONE = '&#8203;';

const drawn = (svg: Svg, alt: string): string => image(whole(svg), svg.width, svg.height, alt) + ALONE;

/** Half the height of a small letter, below which the middle of a mark would come to lie on the baseline. */
const RAISED = 9;

function mark(svg: Svg, alt: string): string {
  const raised = { ...svg, height: svg.height + RAISED };
  return image(whole(raised), raised.width, raised.height, alt, true);
}

function withoutPictures(block: Block): string {
  if ('alt' in block) return escapeMarkdown(block.alt);
  if (block.kind === 'maths') return code(block.maths.text);
  return '';
}

const coloured = (colour: string, markdown: string): string => `<span style="color:${colour};">${markdown}</span>`;

function inlines(all: Words, look: Look, strong?: string): string {
  return all.map(each => inline(each, look, strong)).join('');
}

function inline(each: Inline, look: Look, colour?: string): string {
  switch (each.kind) {
    case 'text':
      return escapeMarkdown(each.text);
    case 'strong': {
      const text = `**${escapeMarkdown(each.text)}**`;
      return colour ? coloured(colour, text) : text;
    }
    case 'stress':
      return `*${escapeMarkdown(each.text)}*`;
    case 'code':
      return code(each.text);
    case 'line': {
      const address = look.links.line(each.line);
      const text = each.code ? code(each.text) : escapeMarkdown(each.text);
      return address ? `[${text}](${address})` : text;
    }
  }
}

/** Every character that could mean something to Markdown or HTML is written as itself. */
export const escapeMarkdown = (text: string): string => text.replace(/\s+/g, ' ').replace(/[!-/:-@[-`{-~]/g, '\\$&');

/** A code span whose fence is longer than any in the text. */
export function code(text: string): string {
  const plain = text.replace(/\s+/g, ' ').trim();
  if (plain === '') return '';
  const longest = Math.max(0, ...[...plain.matchAll(/`+/g)].map(m => m[0].length));
  const fence = '`'.repeat(longest + 1);
  const pad = plain.startsWith('`') || plain.endsWith('`') ? ' ' : '';
  return `${fence}${pad}${plain}${pad}${fence}`;
}
