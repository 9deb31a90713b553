// typing: names for annotations, none of which is looked at.
import { builtin, fn, raw } from '../define';
import { PyClass } from '../objects/classes';
import { OBJECT_CLASS } from '../objects/exceptions';
import { PyList, PyModule, type PyValue } from '../values';
import { namedTuple } from './collections';

const NAMES =
  'Any AnyStr Callable ClassVar Collection Counter Deque DefaultDict Dict Final FrozenSet Generator Generic Hashable Iterable Iterator List Literal Mapping MutableMapping NamedTuple NoReturn Optional OrderedDict Protocol Sequence Set Sized SupportsFloat Text Tuple Type TypedDict TypeVar Union NewType Annotated Self TypeAlias ParamSpec Concatenate';

export function typingModule(): PyModule {
  const members = new Map<string, PyValue>();
  for (const name of NAMES.split(' ')) {
    const cls = new PyClass(name, [OBJECT_CLASS], new Map());
    cls.module = 'typing';
    members.set(name, cls);
  }
  members.set('TYPE_CHECKING', false);
  members.set(
    'TypeVar',
    builtin(
      'TypeVar',
      raw((_rt, [name]) => name),
    ),
  );
  members.set(
    'NewType',
    builtin(
      'NewType',
      fn('name, tp', (_rt, _name, type) => type),
    ),
  );
  members.set(
    'cast',
    builtin(
      'cast',
      fn('typ, val', (_rt, _type, value) => value),
    ),
  );
  members.set(
    'overload',
    builtin(
      'overload',
      fn('f', (_rt, f) => f),
    ),
  );
  members.set('NamedTuple', NAMED_TUPLE);
  return new PyModule('typing', members);
}

const NAMED_TUPLE = new PyClass('NamedTuple', [OBJECT_CLASS], new Map());
NAMED_TUPLE.module = 'typing';

/** `class Point(NamedTuple): x: int` is a class of tuples. */
export function finishNamedTuple(rt: Parameters<typeof namedTuple>[0], cls: PyClass): PyClass {
  if (cls === NAMED_TUPLE || !cls.bases.includes(NAMED_TUPLE)) return cls;
  const annotated = cls.members.get('__annotated__');
  const fields = annotated instanceof PyList ? annotated.items.map(String) : [];
  const defaults = fields.flatMap(field => {
    const value = cls.members.get(field);
    return value === undefined ? [] : [value];
  });
  const made = namedTuple(rt, cls.name, fields, defaults);
  for (const [name, member] of cls.members) if (!fields.includes(name) && !made.members.has(name)) made.assign(name, member);
  return made;
}
