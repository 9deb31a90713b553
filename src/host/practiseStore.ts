// Exercises as files of their own scheme: kept in memory while they are worked on, and in the editor's storage between sessions.
import * as vscode from 'vscode';
import type { Exercise } from '../explain/practise/exercise';

export const SCHEME = 'backprop-exercise';

export interface Kept {
  readonly kind: 'blanks' | 'bug';
  readonly exercise: Exercise;
  /** As the learner has it. */
  text: string;
  /** How many hints each blank has had. */
  hints: number[];
  /** The wrong line of a "find the bug", counted from 1, and whether it was named. */
  bug?: { line: number; found: boolean; tries: number };
}

const KEY = 'backprop.exercises';
/** Old ones are forgotten. */
const MOST = 40;

export class PractiseStore implements vscode.FileSystemProvider {
  private readonly changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.changed.event;
  private readonly kept: Map<string, Kept>;

  constructor(private readonly memory: vscode.Memento) {
    this.kept = new Map(memory.get<[string, Kept][]>(KEY, []));
  }

  get(uri: vscode.Uri): Kept | undefined {
    return this.kept.get(uri.path);
  }

  put(uri: vscode.Uri, kept: Kept): void {
    this.kept.delete(uri.path);
    this.kept.set(uri.path, kept);
    while (this.kept.size > MOST) this.kept.delete(this.kept.keys().next().value!);
    this.keep();
    this.changed.fire([{ type: vscode.FileChangeType.Changed, uri }]);
  }

  keep(): void {
    void this.memory.update(KEY, [...this.kept]);
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => {});
  }

  stat(uri: vscode.Uri): vscode.FileStat {
    const kept = this.get(uri);
    if (!kept) throw vscode.FileSystemError.FileNotFound(uri);
    return { type: vscode.FileType.File, ctime: 0, mtime: Date.now(), size: new TextEncoder().encode(kept.text).length };
  }

  readFile(uri: vscode.Uri): Uint8Array {
    const kept = this.get(uri);
    if (!kept) throw vscode.FileSystemError.FileNotFound(uri);
    return new TextEncoder().encode(kept.text);
  }

  writeFile(uri: vscode.Uri, content: Uint8Array): void {
    const kept = this.get(uri);
    if (!kept) throw vscode.FileSystemError.NoPermissions(uri);
    kept.text = new TextDecoder().decode(content);
    this.keep();
  }

  readDirectory(): [string, vscode.FileType][] {
    return [...this.kept.keys()].map(path => [path.slice(1), vscode.FileType.File]);
  }

  createDirectory(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  delete(uri: vscode.Uri): void {
    this.kept.delete(uri.path);
    this.keep();
  }

  rename(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }
}
