// Reports as SARIF 2.1.0, which CI services turn into annotations. https://docs.oasis-open.org/sarif/sarif/v2.1.0/
import { ruleTexts } from '../messages/rules';
import type { Finding, Fix, Range, Report, Rule, Severity } from '../report/report';

const LEVELS = { error: 'error', warning: 'warning', info: 'note' } as const satisfies Record<Severity, string>;

export function sarif(reports: readonly Report[], version: string): string {
  const rules = [...new Set(reports.flatMap(report => report.findings.map(finding => finding.rule)))].sort();
  const driver = { name: 'Backprop Lens', version, rules: rules.map(describe) };
  const results = reports.flatMap(report => report.findings.map(finding => result(finding, report.file, rules)));
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{ tool: { driver }, columnKind: 'utf16CodeUnits', results }],
  };
  return JSON.stringify(log, null, 2);
}

function describe(rule: Rule): unknown {
  const { title, text } = ruleTexts(rule);
  return { id: rule, shortDescription: { text: title }, help: { text, markdown: text } };
}

function result(finding: Finding, file: string, rules: readonly Rule[]): unknown {
  return {
    ruleId: finding.rule,
    ruleIndex: rules.indexOf(finding.rule),
    level: LEVELS[finding.severity],
    message: { text: finding.message },
    locations: [{ physicalLocation: place(file, finding.range) }],
    relatedLocations: finding.related.map((related, id) => ({
      id,
      message: { text: related.message },
      physicalLocation: place(file, related.range),
    })),
    fixes: finding.fixes.map(fix => describeFix(fix, file)),
  };
}

function describeFix(fix: Fix, file: string): unknown {
  const replacements = fix.edits.map(edit => ({ deletedRegion: region(edit.range), insertedContent: { text: edit.newText } }));
  return { description: { text: fix.title }, artifactChanges: [{ artifactLocation: { uri: uriOf(file) }, replacements }] };
}

const place = (file: string, range: Range): unknown => ({ artifactLocation: { uri: uriOf(file) }, region: region(range) });

/** SARIF counts as the report does: from 1, ends exclusive. */
const region = ({ start, end }: Range): unknown => ({
  startLine: start.line,
  startColumn: start.column,
  endLine: end.line,
  endColumn: end.column,
});

/** A relative path stays relative to the folder that the command ran in. */
function uriOf(file: string): string {
  const path = file.replaceAll('\\', '/').split('/').map(encodeURIComponent).join('/');
  return path.startsWith('/') ? `file://${path}` : path;
}
