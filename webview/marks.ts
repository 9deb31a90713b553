// What is to be marked in the picture, from what is selected, pointed at, found, and at the editor's cursor.
import type { Scene, SceneFrame, SceneNode } from '../src/picture/primitives';
import { factorsOn } from './chain';
import type { Marks } from './draw/renderer';
import type { Model } from './model';

export interface Attention {
  selected: string | null;
  hovered: string | null;
  /** The way from what is pointed at to the loss is to be lit. */
  lighting: boolean;
  cursor: ReadonlySet<string>;
  found: ReadonlySet<string> | null;
}

export function marksOf(model: Model, { selected, hovered, lighting, cursor, found }: Attention): Marks {
  const lit = lighting && hovered !== null ? model.chain(hovered) : null;
  const asked = new Set<string>();
  for (const id of [selected, hovered]) {
    if (id === null) continue;
    for (const edge of [...model.edgesFrom(id), ...model.edgesTo(id)]) if (edge.quiet) asked.add(edge.id);
  }
  if (lit) for (const id of asked) lit.add(id);
  const path = lit && lit.size > 1 ? lit : null;
  return { selected, cursor, found, path, factors: path ? factorsOn(model, path) : [], asked };
}

/** The innermost opened group around a node. */
export function frameAround(scene: Scene, node: SceneNode): SceneFrame | undefined {
  const holds = (frame: SceneFrame) =>
    node.x >= frame.x &&
    node.y >= frame.y &&
    node.x + node.width <= frame.x + frame.width &&
    node.y + node.height <= frame.y + frame.height;
  return scene.frames.filter(frame => frame.pass === node.pass && holds(frame)).at(-1);
}
