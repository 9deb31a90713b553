// Directive comments: `# backprop: loss J`, `# backprop: input X, label Y`, `# backprop: ignore suspicious-broadcast`. Shapes above a
// function are read where functions that nobody calls are (uncalled/sources.ts).
import type { Finding, Role } from '../../report/report';
import type { Recorder } from '../../trace/recorder';
import type { Trace } from '../../trace/trace';

const ROLES: Readonly<Record<string, Role>> = {
  input: 'input',
  label: 'label',
  target: 'label',
  parameter: 'parameter',
  param: 'parameter',
};

interface Directive {
  readonly line: number;
  /** Nothing but the comment stands on its line: it is about the next one. */
  readonly alone: boolean;
  readonly text: string;
}

function directivesIn(text: string): Directive[] {
  if (!text.includes('backprop:')) return [];
  return text.split('\n').flatMap((source, i) => {
    const found = /^(.*?)#\s*backprop:\s*(.*?)\s*$/.exec(source);
    return found ? [{ line: i + 1, alone: found[1].trim() === '', text: found[2] }] : [];
  });
}

const NAME = /^[A-Za-z_][\w.[\]'"]*$/;

/** The names that follow a word: `input X, Y; label T`. */
function named(directive: string): { word: string; names: string[] }[] {
  return directive.split(';').map(part => {
    const [word, ...rest] = part.trim().split(/[\s:=]+/);
    const names = rest
      .join(' ')
      .split(/[\s,]+/)
      .filter(name => NAME.test(name));
    return { word: word.toLowerCase(), names };
  });
}

/** Gives bindings the roles that the file states. */
export function statedRoles(text: string): ReadonlyMap<string, Role> {
  const roles = new Map<string, Role>();
  for (const directive of directivesIn(text))
    for (const { word, names } of named(directive.text)) for (const name of names) if (ROLES[word]) roles.set(name, ROLES[word]);
  return roles;
}

/** The scalar that the file states as its loss, at its last value. */
export function statedLoss(text: string, recorder: Recorder): Trace['declaredLoss'] {
  for (const directive of directivesIn(text))
    for (const { word, names } of named(directive.text)) {
      if (word !== 'loss' || names.length !== 1) continue;
      const [name] = names;
      const binding = recorder.bindings.findLast(b => (b.short === name || b.name === name) && b.node.value.data.length === 1);
      if (binding) return { node: binding.node, name, site: binding.target };
    }
  return null;
}

/** Rules that a comment takes off a line: on the line itself, or alone on the line above it. Without a rule, all of them. */
export function silencer(text: string): (finding: Finding) => boolean {
  const lines = new Map<number, (string | null)[]>();
  for (const { line, alone, text: directive } of directivesIn(text)) {
    const found = /^(?:ignore|silence|disable|allow|off)\b[\s:=]*(.*)$/i.exec(directive);
    if (!found) continue;
    const rules = found[1].split(/[\s,]+/).filter(rule => /^[a-z-]+$/.test(rule));
    const at = alone ? line + 1 : line;
    lines.set(at, [...(lines.get(at) ?? []), ...(rules.length > 0 ? rules : [null])]);
  }
  return finding => {
    const off = lines.get(finding.range.start.line);
    return off !== undefined && (off.includes(null) || off.includes(finding.rule));
  };
}
