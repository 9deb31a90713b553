// The local derivatives on the lit way to the loss: a small text under each of its edges, as much of it as the gap between the boxes holds.
import type { SceneEdge } from '../src/picture/primitives';
import type { Model } from './model';

export interface Factor {
  id: string;
  x: number;
  y: number;
  width: number;
  text: string;
  full: string;
  pass: 'forward' | 'backward';
}

const letter = 6.1;
const padding = 12;
/** What a text may reach over the boxes at both ends. */
const over = 20;

export function factorsOn(model: Model, lit: ReadonlySet<string>): Factor[] {
  const found: Factor[] = [];
  for (const edge of model.scene.edges) {
    if (!lit.has(edge.id) || edge.kind === 'reused' || edge.flagged) continue;
    const full = edge.kind === 'backward' ? backward(model, edge) : forward(model, edge);
    const place = longest(edge);
    if (full === undefined || !place) continue;
    const room = Math.max(place.length + over, 44) - padding;
    const most = Math.floor(room / letter);
    const text = full.length <= most ? full : `${full.slice(0, Math.max(2, most - 1))}…`;
    found.push({ id: edge.id, x: place.x, y: place.y + 12, width: text.length * letter + padding, text, full, pass: edge.kind });
  }
  return found;
}

/** `W2ᵀ ·` on the edge from dZ2 to dA1: the step's equation without the gradient that comes in, where that stands at an end. */
function backward(model: Model, edge: SceneEdge): string | undefined {
  const { locals } = model.snapshot;
  const to = model.nodes.get(edge.to);
  const from = model.nodes.get(edge.from);
  const whole = to && (locals?.[to.id] ?? locals?.[to.label]);
  if (!whole || !from) return undefined;
  if (whole.startsWith(`${from.label} `)) return whole.slice(from.label.length + 1);
  return whole.endsWith(` ${from.label}`) ? whole.slice(0, -from.label.length - 1) : whole;
}

function forward(model: Model, edge: SceneEdge): string | undefined {
  const to = model.nodes.get(edge.to);
  const from = model.nodes.get(edge.from);
  return to?.kind === 'value' && from?.kind === 'value' ? `∂${to.label}/∂${from.label}` : undefined;
}

/** The middle of the longest level stretch. */
function longest({ points }: SceneEdge): { x: number; y: number; length: number } | undefined {
  let best: { x: number; y: number; length: number } | undefined;
  for (let at = 1; at < points.length; at++) {
    const [a, b] = [points[at - 1], points[at]];
    const length = Math.abs(a.x - b.x);
    if (a.y === b.y && length > (best?.length ?? 16)) best = { x: (a.x + b.x) / 2, y: a.y, length };
  }
  return best;
}
