// The outline of a file: its sections with what they define; and what folds.
import type { Range } from '../../../report/report';
import type { Program, Statement } from '../ast';
import { parse } from '../parser';
import { SourceText } from '../source';
import { definedBy } from '../tree';

export type SymbolKind = 'section' | 'size' | 'input' | 'label' | 'parameter' | 'constant' | 'function' | 'variable' | 'gradient';

export interface OutlineSymbol {
  readonly name: string;
  readonly kind: SymbolKind;
  /** The shape or the right-hand side, as it stands. */
  readonly detail: string;
  readonly range: Range;
  readonly nameRange: Range;
  readonly children: readonly OutlineSymbol[];
}

const KINDS: Partial<Record<Statement['kind'], SymbolKind>> = {
  sizes: 'size',
  input: 'input',
  label: 'label',
  param: 'parameter',
  const: 'constant',
  function: 'function',
};

export function symbols(text: string): OutlineSymbol[] {
  const source = new SourceText(text);
  const found: (OutlineSymbol & { children: OutlineSymbol[] })[] = [];
  let section: (OutlineSymbol & { children: OutlineSymbol[] }) | null = null;
  const { statements } = parse(source.text);
  statements.forEach((s, i) => {
    if (s.kind === 'section') {
      const end = lastBefore(statements, i);
      const range = source.range({ from: s.from, to: end.to });
      section = { name: s.section, kind: 'section', detail: '', range, nameRange: source.range(s), children: [] };
      found.push(section);
    }
    for (const name of definedBy(s)) {
      const [range, nameRange] = [source.range(s), source.range(name)];
      const made = { name: name.name, kind: kindOf(s, name.name), detail: detailOf(s, source), range, nameRange, children: [] };
      if (section) section.children.push(made);
      else found.push(made);
    }
  });
  return found;
}

/** The last statement of the section that begins at a place in the list. */
function lastBefore(statements: readonly Statement[], at: number): Statement {
  let last = at;
  while (last + 1 < statements.length && statements[last + 1].kind !== 'section') last++;
  return statements[last];
}

const kindOf = (s: Statement, name: string): SymbolKind =>
  KINDS[s.kind] ?? (s.kind === 'equation' && s.section === 'backward' && /^d./u.test(name) ? 'gradient' : 'variable');

function detailOf(s: Statement, source: SourceText): string {
  const oneLine = (text: string): string => text.replace(/\s+/g, ' ').slice(0, 80);
  if (s.kind === 'equation' || s.kind === 'const') return oneLine(source.slice(s.value));
  if (s.kind === 'function') return oneLine(source.slice(s.body));
  return (s.kind === 'input' || s.kind === 'label' || s.kind === 'param') && s.shape ? oneLine(source.slice(s.shape)) : '';
}

/** Lines that fold, first and last, counted from 1: sections, statements over several lines, blocks of comments. */
export function foldings(text: string): { first: number; last: number; isComment: boolean }[] {
  const source = new SourceText(text);
  const program = parse(source.text);
  const line = (offset: number): number => source.lineOf(offset);
  const found: { first: number; last: number; isComment: boolean }[] = [];
  program.statements.forEach((s, i) => {
    const end = s.kind === 'section' ? lastBefore(program.statements, i) : s;
    if (line(end.to) > line(s.from)) found.push({ first: line(s.from), last: line(end.to), isComment: false });
  });
  return [...found, ...commentBlocks(program, source)].sort((a, b) => a.first - b.first);
}

function commentBlocks(program: Program, source: SourceText): { first: number; last: number; isComment: boolean }[] {
  const blocks: { first: number; last: number; isComment: boolean }[] = [];
  for (const c of program.comments) {
    const at = source.position(c.from);
    const alone = /^\s*$/.test(source.text.slice(c.from - at.column + 1, c.from));
    const last = blocks[blocks.length - 1];
    if (!alone) continue;
    if (last && last.last === at.line - 1) last.last = at.line;
    else blocks.push({ first: at.line, last: at.line, isComment: true });
  }
  return blocks.filter(b => b.last > b.first);
}
