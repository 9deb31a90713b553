// What may be written at a place: keywords at the start of a line, else names, sizes, functions and options.
import { dimTexts } from '../../../core/dims';
import type { Position } from '../../../report/report';
import type { Trace } from '../../../trace/trace';
import type { Program } from '../ast';
import { BUILTIN_NAMES, BUILTINS, type BuiltinName, STARTS } from '../builtinNames';
import { builtins } from '../builtins';
import { lex } from '../lexer';
import { DECLARATIONS, SECTIONS, SETTINGS } from '../lines';
import { parse } from '../parser';
import { SourceText } from '../source';
import { OPTIMIZERS } from '../train';
import { definedBy } from '../tree';
import { statementAt } from './occurrences';
import { callAround } from './signature';

export type CompletionKind = 'keyword' | 'size' | 'variable' | 'parameter' | 'gradient' | 'function' | 'option' | 'value';

export interface Completion {
  readonly label: string;
  readonly kind: CompletionKind;
  /** A shape, a signature. */
  readonly detail: string;
  readonly insertText: string;
}

const item = (label: string, kind: CompletionKind, detail = '', insertText = label): Completion => ({ label, kind, detail, insertText });

/** `trace`, where there is one, adds the shapes of names. Names count from their definition on. */
export function completions(text: string, at: Position, trace?: Trace): Completion[] {
  const source = new SourceText(text);
  const offset = source.offset(at);
  const line = source.text.slice(source.offset({ line: at.line, column: 1 }), offset);
  if (inComment(line)) return [];
  const program = parse(source.text);
  const section = sectionAt(program, offset);
  if (/^\s*[\p{ID_Continue}]*$/u.test(line) && !goesOn(source, at.line)) return atLineStart(program, offset, section, trace);
  const words = line.trim().split(/\s+/);
  if (words[0] === 'optimizer' && words.length <= 2 && !line.includes('('))
    return OPTIMIZERS.map(name => item(name, 'function', '', `${name}(rate=`));
  if (words[0] === 'loss') return namesAbove(program, offset, trace).filter(n => n.kind === 'variable');
  const call = callAround(source, offset);
  const options = call && BUILTIN_NAMES.has(call.name) ? optionsOf(call.name as BuiltinName, call.option) : [];
  if (call?.option === 'keepdims') return options;
  const names = namesAbove(program, offset, trace);
  if (/^\s*(?:input|label|param)\s+\S+\s*\([^)]*$/.test(line) || words[0] === 'sizes') return names.filter(n => n.kind === 'size');
  const starts = /^\s*param\b.*=/.test(line) ? STARTS.map(name => item(name, 'value')) : [];
  return [...options, ...starts, ...names, ...functionsAbove(program, offset)];
}

const inComment = (line: string): boolean => lex(line).comments.length > 0;

/** Does the line before end in an operator or an open bracket, so that this one goes on with it? */
function goesOn(source: SourceText, line: number): boolean {
  if (line < 2) return false;
  const before = source.text.slice(source.offset({ line: line - 1, column: 1 }), source.offset({ line, column: 1 }));
  const { tokens } = lex(before);
  const last = tokens[tokens.length - 1];
  return last?.kind === 'operator' && !/^(?:[ᵀ²³')\]])$/.test(last.text);
}

function sectionAt(program: Program, offset: number): 'declarations' | 'forward' | 'backward' | 'train' {
  let section: 'declarations' | 'forward' | 'backward' | 'train' = 'declarations';
  for (const s of program.statements) if (s.kind === 'section' && s.to < offset) section = s.section;
  return section;
}

function atLineStart(program: Program, offset: number, section: string, trace: Trace | undefined): Completion[] {
  const present = new Set(program.statements.flatMap(s => (s.kind === 'section' ? [s.section as string] : [])));
  const sections = [...SECTIONS].filter(name => !present.has(name)).map(name => item(name, 'keyword'));
  if (section === 'train') return [...[...SETTINGS].map(name => item(name, 'keyword', '', `${name} `)), ...sections];
  if (section === 'backward') return [...gradientsToWrite(program, offset, trace), ...sections];
  const words = [...DECLARATIONS].filter(name => section === 'declarations' || name === 'loss' || name === 'const');
  return [...words.map(name => item(name, 'keyword', '', `${name} `)), ...sections];
}

/** dFoo for every forward variable and parameter that has no gradient yet, the last computed first. */
function gradientsToWrite(program: Program, offset: number, trace: Trace | undefined): Completion[] {
  const names = namesAbove(program, offset, trace);
  const written = new Set(names.map(n => n.label));
  return names
    .filter(n => n.kind === 'parameter' || (n.kind === 'variable' && isForward(program, n.label)))
    .filter(n => !written.has(`d${n.label}`))
    .reverse()
    .map(n => item(`d${n.label}`, 'gradient', n.detail, `d${n.label} = `));
}

const isForward = (program: Program, name: string): boolean =>
  program.statements.some(s => s.kind === 'equation' && s.section === 'forward' && s.target.name === name);

function namesAbove(program: Program, offset: number, trace: Trace | undefined): Completion[] {
  const here = statementAt(program, offset);
  const shapes = new Map(trace?.bindings.map(b => [b.name, `(${dimTexts(b.node.dims).join(', ')})`]));
  const found = new Map<string, Completion>();
  for (const s of program.statements) {
    if (s.from >= offset || s.kind === 'function') continue;
    for (const { name } of definedBy(s)) {
      if (s === here && s.kind === 'equation') continue;
      const kind: CompletionKind = s.kind === 'sizes' ? 'size' : s.kind === 'param' ? 'parameter' : 'variable';
      const size = s.kind === 'sizes' ? String(trace?.sizes.get(name) ?? '') : (shapes.get(name) ?? '');
      found.set(name, item(name, kind, size));
    }
  }
  const own = here?.kind === 'function' ? here.parameters.map(p => item(p.name, 'variable')) : [];
  return [...own, ...found.values()];
}

function functionsAbove(program: Program, offset: number): Completion[] {
  const own = program.statements.flatMap(s =>
    s.kind === 'function' && s.to < offset
      ? [item(s.name.name, 'function', `${s.name.name}(${s.parameters.map(p => p.name).join(', ')})`, `${s.name.name}(`)]
      : [],
  );
  return [...own, ...BUILTINS.map(name => item(name, 'function', builtins[name].signature, `${name}(`))];
}

function optionsOf(name: BuiltinName, writing: string | null): Completion[] {
  if (writing === 'keepdims') return ['True', 'False'].map(word => item(word, 'value'));
  return writing === null ? builtins[name].options.map(option => item(option, 'option', '', `${option}=`)) : [];
}
