// Shapes in the text: quiet by default, only where they are news; at a mismatch, those of the operands.
import * as vscode from 'vscode';
import type { Explained, ShapeHint } from '../report/explained';
import type { App } from './app';
import { selector } from './models';
import { toPosition } from './positions';

type Style = 'off' | 'symbolic' | 'numeric' | 'both';

export function inlayHints({ analyses }: App): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  const provider: vscode.InlayHintsProvider = {
    onDidChangeInlayHints: changed.event,
    provideInlayHints(document, range) {
      const settings = vscode.workspace.getConfiguration('backprop.shapes', document);
      const style = settings.get<Style>('style', 'symbolic');
      const analysis = analyses.latest(document.uri);
      // Hints of an older text would stand in the wrong places; VS Code moves those that are shown until the next come.
      if (style === 'off' || !analysis?.explained || analysis.version !== document.version) return [];
      return hintsOf(analysis.explained, style, settings.get('everywhere', false)).filter(hint => range.contains(hint.position));
    },
  };
  return vscode.Disposable.from(
    changed,
    analyses.onDidChange(() => changed.fire()),
    vscode.workspace.onDidChangeConfiguration(event => event.affectsConfiguration('backprop.shapes') && changed.fire()),
    vscode.languages.registerInlayHintsProvider(selector, provider),
  );
}

interface Shape {
  readonly symbolic: string;
  readonly numeric: string;
}

function hintsOf({ hints, clashes }: Explained, style: Exclude<Style, 'off'>, everywhere: boolean): vscode.InlayHint[] {
  const lines = new Set<number>();
  const found: vscode.InlayHint[] = [];
  for (const clash of clashes) {
    found.push(hintAt(clash.at, clash, style));
    lines.add(clash.at.line);
  }
  for (const hint of hints) {
    // Never twice on a line.
    if (!(hint.news || everywhere) || lines.has(hint.at.line)) continue;
    lines.add(hint.at.line);
    found.push(named(hint, style));
  }
  return found;
}

function named(hint: ShapeHint, style: Exclude<Style, 'off'>): vscode.InlayHint {
  const made = hintAt(hint.at, hint, style);
  made.tooltip = hint.symbolic === hint.numeric ? hint.numeric : `${hint.symbolic} = ${hint.numeric}`;
  return made;
}

function hintAt(at: { line: number; column: number }, shape: Shape, style: Exclude<Style, 'off'>): vscode.InlayHint {
  const hint = new vscode.InlayHint(toPosition(at), textOf(shape, style), vscode.InlayHintKind.Type);
  hint.paddingLeft = true;
  return hint;
}

const textOf = ({ symbolic, numeric }: Shape, style: Exclude<Style, 'off'>): string =>
  style === 'both' && symbolic !== numeric ? `${symbolic} = ${numeric}` : style === 'numeric' ? numeric : symbolic;
