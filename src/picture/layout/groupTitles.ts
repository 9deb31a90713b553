// What a group is called that the report only numbers: `l = 2` or `t = 7` where the code's own index shows, else layer 2, step 7.
import { picture as say } from '../../messages/picture';
import type { GraphNode } from '../../report/report';

/** `[t]` and `str(l)`: the index as it is, not a neighbour's. */
const index = /\[\s*([A-Za-z_]\w?)\s*\]|str\(\s*([A-Za-z_]\w?)\s*\)|\{([A-Za-z_]\w?)\}/g;
const numberIn = /(\d+)\D*$/;

export interface Numbered {
  n: number;
  nodes: readonly GraphNode[];
}

/** Titles of groups that one loop made, in their order; one manner for all. */
export function titlesOf(groups: readonly Numbered[]): string[] {
  const indexed = indexOf(groups);
  if (indexed) return groups.map(({ n }) => `${indexed.name} = ${n + indexed.offset}`);
  const layers = groups.some(({ nodes }) => nodes.some(node => node.kind === 'parameter'));
  return groups.map(({ n }) => say(layers ? 'layerNumber' : 'stepNumber', { n }));
}

/** The variable that formulas are indexed by, and how far the names' own numbers are from the count; null where they do not agree. */
function indexOf(groups: readonly Numbered[]): { name: string; offset: number } | null {
  const votes = new Map<string, number>();
  const offsets = new Set<number>();
  for (const { n, nodes } of groups)
    for (const node of nodes) {
      const names = [...(node.formula ?? '').matchAll(index)].map(match => match[1] ?? match[2] ?? match[3]);
      const own = numberIn.exec(node.label);
      if (names.length === 0 || !own || node.pass !== 'forward') continue;
      offsets.add(Number(own[1]) - n);
      for (const name of names) votes.set(name, (votes.get(name) ?? 0) + 1);
    }
  if (offsets.size !== 1) return null;
  const [name] = [...votes].sort((a, b) => b[1] - a[1])[0];
  return { name, offset: [...offsets][0] };
}
