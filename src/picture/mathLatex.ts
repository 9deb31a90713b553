// A right-hand side as LaTeX, from the runs that a node's text is made of: what the file writes, set as mathematics.
import type { Run } from './mathText';

const special: Record<string, string> = {
  '\\': '\\backslash ',
  '{': '\\{',
  '}': '\\}',
  _: '\\_',
  '^': '\\hat{}',
  '#': '\\#',
  $: '\\$',
  '%': '\\%',
  '&': '\\&',
  '~': '\\sim ',
  '·': '\\cdot ',
  '∗': '\\ast ',
  '−': '-',
  '≤': '\\le ',
  '≥': '\\ge ',
  '≠': '\\ne ',
  '√': '\\surd ',
  '∂': '\\partial ',
  '…': '\\ldots ',
  '′': "'",
  ' ': '\\,',
};

const signs = (text: string): string => Array.from(text, char => special[char] ?? char).join('');

const greek: Record<string, string> = {
  σ: '\\sigma',
  λ: '\\lambda',
  α: '\\alpha',
  β: '\\beta',
  γ: '\\gamma',
  ε: '\\varepsilon',
  μ: '\\mu',
};

/** `dW` is a d and an italic W close together: one name, not a product. */
function variable(text: string): string {
  if (greek[text]) return `${greek[text]} `;
  if (/^[A-Za-z]$/.test(text)) return text;
  return /^[\x20-\x7e]*$/.test(text) ? `\\mathit{${signs(text)}}` : `\\text{${text.replace(/[\\{}$]/g, '')}}`;
}

/** Stretches of letters upright, all else as signs. */
function upright(text: string): string {
  return text.replace(
    /([A-Za-z][A-Za-z.]*)|([^\x20-\x7eσλαβγεμ·∗−≤≥≠√∂…′]+)|(.)/gsu,
    (_whole, word: string, other: string, sign: string) =>
      word ? `\\mathrm{${word}}` : other ? `\\text{${other}}` : (greek[sign] ?? signs(sign)),
  );
}

export function latexOfRuns(runs: readonly Run[]): string {
  let latex = '';
  for (const { text, style } of runs) {
    if (style === 'sub') latex += `_{${upright(text)}}`;
    else if (style === 'sup') latex += text === 'T' ? '^{\\mathsf{T}}' : `^{${upright(text)}}`;
    else latex += style === 'v' ? variable(text) : upright(text);
  }
  return latex;
}
