// The trace: what a language front end found out by evaluating a file, and the checker judges. Types only.
import type { Graph, Node } from '../core/graph';
import type { ShapeProblem } from '../core/op';
import type { OpName } from '../core/opNames';
import type { Coverage, Finding, Range, Role } from '../report/report';

export type Section = 'declaration' | 'forward' | 'backward' | 'update';

/** A value given to a name: one execution of one assignment. */
export interface Binding {
  /** As the file writes it, with computed keys resolved: `W1`, `grads["dW1"]`, `self.weights`. */
  readonly name: string;
  /** The last part of the name, without container and quotes: `dW1`, `weights`. */
  readonly short: string;
  /** The storage: equal for two bindings of one variable, attribute or item. */
  readonly slot: string;
  readonly node: Node;
  /** Sites of the whole statement, of the target, and of the right-hand side. */
  readonly site: number;
  readonly target: number;
  readonly value: number;
  /** Which statement of the source: equal for every execution of it. */
  readonly statement: number;
  /** The number of nodes when the statement began: what it computed itself has an id from here on. */
  readonly from: number;
  /**
   * assign: `x = …`; augment: `x += …`; store: a part is written, `x[i] = …` (node is the whole afterwards);
   * argument: a function's parameter receives a value; alias: a container or unpacking names an existing value again.
   */
  readonly kind: 'assign' | 'augment' | 'store' | 'argument' | 'alias';
  /** The function call that it runs in (0: the module), an index into `Trace.calls`. */
  readonly call: number;
  /** The loops around it, outermost first: the loop statement and how many iterations came before. */
  readonly loops: readonly { readonly loop: number; readonly iteration: number }[];
  /** What the language itself says (`.bp` has sections and declarations; Python says nothing). */
  readonly section?: Section;
  readonly role?: Role;
}

export interface Call {
  readonly id: number;
  readonly name: string;
  readonly parent: number;
  readonly site: number;
}

/** An operation whose shapes do not fit. Its node has the op `hole` and stands for what was probably meant. */
export interface Hole {
  readonly node: Node;
  readonly wanted: OpName;
  readonly problem: ShapeProblem;
  readonly site: number;
  readonly statement: number;
  readonly call: number;
  /**
   * Present where the checker has nothing to report: the front end's own finding on this statement (the node is then the
   * statement as the fix makes it, or nothing), or null, where the value only lacks because of an earlier error.
   */
  readonly reported?: Finding | null;
}

/** How the language writes what a fix puts in. Texts of operands come as they stand in the source. */
export interface Writer {
  transpose(text: string): string;
  /** An application of an op to operand texts, in the file's style; `like` is the text of an application to imitate. */
  apply(op: OpName, operands: readonly string[], attrs: Readonly<Record<string, unknown>>, like?: string): string;
  /** A factor in front: `1/m * …`. */
  scaled(text: string, factor: string): string;
}

export interface Trace {
  readonly language: 'bp' | 'python';
  readonly graph: Graph;
  /** Site → range in the source; null for 0 and for places outside the file (a helper module). */
  range(site: number): Range | null;
  /** The source text of a site, trimmed. */
  text(site: number): string;
  readonly writer: Writer;
  readonly bindings: readonly Binding[];
  readonly calls: readonly Call[];
  readonly holes: readonly Hole[];
  /** Values that decided which way the code went: a replay in which one of them changes its truth is not valid. */
  readonly guards: readonly Node[];
  /** Nodes of scalars that are named as the loss by the language (`loss J`, or the last scalar of `forward`). */
  readonly declaredLoss: { readonly node: Node; readonly name: string; readonly site: number } | null;
  /** What the front end itself found: syntax, undefined names, runtime errors, unsupported constructs. */
  readonly findings: readonly Finding[];
  readonly coverage: Coverage;
  /** Named sizes, where the language has them. */
  readonly sizes: ReadonlyMap<string, number>;
}
