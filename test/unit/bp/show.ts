// Printable forms of what the front end makes: a statement's tree, a finding, the shapes of a trace.
import { dimTexts } from '../../../src/core/dims';
import { type BpTrace, traceBp } from '../../../src/lang/bp';
import type { Expr, Problem, Statement } from '../../../src/lang/bp/ast';
import { parse } from '../../../src/lang/bp/parser';
import { SourceText } from '../../../src/lang/bp/source';
import type { Finding, Range } from '../../../src/report/report';

/** `(+ (· W1 X) b1)` */
export function showExpr(e: Expr): string {
  switch (e.kind) {
    case 'number':
      return String(e.value);
    case 'name':
      return e.name;
    case 'string':
      return JSON.stringify(e.value);
    case 'group':
      return `[${showExpr(e.inner)}]`;
    case 'negate':
      return `(neg ${showExpr(e.operand)})`;
    case 'binary':
      return `(${e.op} ${showExpr(e.left)} ${showExpr(e.right)})`;
    case 'postfix':
      return `(${e.op} ${showExpr(e.operand)})`;
    case 'call':
      return `(call ${e.callee.name}${"'".repeat(e.primes)} ${e.args.map(a => `${a.name ? `${a.name.name}=` : ''}${showExpr(a.value)}`).join(' ')})`;
    case 'index': {
      const part = (x: Expr | null): string => (x ? showExpr(x) : '');
      const items = e.items.map(i =>
        i.kind === 'at' ? showExpr(i.at) : `${part(i.start)}:${part(i.stop)}${i.step ? `:${part(i.step)}` : ''}`,
      );
      return `(index ${showExpr(e.base)} ${items.join(' ')})`;
    }
    case 'tuple':
      return `(tuple ${e.items.map(showExpr).join(' ')})`;
    case 'span':
      return `(.. ${showExpr(e.first)} ${showExpr(e.last)})`;
    case 'missing':
      return '⚠';
  }
}

function showStatement(s: Statement): string {
  const shape = (items: readonly Expr[] | undefined): string => (items ? `(${items.map(showExpr).join(' ')})` : '⚠');
  switch (s.kind) {
    case 'sizes':
      return `sizes ${s.items.map(i => `${i.name.name}=${showExpr(i.value)}`).join(' ')}`;
    case 'input':
    case 'label':
      return `${s.kind} ${s.name.name} ${shape(s.shape?.items)}`;
    case 'param':
      return `param ${s.name.name} ${shape(s.shape?.items)} = ${showExpr(s.start)}`;
    case 'const':
      return `const ${s.name.name} = ${showExpr(s.value)}`;
    case 'data':
      return `data ${s.targets.map(t => t.name).join(' ')} = ${showExpr(s.source)}`;
    case 'seed':
      return `seed ${showExpr(s.value)}`;
    case 'function':
      return `function ${s.name.name} ${s.parameters.map(p => p.name).join(' ')} = ${showExpr(s.body)}`;
    case 'section':
      return s.section;
    case 'loss':
      return `loss ${s.name.name}`;
    case 'equation':
      return `${s.section} ${s.target.name} = ${showExpr(s.value)}`;
    case 'setting':
      return `setting ${s.setting.name} ${showExpr(s.value)}`;
    case 'broken':
      return 'broken';
  }
}

const at = ({ start, end }: Range): string => `${start.line}:${start.column}-${end.line === start.line ? '' : `${end.line}:`}${end.column}`;

export function showTree(text: string): string {
  const program = parse(text);
  const source = new SourceText(text);
  const problem = (p: Problem): string => `  ! ${at(source.range(p))} ${p.message}`;
  return [
    ...program.problems.map(problem),
    ...program.statements.flatMap(s => [showStatement(s), ...[...s.problems].sort((a, b) => a.from - b.from).map(problem)]),
  ].join('\n');
}

/** A finding with the text it points at, and its fixes: ✓ verified, · not. */
export function showFinding(f: Finding, text: string): string {
  const source = new SourceText(text);
  const pointed = source.slice({ from: source.offset(f.range.start), to: source.offset(f.range.end) });
  const lines = [`${f.severity} ${f.rule} ${at(f.range)} «${pointed.replaceAll('\n', '⏎')}»`, `  ${f.message}`];
  for (const r of f.related) lines.push(`  related ${at(r.range)} ${r.message}`);
  for (const fix of f.fixes) {
    const edits = fix.edits.map(e => `${at(e.range)} ${JSON.stringify(e.newText)}`).join(', ');
    lines.push(`  ${fix.verified ? '✓' : '·'} ${fix.title} [${edits}]`);
  }
  return lines.join('\n');
}

export function trace(text: string): BpTrace {
  return traceBp({ file: 'model.bp', text }, { locale: 'en' });
}

export const showFindings = (text: string): string =>
  trace(text)
    .findings.map(f => showFinding(f, text))
    .join('\n') || 'none';

/** Every binding with its sizes, as the report has them, and its role. */
export function showShapes(text: string): string {
  const t = trace(text);
  const named = t.bindings.filter(b => b.section !== 'declaration' || b.role);
  const lines = named.map(
    b => `${b.name} (${dimTexts(b.node.dims).join(', ')}) = (${b.node.value.shape.join(', ')})${b.role ? ` ${b.role}` : ''}`,
  );
  const holes = t.holes.filter(h => h.reported === undefined).map(h => `misfit ${t.text(h.site)}`);
  const loss = t.declaredLoss ? [`loss ${t.declaredLoss.name}`] : [];
  return [...lines, ...holes, ...loss, ...t.findings.map(f => showFinding(f, text))].join('\n');
}

/** Replaces the edits of a fix in the text. */
export function applied(text: string, fix: Finding['fixes'][number]): string {
  const source = new SourceText(text);
  let result = source.text;
  for (const e of [...fix.edits].reverse())
    result = result.slice(0, source.offset(e.range.start)) + e.newText + result.slice(source.offset(e.range.end));
  return result;
}
