// What the names of a file mean at one point of its evaluation.
import type { Dim } from '../../core/dims';
import type { Node } from '../../core/graph';
import type { Role } from '../../report/report';
import type { Expr, NameExpr } from './ast';
import type { Span } from './source';

/** A value, or null where an error (told already) keeps it from having one. */
export type Value = Node | null;

export interface SizeMeaning {
  readonly kind: 'size';
  readonly dim: Dim;
  readonly node: Node;
  readonly at: Span;
  /** It stands for a size that is missing, which has been told. */
  readonly provisional?: boolean;
}

export interface ValueMeaning {
  readonly kind: 'value';
  readonly node: Value;
  readonly role: Role | undefined;
  readonly at: Span;
}

export type Meaning = SizeMeaning | ValueMeaning;

export interface FunctionMeaning {
  readonly name: NameExpr;
  readonly parameters: readonly NameExpr[];
  /** Null: it could not be read. */
  readonly body: Expr | null;
  /** What stands in the body for names that do not exist. */
  readonly substitutes: ReadonlyMap<string, string>;
}

export class Scope {
  readonly names = new Map<string, Meaning>();
  readonly functions = new Map<string, FunctionMeaning>();

  /** The values, in order of definition. */
  define(name: string, meaning: Meaning): void {
    this.names.delete(name);
    this.names.set(name, meaning);
  }

  valueOf(name: string): Value | undefined {
    const meaning = this.names.get(name);
    return meaning?.node;
  }
}
