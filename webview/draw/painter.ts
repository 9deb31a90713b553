// Paints a scene on a canvas context: for the view of many boxes, and for PNG files. Colours and fonts are the style sheet's.
import type { Box } from '../../src/picture/picture';
import type { Detail, Part, Scene, SceneEdge, SceneNode } from '../../src/picture/primitives';
import type { Paint, Probe } from './probe';
import type { Marks } from './renderer';
import { Tiles } from './tiles';

/** A scene made ready to be painted. */
export class Content {
  readonly nodes: Tiles<SceneNode>;
  readonly edges: Tiles<SceneEdge>;
  readonly byId: Map<string, SceneNode>;

  constructor(readonly scene: Scene) {
    this.nodes = new Tiles(scene.nodes.map(node => [node, node]));
    this.edges = new Tiles(scene.edges.map(edge => [edge, boundsOf(edge)]));
    this.byId = new Map(scene.nodes.map(node => [node.id, node]));
  }
}

export class Painter {
  private readonly paths = new WeakMap<object, Path2D>();

  constructor(
    private readonly probe: Probe,
    private readonly context: CanvasRenderingContext2D,
    private readonly content: Content,
    private readonly marks: Marks,
  ) {}

  /** `zoom`: pixels of the screen to one of the scene. Answers how many boxes were visible. */
  paint(seen: Box, detail: Detail, zoom: number): number {
    const { scene, nodes, edges } = this.content;
    this.drawLanes(scene, zoom);
    for (const frame of scene.frames) this.drawParts(frame.parts, frame.x, frame.y, 'frame-group', detail);
    this.drawEdges(seen, detail, zoom);
    const visible = nodes.within(seen);
    for (const node of visible) this.drawNode(node, detail, zoom);
    if (detail === 3) for (const edge of edges.within(seen)) if (this.isDrawn(edge)) this.drawParts(edge.parts, 0, 0, '', detail);
    this.drawParts(scene.over, 0, 0, '', Math.max(1, detail) as Detail);
    this.drawRings(zoom);
    return visible.length;
  }

  private isDrawn(edge: SceneEdge): boolean {
    return !edge.quiet || this.marks.asked.has(edge.id);
  }

  private drawLanes(scene: Scene, zoom: number): void {
    for (const lane of scene.lanes) {
      this.fill(this.probe.paint('rect', `lane ${lane.pass}`), () => this.context.fillRect(lane.x, lane.y, lane.width, lane.height));
      const paint = this.probe.paint('text', 'lane-title');
      this.context.font = paint.font.replace(/[\d.]+px/, `${Math.min(60, 12 / Math.min(1, zoom))}px`);
      this.fill(paint, () => this.context.fillText(lane.title, lane.x + 20, lane.y + 31));
    }
  }

  /** All lines of one look in one stroke: that is what makes thousands of them quick. */
  private drawEdges(seen: Box, detail: Detail, zoom: number): void {
    const byLook = new Map<string, SceneEdge[]>();
    for (const edge of this.content.edges.within(seen)) {
      if (!this.isDrawn(edge)) continue;
      const lit = this.marks.path?.has(edge.id) ? ' lit' : '';
      const list = byLook.get(edge.look + lit);
      if (list) list.push(edge);
      else byLook.set(edge.look + lit, [edge]);
    }
    for (const [look, edges] of byLook) {
      const paint = this.probe.paint('path', look);
      const { context } = this;
      context.globalAlpha = this.marks.path && !look.endsWith(' lit') ? 0.28 : 1;
      context.strokeStyle = paint.stroke;
      context.lineWidth = detail < 2 ? Math.max(paint.width, 1 / zoom) : paint.width;
      context.setLineDash(detail < 2 ? [] : paint.dash);
      context.beginPath();
      for (const edge of edges) traceLine(context, edge, detail);
      context.stroke();
      context.setLineDash([]);
      if (detail >= 2) {
        context.fillStyle = paint.stroke;
        context.beginPath();
        for (const edge of edges) traceArrow(context, edge);
        context.fill();
      }
      context.globalAlpha = 1;
    }
  }

  private drawNode(node: SceneNode, detail: Detail, zoom: number): void {
    const dimmed = (this.marks.path && !this.marks.path.has(node.id)) || (this.marks.found && !this.marks.found.has(node.id));
    this.context.globalAlpha = dimmed ? 0.28 : 1;
    if (detail === 0) this.drawSmall(node, zoom);
    else this.drawParts(node.parts, node.x, node.y, node.look, detail, zoom);
    this.context.globalAlpha = 1;
  }

  /** From far away a box is a patch of its border's colour; a wrong one keeps ten pixels. */
  private drawSmall(node: SceneNode, zoom: number): void {
    const paint = this.probe.paint('rect', 'box', node.look);
    const wrong = node.status === 'wrong';
    const width = wrong ? Math.max(node.width, 10 / zoom) : node.width;
    const height = wrong ? Math.max(node.height, 10 / zoom) : node.height;
    this.context.fillStyle = paint.stroke;
    this.context.fillRect(node.x + (node.width - width) / 2, node.y + (node.height - height) / 2, width, height);
  }

  private drawParts(parts: readonly Part[], x: number, y: number, look: string, detail: Detail, zoom = 1): void {
    const { context } = this;
    context.translate(x, y);
    for (const part of parts) {
      if (part.detail > detail || part.look === (detail === 3 ? 'name short' : 'name long')) continue;
      const paint = this.probe.paint(part.kind, part.look, look);
      if (part.kind === 'text') this.drawText(part, paint, detail, zoom);
      else this.drawShape(part, paint);
    }
    context.translate(-x, -y);
  }

