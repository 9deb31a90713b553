// The call around a place: what the function takes, and which argument the place is in.
import type { Position } from '../../../report/report';
import { BUILTIN_NAMES, type BuiltinName } from '../builtinNames';
import { builtins } from '../builtins';
import { lex } from '../lexer';
import { parse } from '../parser';
import { SourceText } from '../source';

export interface SignatureHelp {
  readonly name: string;
  /** `sum(A, axis=1)` */
  readonly label: string;
  readonly parameters: readonly string[];
  /** From 0; the last where there are more. */
  readonly active: number;
}

export function signatureHelp(text: string, at: Position): SignatureHelp | null {
  const source = new SourceText(text);
  const call = callAround(source, source.offset(at));
  if (!call) return null;
  const label = labelOf(call.name, source);
  if (label === null) return null;
  const inner = label.slice(label.indexOf('(') + 1, -1);
  const parameters = splitTop(inner);
  const named = call.option === null ? -1 : parameters.findIndex(p => p.startsWith(`${call.option}=`));
  return { name: call.name, label, parameters, active: named >= 0 ? named : Math.min(call.argument, Math.max(0, parameters.length - 1)) };
}

function labelOf(name: string, source: SourceText): string | null {
  for (const s of parse(source.text).statements)
    if (s.kind === 'function' && s.name.name === name) return `${name}(${s.parameters.map(p => p.name).join(', ')})`;
  return BUILTIN_NAMES.has(name) ? builtins[name as BuiltinName].signature : null;
}

/** `A, (n, m)` at its outer commas. */
function splitTop(text: string): string[] {
  const parts: string[] = [''];
  let depth = 0;
  for (const c of text) {
    if (c === '(') depth++;
    if (c === ')') depth--;
    if (c === ',' && depth === 0) parts.push('');
    else parts[parts.length - 1] += c;
  }
  return parts.map(p => p.trim()).filter(Boolean);
}

export interface CallAround {
  readonly name: string;
  readonly argument: number;
  /** The option whose value is being written. */
  readonly option: string | null;
}

/** The innermost open call before a place, on the lines of its statement. */
export function callAround(source: SourceText, offset: number): CallAround | null {
  const { tokens } = lex(source.text.slice(Math.max(0, offset - 4000), offset));
  const open: { name: string | null; argument: number; option: string | null }[] = [];
  tokens.forEach((t, i) => {
    if (t.kind !== 'operator') return;
    const last = open[open.length - 1];
    if (t.text === '(' || t.text === '[') {
      let callee = i - 1;
      while (tokens[callee]?.text === "'") callee--;
      open.push({ name: t.text === '(' && tokens[callee]?.kind === 'name' ? tokens[callee].text : null, argument: 0, option: null });
    } else if (t.text === ')' || t.text === ']') open.pop();
    else if (t.text === ',' && last) Object.assign(last, { argument: last.argument + 1, option: null });
    else if (t.text === '=' && last) last.option = tokens[i - 1]?.text ?? null;
    else if (t.text === '=') open.length = 0;
  });
  for (const call of open.reverse()) if (call.name !== null) return { name: call.name, argument: call.argument, option: call.option };
  return null;
}
