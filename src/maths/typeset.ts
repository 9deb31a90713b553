// Sets LaTeX as SVG with MathJax: synchronously, without a DOM, in one font whose tables the build trims.

import { MathJaxTexFont } from '@mathjax/mathjax-tex-font/mjs/svg.js';
import { liteAdaptor } from '@mathjax/src/mjs/adaptors/liteAdaptor.js';
import { RegisterHTMLHandler } from '@mathjax/src/mjs/handlers/html.js';
import '@mathjax/src/mjs/input/tex/ams/AmsConfiguration.js';
import '@mathjax/src/mjs/input/tex/base/BaseConfiguration.js';
import { TeX } from '@mathjax/src/mjs/input/tex.js';
import { mathjax } from '@mathjax/src/mjs/mathjax.js';
import { SVG } from '@mathjax/src/mjs/output/svg.js';

/** A formula in its own units: 1000 to the em. The baseline is at y = 0. */
export interface Typeset {
  /** What goes into an `<svg>`; its colour is `currentColor`. */
  readonly inner: string;
  readonly x: number;
  readonly width: number;
  readonly ascent: number;
  readonly descent: number;
}

const adaptor = liteAdaptor();
RegisterHTMLHandler(adaptor);

const page = mathjax.document('', {
  InputJax: new TeX({ packages: ['base', 'ams'], formatError: refuse }),
  OutputJax: new SVG({ fontData: MathJaxTexFont, fontCache: 'local', useXlink: false }),
});

/** A formula that cannot be read is no formula: MathJax would draw the message. */
function refuse(_jax: unknown, error: Error): never {
  throw error;
}

/** Null where MathJax cannot read it. */
export function typeset(latex: string): Typeset | null {
  let text: string;
  try {
    text = adaptor.innerHTML(page.convert(latex, { display: true, em: 16, ex: 8, containerWidth: 100_000 }));
  } catch {
    return null;
  }
  if (/data-mjx-error|data-mml-node="merror"/.test(text)) return null;
  const box = /viewBox="([-\d.]+) ([-\d.]+) ([-\d.]+) ([-\d.]+)"/.exec(text);
  const inner = /^<svg[^>]*>(.*)<\/svg>$/s.exec(text)?.[1];
  if (!box || inner === undefined) return null;
  const [x, y, width, height] = box.slice(1).map(Number);
  return { inner: compact(inner), x, width, ascent: -y, descent: height + y };
}

/** Without what only assistive software in a page would read, and with glyph names of a few letters. */
function compact(svg: string): string {
  const names = new Map<string, string>();
  const short = (name: string): string => {
    const known = names.get(name) ?? `g${names.size}`;
    names.set(name, known);
    return known;
  };
  return svg
    .replace(/ (?:data-[\w-]+|role|focusable|aria-[\w-]+)="[^"]*"/g, '')
    .replace(/id="(MJX-[^"]+)"/g, (_whole, name: string) => `id="${short(name)}"`)
    .replace(/href="#(MJX-[^"]+)"/g, (_whole, name: string) => `href="#${short(name)}"`);
}
