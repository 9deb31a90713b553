// Everything that a script can name without importing it.
import { builtin, type Definitions } from '../define';
import type { Interpreter } from '../interpreter';
import { NOT_IMPLEMENTED } from '../objects/classes';
import { EXCEPTIONS } from '../objects/exceptions';
import { LOST } from '../parse/unclosed';
import { BUILTIN_CLASSES } from '../types/classes';
import { ELLIPSIS, PyOpaque } from '../values';
import { ITERATION } from './iteration';
import { NUMBERS } from './numbers';
import { OBJECTS } from './objects';

const TABLES: readonly Definitions[] = [NUMBERS, ITERATION, OBJECTS];

export function fillBuiltins(rt: Interpreter): void {
  const { builtins } = rt;
  for (const cls of BUILTIN_CLASSES) builtins.set(cls.name, cls);
  for (const [name, cls] of EXCEPTIONS) if (!name.includes('.')) builtins.set(name, cls);
  for (const table of TABLES) for (const [name, definition] of Object.entries(table)) builtins.set(name, builtin(name, definition));
  builtins.set('NotImplemented', NOT_IMPLEMENTED);
  builtins.set('Ellipsis', ELLIPSIS);
  builtins.set('__debug__', true);
  builtins.set(LOST, new PyOpaque('unknown'));
}

/** Names that Python 2 had. */
export function fillPython2(rt: Interpreter): void {
  const { builtins } = rt;
  const range = builtins.get('range')!;
  builtins.set('xrange', range);
  builtins.set('raw_input', builtins.get('input')!);
  for (const name of ['unicode', 'basestring']) builtins.set(name, builtins.get('str')!);
  builtins.set('long', builtins.get('int')!);
  builtins.set('unichr', builtins.get('chr')!);
  builtins.set('reduce', rt.apply(rt.builtins.get('getattr')!, [rt.importModule('functools'), 'reduce']));
  builtins.set(
    'range',
    builtin('range', (each, args) => each.apply(each.builtins.get('list')!, [each.apply(range, args)])),
  );
}
