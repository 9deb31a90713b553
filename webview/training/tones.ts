// Colours of series and classes: always from the theme's variables, each with a dash or a shape of its own.
import * as d3 from 'd3';

/** Of curves in one chart. */
export const DASHES = [undefined, '6 3', '1.5 2.5', '9 3 2 3', '3 2', '12 4'] as const;

export const toneOf = (i: number): string => `tone-${(i % 6) + 1}`;
export const dashOf = (i: number): string | undefined => DASHES[i % DASHES.length];

/** Of classes: the first two are below and above, as everywhere. */
const CLASS_VARIABLES = ['--below', '--above', '--ok', '--backward', '--bad', '--class-6'];

export const SYMBOLS = [d3.symbolTriangle, d3.symbolCircle, d3.symbolSquare, d3.symbolDiamond, d3.symbolCross, d3.symbolWye];

export const classTone = (k: number): string => `class-${k % CLASS_VARIABLES.length}`;

/** What the theme makes of the variables now; read again when the theme changes. */
export function classColours(count: number): { classes: d3.RGBColor[]; background: d3.RGBColor } {
  const probe = document.createElement('span');
  probe.hidden = true;
  document.body.append(probe);
  const read = (variable: string): d3.RGBColor => {
    probe.style.color = `var(${variable})`;
    return resolved(getComputedStyle(probe).color);
  };
  const classes = Array.from({ length: count }, (_, k) => read(CLASS_VARIABLES[k % CLASS_VARIABLES.length]));
  const background = read('--bg');
  probe.remove();
  return { classes, background };
}

/** `rgb(…)`, or `color(srgb r g b)` where the value is a mix. */
function resolved(text: string): d3.RGBColor {
  const parts = /^color\(srgb ([\d.e-]+) ([\d.e-]+) ([\d.e-]+)/.exec(text);
  if (parts) return d3.rgb(255 * Number(parts[1]), 255 * Number(parts[2]), 255 * Number(parts[3]));
  return d3.rgb(text);
}
