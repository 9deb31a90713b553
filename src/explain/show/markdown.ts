// A card as Markdown for a hover. Everything that comes from a file is escaped: no name makes markup, a link or an image.
import type { Block, Card, Inline, Words } from '../../report/explained';
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

/** The parts of a hover, which the editor separates by lines. */
export function cardMarkdown(card: Card, look: Look): string[] {
  const colours = COLOURS[look.theme];
  const parts: string[] = [];
  let lines: string[] = [];
  let length = 0;
  const close = (): void => {
    if (lines.length) parts.push(lines.join('\n\n'));
    lines = [];
    length = 0;
  };
  for (const block of card.blocks) {
    if (block.kind === 'rule') {
      close();
      continue;
    }
    let line = blockMarkdown(block, look, colours);
    if (length + line.length > LONGEST_PART) line = withoutPictures(block);
    if (length + line.length > LONGEST_PART) close();
    lines.push(line);
    length += line.length;
  }
  if (look.links.more.length) lines.push(look.links.more.map(({ text, address }) => `[${escapeMarkdown(text)}](${address})`).join(' · '));
  close();
  return parts;
}

function blockMarkdown(block: Block, look: Look, colours: Colours): string {
  switch (block.kind) {
    case 'heading': {
      const colour = block.status && verdictColour(block.status, colours);
      const words = inlines(block.words, look, colour);
      return block.status ? `${drawn(verdictMark(block.status, block.factor ?? '', colours), block.status, true)} ${words}` : words;
    }
    case 'words':
      return block.quiet ? coloured(colours.dim, inlines(block.words, look)) : inlines(block.words, look);
    case 'maths': {
      const note = block.note ? noteMarkdown(block.note, block.fits, look, colours) : '';
      const picture = formulaImage(look.formulas(block.maths.latex), block.maths.text, colours.foreground, note !== '');
      return `${picture ?? code(block.maths.text)}${note}`;
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
      return '';
  }
}

function noteMarkdown(note: Words, fits: boolean | undefined, look: Look, colours: Colours): string {
  const mark = fits === undefined ? '' : coloured(fits ? colours.okText : colours.badText, fits ? ' ✓' : ' ✗');
  return `&emsp;${coloured(colours.dim, inlines(note, look))}${mark}`;
}

const drawn = (svg: Svg, alt: string, middle = false): string => image(whole(svg), svg.width, svg.height, alt, middle);

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
      return address ? `[${escapeMarkdown(each.text)}](${address})` : escapeMarkdown(each.text);
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
