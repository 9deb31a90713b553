// The decision boundary of a model with two inputs: the class of every point of a grid, and how sure the model is.
import type { Tensor } from '../core/tensor';
import type { Model } from './model';
import { Program } from './program';
import { classesOf, type Output } from './roles';
import type { ModelSource } from './source';
import { range } from './statistics';
import type { Boundary } from './view';

const SIZE = 64;
const MOST_POINTS = 800;

export class BoundaryMap {
  private readonly program: Program;
  private readonly output: Float64Array;
  private readonly rows: number;
  private readonly kind: Output['kind'];
  private readonly x: [number, number];
  private readonly y: [number, number];
  private readonly points: Boundary['points'];

  private constructor(source: ModelSource, grid: Model, output: Output) {
    const [{ name, node }] = grid.inputs;
    const value = source.data.get(name)!;
    const axis = source.axes.get(name)!;
    const m = source.examples;
    const at = (feature: number, e: number): number => value.data[axis === 1 ? feature * m + e : e * 2 + feature];
    const column = (feature: number): number[] => Array.from({ length: m }, (_, e) => at(feature, e));
    this.x = widened(range(column(0)));
    this.y = widened(range(column(1)));
    const { rep } = grid;
    const found = grid.forward.find(f => f.name === output.name)!;
    this.program = new Program({
      parameters: grid.parameters.map(p => p.node),
      data: [...grid.inputs, ...grid.labels, ...grid.masks].map(d => d.node),
      gradients: grid.parameters.map(() => null),
      results: [rep(found.node)],
      inputsOf: n => n.inputs.map(rep),
    });
    this.output = this.program.valueOf(rep(found.node));
    this.rows = found.node.value.shape.length === 2 && axis === 1 ? found.node.value.shape[0] : 1;
    this.kind = output.kind;
    this.fillGrid(this.program.valueOf(node), axis);
    for (const { node: mask } of grid.masks) this.program.valueOf(mask).fill(1);
    this.points = pointsOf(source, at);
  }

  /** Null where the model has not one input of two rows, or its output no classes. */
  static of(source: ModelSource, model: Model, output: Output | null): BoundaryMap | null {
    const [input] = model.inputs;
    if (model.inputs.length !== 1 || !output || output.kind === 'quantity' || !source.classes) return null;
    const axis = source.axes.get(input.name);
    const value = source.data.get(input.name);
    if (axis === null || axis === undefined || value?.shape.length !== 2 || value.shape[1 - axis] !== 2) return null;
    if (axis === 0 && source.classes.length > 2) return null;
    const grid = source.at(SIZE * SIZE);
    return grid && new BoundaryMap(source, grid, output);
  }

  private fillGrid(into: Float64Array, axis: number): void {
    const count = SIZE * SIZE;
    for (let r = 0; r < SIZE; r++)
      for (let c = 0; c < SIZE; c++) {
        const at = r * SIZE + c;
        into[axis === 1 ? at : 2 * at] = this.x[0] + ((c + 0.5) / SIZE) * (this.x[1] - this.x[0]);
        into[axis === 1 ? count + at : 2 * at + 1] = this.y[0] + ((r + 0.5) / SIZE) * (this.y[1] - this.y[0]);
      }
  }

  cells(parameters: readonly Tensor[]): number[] {
    parameters.forEach(({ data }, i) => {
      this.program.parameterViews[i].data.set(data);
    });
    this.program.run();
    const { output, rows } = this;
    const count = SIZE * SIZE;
    if (rows === 1) return Array.from(output, p => round(p));
    if (rows === 2) return Array.from({ length: count }, (_, i) => round(this.sureness(i, 1)));
    const classes = classesOf(output, rows, count);
    return Array.from({ length: count }, (_, i) => classes[i] + Math.min(0.999, round(this.sureness(i, classes[i]))));
  }

  /** The probability of the class, whatever the scale of the output. */
  private sureness(i: number, k: number): number {
    const count = SIZE * SIZE;
    const at = (row: number): number => this.output[row * count + i];
    let sum = 0;
    for (let row = 0; row < this.rows; row++) sum += this.kind === 'scores' ? Math.exp(at(row) - at(k)) : at(row);
    return sum > 0 ? (this.kind === 'scores' ? 1 : at(k)) / sum : 0;
  }

  view(source: ModelSource, yours: readonly number[], exact: readonly number[] | null): Boundary {
    return { x: this.x, y: this.y, size: SIZE, cells: { yours, exact }, classes: source.classes ?? [], points: this.points };
  }
}

const round = (p: number): number => (Number.isFinite(p) ? Math.round(1000 * Math.min(1, Math.max(0, p))) / 1000 : 0.5);

function widened([low, high]: [number, number]): [number, number] {
  const margin = 0.06 * (high - low || 1);
  return [low - margin, high + margin];
}

function pointsOf(source: ModelSource, at: (feature: number, e: number) => number): Boundary['points'] {
  const name = [...source.data.keys()].at(-1)!;
  const label = source.data.get(name)!;
  const rows = label.shape.length === 2 && source.axes.get(name) === 1 ? label.shape[0] : 1;
  const classes = classesOf(label.data, rows, source.examples);
  const every = Math.ceil(source.examples / MOST_POINTS);
  const points: { x: number; y: number; k: number }[] = [];
  for (let e = 0; e < source.examples; e += every) points.push({ x: round3(at(0, e)), y: round3(at(1, e)), k: classes[e] });
  return points;
}

const round3 = (x: number): number => Number(x.toPrecision(4));
