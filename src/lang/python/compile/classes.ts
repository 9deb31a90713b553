// Class definitions, compiled.
import type { ClassDef } from '../ast';
import { PyClass, PyStaticMethod } from '../objects/classes';
import { OBJECT_CLASS } from '../objects/exceptions';
import { Cell, type Eval, Frame, PyFunction } from '../objects/functions';
import { PyError } from '../runtime';
import { PyOpaque, type PyValue } from '../values';
import { argumentsOf } from './calls';
import type { Compiler } from './compiler';
import { docOf } from './functions';

export function classDef(node: ClassDef, c: Compiler): Eval {
  const { rt } = c;
  const scope = c.scopes.get(node);
  const given = argumentsOf(node.args, c);
  const cells = c.cellsFor(scope);
  const { prefix, functionName } = c;
  c.prefix = `${prefix}${node.name}.`;
  c.functionName = node.name;
  const body = c.within(scope, () => c.block(node.body));
  c.prefix = prefix;
  c.functionName = functionName;
  const own = scope.slots.get('__class__');
  return f => {
    const { args, kwargs } = given(f);
    const inner = new Frame(new Array(scope.size), cells(f), f.call);
    inner.names = new Map<string, PyValue>([['__module__', c.globals.name]]);
    if (own !== undefined) inner.slots[own] = new Cell();
    body(inner);
    const cls = build(node.name, args, inner.names);
    cls.module = c.globals.name;
    cls.members.set('__doc__', docOf(node.body));
    const make = inner.names.get('__new__');
    if (make instanceof PyFunction) cls.members.set('__new__', new PyStaticMethod(make));
    if (own !== undefined) (inner.slots[own] as Cell).v = cls;
    for (const base of cls.bases) {
      const hook = base.lookup('__init_subclass__');
      if (hook instanceof PyFunction) rt.apply(hook, [cls], kwargs);
    }
    return rt.classMade(cls);
  };
}

function build(name: string, bases: readonly PyValue[], members: Map<string, PyValue>): PyClass {
  const parents: PyClass[] = [];
  for (const base of bases) {
    if (base instanceof PyClass) parents.push(base);
    else if (!(base instanceof PyOpaque)) throw new PyError('TypeError', 'bases must be types');
  }
  return new PyClass(name, parents.length > 0 ? parents : [OBJECT_CLASS], members);
}
