// Expressions, compiled: one entry a kind.
import type { DictExpr, Expr, FormatField, FormatPart, FString, Lambda, ListExpr, SetExpr, Slice, TupleExpr, Walrus } from '../ast';
import { PyDict, PySet } from '../objects/containers';
import { type Eval, type Frame, RETURN } from '../objects/functions';
import { PyError } from '../runtime';
import { SHRINK } from '../standIns/amounts';
import { asciiRepr } from '../text/repr';
import { PyList, PySlice, PyTuple, type PyValue } from '../values';
import { attribute, subscript } from './access';
import { call } from './calls';
import type { Compiler } from './compiler';
import { comprehension } from './comprehensions';
import { makeFunction } from './functions';
import { name, storeName } from './names';
import { binary, boolOp, comparison, conditional, unary } from './operators';

type Builders = { readonly [K in Expr['kind']]: (node: Extract<Expr, { kind: K }>, c: Compiler) => Eval };

/** A round number that may count the examples of a large data set: it shrinks as the set's stand-in does. */
const countsExamples = (value: PyValue, c: Compiler): value is number =>
  typeof value === 'number' && value >= 1000 && value % 1000 === 0 && c.tracer !== null && c.globals === c.rt.main && c.rt.mayShrink;

export const EXPRESSIONS: Builders = {
  Constant: (node, c) => {
    const { value } = node;
    const { rt } = c;
    return countsExamples(value, c) ? () => (rt.shrunk ? value / SHRINK : value) : () => value;
  },
  Name: name,
  FString: fstring,
  Attribute: attribute,
  Subscript: subscript,
  Slice: slice,
  Call: call,
  Unary: unary,
  Binary: binary,
  BoolOp: boolOp,
  Compare: comparison,
  Conditional: conditional,
  Lambda: lambda,
  Tuple: tuple,
  List: list,
  Set: set,
  Dict: (node, c) => dict(node, c),
  Comprehension: comprehension,
  Walrus: walrus,
  Yield: (node, c) => {
    const site = c.site(node);
    return () => {
      const error = new PyError('RuntimeError', 'yield in a place that the interpreter does not follow');
      error.site = site;
      throw error;
    };
  },
  Await: (node, c) => c.expression(node.value),
  Starred: (node, c) => {
    const site = c.site(node);
    return () => {
      const error = new PyError('SyntaxError', "can't use starred expression here");
      error.site = site;
      throw error;
    };
  },
};

function fstring(node: FString, c: Compiler): Eval {
  const parts = node.parts.map(part => formatPart(part, c));
  if (parts.every(part => typeof part === 'string')) {
    const text = parts.join('');
    return () => text;
  }
  return f => {
    let text = '';
    for (const part of parts) text += typeof part === 'string' ? part : part(f);
    return text;
  };
}

type Text = (f: Frame) => string;

function formatPart(part: FormatPart, c: Compiler): string | Text {
  return typeof part === 'string' ? part : field(part, c);
}

function field(node: FormatField, c: Compiler): Text {
  const { rt } = c;
  const value = c.expression(node.value);
  const spec = node.spec?.map(part => formatPart(part, c)) ?? [];
  const { label } = node;
  const conversion = node.conversion || (label && spec.length === 0 ? 'r' : '');
  return f => {
    let item = value(f);
    if (conversion) item = conversion === 's' ? rt.str(item) : conversion === 'r' ? rt.repr(item) : asciiRepr(rt, item);
    let text = '';
    for (const part of spec) text += typeof part === 'string' ? part : part(f);
    return label + rt.format(item, text);
  };
}

function slice(node: Slice, c: Compiler): Eval {
  const none: Eval = () => null;
  const [start, stop, step] = [node.start, node.stop, node.step].map(part => (part ? c.expression(part) : none));
  return f => new PySlice(start(f), stop(f), step(f));
}

/** The items of a display, those of starred ones spread out. */
export function items(nodes: readonly Expr[], c: Compiler): (f: Frame) => PyValue[] {
  const { rt } = c;
  const parts = nodes.map(node => c.expression(node.kind === 'Starred' ? node.value : node));
  const { length } = parts;
  if (!nodes.some(node => node.kind === 'Starred'))
    return f => {
      const out: PyValue[] = new Array(length);
      for (let i = 0; i < length; i++) out[i] = parts[i](f);
      return out;
    };
  const spread = nodes.map(node => node.kind === 'Starred');
  return f => {
    const out: PyValue[] = [];
    for (let i = 0; i < length; i++) {
      const value = parts[i](f);
      if (spread[i]) for (const item of rt.iterate(value)) out.push(item);
      else out.push(value);
    }
    return out;
  };
}

function tuple(node: TupleExpr, c: Compiler): Eval {
  if (node.items.every(item => item.kind === 'Constant' && !countsExamples(item.value, c))) {
    const constant = new PyTuple(node.items.map(item => (item as { value: PyValue }).value));
    return () => constant;
  }
  const all = items(node.items, c);
  return f => new PyTuple(all(f));
}

function list(node: ListExpr, c: Compiler): Eval {
  const all = items(node.items, c);
  return f => new PyList(all(f));
}

function set(node: SetExpr, c: Compiler): Eval {
  const { rt } = c;
  const all = items(node.items, c);
  return f => {
    const made = new PySet();
    for (const item of all(f)) made.add(rt, item);
    return made;
  };
}

/** `{"W1": W1, **more}`. While tracing, what is computed in it has the name of its key. */
export function dict(node: DictExpr, c: Compiler): Eval {
  const { rt, tracer } = c;
  const parts = node.items.map(item => {
    const key = item.key && c.expression(item.key);
    const watch = tracer && item.key ? tracer.dictItem(c, node, item) : null;
    const value = c.naming('', () => c.expression(item.value));
    return { key, value, watch };
  });
  return f => {
    const made = new PyDict();
    for (const { key, value, watch } of parts) {
      if (!key) {
        const mapping = value(f);
        if (mapping instanceof PyDict) made.copyFrom(mapping);
        else for (const each of rt.iterate(mapping)) made.set(rt, each, rt.getItem(mapping, each));
        continue;
      }
      const k = key(f);
      const before = watch ? watch.begin(f) : null;
      const v = value(f);
      made.set(rt, k, watch ? watch.end(f, made, k, v, before!) : v);
    }
    return made;
  };
}

function lambda(node: Lambda, c: Compiler): Eval {
  const scope = c.scopes.get(node);
  return makeFunction(c, node, scope, '<lambda>', () => {
    const body = c.expression(node.body);
    return f => {
      f.result = body(f);
      return RETURN;
    };
  });
}

function walrus(node: Walrus, c: Compiler): Eval {
  const value = c.expression(node.value);
  const store = c.tracer ? c.tracer.nameStore(c, node.target) : storeName(node.target.id, c);
  const moment = c.tracer ? c.tracer.moment(c, node, node.value) : null;
  return f => {
    const at = moment ? moment(f, 'assign') : null;
    const result = value(f);
    store(f, result, at);
    return result;
  };
}
