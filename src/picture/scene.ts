// The scene: a picture as parts to draw, with class names. The SVG writer and the webview draw the same scene.
import { picture as say } from '../messages/picture';
import type { Report } from '../report/report';
import type { Run } from './mathText';
import { type Fonts, fitText, plainFonts } from './nodeText';
import type { EdgeLabel, Frame, Picture, PictureEdge, Point } from './picture';
import type { Part, Scene, SceneEdge, SceneFrame } from './primitives';
import { sceneNode, valuelessIn } from './sceneNode';
import { shapeText } from './text';

export interface SceneOptions {
  fonts?: Fonts;
  /** Draw the values' strips; left out above `mostStrips` boxes. */
  values?: boolean;
}

const mostStrips = 600;
const cornerRadius = 8;

export function sceneOf(report: Report, picture: Picture, options: SceneOptions = {}): Scene {
  const fonts = options.fonts ?? plainFonts;
  const strips = options.values !== false && picture.nodes.length <= mostStrips;
  const manner = { fonts, strips, loss: report.loss?.value ?? null, valueless: valuelessIn(report) };
  const down = picture.direction === 'TB';
  const labels = new Map(picture.nodes.map(node => [node.id, node.label]));
  return {
    direction: picture.direction,
    pass: picture.pass,
    width: picture.width,
    height: picture.height,
    lanes: picture.lanes.map(lane => ({
      ...lane,
      title: say(lane.pass),
      note: fitText(
        say(lane.pass === 'forward' ? (down ? 'forwardNoteDown' : 'forwardNote') : down ? 'backwardNoteDown' : 'backwardNote'),
        Math.max(0, lane.width - 110),
        11,
        fonts,
      ),
    })),
    frames: picture.frames.map(frame => sceneFrame(frame, fonts)),
    nodes: picture.nodes.map(node => sceneNode(report.graph, node, manner)),
    edges: picture.edges.map(edge => sceneEdge(report, edge, labels)),
    over: picture.clashes.flatMap(clash => [
      {
        kind: 'rect',
        look: 'clash',
        detail: 1,
        x: clash.x - clash.width / 2,
        y: clash.y - clash.height / 2,
        width: clash.width,
        height: clash.height,
        radius: 11,
      },
      { kind: 'text', look: 'clash-text', detail: 1, x: clash.x, y: clash.y + 4.2, text: clash.text, anchor: 'middle', size: 12 },
    ]),
    total: picture.total,
    folded: picture.folded,
  };
}

function sceneFrame({ path, title, pass, depth, x, y, width, height }: Frame, fonts: Fonts): SceneFrame {
  const parts: Part[] = [
    { kind: 'rect', look: 'frame', detail: 0, x: 0, y: 0, width, height, radius: 8 },
    { kind: 'rect', look: 'toggle', detail: 2, x: 9, y: 7, width: 16, height: 16, radius: 4 },
    { kind: 'path', look: 'toggle-sign', detail: 2, d: 'M13 15h8' },
    { kind: 'text', look: 'title', detail: 1, x: 32, y: 19.5, text: fitText(title, width - 42, 12, fonts), size: 12 },
  ];
  return { path, title, pass, depth, x, y, width, height, parts };
}

function sceneEdge(report: Report, edge: PictureEdge, labels: ReadonlyMap<string, string>): SceneEdge {
  const looks = ['edge', edge.kind];
  if (edge.flagged) looks.push('flagged');
  if (edge.of.length > 0 && edge.of.every(at => report.graph.edges[at]?.gone)) looks.push('gone');
  const shape = report.graph.edges[edge.of[0]]?.shape;
  const ends = `${labels.get(edge.from) ?? edge.from} → ${labels.get(edge.to) ?? edge.to}`;
  const parts: Part[] = [];
  for (const dot of edge.dots ?? [])
    parts.push({
      kind: 'path',
      look: `dot ${edge.kind}`,
      detail: 2,
      d: `M${dot.x - 2.2} ${dot.y}a2.2 2.2 0 1 1 4.4 0a2.2 2.2 0 1 1 -4.4 0z`,
    });
  if (edge.label) parts.push(...labelParts(edge.label, edge.flagged === true));
  const { label } = edge;
  return {
    id: edge.id,
    from: edge.from,
    to: edge.to,
    look: looks.join(' '),
    kind: edge.kind,
    points: edge.points,
    d: roundedPath(edge.points),
    dash: dashOffset(edge.points),
    flagged: edge.flagged === true,
    quiet: edge.quiet === true,
    spoken: shape && shape.length > 0 ? `${ends}, ${shapeText(shape)}` : ends,
    parts,
    ...(label ? { label: { x: label.x - label.width / 2, y: label.y - label.height / 2, width: label.width, height: label.height } } : {}),
  };
}

function labelParts(label: EdgeLabel, flagged: boolean): Part[] {
  if (!flagged)
    return [{ kind: 'text', look: 'shape', detail: 3, x: label.x, y: label.y + 4, text: label.text, anchor: 'middle', size: 11 }];
  const { x, y, width, height, text, bad = [] } = label;
  const runs: Run[] = [];
  let done = 0;
  for (const [from, to] of bad) {
    runs.push({ text: text.slice(done, from), style: 'f' }, { text: text.slice(from, to), style: 'bad' });
    done = to;
  }
  runs.push({ text: text.slice(done), style: 'f' });
  return [
    { kind: 'rect', look: 'operand', detail: 1, x: x - width / 2, y: y - height / 2, width, height, radius: 4 },
    { kind: 'text', look: 'operand-text', detail: 1, x, y: y + 4, text: runs, anchor: 'middle', size: 11 },
  ];
}

const round = (value: number): number => Math.round(value * 10) / 10;

/** An orthogonal line with rounded corners. */
export function roundedPath(points: readonly Point[]): string {
  if (points.length === 0) return '';
  let d = `M${round(points[0].x)} ${round(points[0].y)}`;
  for (let at = 1; at + 1 < points.length; at++) {
    const corner = points[at];
    const radius = Math.min(cornerRadius, span(points[at - 1], corner) / 2, span(corner, points[at + 1]) / 2);
    const before = towards(corner, points[at - 1], radius);
    const after = towards(corner, points[at + 1], radius);
    d += `L${round(before.x)} ${round(before.y)}Q${round(corner.x)} ${round(corner.y)} ${round(after.x)} ${round(after.y)}`;
  }
  const end = points[points.length - 1];
  return points.length > 1 ? `${d}L${round(end.x)} ${round(end.y)}` : d;
}

/** Dashes are counted from the arrowhead, so that lines that join run in step: what is left of 10 over the line's length. */
function dashOffset(points: readonly Point[]): number {
  let length = 0;
  for (let at = 1; at < points.length; at++) length += span(points[at - 1], points[at]);
  for (let at = 1; at + 1 < points.length; at++) {
    const radius = Math.min(cornerRadius, span(points[at - 1], points[at]) / 2, span(points[at], points[at + 1]) / 2);
    length -= radius * (2 - curveLength);
  }
  return round(10 - (length % 10));
}

/** The length of a corner's curve, for a radius of 1. */
const curveLength = 1.6232;

const span = (a: Point, b: Point): number => Math.abs(a.x - b.x) + Math.abs(a.y - b.y);

function towards(from: Point, to: Point, by: number): Point {
  const length = span(from, to) || 1;
  return { x: from.x + ((to.x - from.x) * by) / length, y: from.y + ((to.y - from.y) * by) / length };
}
