// How wide text stands in a terminal: wide characters take two columns, combining marks none, tabs go to the next stop.

const TAB = 4;

/** East Asian wide and full-width blocks, and emoji, as ranges of code points. */
const WIDE: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0x33ff],
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fff],
  [0xa000, 0xa4cf],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x1f300, 0x1f64f],
  [0x1f680, 0x1f6ff],
  [0x1f900, 0x1f9ff],
  [0x20000, 0x3fffd],
];

function widthOf(character: string): number {
  if (/^[\p{Mn}\p{Me}\p{Cf}]$/u.test(character)) return 0;
  const code = character.codePointAt(0)!;
  return code >= 0x1100 && WIDE.some(([from, to]) => code >= from && code <= to) ? 2 : 1;
}

/** The columns that a text takes, from the left edge. */
export const displayWidth = (text: string): number => layOut(text).width;

/** The text with tabs as spaces, and what else would move the cursor made visible. */
export const printable = (text: string): string => layOut(text).text;

function layOut(text: string): { text: string; width: number } {
  let width = 0;
  let out = '';
  for (const character of text) {
    if (character === '\t') {
      const step = TAB - (width % TAB);
      out += ' '.repeat(step);
      width += step;
    } else if (/^\p{Cc}$/u.test(character)) {
      out += '\ufffd';
      width += 1;
    } else {
      out += character;
      width += widthOf(character);
    }
  }
  return { text: out, width };
}

/** Fills up to a width with spaces. */
export const padEnd = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - displayWidth(text)));
export const padStart = (text: string, width: number): string => ' '.repeat(Math.max(0, width - displayWidth(text))) + text;
