// Reads the style sheet for the canvas: a hidden element with the same class names tells colour, line and font.
import { s } from '../dom';

export interface Paint {
  fill: string;
  stroke: string;
  width: number;
  dash: number[];
  font: string;
}

export class Probe {
  private readonly svg: SVGSVGElement;
  private readonly known = new Map<string, Paint>();

  constructor(parent: HTMLElement) {
    this.svg = s('svg', { class: 'probe', 'aria-hidden': 'true', width: 0, height: 0 });
    parent.append(this.svg);
  }

  paint(kind: 'rect' | 'path' | 'text', look: string, around = ''): Paint {
    const key = `${kind}|${look}|${around}`;
    const known = this.known.get(key);
    if (known) return known;
    const element = s(kind, { class: look });
    const group = s('g', { class: around }, element);
    this.svg.append(group);
    const style = getComputedStyle(element);
    const plain = (value: string) => (value === '' || value === 'none' || value.startsWith('url') ? 'none' : value);
    const paint: Paint = {
      fill: style.fill.startsWith('url') ? 'none' : plain(style.fill),
      stroke: plain(style.stroke),
      width: Number.parseFloat(style.strokeWidth) || 1,
      dash: style.strokeDasharray === 'none' ? [] : style.strokeDasharray.split(/[ ,]+/).map(Number.parseFloat),
      font: `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`,
    };
    group.remove();
    this.known.set(key, paint);
    return paint;
  }

  forget(): void {
    this.known.clear();
  }

  remove(): void {
    this.svg.remove();
  }
}
