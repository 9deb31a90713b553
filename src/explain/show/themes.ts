// Colours of hovers by kind of theme: an image in a hover cannot read the theme's variables, so that they are VS Code's own by value.

export type ThemeKind = 'light' | 'dark' | 'contrast' | 'contrast-light';

export interface Colours {
  readonly foreground: string;
  /** Of the hover's box. */
  readonly background: string;
  readonly dim: string;
  readonly line: string;
  readonly fill: string;
  readonly grid: string;
  readonly ok: string;
  readonly scaled: string;
  readonly bad: string;
  readonly inherited: string;
  readonly gradient: string;
  readonly above: string;
  readonly below: string;
  /** Text in the verdicts' colours, with contrast enough. */
  readonly okText: string;
  readonly scaledText: string;
  readonly badText: string;
  readonly inheritedText: string;
}

interface Base {
  readonly foreground: string;
  readonly background: string;
  readonly red: string;
  readonly blue: string;
  readonly green: string;
  readonly orange: string;
  readonly purple: string;
  readonly border?: string;
}

const BASES: Readonly<Record<ThemeKind, Base>> = {
  dark: {
    foreground: '#cccccc',
    background: '#202020',
    red: '#f14c4c',
    blue: '#59a4f9',
    green: '#89d185',
    orange: '#d18616',
    purple: '#b180d7',
  },
  light: {
    foreground: '#3b3b3b',
    background: '#f8f8f8',
    red: '#e51400',
    blue: '#0063d3',
    green: '#388a34',
    orange: '#d18616',
    purple: '#652d90',
  },
  contrast: {
    foreground: '#ffffff',
    background: '#0c141f',
    red: '#f48771',
    blue: '#59a4f9',
    green: '#89d185',
    orange: '#ffd370',
    purple: '#b180d7',
    border: '#6fc3df',
  },
  'contrast-light': {
    foreground: '#292929',
    background: '#ffffff',
    red: '#b5200d',
    blue: '#0f4a85',
    green: '#374e06',
    orange: '#7a4a00',
    purple: '#652d90',
    border: '#0f4a85',
  },
};

function coloursOf(base: Base): Colours {
  const { foreground: fg, background: bg } = base;
  const plain = base.border !== undefined;
  const inherited = plain ? base.orange : mix(base.orange, fg, 0.84);
  return {
    foreground: fg,
    background: bg,
    dim: plain ? fg : mix(fg, bg, 0.8),
    line: base.border ?? mix(fg, bg, 0.72),
    fill: plain ? bg : mix(fg, bg, 0.07),
    grid: mix(fg, bg, plain ? 0.3 : 0.14),
    ok: base.green,
    scaled: base.blue,
    bad: base.red,
    inherited,
    gradient: base.purple,
    above: base.blue,
    below: base.orange,
    okText: mix(base.green, fg, 0.72),
    scaledText: mix(base.blue, fg, 0.8),
    badText: mix(base.red, fg, 0.74),
    inheritedText: plain ? inherited : mix(inherited, fg, 0.5),
  };
}

/** `share` of the first colour in sRGB, as `color-mix` does it. */
function mix(first: string, second: string, share: number): string {
  const channel = (colour: string, at: number): number => Number.parseInt(colour.slice(1 + 2 * at, 3 + 2 * at), 16);
  const mixed = [0, 1, 2].map(at => Math.round(channel(first, at) * share + channel(second, at) * (1 - share)));
  return `#${mixed.map(value => value.toString(16).padStart(2, '0')).join('')}`;
}

export const COLOURS: Readonly<Record<ThemeKind, Colours>> = {
  dark: coloursOf(BASES.dark),
  light: coloursOf(BASES.light),
  contrast: coloursOf(BASES.contrast),
  'contrast-light': coloursOf(BASES['contrast-light']),
};
