// Operations in words.
import type { OpName } from '../core/opNames';
import { opTable } from '../core/opTable';
import { explain } from '../messages/explain';
import { plainly } from './tell';

const MASKS = new Set<OpName>(['greater', 'greaterEqual', 'less', 'lessEqual', 'equal', 'notEqual']);

export function opWords(op: OpName): string {
  if (MASKS.has(op)) return plainly('op.mask');
  const key = `op.${op}`;
  if (key in explain.table) return plainly(key as keyof typeof explain.table);
  const { notation } = opTable[op];
  const name = notation.kind === 'call' ? notation.bp : op;
  return plainly('op.other', { name });
}
