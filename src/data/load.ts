// Carries out a `data` statement: from what it names to a value for each input and label, examples as columns.

import type { Tensor } from '../core/tensor';
import { dataMessages as say } from '../messages/data';
import { readCsv } from './csv';
import { GENERATORS, type GeneratorName, generate, usualClasses } from './generators';
import { encode, type LabelColumn } from './labels';
import { type NpyArray, readNpy } from './npy';
import { readNpz } from './npz';
import { type DataProblem, failed, fine, placed, type Result } from './result';
import { type ColumnChoice, columnsOf } from './table';

/** A name that the statement fills, as declared: `rows` is its first size, -1 where the declaration does not settle it. */
export interface Target {
  readonly name: string;
  readonly role: 'input' | 'label';
  readonly rows: number;
}

export type OptionValue = number | string | { readonly from: number; readonly to: number } | readonly ColumnChoice[];

export interface DataSpec {
  readonly targets: readonly Target[];
  /** csv, npy, npz, or a generator. */
  readonly source: string;
  /** The texts among its arguments: a path, then names of arrays. */
  readonly texts: readonly string[];
  readonly options: ReadonlyMap<string, OptionValue>;
  /** How many examples a generator makes. */
  readonly m: number;
}

export interface Loaded {
  readonly values: ReadonlyMap<string, Tensor>;
  /** The number of examples. */
  readonly m: number;
  /** What the classes of the label are called, where it has classes. */
  readonly classes: readonly string[] | null;
  /** What the rows of the input are called, where a header says so. */
  readonly inputNames: readonly string[] | null;
}

/** Why a path gave nothing. */
export type Unread =
  | { readonly reason: 'missing' | 'outside' }
  | { readonly reason: 'large'; readonly bytes: number; readonly limit: number };

export interface ReadFile {
  (path: string): Uint8Array | null;
  why?(path: string): Unread;
}

export const SOURCES = ['csv', 'npy', 'npz', ...GENERATORS] as const;

const OPTIONS: Readonly<Record<string, readonly string[]>> = { csv: ['inputs', 'label'], npy: [], npz: [] };
const GENERATOR_OPTIONS = ['noise', 'classes', 'seed'];

export function load(spec: DataSpec, readFile: ReadFile): Result<Loaded> {
  const { source, options } = spec;
  const generator = GENERATORS.find(name => name === source);
  const allowed = generator ? GENERATOR_OPTIONS : OPTIONS[source];
  if (!allowed) return failed(placed('', 'unknownSource', say('unknownSource', { name: source, known: SOURCES.join(', ') })));
  const odd = [...options.keys()].find(name => !allowed.includes(name));
  if (odd !== undefined)
    return failed(placed('', 'unknownOption', say('unknownOption', { source, name: odd, known: allowed.join(', ') || '–' })));
  if (generator) return made(spec, generator);
  const path = spec.texts[0];
  if (!path) return failed(placed('', 'needsPath', say('needsPath', { name: source })));
  const bytes = readFile(path);
  if (!bytes) return failed(unread(path, readFile.why?.(path)));
  const read = { csv: fromCsv, npy: fromNpy, npz: fromNpz }[source as 'csv' | 'npy' | 'npz'];
  return read(spec, bytes, path);
}

function unread(path: string, why: Unread | undefined): DataProblem {
  if (why?.reason === 'outside') return placed(path, 'outside', say('outside'));
  if (why?.reason !== 'large') return placed(path, 'noFile', say('noFile'));
  const size = Math.round(why.bytes / 1e6);
  return placed(path, 'tooLarge', say('tooLarge', { size, limit: why.limit / 1e6 }));
}

function made(spec: DataSpec, name: GeneratorName): Result<Loaded> {
  const noise = spec.options.get('noise');
  if (noise !== undefined && !(typeof noise === 'number' && noise >= 0 && Number.isFinite(noise)))
    return failed(badOption('noise', noise, say('wantPositive')));
  const [low, usual, high] = usualClasses(name);
  const label = spec.targets.find(target => target.role === 'label');
  const asked = spec.options.get('classes');
  const classes = asked ?? (label && label.rows > 1 ? label.rows : usual);
  if (!(typeof classes === 'number' && Number.isInteger(classes) && classes >= low && classes <= high))
    return failed(badOption('classes', classes, say('wantCount', { low, high })));
  const seed = spec.options.get('seed');
  if (seed !== undefined && !(typeof seed === 'number' && Number.isInteger(seed) && seed >= 0 && seed < 2 ** 32))
    return failed(badOption('seed', seed, say('wantCount', { low: 0, high: '2³² − 1' })));
  if (spec.m < 1) return failed(placed('', 'tooFew', say('tooFew', { n: spec.m })));
  const { inputs, classes: index } = generate(name, spec.m, {
    noise: noise as number | undefined,
    classes,
    seed: seed as number | undefined,
  });
  return fill(spec, inputs, { kind: 'numbers', values: Float64Array.from(index) }, '', null);
}

const badOption = (name: string, value: OptionValue, expected: string): DataProblem =>
  placed('', 'badOption', say('badOption', { name, value: typeof value === 'object' ? '…' : value, expected }));

