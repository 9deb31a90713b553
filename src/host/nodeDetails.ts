// What is behind a node of the graph: its tensors, its equation and derivation set as mathematics. Asked for when it is selected.
import * as vscode from 'vscode';
import type { Typeset } from '../maths/typeset';
import { locale } from '../messages';
import { latexOfRuns } from '../picture/mathLatex';
import { mathRuns } from '../picture/mathText';
import type { Lesson, Maths } from '../report/explained';
import type { GraphNode, Report } from '../report/report';
import type { WorkerClient } from '../worker/client';
import type { AnalyseTask } from '../worker/tasks';
import type { Analysis } from './analyses';
import type { HoverFormulas } from './hoverFormulas';
import type { AskTiles, Derivation, Formula, Formulas, NodeDetails, TensorTiles } from './protocol';

/** Longer than the thread that sets mathematics needs to start. */
const PATIENCE = 2500;
/** Longer equations are read in the editor. */
const LONGEST = 300;
const MOST_AHEAD = 200;
/** Nobody waits for these: the picture has them as text. */
const LONG_PATIENCE = 20_000;

export class Details {
  constructor(
    private readonly document: vscode.TextDocument,
    private readonly worker: WorkerClient,
    private readonly formulas: HoverFormulas,
  ) {}

  /** Every right-hand side of the picture, set; then what a selected node will ask for, while nobody waits. */
  async all({ graph }: Report): Promise<Formulas> {
    const nodes = graph.nodes.slice(0, MOST_AHEAD);
    const texts = [...new Set(nodes.flatMap(({ formula }) => (formula !== undefined && formula.length <= LONGEST ? [formula] : [])))];
    await this.formulas.ready(texts.map(latexOf), LONG_PATIENCE);
    const set: Record<string, Typeset> = {};
    for (const text of texts) {
      const found = this.formulas.get(latexOf(text));
      if (found) set[text] = found;
    }
    void this.formulas.ahead(nodes.flatMap(node => equationOf(node)?.latex ?? []));
    return { type: 'formulas', set };
  }

  /** Undefined where the document has changed since the analysis: the next snapshot is on its way. */
  async of(analysis: Analysis, id: string): Promise<NodeDetails | undefined> {
    const node = analysis.report.graph.nodes.find(each => each.id === id);
    if (!node || analysis.version !== this.document.version) return undefined;
    const lesson = lessonOf(analysis, node);
    const equation = equationOf(node);
    const [answer] = await Promise.all([
      this.worker.run('tensors', { ...this.task(), node: id }, `details of ${this.document.uri}`),
      this.formulas.ready([...(equation ? [equation.latex] : []), ...(lesson ? latexIn(lesson) : [])], PATIENCE),
    ]);
    if (!answer) return undefined;
    const { version } = analysis;
    const derivation = lesson ? this.derivation(lesson) : null;
    return { type: 'details', node: id, version, tensor: answer.view, equation: equation && this.formula(equation), derivation };
  }

  async tiles({ node, version, tiles }: AskTiles): Promise<TensorTiles | undefined> {
    if (version !== this.document.version) return undefined;
    // A key of its own for every request: tiles that were asked for are all shown, so none replaces another.
    const key = `tiles of ${this.document.uri} ${node} ${tiles.map(t => `${t.which}${t.row},${t.column}`).join(' ')}`;
    const answer = await this.worker.run('tensors', { ...this.task(), node, tiles }, key);
    return answer && { type: 'tiles', node, version, tiles: [...answer.tiles] };
  }

  private task(): AnalyseTask {
    const { uri, languageId } = this.document;
    const path = uri.scheme === 'file' ? uri.fsPath : '';
    const root = vscode.workspace.getWorkspaceFolder(uri)?.uri.fsPath ?? vscode.Uri.joinPath(uri, '..').fsPath;
    const language = languageId === 'bp' ? 'bp' : 'python';
    return { source: { file: path || uri.path, language, text: this.document.getText() }, path, root, locale: locale() };
  }

  private derivation({ rule, chain, steps, maths, shapes }: Lesson): Derivation {
    return {
      rule,
      chain: chain && this.formula(chain),
      steps: steps.map(step => ({ name: step.name, forward: step.forward, line: step.line, formula: this.formula(step.maths) })),
      result: maths && this.formula(maths),
      shapes,
    };
  }

  private formula({ latex, text }: Maths): Formula {
    return { text, set: this.formulas.get(latex) ?? null };
  }
}

const latexOf = (formula: string): string => latexOfRuns(mathRuns(formula, LONGEST));

function equationOf({ label, formula }: GraphNode): Maths | null {
  if (formula === undefined || formula.length > LONGEST) return null;
  return { latex: `${latexOfRuns(mathRuns(label))} = ${latexOf(formula)}`, text: `${label} = ${formula}` };
}

function lessonOf({ explained }: Analysis, node: GraphNode): Lesson | undefined {
  if (node.pass !== 'backward' || !node.range) return undefined;
  const { start } = node.range;
  const named = explained?.lessons.filter(lesson => lesson.name === node.label) ?? [];
  return named.find(({ target }) => target.start.line === start.line && target.start.column === start.column) ?? named[0];
}

const latexIn = ({ maths, chain, steps }: Lesson): string[] =>
  [maths, chain, ...steps.map(step => step.maths)].flatMap(each => (each ? [each.latex] : []));
