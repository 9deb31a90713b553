// The one door to the analysis: a file's text in, its report out.
import { type Checked, check, checkInDetail, type InDetail } from '../check/check';
import { explain } from '../explain/explain';
import { traceBp } from '../lang/bp';
import { silencer, tracePython } from '../lang/python';
import { type Locale, useLocale } from '../messages';
import { explain as say } from '../messages/explain';
import type { Report } from '../report/report';
import type { Trace } from '../trace/trace';

export interface Source {
  file: string;
  language: 'bp' | 'python';
  text: string;
  /** Reads a file beside this one (a helper module, data); null where there is none. */
  readFile?: (path: string) => Uint8Array | null;
}

export interface Options {
  locale?: Locale;
  /** A bound on the work: elementary operations. */
  budget?: number;
  /** With what hovers, hints and exercises show. */
  explain?: boolean;
}

/** The trace of a file: what a reader needs that asks for more than the report (deriving, training). */
export function traceOf(source: Source, options: Options = {}): Trace {
  return source.language === 'bp' ? traceBp(source) : tracePython(source, { budget: options.budget });
}

export function analyse(source: Source, options: Options = {}): Report {
  if (options.locale) useLocale(options.locale);
  const trace = traceOf(source, options);
  const parts = options.explain ? explained(trace, source.text) : check(trace);
  return quiet(source, { file: source.file, language: source.language, ...parts });
}

/** Without the findings that a comment of the file takes off their line. */
function quiet(source: Source, report: Report): Report {
  if (source.language !== 'python') return report;
  const silenced = silencer(source.text);
  return report.findings.some(silenced) ? { ...report, findings: report.findings.filter(finding => !silenced(finding)) } : report;
}

/** The report with its explanations, and what it was found from: for a reader who asks for whole tensors later. */
export function analyseInDetail(source: Source, options: Options = {}): { report: Report; detail: InDetail } {
  if (options.locale) useLocale(options.locale);
  const trace = traceOf(source, options);
  const detail = checkInDetail(trace);
  return { report: quiet(source, { file: source.file, language: source.language, ...explained(trace, source.text, detail) }), detail };
}

/** A failure in an explanation is ours, and takes no verdict away. */
function explained(trace: Trace, text: string, detail = checkInDetail(trace)): Checked {
  const { checked } = detail;
  try {
    const found = explain(trace, text, detail);
    const derived = new Map(found.lessons.map(l => [`${l.name}|${l.wrt}`, l.derived]));
    const gradients = checked.gradients.map(g => ({ ...g, derived: derived.get(`${g.name}|${g.wrt}`) ?? undefined }));
    return { ...checked, gradients, explained: found };
  } catch (error) {
    const message = say('explainFailed', { reason: error instanceof Error ? error.message : String(error) });
    const range = { start: { line: 1, column: 1 }, end: { line: 1, column: 1 } };
    return { ...checked, findings: [...checked.findings, { rule: 'internal', severity: 'info', message, range, related: [], fixes: [] }] };
  }
}

export { looksLikeModel } from './looksLikeModel';
