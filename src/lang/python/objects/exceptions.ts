// Python's exceptions: the hierarchy, instances, and the bridge to the errors that libraries throw.
import { PyError, type Runtime } from '../runtime';
import { PyTuple, type PyValue } from '../values';
import { PyClass, PyInstance } from './classes';

export const OBJECT_CLASS = new PyClass('object', [], new Map());

/** Name: base. In order, so that a base comes before what derives from it. */
const HIERARCHY: Readonly<Record<string, string>> = {
  BaseException: 'object',
  SystemExit: 'BaseException',
  KeyboardInterrupt: 'BaseException',
  GeneratorExit: 'BaseException',
  Exception: 'BaseException',
  StopIteration: 'Exception',
  ArithmeticError: 'Exception',
  FloatingPointError: 'ArithmeticError',
  OverflowError: 'ArithmeticError',
  ZeroDivisionError: 'ArithmeticError',
  AssertionError: 'Exception',
  AttributeError: 'Exception',
  BufferError: 'Exception',
  EOFError: 'Exception',
  ImportError: 'Exception',
  ModuleNotFoundError: 'ImportError',
  LookupError: 'Exception',
  IndexError: 'LookupError',
  KeyError: 'LookupError',
  MemoryError: 'Exception',
  NameError: 'Exception',
  UnboundLocalError: 'NameError',
  OSError: 'Exception',
  FileExistsError: 'OSError',
  FileNotFoundError: 'OSError',
  IsADirectoryError: 'OSError',
  NotADirectoryError: 'OSError',
  PermissionError: 'OSError',
  TimeoutError: 'OSError',
  ConnectionError: 'OSError',
  ReferenceError: 'Exception',
  RuntimeError: 'Exception',
  NotImplementedError: 'RuntimeError',
  RecursionError: 'RuntimeError',
  SyntaxError: 'Exception',
  IndentationError: 'SyntaxError',
  SystemError: 'Exception',
  TypeError: 'Exception',
  ValueError: 'Exception',
  UnicodeError: 'ValueError',
  UnicodeDecodeError: 'UnicodeError',
  UnicodeEncodeError: 'UnicodeError',
  Warning: 'Exception',
  DeprecationWarning: 'Warning',
  FutureWarning: 'Warning',
  RuntimeWarning: 'Warning',
  UserWarning: 'Warning',
  'numpy.exceptions.AxisError': 'ValueError',
  'numpy._core._exceptions._UFuncOutputCastingError': 'TypeError',
  'numpy.linalg.LinAlgError': 'ValueError',
  'numpy._core._exceptions._ArrayMemoryError': 'MemoryError',
  'queue.Empty': 'Exception',
};

export const EXCEPTIONS: ReadonlyMap<string, PyClass> = buildHierarchy();

function buildHierarchy(): Map<string, PyClass> {
  const classes = new Map<string, PyClass>();
  const construct = (_rt: Runtime, cls: PyClass, args: readonly PyValue[]): PyValue => exceptionOf(cls, args);
  for (const [name, base] of Object.entries(HIERARCHY)) {
    const parent = classes.get(base) ?? OBJECT_CLASS;
    const cls = new PyClass(name.slice(name.lastIndexOf('.') + 1), [parent], new Map(), construct);
    cls.module = name.includes('.') ? name.slice(0, name.lastIndexOf('.')) : 'builtins';
    classes.set(name, cls);
  }
  classes.set('IOError', classes.get('OSError')!);
  classes.set('EnvironmentError', classes.get('OSError')!);
  return classes;
}

const BASE = EXCEPTIONS.get('BaseException')!;

export function exceptionOf(cls: PyClass, args: readonly PyValue[]): PyInstance {
  const instance = new PyInstance(cls);
  instance.attrs.set('args', new PyTuple([...args]));
  if (cls.isSubclassOf(EXCEPTIONS.get('StopIteration')!)) instance.attrs.set('value', args[0] ?? null);
  if (cls.isSubclassOf(EXCEPTIONS.get('SystemExit')!)) instance.attrs.set('code', args[0] ?? null);
  return instance;
}

export const isException = (value: PyValue): value is PyInstance => value instanceof PyInstance && value.cls.isSubclassOf(BASE);
export const isExceptionClass = (value: PyValue): value is PyClass => value instanceof PyClass && value.isSubclassOf(BASE);

/** The class of an error on its way up. */
export function classOfError(error: PyError): PyClass {
  if (isException(error.value)) return error.value.cls;
  return EXCEPTIONS.get(error.type) ?? EXCEPTIONS.get('Exception')!;
}

/** The instance that `except … as e` binds; made when it is asked for. */
export function instanceOfError(error: PyError): PyInstance {
  if (isException(error.value)) return error.value;
  const message: PyValue = error.type === 'KeyError' && error.key !== undefined ? error.key : error.message;
  const instance = exceptionOf(classOfError(error), error.message === '' && message === '' ? [] : [message]);
  error.value = instance;
  return instance;
}

/** What `str(e)` says. */
export function messageOf(rt: Runtime, instance: PyInstance): string {
  const args = instance.attrs.get('args');
  if (!(args instanceof PyTuple) || args.items.length === 0) return '';
  if (args.items.length > 1) return rt.repr(args);
  return instance.cls.isSubclassOf(EXCEPTIONS.get('KeyError')!) ? rt.repr(args.items[0]) : rt.str(args.items[0]);
}

/** A raised value as an error: a class is called first. */
export function errorOf(rt: Runtime, value: PyValue): PyError {
  const instance = isExceptionClass(value) ? rt.apply(value, []) : value;
  if (!isException(instance)) return new PyError('TypeError', 'exceptions must derive from BaseException');
  return new PyError(qualifiedName(instance.cls), rt.str(instance), instance);
}

export const qualifiedName = (cls: PyClass): string =>
  cls.module === 'builtins' || cls.module === '__main__' ? cls.name : `${cls.module}.${cls.name}`;

/** A KeyError whose argument is the key; it is written as the key is. */
export function keyError(rt: Runtime, key: PyValue): PyError {
  const error = new PyError('KeyError', rt.repr(key));
  error.key = key;
  return error;
}
