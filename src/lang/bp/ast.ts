// The syntax tree of a .bp file. Every part knows its stretch of the text; a part that could not be read is `missing`.
import type { Span } from './source';

export type BinaryOperator = '+' | '-' | '*' | '⊙' | '/' | '·' | '@' | '^' | Comparison;
export type Comparison = '>' | '>=' | '<' | '<=' | '==' | '!=';
export type PostfixOperator = 'ᵀ' | '²' | '³';

export interface NumberExpr extends Span {
  readonly kind: 'number';
  readonly value: number;
}

export interface NameExpr extends Span {
  readonly kind: 'name';
  readonly name: string;
}

export interface StringExpr extends Span {
  readonly kind: 'string';
  readonly value: string;
}

/** An expression in parentheses: it has a range of its own, with them. */
export interface GroupExpr extends Span {
  readonly kind: 'group';
  readonly inner: Expr;
}

export interface NegateExpr extends Span {
  readonly kind: 'negate';
  readonly operand: Expr;
}

export interface BinaryExpr extends Span {
  readonly kind: 'binary';
  readonly op: BinaryOperator;
  readonly left: Expr;
  readonly right: Expr;
}

export interface PostfixExpr extends Span {
  readonly kind: 'postfix';
  readonly op: PostfixOperator;
  readonly operand: Expr;
}

export interface Argument extends Span {
  /** Null: by its place. */
  readonly name: NameExpr | null;
  readonly value: Expr;
}

/** `g1''(Z1)` has two primes. */
export interface CallExpr extends Span {
  readonly kind: 'call';
  readonly callee: NameExpr;
  readonly primes: number;
  readonly args: readonly Argument[];
}

/** `i`, or `start:stop:step` with parts that may be left out. */
export type IndexItem =
  | { readonly kind: 'at'; readonly at: Expr }
  | ({ readonly kind: 'slice'; readonly start: Expr | null; readonly stop: Expr | null; readonly step: Expr | null } & Span);

export interface IndexExpr extends Span {
  readonly kind: 'index';
  readonly base: Expr;
  readonly items: readonly IndexItem[];
}

/** `(n, m)` as an argument. */
export interface TupleExpr extends Span {
  readonly kind: 'tuple';
  readonly items: readonly Expr[];
}

/** `1..4`, columns of a data file. */
export interface SpanExpr extends Span {
  readonly kind: 'span';
  readonly first: Expr;
  readonly last: Expr;
}

/** What could not be read; the problem has been told. */
export interface MissingExpr extends Span {
  readonly kind: 'missing';
}

export type Expr =
  | NumberExpr
  | NameExpr
  | StringExpr
  | GroupExpr
  | NegateExpr
  | BinaryExpr
  | PostfixExpr
  | CallExpr
  | IndexExpr
  | TupleExpr
  | SpanExpr
  | MissingExpr;

export type SectionName = 'forward' | 'backward' | 'train';

interface StatementBase extends Span {
  /** The place in the file: 0 is the first statement. */
  readonly index: number;
  readonly problems: readonly Problem[];
}

export interface SizeItem extends Span {
  readonly name: NameExpr;
  readonly value: Expr;
}

export interface SizesStatement extends StatementBase {
  readonly kind: 'sizes';
  readonly items: readonly SizeItem[];
}

export interface Shape extends Span {
  readonly items: readonly Expr[];
}

export interface DataDeclaration extends StatementBase {
  readonly kind: 'input' | 'label';
  readonly name: NameExpr;
  /** Null: missing, which has been told. */
  readonly shape: Shape | null;
}

export interface ParamStatement extends StatementBase {
  readonly kind: 'param';
  readonly name: NameExpr;
  readonly shape: Shape | null;
  readonly start: Expr;
}

export interface ConstStatement extends StatementBase {
  readonly kind: 'const';
  readonly name: NameExpr;
  readonly value: Expr;
}

export interface DataStatement extends StatementBase {
  readonly kind: 'data';
  readonly targets: readonly NameExpr[];
  readonly source: CallExpr | NameExpr | MissingExpr;
}

export interface SeedStatement extends StatementBase {
  readonly kind: 'seed';
  readonly value: Expr;
}

export interface FunctionStatement extends StatementBase {
  readonly kind: 'function';
  readonly name: NameExpr;
  readonly parameters: readonly NameExpr[];
  readonly body: Expr;
}

export interface SectionStatement extends StatementBase {
  readonly kind: 'section';
  readonly section: SectionName;
}

export interface LossStatement extends StatementBase {
  readonly kind: 'loss';
  readonly name: NameExpr;
}

export interface EquationStatement extends StatementBase {
  readonly kind: 'equation';
  readonly target: NameExpr;
  readonly value: Expr;
  readonly section: 'forward' | 'backward';
}

/** A line of `train`: `optimizer gd(rate=1.2)`, `steps 10000`. */
export interface SettingStatement extends StatementBase {
  readonly kind: 'setting';
  readonly setting: NameExpr;
  readonly value: Expr;
}

/** A line that is no statement. */
export interface BrokenStatement extends StatementBase {
  readonly kind: 'broken';
}

export type Statement =
  | SizesStatement
  | DataDeclaration
  | ParamStatement
  | ConstStatement
  | DataStatement
  | SeedStatement
  | FunctionStatement
  | SectionStatement
  | LossStatement
  | EquationStatement
  | SettingStatement
  | BrokenStatement;

export interface Edit extends Span {
  readonly newText: string;
}

/** A way to mend a problem; the tree is what it would be with the edits made. */
export interface Repair {
  readonly title: string;
  readonly edits: readonly Edit[];
}

export interface Problem extends Span {
  readonly rule: 'syntax' | 'undefined-name' | 'runtime-error' | 'shape-mismatch' | 'unsupported';
  readonly severity: 'error' | 'warning' | 'info';
  readonly message: string;
  readonly repair: Repair | null;
  readonly related?: readonly (Span & { readonly message: string })[];
}

export interface Comment extends Span {
  readonly text: string;
}

export interface Program {
  readonly statements: readonly Statement[];
  readonly comments: readonly Comment[];
  /** Problems of the file as a whole, or outside every statement. */
  readonly problems: readonly Problem[];
}
