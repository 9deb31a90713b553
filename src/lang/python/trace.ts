// Evaluates a file into a trace: what it computes as a graph, and the names that it gives.

import type { Node } from '../../core/graph';
import { python as say } from '../../messages/python';
import type { Finding, Range } from '../../report/report';
import { Recorder } from '../../trace/recorder';
import type { Binding, Trace } from '../../trace/trace';
import type { Module, Stmt } from './ast';
import { fillPython2 } from './builtins';
import { Compiler } from './compile/compiler';
import { asPyError } from './compile/try';
import { everyStatement } from './compile/walk';
import { statedLoss, statedRoles } from './directives';
import { Interpreter } from './interpreter';
import { Frame } from './objects/functions';
import { parse } from './parse/parse';
import type { Source } from './run';
import { BudgetError } from './runtime';
import { SHRINK } from './standIns/amounts';
import { report } from './tracing/recovery';
import type { Sites } from './tracing/sites';
import { Tracer } from './tracing/tracer';
import { observePairs, runUncalled } from './uncalled';
import { pythonWriter } from './writer';

export interface TraceSource extends Source {
  readonly readFile?: (path: string) => Uint8Array | null;
}

export interface TraceOptions {
  /** A bound on the work: elementary operations. */
  readonly budget?: number;
  /** After so many iterations a training loop is left. */
  readonly maxIterations?: number;
}

const BUDGET = 12_000_000;
const MAX_NODES = 120_000;
const ITERATIONS = 3;

export function tracePython(source: TraceSource, options: TraceOptions = {}): Trace {
  const rt = new Interpreter({
    file: source.file,
    write: () => {},
    writeError: () => {},
    readFile: source.readFile ?? (() => null),
    budget: options.budget ?? BUDGET,
  });
  const recorder = new Recorder();
  rt.recorder = recorder;
  const sites = rt.newSites(source.text, true);
  const tree = parseSafely(source.text);
  const tracer = new Tracer(rt, recorder, { maxIterations: options.maxIterations ?? ITERATIONS, maxNodes: MAX_NODES }, site =>
    rangeAt(rt, recorder, site),
  );
  rt.text = source.text;
  rt.replacesFiles = true;
  rt.mayShrink = /mnist|cifar|digit|openml|idx|california/i.test(source.text);
  attach(rt, tracer);
  for (const problem of tree.problems)
    tracer.findings.push(finding('syntax', say(problem.code, { detail: problem.detail }), sites.lines.range(problem)));
  observePairs(tracer, tree, sites);
  execute(rt, tracer, tree, sites);
  if (rt.shrunk) tracer.reason(say('shrunk', { times: SHRINK }), START);
  const declared = uncalledPasses(rt, tracer, tree, sites);
  const loss = statedLoss(source.text, recorder) ?? declared;
  return { ...traceOf(recorder, tracer, tree, sites, source.text), declaredLoss: loss };
}

/** A file that trains has its own loss; what else lies in it unused is only named in the coverage. */
function uncalledPasses(rt: Interpreter, tracer: Tracer, tree: Module, sites: Sites): Trace['declaredLoss'] {
  const { bindings } = tracer.recorder;
  const own = bindings.filter(b => b.node.id >= b.from && b.node.op !== 'leaf');
  const loss = own.some(b => b.node.value.data.length === 1 && LOSS.test(b.short));
  const trains = own.some(b => GRADIENT.test(b.short)) && (loss || tracer.cut || !tracer.observer || tracer.observer.calls.length === 0);
  try {
    return runUncalled(rt, tracer, tree, sites, !trains);
  } catch (error) {
    if (!(error instanceof BudgetError)) throw error;
    tracer.reason(say('outOfBudget'), tracer.rangeOf(rt.site));
    return null;
  }
}

/** The gradients of a helper module are named where the file that is checked takes them. */
const HELPERS = /^d[A-Z_]|^d[a-z]{1,3}\d?$|^d(?:scores|logits|\w*hat|h?next|h?prev)|grad|delta|nabla/;
const LOSS = /loss|cost|err(?:or)?s?$|^J$|objective|^L$|mse|entropy/i;
const GRADIENT = /^d[A-Z_]|^d[a-z]{1,2}\d?$|grad|delta|nabla/;

function parseSafely(text: string): Module {
  try {
    return parse(text);
  } catch (error) {
    // Expressions nested deeper than the stack: nothing can be said of such a file.
    if (!(error instanceof RangeError)) throw error;
    return { body: [], problems: [{ code: 'invalid', from: 0, to: 0, detail: '' }], python2: false };
  }
}

