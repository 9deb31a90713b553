// What must hold of every picture, whatever the graph; `faults` says in words where it does not.
import type { Box, Picture, PictureNode, Point } from '../../../src/picture/picture';

const slack = 0.01;

/** Boxes by cells of a grid, so that large pictures are checked in reasonable time. */
class Grid<T extends Box> {
  private readonly cells = new Map<string, T[]>();
  constructor(
    private readonly size: number,
    boxes: readonly T[],
  ) {
    for (const box of boxes) for (const key of this.keys(box)) this.cells.set(key, [...(this.cells.get(key) ?? []), box]);
  }
  private *keys({ x, y, width, height }: Box): Generator<string> {
    for (let i = Math.floor(x / this.size); i <= Math.floor((x + width) / this.size); i++)
      for (let j = Math.floor(y / this.size); j <= Math.floor((y + height) / this.size); j++) yield `${i},${j}`;
  }
  near(box: Box): Set<T> {
    const found = new Set<T>();
    for (const key of this.keys(box)) for (const other of this.cells.get(key) ?? []) found.add(other);
    return found;
  }
}

export const overlap = (a: Box, b: Box, air = 0): boolean =>
  a.x < b.x + b.width - slack + air &&
  b.x < a.x + a.width - slack + air &&
  a.y < b.y + b.height - slack + air &&
  b.y < a.y + a.height - slack + air;

const around = (a: Point, b: Point): Box => ({
  x: Math.min(a.x, b.x),
  y: Math.min(a.y, b.y),
  width: Math.abs(a.x - b.x),
  height: Math.abs(a.y - b.y),
});
const cornered = (label: Box): Box => ({
  x: label.x - label.width / 2,
  y: label.y - label.height / 2,
  width: label.width,
  height: label.height,
});

export function faults(picture: Picture): string[] {
  return [...boxFaults(picture), ...edgeFaults(picture), ...labelFaults(picture), ...frameFaults(picture), ...twinFaults(picture)];
}

function boxFaults({ nodes, width, height }: Picture): string[] {
  const found: string[] = [];
  const grid = new Grid(300, nodes);
  const ids = new Set<string>();
  for (const node of nodes) {
    if (ids.has(node.id)) found.push(`two nodes ${node.id}`);
    ids.add(node.id);
    if (!(node.x >= 0 && node.y >= 0 && node.x + node.width <= width && node.y + node.height <= height))
      found.push(`${node.id} lies outside`);
    for (const other of grid.near(node)) if (other !== node && overlap(node, other)) found.push(`${node.id} lies on ${other.id}`);
  }
  return found;
}

/** Orthogonal, from box to box, behind no box. */
function edgeFaults({ nodes, edges, width, height }: Picture): string[] {
  const found: string[] = [];
  const grid = new Grid(300, nodes);
  const byId = new Map(nodes.map(node => [node.id, node]));
  for (const edge of edges) {
    const { points, id } = edge;
    if (points.length < 2) found.push(`${id} has no line`);
    if (!touches(byId.get(edge.from), points[0])) found.push(`${id} does not start at its source`);
    if (!touches(byId.get(edge.to), points.at(-1))) found.push(`${id} does not end at its target`);
    for (let at = 1; at < points.length; at++) {
      const [a, b] = [points[at - 1], points[at]];
      if (a.x !== b.x && a.y !== b.y) found.push(`${id} is slanted`);
      if (Math.min(a.x, b.x) < 0 || Math.max(a.x, b.x) > width || Math.min(a.y, b.y) < 0 || Math.max(a.y, b.y) > height)
        found.push(`${id} runs outside`);
      const line = around(a, b);
      for (const node of grid.near(line)) if (overlap(line, node)) found.push(`${id} runs behind ${node.id}`);
    }
  }
  return found;
}

function touches(node: PictureNode | undefined, point: Point | undefined): boolean {
  if (!node || !point) return false;
  const x = point.x >= node.x - slack && point.x <= node.x + node.width + slack;
  const y = point.y >= node.y - slack && point.y <= node.y + node.height + slack;
  const side =
    [node.x, node.x + node.width].some(edge => Math.abs(edge - point.x) < slack) ||
    [node.y, node.y + node.height].some(edge => Math.abs(edge - point.y) < slack);
  return x && y && side;
}

function labelFaults({ nodes, edges, clashes }: Picture): string[] {
  const found: string[] = [];
  const labels = [
    ...edges.flatMap(edge => (edge.label ? [{ id: `the label of ${edge.id}`, ...cornered(edge.label) }] : [])),
    ...clashes.map(clash => ({ id: clash.text, ...cornered(clash) })),
  ];
  const boxes = new Grid(300, nodes);
  const grid = new Grid(100, labels);
  for (const label of labels) {
    for (const node of boxes.near(label)) if (overlap(label, node)) found.push(`${label.id} lies on ${node.id}`);
    for (const other of grid.near(label)) if (other !== label && overlap(label, other)) found.push(`${label.id} lies on ${other.id}`);
  }
  return found;
}

/** A frame holds its own nodes whole and no others; two frames are apart or one holds the other. */
function frameFaults({ frames, nodes }: Picture): string[] {
  const found: string[] = [];
  for (const frame of frames) {
    for (const other of frames) {
      if (other === frame || other.pass !== frame.pass || !overlap(frame, other)) continue;
      const nested = other.path.startsWith(`${frame.path}/`) || frame.path.startsWith(`${other.path}/`) || other.depth !== frame.depth;
      if (!nested) found.push(`frame ${frame.path} lies on ${other.path}`);
    }
    for (const node of nodes) {
      const cuts =
        overlap(frame, node) &&
        !(
          node.x >= frame.x &&
          node.y >= frame.y &&
          node.x + node.width <= frame.x + frame.width &&
          node.y + node.height <= frame.y + frame.height
        );
      if (cuts) found.push(`frame ${frame.path} cuts ${node.id}`);
    }
  }
  return found;
}

/** dFoo lies in Foo's column, one pitch further on, the same for all. */
function twinFaults({ nodes, direction }: Picture): string[] {
  const found: string[] = [];
  const byId = new Map(nodes.map(node => [node.id, node]));
  const along = (node: PictureNode) => (direction === 'LR' ? node.x + node.width / 2 : node.y + node.height / 2);
  const across = (node: PictureNode) => (direction === 'LR' ? node.y + node.height / 2 : node.x + node.width / 2);
  let pitch: number | undefined;
  for (const node of nodes) {
    const twin = node.twin === undefined ? undefined : byId.get(node.twin);
    if (!twin || node.pass !== 'backward') continue;
    if (Math.abs(along(node) - along(twin)) > 0.51) found.push(`${node.id} is not in the column of ${twin.id}`);
    pitch ??= across(node) - across(twin);
    if (Math.abs(across(node) - across(twin) - pitch) > 0.51) found.push(`${node.id} is not one pitch from ${twin.id}`);
  }
  return found;
}
