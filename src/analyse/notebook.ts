// A notebook as one file: its code cells in order, magics and shell lines blanked, and where each cell begins.

export interface NotebookText {
  readonly text: string;
  /** For each code cell: its index among all cells, and the lines of the joined text that are its own (1-based, end exclusive). */
  readonly cells: readonly { readonly index: number; readonly from: number; readonly to: number }[];
}

interface Cell {
  readonly cell_type?: unknown;
  readonly source?: unknown;
}

const sourceOf = (cell: Cell): string =>
  Array.isArray(cell.source) ? cell.source.join('') : typeof cell.source === 'string' ? cell.source : '';

/** `%matplotlib inline`, `!pip install …` and `%%time` are no Python. */
const blank = (line: string): string => (/^\s*[%!?]/.test(line) || /^\s*\w[\w.]*\?\??\s*$/.test(line) ? '' : line);

export function joinCells(sources: readonly { index: number; source: string }[]): NotebookText {
  const lines: string[] = [];
  const cells = sources.map(({ index, source }) => {
    const from = lines.length + 1;
    const own = source.split(/\r\n|\r|\n/);
    const foreign = /^\s*%%(?!time|capture|timeit)/.test(own[0] ?? '');
    lines.push(...own.map(line => (foreign ? '' : blank(line))));
    return { index, from, to: lines.length + 1 };
  });
  return { text: `${lines.join('\n')}\n`, cells };
}

/** Null where the text is not a notebook. */
export function readNotebook(json: string): NotebookText | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch {
    return null;
  }
  const cells = (parsed as { cells?: unknown } | null)?.cells;
  if (!Array.isArray(cells)) return null;
  const code = (cells as Cell[]).flatMap((cell, index) => (cell.cell_type === 'code' ? [{ index, source: sourceOf(cell) }] : []));
  return joinCells(code);
}
