// What the worker thread can do: one entry a task. The host knows their types only.
import { analyseInDetail, type Source } from '../analyse/analyse';
import { type DerivedInto, deriveInto } from '../analyse/deriveInto';
import { Tensors, type TensorView, type Tile, type Which } from '../analyse/tensors';
import { type Locale, useLocale } from '../messages';
import {
  graphToDot,
  graphToHtml,
  graphToJson,
  graphToMermaid,
  graphToSvg,
  type LayoutOptions,
  layout,
  type Picture,
  type Scene,
  sceneOf,
} from '../picture';
import type { Report } from '../report/report';
import { reader } from './files';

export interface AnalyseTask {
  readonly source: Omit<Source, 'readFile'>;
  /** The path on disk, for the files beside it; empty for a file that was never saved. */
  readonly path: string;
  /** The workspace folder, which no path may leave. */
  readonly root: string;
  readonly locale: Locale;
}

/** Whole tensors of one node: what there is, or parts of it. The file comes along in case its analysis is no longer kept. */
export interface TensorTask extends AnalyseTask {
  readonly node: string;
  /** None: the overview is asked for. */
  readonly tiles?: readonly TileWanted[];
}

export interface TileWanted {
  readonly which: Which;
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
}

export interface TensorAnswer {
  readonly view: TensorView | null;
  readonly tiles: readonly (Tile & { readonly which: Which })[];
}

/** Where every part of the picture lies: what a graph panel draws. */
export interface SceneTask {
  /** The panel: its last picture is kept here, so that an edit moves only what it must. */
  readonly key: string;
  readonly report: Report;
  readonly layout: Omit<LayoutOptions, 'previous'>;
  readonly values: boolean;
  readonly locale: Locale;
}

/** The picture as the text of a file. */
export interface WriteTask {
  readonly format: keyof typeof writers;
  readonly report: Report;
  readonly layout: Omit<LayoutOptions, 'previous'>;
  readonly locale: Locale;
}

const writers = { svg: graphToSvg, html: graphToHtml, json: graphToJson, dot: graphToDot, mermaid: graphToMermaid };

const pictures = new Map<string, Picture>();

/** More panels than anyone has open; the oldest picture is forgotten. */
const MOST_PICTURES = 50;

function scene({ key, report, layout: options, values, locale }: SceneTask): Scene {
  useLocale(locale);
  const picture = layout(report.graph, { ...options, previous: pictures.get(key) });
  pictures.delete(key);
  pictures.set(key, picture);
  if (pictures.size > MOST_PICTURES) pictures.delete(pictures.keys().next().value!);
  return sceneOf(report, picture, { fonts: options.fonts, values });
}

function write({ format, report, layout: options, locale }: WriteTask): string {
  useLocale(locale);
  return writers[format](report, options);
}

/** The tensors of the last analyses, by file; few, since they may be large. */
const analysed = new Map<string, { text: string; tensors: Tensors }>();
const MOST_ANALYSED = 3;

function analysis({ source, path, root, locale }: AnalyseTask): Report {
  useLocale(locale);
  const { report, detail } = analyseInDetail({ ...source, readFile: path ? reader(path, root) : () => null }, { locale });
  analysed.delete(source.file);
  analysed.set(source.file, { text: source.text, tensors: new Tensors(detail) });
  if (analysed.size > MOST_ANALYSED) analysed.delete(analysed.keys().next().value!);
  return report;
}

function tensors(task: TensorTask): TensorAnswer {
  if (analysed.get(task.source.file)?.text !== task.source.text) analysis(task);
  const found = analysed.get(task.source.file)!.tensors;
  if (!task.tiles) return { view: found.view(task.node), tiles: [] };
  const tiles = task.tiles.flatMap(({ which, row, column, rows, columns }) => {
    const tile = found.tile(task.node, which, row, column, rows, columns);
    return tile ? [{ ...tile, which }] : [];
  });
  return { view: null, tiles };
}

function derived({ source, path, root, locale }: AnalyseTask): DerivedInto {
  return deriveInto({ ...source, readFile: path ? reader(path, root) : () => null }, { locale });
}

export const tasks = {
  analyse: analysis,
  derive: derived,
  tensors,
  scene,
  write,
};

export type Tasks = typeof tasks;
export type TaskName = keyof Tasks;

export interface Request<Name extends TaskName = TaskName> {
  readonly id: number;
  readonly task: Name;
  readonly input: Parameters<Tasks[Name]>[0];
}

export type Answer = { readonly id: number; readonly result: unknown } | { readonly id: number; readonly failure: string };
