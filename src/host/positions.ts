// The report counts lines and columns from 1, the editor from 0; both count columns in UTF-16 units.
import * as vscode from 'vscode';
import type { Position, Range } from '../report/report';

export const toPosition = ({ line, column }: Position): vscode.Position =>
  new vscode.Position(Math.max(0, line - 1), Math.max(0, column - 1));

export const toRange = ({ start, end }: Range): vscode.Range => new vscode.Range(toPosition(start), toPosition(end));

export const fromPosition = ({ line, character }: vscode.Position): Position => ({ line: line + 1, column: character + 1 });
