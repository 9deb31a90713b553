// "Practise": blanks to fill in, each line judged as it is typed, with hints; and "find the bug".
import * as vscode from 'vscode';
import { plantings } from '../explain/practise/bugs';
import { answersIn, hintsFor, isBlank, type Judgement, judge, linesOf, makeExercise, withAnswer } from '../explain/practise/exercise';
import { plainly } from '../explain/tell';
import { locale } from '../messages';
import { explain } from '../messages/explain';
import type { Report } from '../report/report';
import type { App } from './app';
import { exampleUri, LADDER, readText } from './exampleFiles';
import { nameOf } from './models';
import { type Kept, PractiseStore, SCHEME } from './practiseStore';

/** Long enough to skip the middle of a word. */
const PAUSE = 250;
/** So many planted mistakes are tried until one is a mistake indeed. */
const MOST_PLANTINGS = 12;

let practice: Practice | undefined;

export function practise(app: App): vscode.Disposable {
  practice = new Practice(app);
  return practice;
}

export const startPractise = (example?: string): Promise<vscode.Uri | undefined> | undefined => practice?.start('blanks', example);
export const startFindBug = (example?: string): Promise<vscode.Uri | undefined> | undefined => practice?.start('bug', example);
export const practiseHint = (path: string, blank: number): void => practice?.hint(path, blank);
export const practiseGuess = (path: string, blank: number): void => practice?.guess(path, blank);
export const practiseAgain = (path: string): Promise<void> | undefined => practice?.again(path);

interface State {
  judgements: (Judgement | null)[];
  /** What was judged, so that only a line that changed is judged again. */
  judged: (string | null)[];
  done: boolean;
}

class Practice implements vscode.Disposable {
  private readonly store: PractiseStore;
  private readonly states = new Map<string, State>();
  private readonly timers = new Map<string, NodeJS.Timeout>();
  private readonly lensChanged = new vscode.EventEmitter<void>();
  private readonly marks: Readonly<Record<'right' | 'wrong' | 'open', vscode.TextEditorDecorationType>>;
  private readonly subscriptions: vscode.Disposable[];

  constructor(private readonly app: App) {
    this.store = new PractiseStore(app.context.globalState);
    const after = (color: string): vscode.TextEditorDecorationType =>
      vscode.window.createTextEditorDecorationType({ after: { margin: '0 0 0 2em', color: new vscode.ThemeColor(color) } });
    this.marks = { right: after('testing.iconPassed'), wrong: after('testing.iconFailed'), open: after('editorCodeLens.foreground') };
    this.subscriptions = [
      ...Object.values(this.marks),
      this.lensChanged,
      vscode.workspace.registerFileSystemProvider(SCHEME, this.store, { isCaseSensitive: true }),
      vscode.languages.registerCodeLensProvider(
        { scheme: SCHEME },
        { onDidChangeCodeLenses: this.lensChanged.event, provideCodeLenses: d => this.lenses(d) },
      ),
      vscode.workspace.onDidChangeTextDocument(({ document }) => document.uri.scheme === SCHEME && this.later(document)),
      vscode.window.onDidChangeVisibleTextEditors(editors => {
        for (const { document } of editors) if (document.uri.scheme === SCHEME) this.later(document);
      }),
    ];
  }

  dispose(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
    for (const each of this.subscriptions) each.dispose();
  }

