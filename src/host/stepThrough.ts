// "Step Through": walks the equations, forward then backward, in the editor and the graph together.
import * as vscode from 'vscode';
import { valuesImage } from '../explain/show/markdown';
import { plainly } from '../explain/tell';
import { explain } from '../messages/explain';
import type { Explained, StepThrough as Step } from '../report/explained';
import type { App } from './app';
import { themeKind } from './hover';
import { nameOf } from './models';
import { toRange } from './positions';

/** How long a step stays while they play. */
const PACE = 1400;

const CONTEXT = 'backprop.stepping';

/** A part of a name; ᵀ ends one. */
const LETTER = /(?!ᵀ)[\p{L}\p{N}_]/u;

/** The steps under way; there is one walk at a time. */
let current: Walk | undefined;

export async function stepThrough(app: App, document: vscode.TextDocument): Promise<void> {
  const analysis = await app.analyses.current(document);
  const steps = analysis?.explained?.steps ?? [];
  if (!analysis || steps.length === 0) {
    void vscode.window.showInformationMessage(explain('stepNothing', { file: nameOf(document.uri) }));
    return;
  }
  current?.stop();
  app.panels.show(document);
  current = new Walk(app, document, analysis.version, steps);
  await current.go(0);
}

export const stepNext = (): Promise<void> | undefined => current?.go(current.at + 1);
export const stepPrevious = (): Promise<void> | undefined => current?.go(current.at - 1);
export const stepPlay = (): void => current?.togglePlay();
export const stepStop = (): void => current?.stop();

class Walk {
  at = -1;
  private timer: NodeJS.Timeout | undefined;
  private readonly line = vscode.window.createTextEditorDecorationType({
    isWholeLine: true,
    backgroundColor: new vscode.ThemeColor('editor.stackFrameHighlightBackground'),
    overviewRulerColor: new vscode.ThemeColor('editorOverviewRuler.infoForeground'),
    overviewRulerLane: vscode.OverviewRulerLane.Full,
  });
  private readonly result = vscode.window.createTextEditorDecorationType({
    after: { color: new vscode.ThemeColor('editorCodeLens.foreground'), margin: '0 0 0 2em' },
    border: '1px solid',
    borderColor: new vscode.ThemeColor('focusBorder'),
  });
  private readonly read = vscode.window.createTextEditorDecorationType({
    backgroundColor: new vscode.ThemeColor('editor.wordHighlightBackground'),
    borderRadius: '2px',
  });
  private readonly bar = bar();
  private readonly subscriptions: vscode.Disposable[];

  constructor(
    private readonly app: App,
    private readonly document: vscode.TextDocument,
    version: number,
    private readonly steps: Explained['steps'],
  ) {
    void vscode.commands.executeCommand('setContext', CONTEXT, true);
    this.subscriptions = [
      this.line,
      this.result,
      this.read,
      ...this.bar.items,
      // The steps belong to the text that they were found in.
      vscode.workspace.onDidChangeTextDocument(event => event.document === document && document.version !== version && this.stop()),
      vscode.workspace.onDidCloseTextDocument(closed => closed === document && this.stop()),
    ];
  }

  async go(to: number): Promise<void> {
    if (to < 0) return;
    if (to >= this.steps.length) return this.pause();
    this.at = to;
    const step = this.steps[to];
    const editor = await this.editor();
    if (this !== current) return;
    this.show(editor, step);
    this.app.panels.light(this.document.uri, step.node ? [step.node] : []);
    this.bar.tell(step, to + 1, this.steps.length, this.timer !== undefined);
  }

  togglePlay(): void {
    if (this.timer) {
      this.pause();
      return;
    }
    this.timer = setInterval(() => void this.go(this.at + 1), PACE);
    void this.go(this.at + 1 < this.steps.length ? this.at + 1 : 0);
  }

