// How wide the reader's fonts are beside the ones the host reckons with, so that boxes get the width their text needs.

/** The host's widths of the samples at 100 px, in pixels: `uiWidth` and `codeWidth` of src/picture/text.ts. */
const sample = 'Weights (n1, m) = (4, 400) correct merged';
const reckoned = { ui: 2061, code: 2468.2 };

export function measureFonts(): { ui: number; code: number } {
  const context = document.createElement('canvas').getContext('2d');
  const style = getComputedStyle(document.body);
  if (!context) return { ui: 1, code: 1 };
  const width = (family: string) => {
    context.font = `100px ${family}`;
    return context.measureText(sample).width;
  };
  const code = style.getPropertyValue('--vscode-editor-font-family') || 'monospace';
  const share = (measured: number, known: number) => Math.round(Math.min(1.3, Math.max(0.85, measured / known)) * 100) / 100;
  return { ui: share(width(style.fontFamily), reckoned.ui), code: share(width(code), reckoned.code) };
}
