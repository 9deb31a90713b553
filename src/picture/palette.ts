// The colours of an exported picture: VS Code's own in its light and dark themes, mixed as the view's style sheet mixes them.

export type Theme = 'light' | 'dark';

interface Base {
  background: string;
  foreground: string;
  red: string;
  blue: string;
  green: string;
  orange: string;
  purple: string;
  badge: string;
  badgeText: string;
}

const bases: Record<Theme, Base> = {
  light: {
    background: '#ffffff',
    foreground: '#3b3b3b',
    red: '#e51400',
    blue: '#0063d3',
    green: '#388a34',
    orange: '#d18616',
    purple: '#652d90',
    badge: '#cccccc',
    badgeText: '#3b3b3b',
  },
  dark: {
    background: '#1f1f1f',
    foreground: '#cccccc',
    red: '#f14c4c',
    blue: '#59a4f9',
    green: '#89d185',
    orange: '#d18616',
    purple: '#b180d7',
    badge: '#616161',
    badgeText: '#f8f8f8',
  },
};

export interface Palette {
  bg: string;
  fg: string;
  dim: string;
  node: string;
  nodeLine: string;
  lane: string;
  forward: string;
  backward: string;
  reused: string;
  ok: string;
  scaled: string;
  scaledText: string;
  bad: string;
  badText: string;
  badTint: string;
  inherited: string;
  above: string;
  below: string;
  badge: string;
  badgeText: string;
}

export function paletteOf(theme: Theme): Palette {
  const base = bases[theme];
  const { background: bg, foreground: fg } = base;
  const inherited = mix(base.orange, fg, 0.84);
  return {
    bg,
    fg,
    dim: mix(fg, bg, 0.8),
    node: mix(fg, bg, 0.05),
    nodeLine: mix(fg, bg, 0.3),
    lane: mix(fg, bg, 0.022),
    forward: mix(fg, bg, 0.72),
    backward: base.purple,
    reused: mix(fg, bg, 0.58),
    ok: base.green,
    scaled: base.blue,
    scaledText: mix(base.blue, fg, 0.8),
    bad: base.red,
    badText: mix(base.red, fg, 0.74),
    badTint: mix(base.red, bg, 0.13),
    inherited,
    above: base.blue,
    below: base.orange,
    badge: base.badge,
    badgeText: base.badgeText,
  };
}

/** `share` of the first colour in sRGB, as `color-mix` does it. */
export function mix(first: string, second: string, share: number): string {
  const channel = (color: string, at: number) => Number.parseInt(color.slice(1 + 2 * at, 3 + 2 * at), 16);
  const mixed = [0, 1, 2].map(at => Math.round(channel(first, at) * share + channel(second, at) * (1 - share)));
  return `#${mixed.map(value => value.toString(16).padStart(2, '0')).join('')}`;
}
