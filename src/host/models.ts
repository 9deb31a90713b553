// Which documents are model files: every .bp, and the Python files that look like backpropagation.
import { basename } from 'node:path';
import type * as vscode from 'vscode';
import { looksLikeModel } from '../analyse/looksLikeModel';

export const LANGUAGES = ['bp', 'python'] as const;

/** Files and unsaved ones; not the old side of a difference, nor a cell of a notebook. */
const SCHEMES = new Set(['file', 'untitled']);

/** A cell of a notebook: its notebook is the model, `notebooks.ts` shares out what is found. */
export const CELL = 'vscode-notebook-cell';

export const selector: vscode.DocumentFilter[] = [
  ...LANGUAGES.flatMap(language => [...SCHEMES].map(scheme => ({ language, scheme }))),
  { language: 'python', scheme: CELL },
];

export const bpSelector: vscode.DocumentFilter[] = selector.filter(each => each.language === 'bp');

/** A hand-written model of this size does not exist; what is larger is data under a wrong name. */
export const LARGEST = 2_000_000;

export type Kind = 'model' | 'too large' | 'other';

export function kindOf(document: vscode.TextDocument): Kind {
  if (!SCHEMES.has(document.uri.scheme)) return 'other';
  if (document.languageId === 'bp') return document.getText().length > LARGEST ? 'too large' : 'model';
  if (document.languageId !== 'python') return 'other';
  const text = document.getText();
  return text.length <= LARGEST && looksLikeModel(text) ? 'model' : 'other';
}

/** The document's name for people. */
export const nameOf = (uri: vscode.Uri): string => basename(uri.path);