function attach(rt: Interpreter, tracer: Tracer): void {
  rt.tracer = tracer;
  rt.touched = (container, key, value) => tracer.namer.touched(container, key, value);
  rt.stored = (container, key, value) => tracer.namer.stored(container, key, value);
  const said = new Set<string>();
  rt.onStandIn = what => tracer.reason(say('standIn', { what }), tracer.rangeOf(rt.site));
  rt.onUnsupported = what => {
    if (said.has(what)) return;
    said.add(what);
    const range = tracer.rangeOf(rt.site);
    tracer.findings.push({ ...finding('unsupported', say('unsupported', { what }), range), severity: 'info' });
    tracer.reason(say('unsupported', { what }), range);
  };
}

const finding = (rule: Finding['rule'], message: string, range: Range): Finding => ({
  rule,
  severity: 'error',
  message,
  range,
  related: [],
  fixes: [],
});

/** A place in the file; for one in a helper module, that of the call that led there. */
function rangeAt(rt: Interpreter, recorder: Recorder, site: number): Range {
  const own = recorder.range(site);
  if (own) return own;
  for (let call = recorder.calls[rt.call]; call && call.id > 0; call = recorder.calls[call.parent]) {
    const range = recorder.range(call.site);
    if (range) return range;
  }
  return START;
}

const START: Range = { start: { line: 1, column: 1 }, end: { line: 1, column: 1 } };

function execute(rt: Interpreter, tracer: Tracer, tree: Module, sites: Sites): void {
  rt.python2 = tree.python2;
  if (tree.python2) fillPython2(rt);
  rt.main.cell('__name__').v = '__main__';
  rt.main.cell('__file__').v = rt.main.file;
  rt.main.cell('__doc__').v = null;
  try {
    const compiler = new Compiler(rt, rt.main, sites, tree, tracer);
    const frame = new Frame(new Array(compiler.scope.size), [], 0);
    compiler.block(tree.body)(frame);
  } catch (thrown) {
    if (thrown instanceof BudgetError) {
      tracer.reason(say('outOfBudget'), tracer.rangeOf(rt.site));
      return;
    }
    const error = asPyError(thrown);
    if (!error) throw thrown;
    if (error.type !== 'SystemExit' && error.type !== 'KeyboardInterrupt') report(tracer, error);
  }
}

function traceOf(recorder: Recorder, tracer: Tracer, tree: Module, sites: Sites, text: string): Trace {
  const all = [...everyStatement(tree.body)].filter(isCounted);
  const executed = all.filter(node => tracer.executed.has(sites.statement(node)));
  return {
    language: 'python',
    graph: recorder.graph,
    range: site => recorder.range(site),
    text: site => (sites.text(site) ?? '').trim(),
    writer: pythonWriter(text),
    bindings: withoutHelpers(recorder, withRoles(recorder, text), tracer.rt.standInStatements),
    calls: recorder.calls,
    holes: recorder.holes,
    guards: recorder.guards,
    declaredLoss: null,
    findings: tracer.findings,
    coverage: { statements: all.length, executed: executed.length, reasons: [...tracer.reasons.values()] },
    sizes: new Map(),
  };
}

/** Names of gradients in helper modules: those of ours are nobody's, and what the file names itself has no other name. */
function withoutHelpers(recorder: Recorder, bindings: readonly Binding[], standIn: ReadonlySet<number>): readonly Binding[] {
  const isHelpers = (b: Binding): boolean => recorder.range(b.target) === null && HELPERS.test(b.short);
  if (!bindings.some(isHelpers)) return bindings;
  const own = new Set<Node>();
  for (const b of bindings) {
    if (isHelpers(b) || !HELPERS.test(b.short) || b.kind === 'argument') continue;
    own.add(b.node);
    if (b.node.op === 'add' || b.node.op === 'sub') for (const part of b.node.inputs) own.add(part);
  }
  return bindings.filter(b => !isHelpers(b) || !(own.has(b.node) || standIn.has(b.statement)));
}

function withRoles(recorder: Recorder, text: string): readonly Binding[] {
  const roles = statedRoles(text);
  if (roles.size === 0) return recorder.bindings;
  return recorder.bindings.map(b => {
    const role = roles.get(b.name) ?? roles.get(b.short);
    return role ? { ...b, role } : b;
  });
}

/** Docstrings and the like compute nothing. */
const isCounted = (node: Stmt): boolean =>
  !(node.kind === 'Expr' && node.value.kind === 'Constant') && node.kind !== 'Pass' && node.kind !== 'Scope';
