// What every reader hands back: a value or none, and the problems it met, in words and by place. Readers never throw on a user's file.
import type { dataMessages } from '../messages/data';

type Code = keyof typeof dataMessages.table & string;

export interface DataProblem {
  readonly code: Code;
  readonly message: string;
  readonly file: string;
  /** 1-based, where the problem has a place in a text file. */
  readonly row?: number;
  readonly column?: number;
}

export interface Result<T> {
  readonly value: T | null;
  readonly problems: readonly DataProblem[];
}

export const fine = <T>(value: T): Result<T> => ({ value, problems: [] });
export const failed = (...problems: DataProblem[]): Result<never> => ({ value: null, problems });

/** A problem in words: `iris.csv:12:3: …`. */
export function placed(file: string, code: Code, message: string, row?: number, column?: number): DataProblem {
  const place = [file, row, column].filter(part => part !== undefined && part !== '').join(':');
  return { code, message: place ? `${place}: ${message}` : message, file, row, column };
}
