// dataclasses, enum and abc: classes that are made from their own bodies.
import { type Definitions, fn, moduleOf, raw } from '../define';
import type { Interpreter } from '../interpreter';
import { PyClass, PyInstance } from '../objects/classes';
import { PyDict } from '../objects/containers';
import { keyError, OBJECT_CLASS } from '../objects/exceptions';
import { PyFunction } from '../objects/functions';
import { PyError } from '../runtime';
import { type Kwargs, PyBuiltin, PyList, type PyModule, PyObject, PyTuple, type PyValue } from '../values';

/** What `field(…)` gives. */
class Field extends PyObject {
  readonly typeName = 'dataclasses.Field';
  constructor(
    readonly fallback: PyValue | undefined,
    readonly factory: PyValue | undefined,
    readonly shown: boolean,
    readonly inInit: boolean,
  ) {
    super();
  }
}

interface FieldSpec {
  readonly name: string;
  readonly fallback: PyValue | undefined;
  readonly factory: PyValue | undefined;
  readonly shown: boolean;
  readonly inInit: boolean;
}

const specs = new WeakMap<PyClass, readonly FieldSpec[]>();

function fieldsOf(cls: PyClass): FieldSpec[] {
  const found = new Map<string, FieldSpec>();
  for (const base of [...cls.mro].reverse().slice(0, -1)) for (const spec of specs.get(base) ?? []) found.set(spec.name, spec);
  const annotated = cls.members.get('__annotated__');
  for (const item of annotated instanceof PyList ? annotated.items : []) {
    const name = String(item);
    const value = cls.members.get(name);
    if (value instanceof Field)
      found.set(name, { name, fallback: value.fallback, factory: value.factory, shown: value.shown, inInit: value.inInit });
    else found.set(name, { name, fallback: value, factory: undefined, shown: true, inInit: true });
  }
  return [...found.values()];
}

type Run = (rt: Interpreter, self: PyInstance, args: readonly PyValue[], kwargs: Kwargs) => PyValue;

function method(cls: PyClass, name: string, run: Run): void {
  if (cls.members.has(name)) return;
  const made = new PyBuiltin(name, (rt, [self, ...args], kwargs) => run(rt as Interpreter, self as PyInstance, args, kwargs));
  made.binds = true;
  cls.assign(name, made);
}

function initialise(cls: PyClass, fields: readonly FieldSpec[]): Run {
  return (rt, self, args, kwargs) => {
    const taken = fields.filter(field => field.inInit);
    if (args.length > taken.length)
      throw new PyError(
        'TypeError',
        `${cls.name}.__init__() takes ${taken.length + 1} positional arguments but ${args.length + 1} were given`,
      );
    for (const key of kwargs.keys())
      if (!taken.some(field => field.name === key))
        throw new PyError('TypeError', `${cls.name}.__init__() got an unexpected keyword argument '${key}'`);
    for (const field of fields) {
      const position = taken.indexOf(field);
      const given = position >= 0 && position < args.length ? args[position] : kwargs.get(field.name);
      const value =
        given ??
        (given === null ? null : (field.fallback ?? (field.fallback === null ? null : field.factory && rt.apply(field.factory, []))));
      if (value === undefined && !field.inInit) continue;
      if (value === undefined)
        throw new PyError('TypeError', `${cls.name}.__init__() missing 1 required positional argument: '${field.name}'`);
      self.attrs.set(field.name, rt.tracer ? rt.tracer.namer.bindAttribute(self, field.name, value) : value);
    }
    const after = cls.lookup('__post_init__');
    if (after !== undefined) rt.apply(after, [self]);
    return null;
  };
}

function dataclass(rt: Interpreter, cls: PyValue, options: Kwargs): PyValue {
  if (!(cls instanceof PyClass)) return cls;
  const fields = fieldsOf(cls);
  specs.set(cls, fields);
  const on = (name: string): boolean => options.has(name) && rt.truth(options.get(name)!);
  for (const field of fields) {
    if (field.factory !== undefined) cls.members.delete(field.name);
    else if (field.fallback !== undefined) cls.assign(field.name, field.fallback);
  }
  PyClass.version++;
  const values = (self: PyInstance): PyTuple => new PyTuple(fields.map(field => self.attrs.get(field.name) ?? null));
  method(cls, '__init__', initialise(cls, fields));
  method(cls, '__repr__', (each, self) => {
    const shown = fields.filter(field => field.shown).map(field => `${field.name}=${each.repr(self.attrs.get(field.name) ?? null)}`);
    return `${self.cls.name}(${shown.join(', ')})`;
  });
  method(
    cls,
    '__eq__',
    (each, self, [other]) => other instanceof PyInstance && other.cls === self.cls && each.equals(values(self), values(other)),
  );
  if (on('frozen')) {
    method(cls, '__hash__', (each, self) => each.hash(values(self)));
    method(cls, '__setattr__', (_rt, _self, [name]) => {
      throw new PyError('AttributeError', `cannot assign to field '${String(name)}'`);
    });
  }
  if (on('order')) method(cls, '__lt__', (each, self, [other]) => each.compare(values(self), values(other as PyInstance)) < 0);
  return cls;
}

