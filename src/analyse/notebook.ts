// A notebook as one file: its code cells in order, magics and shell lines blanked, and where each cell begins.
import type { Explained } from '../report/explained';
import type { Finding, Position, Range, Report } from '../report/report';

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

type CellLines = NotebookText['cells'][number];

/** The whole range lies in the cell: it as the cell counts lines; else null. */
function within(range: Range, { from, to }: CellLines): Range | null {
  if (range.start.line < from || range.end.line >= to) return null;
  const moved = ({ line, column }: Position): Position => ({ line: line - from + 1, column });
  return { start: moved(range.start), end: moved(range.end) };
}

/** Items with a range that lie in the cell, moved there. */
const kept = <T extends { readonly range: Range }>(items: readonly T[], cell: CellLines): T[] =>
  items.flatMap(item => {
    const range = within(item.range, cell);
    return range ? [{ ...item, range }] : [];
  });

function findingIn(finding: Finding, cell: CellLines): Finding | null {
  const range = within(finding.range, cell);
  if (!range) return null;
  // What lies in another cell has no place in this one.
  const fixes = finding.fixes.flatMap(fix => {
    const edits = kept(fix.edits, cell);
    return edits.length === fix.edits.length ? [{ ...fix, edits }] : [];
  });
  return { ...finding, range, related: kept(finding.related, cell), fixes };
}

/** What a report says about one cell, in the cell's own lines. */
export function reportOfCell(report: Report, cell: CellLines): Report {
  const findings = report.findings.map(finding => findingIn(finding, cell)).filter(finding => finding !== null);
  const { reasons } = report.coverage;
  return {
    ...report,
    variables: kept(report.variables, cell),
    gradients: kept(report.gradients, cell),
    findings,
    coverage: { ...report.coverage, reasons: kept(reasons, cell) },
  };
}

/** The marks and hints of one cell. A card's link to a line or a fix counts in the whole notebook: it is left out. */
export function explainedOfCell(explained: Explained, cell: CellLines): Explained {
  const at = <T extends { readonly at: Position }>(items: readonly T[]): T[] =>
    items.flatMap(item =>
      item.at.line >= cell.from && item.at.line < cell.to ? [{ ...item, at: { ...item.at, line: item.at.line - cell.from + 1 } }] : [],
    );
  const cards = explained.cards.map(card => ({ ...card, blocks: card.blocks.filter(block => block.kind !== 'fix') }));
  return { ...explained, cards, marks: kept(explained.marks, cell), hints: at(explained.hints), clashes: at(explained.clashes) };
}
