// Which binding a name in the text stands for, where no operation says so: the nearest of that name in its function.
import type { Node } from '../core/graph';
import type { Range } from '../report/report';
import type { Binding } from '../trace/trace';
import type { Study } from './study';
import type { NameToken } from './tokens';

const PYTHON_WORDS = new Set(
  'False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield print range len self np numpy'.split(
    ' ',
  ),
);

interface Noted {
  readonly binding: Binding;
  readonly line: number;
}

export class NameFinder {
  private readonly byName = new Map<string, Noted[]>();
  /** The first line of the function around each line; 0: the module. */
  private readonly functions: readonly number[];
  private readonly lively = new Set<number>();

  constructor(private readonly study: Study) {
    this.functions = study.trace.language === 'python' ? functionLines(study.lines.lines) : [];
    for (const node of study.trace.graph.nodes) {
      const line = node.site ? study.trace.range(node.site)?.start.line : undefined;
      if (line) this.lively.add(this.functionOf(line));
    }
  }

  note(binding: Binding, range: Range): void {
    for (const name of new Set([binding.name, binding.short])) {
      const list = this.byName.get(name);
      const noted = { binding, line: range.start.line };
      if (list) list.push(noted);
      else this.byName.set(name, [noted]);
    }
    this.lively.add(this.functionOf(range.start.line));
  }

  /** The binding that a value has under a name that an operation reads. */
  bindingOf(node: Node, text: string, at: Binding | null): Binding | null {
    const all = this.study.model.bindingsOf(node).filter(b => b.kind !== 'argument');
    const called = all.filter(b => b.name === text || b.short === text);
    const made = this.study.model.maker(node);
    return called.find(b => b.call === at?.call) ?? called[0] ?? (made && made.kind !== 'argument' ? made : null) ?? all[0] ?? null;
  }

  /** The binding of a name nearest above a line, in the same function if there is one. */
  near(name: string, line: number): Binding | null {
    const all = this.byName.get(name);
    if (!all) return null;
    const own = all.filter(n => this.functionOf(n.line) === this.functionOf(line));
    const outer = all.filter(n => this.functionOf(n.line) === 0);
    const pool = own.length ? own : outer.length ? outer : all;
    const above = pool.filter(n => n.line <= line);
    return (above.length ? above.reduce((best, n) => (n.line > best.line ? n : best)) : pool[0]).binding;
  }

  /** A name that the file assigns, in a part that was never run. */
  isUnreached({ name, range, called }: NameToken): boolean {
    if (this.study.trace.language !== 'python' || called || PYTHON_WORDS.has(name)) return false;
    if (this.lively.has(this.functionOf(range.start.line))) return false;
    const assigned = new RegExp(`^(?:[^(=]*[\\s,])?${name}\\s*(?:,[^(=]*)?=(?!=)|^\\s*def\\s.*[(,]\\s*${name}\\b`);
    const own = this.functionOf(range.start.line);
    return this.study.lines.lines.some((text, i) => this.functionOf(i + 1) === own && assigned.test(text));
  }

  private functionOf(line: number): number {
    return this.functions[line - 1] ?? 0;
  }
}

/** For each line the line of the innermost `def` that it belongs to, by indentation. */
function functionLines(lines: readonly string[]): number[] {
  const open: { indent: number; line: number }[] = [];
  return lines.map((text, i) => {
    const indent = /^\s*/.exec(text)![0].length;
    if (text.trim() !== '' && !text.trim().startsWith('#')) while (open.length && indent <= open[open.length - 1].indent) open.pop();
    if (/^\s*(?:async\s+)?def\s/.test(text)) open.push({ indent, line: i + 1 });
    return open[open.length - 1]?.line ?? 0;
  });
}