const DATACLASSES: Definitions = {
  dataclass: raw((rt, [cls], kwargs) =>
    cls === undefined || cls === null
      ? new PyBuiltin('dataclass', (_rt, [inner]) => dataclass(rt, inner, kwargs))
      : dataclass(rt, cls, kwargs),
  ),
  field: raw((rt, _args, kwargs) => {
    const flag = (name: string): boolean => !kwargs.has(name) || rt.truth(kwargs.get(name)!);
    return new Field(kwargs.get('default'), kwargs.get('default_factory'), flag('repr'), flag('init'));
  }),
  asdict: fn('obj', (rt, value) => {
    const dict = new PyDict();
    if (value instanceof PyInstance) for (const { name } of specs.get(value.cls) ?? []) dict.set(rt, name, value.attrs.get(name) ?? null);
    return dict;
  }),
  astuple: fn(
    'obj',
    (_rt, value) =>
      new PyTuple(value instanceof PyInstance ? (specs.get(value.cls) ?? []).map(({ name }) => value.attrs.get(name) ?? null) : []),
  ),
  replace: raw((rt, [value], kwargs) => {
    const old = value as PyInstance;
    const all = new Map((specs.get(old.cls) ?? []).map(({ name }) => [name, kwargs.get(name) ?? old.attrs.get(name)!]));
    return rt.apply(old.cls, [], all);
  }),
  fields: fn('cls', (rt, value) => {
    const cls = value instanceof PyClass ? value : rt.classOf(value);
    return new PyTuple(
      (specs.get(cls) ?? []).map(({ name }) => {
        const field = new PyInstance(OBJECT_CLASS);
        field.attrs.set('name', name);
        return field;
      }),
    );
  }),
};

export const dataclassesModule = (): PyModule => moduleOf('dataclasses', DATACLASSES);

/** The base of all enumerations: calling a class of them finds the member of a value. */
const ENUM: PyClass = new PyClass('Enum', [OBJECT_CLASS], new Map(), (rt, cls, [value]) => {
  const found = members(cls).find(member => rt.equals(member.attrs.get('_value_')!, value));
  if (!found) throw new PyError('ValueError', `${rt.repr(value)} is not a valid ${cls.name}`);
  return found;
});
ENUM.module = 'enum';
const members = (cls: PyClass): PyInstance[] => (cls.listed ?? []) as PyInstance[];

class Auto extends PyObject {
  readonly typeName = 'enum.auto';
}

const enumMethod = (name: string, run: Run): void => method(ENUM, name, run);
enumMethod('__repr__', (rt, self) => `<${self.cls.name}.${String(self.attrs.get('_name_'))}: ${rt.repr(self.attrs.get('_value_')!)}>`);
enumMethod('__str__', (_rt, self) => `${self.cls.name}.${String(self.attrs.get('_name_'))}`);
enumMethod('__hash__', (rt, self) => rt.hash(self.attrs.get('_name_')!));

/** The class of an enumeration has been defined: its plain values become members. */
export function finishEnum(rt: Interpreter, cls: PyClass): void {
  if (cls === ENUM || !cls.isSubclassOf(ENUM)) return;
  const listed: PyInstance[] = [];
  let next = 1;
  for (const [name, given] of [...cls.members]) {
    if (name.startsWith('_') || given instanceof PyFunction || given instanceof PyBuiltin) continue;
    const value = given instanceof Auto ? next : given;
    if (typeof value === 'number') next = value + 1;
    const member = new PyInstance(cls);
    for (const [key, item] of [
      ['_name_', name],
      ['_value_', value],
      ['name', name],
      ['value', value],
    ] as const)
      member.attrs.set(key, item);
    cls.assign(name, member);
    listed.push(member);
  }
  cls.listed = listed;
  cls.assign(
    '__class_getitem__',
    new PyBuiltin('__getitem__', (_rt, [key]) => {
      const found = listed.find(member => member.attrs.get('_name_') === key);
      if (!found) throw keyError(rt, key);
      return found;
    }),
  );
}

export const enumModule = (): PyModule =>
  moduleOf('enum', { auto: raw(() => new Auto()), unique: fn('cls', (_rt, cls) => cls) }, { Enum: ENUM, IntEnum: ENUM });

const ABC = new PyClass('ABC', [OBJECT_CLASS], new Map());
ABC.module = 'abc';

function abstract(_rt: Interpreter, f: PyValue): PyValue {
  if (f instanceof PyFunction) {
    f.attrs ??= new Map();
    f.attrs.set('__isabstractmethod__', true);
  }
  return f;
}

/** What a class still has to define before it can have instances. */
export function abstractMethods(cls: PyClass): string[] {
  if (!cls.isSubclassOf(ABC)) return [];
  const names = new Set(cls.mro.flatMap(each => [...each.members.keys()]));
  return [...names]
    .filter(name => {
      const member = cls.lookup(name);
      return member instanceof PyFunction && member.attrs?.get('__isabstractmethod__') === true;
    })
    .sort();
}

export const abcModule = (): PyModule =>
  moduleOf(
    'abc',
    { abstractmethod: fn('f', abstract), abstractproperty: fn('f', (rt, f) => rt.apply(rt.builtins.get('property')!, [abstract(rt, f)])) },
    { ABC, ABCMeta: ABC },
  );
