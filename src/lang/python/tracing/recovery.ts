// After an error the trace goes on with the next statement: what the failed one would have given is unknown from there.
import { python as say } from '../../../messages/python';
import type { Finding, Range, Rule } from '../../../report/report';
import type { Expr, Stmt } from '../ast';
import type { Store } from '../compile/compiler';
import { asPyError } from '../compile/try';
import { classOfError, EXCEPTIONS } from '../objects/exceptions';
import { type Exec, type Frame, NORMAL, RETURN } from '../objects/functions';
import { BudgetError, type PyError } from '../runtime';
import { PyOpaque } from '../values';
import type { Tracer } from './tracer';

const CHARGE_EVERY = 64;

export function watched(tracer: Tracer, run: Exec, node: Stmt, statement: number, forget: readonly Store[]): Exec {
  const { rt, executed } = tracer;
  const simple = node.kind !== 'If' && node.kind !== 'For' && node.kind !== 'While' && node.kind !== 'Try' && node.kind !== 'With';
  return f => {
    const { depth } = rt;
    executed.add(statement);
    rt.statement = statement;
    try {
      const signal = run(f);
      if (simple && tracer.nodes().length - tracer.charged > CHARGE_EVERY) tracer.charge();
      return signal;
    } catch (thrown) {
      const error = asPyError(thrown);
      if (!error) {
        internal(tracer, thrown);
        rt.depth = depth;
        return give(node, f, forget);
      }
      // Recursion that does not end would begin anew in every call that it leaves.
      if (!survives(tracer, error) || (error.type === 'RecursionError' && f.call !== 0)) throw error;
      rt.depth = depth;
      report(tracer, error);
      return give(node, f, forget);
    }
  };
}

/** Errors that end the program, or that somebody waits for, go on up. */
function survives(tracer: Tracer, error: PyError): boolean {
  const cls = classOfError(error);
  if (cls.isSubclassOf(EXCEPTIONS.get('SystemExit')!) || cls.isSubclassOf(EXCEPTIONS.get('KeyboardInterrupt')!)) return false;
  if (cls.isSubclassOf(EXCEPTIONS.get('StopIteration')!)) return false;
  return !tracer.rt.expected.some(expects => expects(error));
}

function internal(tracer: Tracer, thrown: unknown): void {
  if (thrown instanceof BudgetError) throw thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  if (process.env.BACKPROP_STRICT) throw thrown;
  add(tracer, 'unsupported', say('internal', { message }), tracer.rangeOf(tracer.rt.site));
}

/** What the statement would have given is unknown: its targets, what it returns. */
function give(node: Stmt, f: Frame, forget: readonly Store[]): number {
  const unknown = new PyOpaque('unknown');
  for (const store of forget)
    try {
      store(f, unknown, null);
    } catch {
      // A target that can't be reached has nothing to forget.
    }
  if (node.kind === 'Return' || node.kind === 'Raise') {
    f.result = unknown;
    return f.call === 0 && node.kind === 'Raise' ? NORMAL : RETURN;
  }
  return NORMAL;
}

const SHAPE =
  /could not be broadcast|cannot reshape|not aligned|must match exactly|mismatch in its core|could not broadcast|shape mismatch|must have same number of dimensions/;

const DATA_ERRORS = /^(?:KeyError|IndexError|ValueError|AssertionError|ZeroDivisionError|TypeError|AttributeError|UnicodeDecodeError)$/;

export function report(tracer: Tracer, error: PyError): void {
  if (excused(tracer, error)) return;
  const { rt } = tracer;
  const range = tracer.rangeOf(error.site || rt.site);
  const own = range.start.line === range.end.line ? rt.text.split('\n', range.start.line).at(-1)! : '';
  if (error.type === 'IndexError' && /\bargv\b/.test(own)) {
    tracer.reason(say('noArgument', { what: 'sys.argv' }), range);
    return;
  }
  // A mistake in code of ours, or in data whose contents are a guess, is not the file's.
  if (error.lines.some(line => line.file.startsWith('<')) || (rt.guessed && !SHAPE.test(error.message) && DATA_ERRORS.test(error.type))) {
    tracer.reason(wording(error), range);
    return;
  }
  if (error.type === 'MemoryError') {
    tracer.reason(say('tooMuch'), range);
    add(tracer, 'unsupported', say('tooMuch'), range);
    return;
  }
  if (error.type === 'FileNotFoundError') {
    const file = /'([^']*)'\s*$/.exec(error.message)?.[1] ?? error.message;
    tracer.reason(say('missingFile', { file }), range);
    add(tracer, 'unsupported', say('missingFile', { file }), range);
    return;
  }
  const rule: Rule = /^(?:NameError|UnboundLocalError)$/.test(error.type)
    ? 'undefined-name'
    : SHAPE.test(error.message)
      ? 'shape-mismatch'
      : 'runtime-error';
  add(tracer, rule, wording(error), range);
}

function wording(error: PyError): string {
  const name = /^name '(.+)' is not defined$/.exec(error.message)?.[1];
  if (error.type === 'NameError' && name) return say('undefinedName', { name });
  const local = /local variable '(.+?)'/.exec(error.message)?.[1];
  if (error.type === 'UnboundLocalError' && local) return say('unboundLocal', { name: local });
  return error.message === '' ? say('raisesBare', { type: error.type }) : say('raises', { type: error.type, message: error.message });
}

/** What only comes from leaving a loop early is nobody's mistake. */
function excused(tracer: Tracer, error: PyError): boolean {
  if (!tracer.cut) return false;
  if (/^(?:AssertionError|IndexError|KeyError|ZeroDivisionError|ValueError|StopIteration)$/.test(error.type)) return true;
  if (/NoneType/.test(error.message)) return true;
  const name = /'(.+?)'/.exec(error.message)?.[1];
  return /^(?:NameError|UnboundLocalError)$/.test(error.type) && name !== undefined && tracer.cutNames.has(name);
}

function add(tracer: Tracer, rule: Rule, message: string, range: Range): void {
  const same = (finding: Finding): boolean =>
    finding.message === message && finding.range.start.line === range.start.line && finding.range.start.column === range.start.column;
  if (tracer.findings.some(same)) return;
  tracer.findings.push({
    rule,
    severity: rule === 'unsupported' ? 'info' : 'error',
    message,
    range,
    related: callTrace(tracer, range),
    fixes: [],
  });
}

/** The calls that led there, innermost first. */
function callTrace(tracer: Tracer, at: Range): Finding['related'] {
  const { calls } = tracer.recorder;
  const related: Finding['related'] = [];
  for (let call = calls[tracer.rt.call]; call && call.id > 0 && related.length < 8; call = calls[call.parent]) {
    const range = tracer.recorder.range(call.site);
    if (range && (range.start.line !== at.start.line || range.start.column !== at.start.column))
      related.push({ message: say('calledHere', { name: call.name }), range });
  }
  return related;
}

/** The targets whose values a failed statement leaves unknown. */
export function forgettable(node: Stmt): Expr[] {
  switch (node.kind) {
    case 'Assign':
      return [...node.targets];
    case 'AnnAssign':
      return [node.target];
    case 'AugAssign':
      return node.target.kind === 'Name' ? [node.target] : [];
    case 'With':
      return node.items.flatMap(item => (item.target ? [item.target] : []));
    default:
      return [];
  }
}