function fromCsv(spec: DataSpec, bytes: Uint8Array, file: string): Result<Loaded> {
  const table = readCsv(bytes, file);
  if (!table.value) return failed(...table.problems);
  const inputs = spec.options.get('inputs');
  const label = spec.options.get('label');
  const choices = inputs === undefined ? null : Array.isArray(inputs) ? (inputs as ColumnChoice[]) : [inputs as ColumnChoice];
  if (label === undefined && spec.targets.some(target => target.role === 'label'))
    return failed(placed(file, 'noLabelColumn', say('noLabelColumn')));
  const columns = columnsOf(table.value, choices, (label as ColumnChoice | undefined) ?? null, file);
  if (!columns.value) return failed(...columns.problems);
  return fill(spec, columns.value.inputs, columns.value.label, file, columns.value.inputNames);
}

/** One input and one label at most: what a table or a generator can fill. */
function fill(
  spec: DataSpec,
  inputs: Tensor,
  column: LabelColumn | null,
  file: string,
  inputNames: readonly string[] | null,
): Result<Loaded> {
  const input = spec.targets.filter(target => target.role === 'input');
  const label = spec.targets.filter(target => target.role === 'label');
  if (input.length > 1 || label.length > 1)
    return failed(placed(file, 'targets', say('targets', { source: spec.source, n: spec.targets.length })));
  const values = new Map<string, Tensor>();
  let classes: readonly string[] | null = null;
  const [got, m] = inputs.shape;
  if (input[0]) {
    const { name, rows } = input[0];
    if (rows >= 0 && rows !== got) return failed(placed(file, 'inputRows', say('inputRows', { name, expected: rows, got })));
    values.set(name, inputs);
  }
  if (label[0] && column) {
    const encoded = encode(column, label[0].name, Math.max(1, label[0].rows), file);
    if (!encoded.value) return failed(...encoded.problems);
    values.set(label[0].name, encoded.value.labels);
    classes = encoded.value.classes;
  }
  return fine({ values, m, classes, inputNames });
}

function fromNpy(spec: DataSpec, bytes: Uint8Array, file: string): Result<Loaded> {
  const array = readNpy(bytes, file);
  if (!array.value) return failed(...array.problems);
  if (spec.targets.length !== 1) return failed(placed(file, 'targets', say('targets', { source: 'npy', n: spec.targets.length })));
  return arrays(spec, [array.value], file);
}

function fromNpz(spec: DataSpec, bytes: Uint8Array, file: string): Result<Loaded> {
  const found = readNpz(bytes, file);
  if (!found.value) return failed(...found.problems);
  const names = spec.texts.length > 1 ? spec.texts.slice(1) : [...found.value.keys()];
  const list: NpyArray[] = [];
  for (const [i] of spec.targets.entries()) {
    const array = found.value.get(names[i] ?? '');
    if (!array)
      return failed(
        placed(file, 'noArray', say('noArray', { name: names[i] ?? spec.targets[i].name, known: [...found.value.keys()].join(', ') })),
      );
    list.push(array);
  }
  return arrays(spec, list, file);
}

/** Files have examples as rows; they become columns. An array that has the declared rows only the other way round stays as it is. */
function arrays(spec: DataSpec, list: readonly NpyArray[], file: string): Result<Loaded> {
  const values = new Map<string, Tensor>();
  let classes: readonly string[] | null = null;
  let m = -1;
  for (const [i, target] of spec.targets.entries()) {
    const { shape } = list[i];
    if (shape.length < 1 || shape.length > 2)
      return failed(placed(file, 'rankTwo', say('rankTwo', { name: target.name, rank: shape.length })));
    const turned = turn(list[i], target.rows);
    const encoded =
      target.role === 'label' && turned.shape[0] === 1
        ? encode({ kind: 'numbers', values: turned.data }, target.name, Math.max(1, target.rows), file)
        : null;
    if (encoded && !encoded.value) return failed(...encoded.problems);
    const value = encoded?.value?.labels ?? turned;
    classes = encoded?.value?.classes ?? classes;
    if (target.rows >= 0 && value.shape[0] !== target.rows)
      return failed(placed(file, 'inputRows', say('inputRows', { name: target.name, expected: target.rows, got: value.shape[0] })));
    if (m >= 0 && value.shape[1] !== m)
      return failed(
        placed(file, 'examplesDiffer', say('examplesDiffer', { a: spec.targets[0].name, n: m, b: target.name, k: value.shape[1] })),
      );
    m = value.shape[1];
    values.set(target.name, value);
  }
  return fine({ values, m, classes, inputNames: null });
}

function turn({ shape, data }: NpyArray, rows: number): Tensor {
  if (shape.length === 1) return { shape: [1, shape[0]], data };
  const [a, b] = shape;
  if (a === rows && b !== rows) return { shape, data };
  if (a === 1 && rows !== a && b !== 1 && rows !== b) return { shape, data };
  const out = new Float64Array(data.length);
  for (let i = 0; i < a; i++) for (let j = 0; j < b; j++) out[j * a + i] = data[i * b + j];
  return { shape: [b, a], data: out };
}
