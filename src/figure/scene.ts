// A figure as shapes on a plane: what the panel draws and the SVG file holds. Types, and the roles' colours on paper.
import type { Paint } from './figure';

interface Shape {
  /** The box that it is cut to, by its place in `clips`. */
  readonly clip?: number;
  readonly opacity?: number;
}

export interface PathShape extends Shape {
  readonly kind: 'path';
  readonly d: string;
  readonly fill: Paint | null;
  readonly stroke: Paint | null;
  readonly width?: number;
  readonly dash?: string;
  /** What lies within an even number of its outlines is outside. */
  readonly even?: boolean;
}

export interface TextShape extends Shape {
  readonly kind: 'text';
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly size: number;
  readonly anchor: 'start' | 'middle' | 'end';
  readonly fill: Paint;
  readonly strong?: boolean;
  /** In degrees, about its own place. */
  readonly turned?: number;
}

export interface ImageShape extends Shape {
  readonly kind: 'image';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly url: string;
  readonly smooth: boolean;
}

export type SceneShape = PathShape | TextShape | ImageShape;

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What a place in the picture means: for the readout under the pointer. */
export interface Region {
  readonly box: Box;
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
  readonly logX: boolean;
  readonly logY: boolean;
}

export interface FigureScene {
  readonly id: number;
  readonly width: number;
  readonly height: number;
  /** For those who do not see it, and as a file's name. */
  readonly name: string;
  readonly saved: string | null;
  readonly clips: readonly Box[];
  readonly shapes: readonly SceneShape[];
  readonly regions: readonly Region[];
  /** Calls that are not drawn. */
  readonly left: readonly string[];
}

/** On white paper; in an editor the theme decides. */
export const ON_PAPER: Readonly<Record<string, string>> = {
  ink: '#1f1f1f',
  dim: '#5f5f5f',
  line: '#b9b9b9',
  grid: '#e4e4e4',
  paper: '#ffffff',
  c0: '#1f77b4',
  c1: '#d9660a',
  c2: '#2a8a2a',
  c3: '#d62728',
  c4: '#8458b3',
  c5: '#8c564b',
  c6: '#c9549f',
  c7: '#7f7f7f',
  c8: '#8f9015',
  c9: '#0f97a6',
};
