// Names coloured by what they are, which a grammar cannot tell: a size, a parameter, a gradient, a helper.
import type { Range } from '../../../report/report';
import type { Statement } from '../ast';
import { BUILTIN_NAMES, START_NAMES } from '../builtinNames';
import { parse } from '../parser';
import { SourceText } from '../source';
import { definedBy } from '../tree';
import { occurrences } from './occurrences';

export const TOKEN_KINDS = [
  'size',
  'input',
  'label',
  'parameter',
  'constant',
  'variable',
  'gradient',
  'function',
  'builtin',
  'argument',
] as const;
export type TokenKind = (typeof TOKEN_KINDS)[number];

export interface NameToken {
  readonly range: Range;
  readonly kind: TokenKind;
  readonly isDefinition: boolean;
}

const KINDS: Partial<Record<Statement['kind'], TokenKind>> = {
  sizes: 'size',
  input: 'input',
  label: 'label',
  param: 'parameter',
  const: 'constant',
  function: 'function',
};

/** Names that mean something, in source order; unknown ones have no colour. */
export function nameTokens(text: string): NameToken[] {
  const kinds = new Map<string, TokenKind>();
  for (const s of parse(new SourceText(text).text).statements)
    for (const { name } of definedBy(s)) if (!kinds.has(name)) kinds.set(name, KINDS[s.kind] ?? 'variable');
  const isGradient = (name: string): boolean => {
    const of = kinds.get(name.slice(1));
    return /^d./u.test(name) && of !== undefined && of !== 'size' && of !== 'function';
  };
  return occurrences(text).flatMap(o => {
    const own = o.thing.includes('/') ? 'argument' : kinds.get(o.name);
    const kind = own === 'variable' && isGradient(o.name) ? 'gradient' : (own ?? builtin(o.name, o.isCall));
    return kind ? [{ range: o.range, kind, isDefinition: o.isDefinition }] : [];
  });
}

function builtin(name: string, isCall: boolean): TokenKind | null {
  return (isCall ? BUILTIN_NAMES : START_NAMES).has(name) ? 'builtin' : null;
}
