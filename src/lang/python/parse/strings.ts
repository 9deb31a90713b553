// String literals: prefixes, escapes, and the parts of formatted strings.
import type { SyntaxNode } from '@lezer/common';
import type { Expr, FormatField, FormatPart } from '../ast';
import { PyBytes } from '../objects/bytes';
import { expression, tupleOf } from './expressions';
import { HIDDEN_EQUALS } from './python2';
import { children, problem, type Source, textOf } from './tree';

const ESCAPES: Readonly<Record<string, string>> = {
  '\n': '',
  '\\': '\\',
  "'": "'",
  '"': '"',
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

const ESCAPE = /\\(\r\n|[0-7]{1,3}|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|N\{[^}]*\}|[\s\S])/g;

function unescaped(body: string, bytes: boolean): string {
  if (!body.includes('\\')) return body;
  return body.replace(ESCAPE, (whole, code: string) => {
    if (code === '\r\n') return '';
    if (code in ESCAPES) return ESCAPES[code];
    if (/^[0-7]/.test(code)) return String.fromCodePoint(Number.parseInt(code, 8));
    if (code[0] === 'x') return String.fromCodePoint(Number.parseInt(code.slice(1), 16));
    if (bytes || !/^[uU]/.test(code) || code.length < 5) return whole;
    const point = Number.parseInt(code.slice(1), 16);
    return point > 0x10ffff ? whole : String.fromCodePoint(point);
  });
}

interface Literal {
  readonly prefix: string;
  readonly quote: string;
  /** Where the text between the quotes begins and ends. */
  readonly from: number;
  readonly to: number;
}

function literal(source: Source, node: SyntaxNode): Literal {
  const [, prefix, quote] = /^([a-zA-Z]*)("""|'''|"|')/.exec(textOf(source, node)) ?? ['', '', ''];
  const from = node.from + prefix.length + quote.length;
  const closed = quote !== '' && node.to - quote.length >= from && source.text.startsWith(quote, node.to - quote.length);
  if (!closed) problem(source, 'unterminatedString', node.from, Math.min(node.to, endOfLine(source.text, node.from)));
  return { prefix: prefix.toLowerCase(), quote, from, to: closed ? node.to - quote.length : node.to };
}

const endOfLine = (text: string, at: number): number => {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
};

const decode = (l: Literal, body: string): string => (l.prefix.includes('r') ? body : unescaped(body, l.prefix.includes('b')));
const plainLines = (body: string): string => (body.includes('\r') ? body.replaceAll('\r\n', '\n') : body);

/** A string, a formatted string, or several written one after the other. */
export function stringExpression(source: Source, node: SyntaxNode): Expr {
  const pieces = node.name === 'ContinuedString' ? children(node) : [node];
  const at = { from: node.from, to: node.to };
  if (pieces.every(piece => piece.name === 'String')) {
    const parts = pieces.map(piece => literal(source, piece));
    const text = parts.map(l => decode(l, plainLines(source.text.slice(l.from, l.to)))).join('');
    return { kind: 'Constant', ...at, value: parts[0].prefix.includes('b') ? new PyBytes(text) : text };
  }
  const parts = pieces.flatMap(piece => (piece.name === 'String' ? plain(source, piece) : formatted(source, piece)));
  return { kind: 'FString', ...at, parts };
}

function plain(source: Source, node: SyntaxNode): FormatPart[] {
  const l = literal(source, node);
  return [decode(l, plainLines(source.text.slice(l.from, l.to)))];
}

function formatted(source: Source, node: SyntaxNode): FormatPart[] {
  const l = literal(source, node);
  return pieces(source, node, l.from, l.to, body => decode(l, plainLines(body)).replaceAll('{{', '{').replaceAll('}}', '}'));
}

/** Text and fields in turn, between two offsets. */
function pieces(source: Source, node: SyntaxNode, from: number, to: number, text: (body: string) => string): FormatPart[] {
  const parts: FormatPart[] = [];
  let done = from;
  for (const child of children(node)) {
    if (child.name !== 'FormatReplacement') continue;
    if (child.from > done) parts.push(text(source.text.slice(done, child.from)));
    parts.push(field(source, child));
    done = child.to;
  }
  if (done < to) parts.push(text(source.text.slice(done, to)));
  return parts;
}

function field(source: Source, node: SyntaxNode): FormatField {
  const inner = children(node).filter(child => child.name !== '{' && child.name !== '}');
  const extras = ['FormatSelfDoc', 'FormatConversion', 'FormatSpec'];
  const values = inner.filter(child => !extras.includes(child.name));
  const find = (name: string): SyntaxNode | undefined => inner.find(child => child.name === name);
  const doc = find('FormatSelfDoc');
  const conversion = find('FormatConversion');
  const spec = find('FormatSpec');
  const value = values.length === 1 ? expression(source, values[0]) : tupleOf(source, values, node.from + 1, node.to - 1);
  const labelEnd = doc ? doc.to + (/^\s*/.exec(source.text.slice(doc.to, node.to))?.[0].length ?? 0) : 0;
  return {
    from: node.from,
    to: node.to,
    value,
    conversion: conversion ? (textOf(source, conversion)[1] as FormatField['conversion']) : '',
    spec: spec ? pieces(source, spec, spec.from + 1, spec.to, body => body.replace(HIDDEN_EQUALS, '=')) : null,
    label: doc ? source.text.slice(node.from + 1, labelEnd) : '',
  };
}