  private drawShape(part: Exclude<Part, { kind: 'text' }>, paint: Paint): void {
    const { context } = this;
    let path = this.paths.get(part);
    if (!path) {
      path = part.kind === 'path' ? new Path2D(part.d) : new Path2D();
      if (part.kind === 'rect') path.roundRect(part.x, part.y, part.width, part.height, part.radius ?? 0);
      this.paths.set(part, path);
    }
    const alpha = context.globalAlpha;
    if (paint.fill !== 'none') {
      context.fillStyle = paint.fill;
      if (part.kind === 'path' && part.opacity !== undefined) context.globalAlpha = alpha * part.opacity;
      context.fill(path);
      context.globalAlpha = alpha;
    }
    if (paint.stroke === 'none') return;
    context.strokeStyle = paint.stroke;
    context.lineWidth = paint.width;
    if (paint.dash.length > 0) context.setLineDash(paint.dash);
    context.stroke(path);
    if (paint.dash.length > 0) context.setLineDash([]);
  }

  private drawText(part: Extract<Part, { kind: 'text' }>, paint: Paint, detail: Detail, zoom: number): void {
    const { context } = this;
    const grown = detail < 3 && (part.look === 'name' || part.look === 'title') ? Math.min(24, 13 / zoom) : part.size;
    const y = part.y + (grown - part.size) * 0.7;
    context.textAlign = part.anchor === 'middle' ? 'center' : part.anchor === 'end' ? 'right' : 'left';
    context.fillStyle = paint.fill;
    const font = (size: number, italic = false) => (italic ? `italic ${paint.font}` : paint.font).replace(/[\d.]+px/, `${size}px`);
    if (typeof part.text === 'string') {
      context.font = font(grown);
      this.halo(part, paint, part.text, part.x, y);
      context.fillText(part.text, part.x, y);
      return;
    }
    const widths = part.text.map(run => {
      context.font = font(run.style === 'sub' || run.style === 'sup' ? part.size * 0.7 : part.size, run.style === 'v');
      return context.measureText(run.text).width;
    });
    let x = part.x - (part.anchor === 'middle' ? widths.reduce((sum, width) => sum + width, 0) / 2 : 0);
    context.textAlign = 'left';
    part.text.forEach((run, at) => {
      const small = run.style === 'sub' || run.style === 'sup';
      context.font = font(small ? part.size * 0.7 : part.size, run.style === 'v');
      context.fillText(run.text, x, y + (run.style === 'sub' ? 3 : run.style === 'sup' ? -5 : 0));
      x += widths[at];
    });
  }

  private halo(part: Part, paint: Paint, text: string, x: number, y: number): void {
    if (part.look !== 'shape') return;
    this.context.strokeStyle = paint.stroke;
    this.context.lineWidth = 4;
    this.context.strokeText(text, x, y);
  }

  /** Selection, cursor and what search found. */
  private drawRings(zoom: number): void {
    const ring = (id: string, look: string) => {
      const node = this.content.byId.get(id);
      if (!node) return;
      const paint = this.probe.paint('rect', 'ring', `node ${look}`);
      const away = 5 / Math.min(1, zoom);
      this.context.strokeStyle = paint.stroke;
      this.context.lineWidth = Math.max(2, 2 / zoom);
      this.context.beginPath();
      this.context.roundRect(node.x - away, node.y - away, node.width + 2 * away, node.height + 2 * away, 9);
      this.context.stroke();
    };
    for (const id of this.marks.cursor) ring(id, 'at-cursor');
    if (this.marks.selected) ring(this.marks.selected, 'selected');
  }

  private fill(paint: Paint, draw: () => void): void {
    if (paint.fill === 'none') return;
    this.context.fillStyle = paint.fill;
    draw();
  }
}

function boundsOf(edge: SceneEdge): Box {
  const xs = edge.points.map(point => point.x);
  const ys = edge.points.map(point => point.y);
  const x = Math.min(...xs);
  const y = Math.min(...ys) - 16;
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) + 16 - y };
}

function traceLine(context: CanvasRenderingContext2D, { points }: SceneEdge, detail: Detail): void {
  context.moveTo(points[0].x, points[0].y);
  for (let at = 1; at + 1 < points.length; at++) {
    const corner = points[at];
    if (detail < 2) context.lineTo(corner.x, corner.y);
    else {
      const before = Math.abs(corner.x - points[at - 1].x) + Math.abs(corner.y - points[at - 1].y);
      const after = Math.abs(corner.x - points[at + 1].x) + Math.abs(corner.y - points[at + 1].y);
      context.arcTo(corner.x, corner.y, points[at + 1].x, points[at + 1].y, Math.min(8, before / 2, after / 2));
    }
  }
  const end = points[points.length - 1];
  context.lineTo(end.x, end.y);
}

function traceArrow(context: CanvasRenderingContext2D, { points, flagged }: SceneEdge): void {
  const end = points[points.length - 1];
  const before = points[points.length - 2] ?? end;
  const size = flagged ? 10 : 8;
  const dx = Math.sign(end.x - before.x);
  const dy = Math.sign(end.y - before.y);
  context.moveTo(end.x, end.y);
  context.lineTo(end.x - dx * size - dy * size * 0.42, end.y - dy * size - dx * size * 0.42);
  context.lineTo(end.x - dx * size + dy * size * 0.42, end.y - dy * size + dx * size * 0.42);
  context.closePath();
}