  stop(): void {
    this.pause();
    for (const each of this.subscriptions) each.dispose();
    if (current === this) current = undefined;
    void vscode.commands.executeCommand('setContext', CONTEXT, false);
    this.app.panels.light(this.document.uri, []);
  }

  private pause(): void {
    clearInterval(this.timer);
    this.timer = undefined;
    const step = this.steps[this.at];
    if (step && current === this) this.bar.tell(step, this.at + 1, this.steps.length, false);
  }

  private async editor(): Promise<vscode.TextEditor> {
    const shown = vscode.window.visibleTextEditors.find(each => each.document === this.document);
    return shown ?? vscode.window.showTextDocument(this.document, { viewColumn: vscode.ViewColumn.One, preserveFocus: true });
  }

  private show(editor: vscode.TextEditor, step: Step): void {
    const range = toRange(step.range);
    const end = new vscode.Range(range.end, range.end);
    editor.setDecorations(this.line, [range]);
    editor.setDecorations(this.result, [
      { range: this.name(step) ?? end, hoverMessage: pictures(step) },
      { range: end, renderOptions: { after: { contentText: `→ ${step.name} ${step.shape}` } } },
    ]);
    editor.setDecorations(this.read, this.reads(range, step));
    editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  }

  /** Where the step's own name stands in its line. */
  private name(step: Step): vscode.Range | undefined {
    const range = toRange(step.range);
    const text = this.document.getText(range);
    return text.startsWith(step.name)
      ? new vscode.Range(range.start, this.document.positionAt(this.document.offsetAt(range.start) + step.name.length))
      : undefined;
  }

  private reads(range: vscode.Range, { inputs, name }: Step): vscode.DecorationOptions[] {
    const text = this.document.getText(range);
    const from = this.document.offsetAt(range.start);
    const first = text.startsWith(name) ? name.length : 0;
    return inputs.flatMap(input => {
      const found: vscode.DecorationOptions[] = [];
      for (let at = text.indexOf(input.name, first); at >= 0; at = text.indexOf(input.name, at + 1)) {
        const whole = !LETTER.test(text[at - 1] ?? '') && !LETTER.test(text[at + input.name.length] ?? '');
        const place = new vscode.Range(this.document.positionAt(from + at), this.document.positionAt(from + at + input.name.length));
        if (whole)
          found.push({
            range: place,
            renderOptions: {
              after: { contentText: ` ${input.shape.replace(/ = .*/, '')}`, color: new vscode.ThemeColor('editorInlayHint.foreground') },
            },
          });
      }
      return found;
    });
  }
}

/** The result's values, in the hover of its name. */
function pictures(step: Step): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString(valuesImage(step.name, step.shape, step.values, themeKind()));
  markdown.supportHtml = true;
  return markdown;
}

/** The buttons in the status bar, and where the walk is. */
function bar() {
  const item = (priority: number, text: string, tooltip: string, command: string): vscode.StatusBarItem => {
    const made = vscode.window.createStatusBarItem(vscode.StatusBarAlignment.Left, priority);
    Object.assign(made, { text, tooltip, command });
    made.show();
    return made;
  };
  const previous = item(104, '$(debug-step-back)', plainly('stepPrevious'), 'backprop.stepPrevious');
  const label = item(103, '', plainly('stepThrough'), 'backprop.stepNext');
  const next = item(102, '$(debug-step-over)', plainly('stepNext'), 'backprop.stepNext');
  const play = item(101, '$(play)', plainly('stepPlay'), 'backprop.stepPlay');
  const stop = item(100, '$(debug-stop)', plainly('stepStop'), 'backprop.stepStop');
  return {
    items: [previous, label, next, play, stop],
    tell({ name, pass, where }: Step, at: number, of: number, playing: boolean): void {
      const words = { at, of, name, pass: plainly(pass === 'forward' ? 'forwardPass' : 'backwardPass') };
      label.text = explain(where ? 'stepAtTurn' : 'stepAt', { ...words, where } as never);
      play.text = playing ? '$(debug-pause)' : '$(play)';
    },
  };
}