  async start(kind: Kept['kind'], example?: string): Promise<vscode.Uri | undefined> {
    const source = await this.source(kind, example);
    if (!source) return undefined;
    const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${kind}/${source.name}` });
    const known = this.store.get(uri);
    // What was begun goes on where it was left, unless the model has changed since.
    const made = known && known.exercise.whole === source.exercise.whole ? known : await this.make(kind, source.exercise);
    if (!made) {
      void vscode.window.showInformationMessage(explain('bugNone', { file: source.name }));
      return undefined;
    }
    if (made !== known) this.states.delete(uri.path);
    this.store.put(uri, made);
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.languages.setTextDocumentLanguage(document, source.exercise.language);
    const editor = await vscode.window.showTextDocument(document, vscode.ViewColumn.One);
    this.goToFirst(editor, made);
    await this.judgeAll(document);
    return uri;
  }

  hint(path: string, blank: number): void {
    const kept = this.store.get(vscode.Uri.from({ scheme: SCHEME, path }));
    if (!kept) return;
    const most = hintsFor(kept.exercise.blanks[blank]).length;
    kept.hints[blank] = Math.min(most, (kept.hints[blank] ?? 0) + 1);
    this.store.keep();
    this.lensChanged.fire();
  }

  guess(path: string, blank: number): void {
    const kept = this.store.get(vscode.Uri.from({ scheme: SCHEME, path }));
    if (!kept?.bug) return;
    const { name, line } = kept.exercise.blanks[blank];
    kept.bug.tries++;
    kept.bug.found ||= line === kept.bug.line;
    this.store.keep();
    this.lensChanged.fire();
    void vscode.window.showInformationMessage(explain(line === kept.bug.line ? 'bugFound' : 'bugNot', { name }));
  }

  async again(path: string): Promise<void> {
    const uri = vscode.Uri.from({ scheme: SCHEME, path });
    const kept = this.store.get(uri);
    const made = kept && (await this.make(kept.kind, kept.exercise, Date.now() % 9973));
    if (!made) return;
    this.states.delete(path);
    const document = await vscode.workspace.openTextDocument(uri);
    this.store.put(uri, made);
    const edit = new vscode.WorkspaceEdit();
    edit.replace(uri, new vscode.Range(document.positionAt(0), document.positionAt(document.getText().length)), made.text);
    await vscode.workspace.applyEdit(edit);
    await document.save();
  }

  /** The model to practise with: the one named, the active file, or one from the ladder. */
  private async source(kind: Kept['kind'], example?: string): Promise<{ name: string; exercise: Kept['exercise'] } | undefined> {
    const active = vscode.window.activeTextEditor?.document;
    const chosen = example ?? (await this.ask(active));
    if (chosen === undefined) return undefined;
    const isActive = chosen === '' && active !== undefined;
    const name = isActive ? nameOf(active.uri) : chosen;
    const text = isActive ? active.getText() : await readText(exampleUri(this.app.context.extensionUri, chosen));
    const language = name.endsWith('.py') || (isActive && active.languageId === 'python') ? 'python' : 'bp';
    const report = await this.analyse(
      text,
      language,
      isActive ? active.uri : exampleUri(this.app.context.extensionUri, chosen),
      `exercise ${kind}`,
    );
    const exercise = report?.explained && makeExercise(text, report, report.explained.lessons);
    if (!exercise) void vscode.window.showInformationMessage(explain('exerciseNone', { file: name }));
    return exercise
      ? { name: name.endsWith(`.${language === 'bp' ? 'bp' : 'py'}`) ? name : `${name}.${language === 'bp' ? 'bp' : 'py'}`, exercise }
      : undefined;
  }

  private async ask(active: vscode.TextDocument | undefined): Promise<string | undefined> {
    const isModel = active !== undefined && this.app.analyses.isModel(active.uri);
    const items: (vscode.QuickPickItem & { file: string })[] = [
      ...(isModel ? [{ label: explain('exerciseThis'), description: nameOf(active.uri), file: '' }] : []),
      ...LADDER.map((file, i) => ({ label: `${i + 1}. ${file}`, description: this.progress(file), file })),
    ];
    return (await vscode.window.showQuickPick(items, { placeHolder: explain('exerciseFrom') }))?.file;
  }

  /** What is done of an exercise of the ladder already. */
  private progress(file: string): string {
    const kept = this.store.get(vscode.Uri.from({ scheme: SCHEME, path: `/blanks/${file}` }));
    const state = this.states.get(`/blanks/${file}`);
    if (!kept) return '';
    const right = state
      ? state.judgements.filter(j => j?.stage === 'right').length
      : answersIn(kept.text, kept.exercise.blanks).filter(a => !isBlank(a)).length;
    return explain('exerciseState', { right, n: kept.exercise.blanks.length });
  }

  private async make(kind: Kept['kind'], exercise: Kept['exercise'], seed = 1): Promise<Kept | undefined> {
    if (kind === 'blanks') return { kind, exercise, text: exercise.text, hints: exercise.blanks.map(() => 0) };
    for (const planted of plantings(exercise.whole, exercise.blanks, exercise.language, seed).slice(0, MOST_PLANTINGS)) {
      const report = await this.analyse(planted.text, exercise.language, undefined, 'exercise plant');
      const wrong = report?.gradients.filter(g => g.status === 'wrong') ?? [];
      if (wrong.length > 0 && wrong.every(g => g.range.start.line <= planted.line && planted.line <= g.range.end.line))
        return {
          kind,
          exercise,
          text: planted.text,
          hints: exercise.blanks.map(() => 0),
          bug: { line: planted.line, found: false, tries: 0 },
        };
    }
    return undefined;
  }

  private goToFirst(editor: vscode.TextEditor, { exercise, kind, text }: Kept): void {
    const at = linesOf(text, exercise.blanks).findIndex(
      (line, i) => line > 0 && (kind === 'bug' || isBlank(answersIn(text, exercise.blanks)[i])),
    );
    const line = linesOf(text, exercise.blanks)[Math.max(0, at)] - 1;
    if (line < 0) return;
    const end = editor.document.lineAt(line).range.end;
    const start = kind === 'blanks' ? end.translate(0, -Math.min(3, end.character)) : end;
    editor.selection = new vscode.Selection(start, end);
    editor.revealRange(editor.selection, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  }

  private later(document: vscode.TextDocument): void {
    const key = document.uri.path;
    clearTimeout(this.timers.get(key));
    this.timers.set(
      key,
      setTimeout(() => void this.judgeAll(document), PAUSE),
    );
  }

  private async judgeAll(document: vscode.TextDocument): Promise<void> {
    const kept = this.store.get(document.uri);
    if (!kept) return;
    kept.text = document.getText();
    this.store.keep();
    const state = this.state(document.uri.path, kept);
    if (kept.kind === 'bug') await this.judgeBug(document, kept, state);
    else await this.judgeBlanks(document, kept, state);
    this.show(document, kept, state);
    this.lensChanged.fire();
    // What is kept is what stands there: nothing to lose, nothing to ask about.
    if (document.isDirty) await document.save();
  }

  private state(path: string, { exercise }: Kept): State {
    const known = this.states.get(path);
    if (known) return known;
    const made: State = { judgements: exercise.blanks.map(() => null), judged: exercise.blanks.map(() => null), done: false };
    this.states.set(path, made);
    return made;
  }

  private async judgeBlanks(document: vscode.TextDocument, { exercise, hints }: Kept, state: State): Promise<void> {
    const answers = answersIn(document.getText(), exercise.blanks);
    for (const [i, blank] of exercise.blanks.entries()) {
      const answer = answers[i];
      if (state.judged[i] === answer) continue;
      state.judged[i] = answer;
      if (answer === null || isBlank(answer)) {
        state.judgements[i] = null;
        continue;
      }
      const report = await this.analyse(
        withAnswer(exercise, blank, answer),
        exercise.language,
        undefined,
        `exercise ${document.uri.path} ${i}`,
      );
      // Typed on meanwhile: the newer text is judged next.
      if (!report || state.judged[i] !== answer) return;
      state.judgements[i] = judge(blank, report);
    }
    if (state.done || !state.judgements.every(j => j?.stage === 'right')) return;
    state.done = true;
    const used = hints.reduce((sum, n) => sum + n, 0);
    const n = exercise.blanks.length;
    this.congratulate(document, explain('exerciseDone', { n, hints: used ? explain('exerciseHints', { n: used }) : '' }));
  }

  private async judgeBug(document: vscode.TextDocument, { exercise }: Kept, state: State): Promise<void> {
    const text = document.getText();
    const report = await this.analyse(text, exercise.language, undefined, `exercise ${document.uri.path}`);
    const right =
      report !== undefined && report.gradients.length >= exercise.blanks.length && report.gradients.every(g => /^correct/.test(g.status));
    if (!right || state.done) return;
    state.done = true;
    this.congratulate(document, explain('bugMended'));
  }

  private congratulate(document: vscode.TextDocument, words: string): void {
    const { path } = document.uri;
    const at = (LADDER as readonly string[]).indexOf(path.split('/').at(-1) ?? '');
    const following = LADDER[at + 1];
    const buttons = [explain('exerciseAgain'), ...(at >= 0 && following ? [explain('exerciseNext')] : [])];
    void vscode.window.showInformationMessage(words, ...buttons).then(chosen => {
      if (chosen === explain('exerciseAgain')) void this.again(path);
      if (chosen === explain('exerciseNext')) void this.start(path.startsWith('/bug/') ? 'bug' : 'blanks', following);
    });
  }

  private analyse(
    text: string,
    language: 'bp' | 'python',
    beside: vscode.Uri | undefined,
    key: string,
  ): Promise<(Report & { explained?: Report['explained'] }) | undefined> {
    const uri = beside ?? exampleUri(this.app.context.extensionUri, LADDER[0]);
    const path = uri.scheme === 'file' ? uri.fsPath : '';
    const source = { file: path || uri.path, language, text };
    return this.app.worker.run('analyse', { source, path, root: vscode.Uri.joinPath(uri, '..').fsPath, locale: locale() }, key);
  }

  private show(document: vscode.TextDocument, kept: Kept, { judgements }: State): void {
    const lines = linesOf(document.getText(), kept.exercise.blanks);
    for (const editor of vscode.window.visibleTextEditors.filter(each => each.document === document)) {
      const options: Record<keyof typeof this.marks, vscode.DecorationOptions[]> = { right: [], wrong: [], open: [] };
      judgements.forEach((judgement, i) => {
        if (!judgement || lines[i] < 1 || kept.kind === 'bug') return;
        const { end } = document.lineAt(Math.min(lines[i], document.lineCount) - 1).range;
        const right = judgement.stage === 'right';
        const look = right ? 'right' : judgement.stage === 'unreadable' ? 'open' : 'wrong';
        options[look].push({
          range: new vscode.Range(end, end),
          renderOptions: { after: { contentText: `${right ? '✓' : '✗'} ${judgement.message}` } },
        });
      });
      for (const look of ['right', 'wrong', 'open'] as const) editor.setDecorations(this.marks[look], options[look]);
    }
  }

  private lenses(document: vscode.TextDocument): vscode.CodeLens[] {
    const kept = this.store.get(document.uri);
    if (!kept) return [];
    const { path } = document.uri;
    const { exercise, hints } = kept;
    const { judgements } = this.state(path, kept);
    const top = new vscode.Range(0, 0, 0, 0);
    const right = judgements.filter(j => j?.stage === 'right').length;
    const again = { title: `$(refresh)\u00a0${explain('exerciseAgain')}`, command: 'backprop.practiseAgain', arguments: [path] };
    const status =
      kept.kind === 'bug'
        ? explain('exerciseBug', { file: nameOf(document.uri) })
        : explain('exerciseState', { right, n: exercise.blanks.length });
    const found = [new vscode.CodeLens(top, { title: status, command: '' }), new vscode.CodeLens(top, again)];
    linesOf(document.getText(), exercise.blanks).forEach((line, i) => {
      if (line < 1) return;
      const range = new vscode.Range(line - 1, 0, line - 1, 0);
      if (kept.kind === 'bug' && !kept.bug?.found)
        found.push(new vscode.CodeLens(range, { title: plainly('bugHere'), command: 'backprop.practiseGuess', arguments: [path, i] }));
      else if (kept.kind === 'blanks' ? judgements[i]?.stage !== 'right' : kept.bug?.line === exercise.blanks[i].line)
        found.push(new vscode.CodeLens(range, this.hintLens(path, i, hints[i] ?? 0, hintsFor(exercise.blanks[i]))));
    });
    return found;
  }

  /** Tells the last hint that was asked for, and offers the next. */
  private hintLens(path: string, blank: number, told: number, hints: readonly string[]): vscode.Command {
    const words = { of: hints.length };
    const title =
      told === 0
        ? `$(lightbulb)\u00a0${explain('hintNext', { at: 1, ...words })}`
        : `$(lightbulb)\u00a0${explain('hintTold', { at: told, text: hints[told - 1], ...words })}${told < hints.length ? '  $(chevron-right)' : ''}`;
    return { title, command: told < hints.length ? 'backprop.practiseHint' : '', arguments: [path, blank] };
  }
}
