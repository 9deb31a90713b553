// The syntax tree of a Python file. Offsets are UTF-16 positions in the text; `to` is exclusive.
import type { PyValue } from './values';

interface At {
  readonly from: number;
  readonly to: number;
}

export type BinaryOp = '+' | '-' | '*' | '/' | '//' | '%' | '**' | '@' | '&' | '|' | '^' | '<<' | '>>';
export type CompareOp = '<' | '<=' | '>' | '>=' | '==' | '!=' | 'in' | 'not in' | 'is' | 'is not';
export type UnaryOp = '-' | '+' | '~' | 'not';

export interface Argument extends At {
  readonly kind: 'positional' | 'star' | 'keyword' | 'doubleStar';
  readonly name: string;
  readonly value: Expr;
}

export interface Parameter extends At {
  readonly kind: 'plain' | 'positionalOnly' | 'keywordOnly' | 'star' | 'doubleStar';
  readonly name: string;
  readonly annotation: Expr | null;
  readonly fallback: Expr | null;
}

export interface Clause extends At {
  readonly target: Expr;
  readonly iterable: Expr;
  readonly conditions: readonly Expr[];
}

export interface FormatField extends At {
  readonly value: Expr;
  readonly conversion: '' | 's' | 'r' | 'a';
  readonly spec: readonly FormatPart[] | null;
  /** The text before `=` in `{x=}`, the sign included; empty without one. */
  readonly label: string;
}
export type FormatPart = string | FormatField;

export interface DictItem extends At {
  /** Null for `**mapping`. */
  readonly key: Expr | null;
  readonly value: Expr;
}

interface Node<K extends string> extends At {
  readonly kind: K;
}

export interface Constant extends Node<'Constant'> {
  readonly value: PyValue;
}
export interface FString extends Node<'FString'> {
  readonly parts: readonly FormatPart[];
}
export interface Name extends Node<'Name'> {
  readonly id: string;
}
export interface Attribute extends Node<'Attribute'> {
  readonly object: Expr;
  readonly name: string;
}
export interface Subscript extends Node<'Subscript'> {
  readonly object: Expr;
  readonly index: Expr;
}
export interface Slice extends Node<'Slice'> {
  readonly start: Expr | null;
  readonly stop: Expr | null;
  readonly step: Expr | null;
}
export interface Call extends Node<'Call'> {
  readonly callee: Expr;
  readonly args: readonly Argument[];
}
export interface Unary extends Node<'Unary'> {
  readonly op: UnaryOp;
  readonly operand: Expr;
}
export interface Binary extends Node<'Binary'> {
  readonly op: BinaryOp;
  readonly left: Expr;
  readonly right: Expr;
}
export interface BoolOp extends Node<'BoolOp'> {
  readonly op: 'and' | 'or';
  readonly values: readonly Expr[];
}
export interface Compare extends Node<'Compare'> {
  readonly left: Expr;
  readonly ops: readonly CompareOp[];
  readonly rights: readonly Expr[];
}
export interface Conditional extends Node<'Conditional'> {
  readonly test: Expr;
  readonly yes: Expr;
  readonly no: Expr;
}
export interface Lambda extends Node<'Lambda'> {
  readonly params: readonly Parameter[];
  readonly body: Expr;
}
export interface TupleExpr extends Node<'Tuple'> {
  readonly items: readonly Expr[];
}
export interface ListExpr extends Node<'List'> {
  readonly items: readonly Expr[];
}
export interface SetExpr extends Node<'Set'> {
  readonly items: readonly Expr[];
}
export interface DictExpr extends Node<'Dict'> {
  readonly items: readonly DictItem[];
}
export interface Comprehension extends Node<'Comprehension'> {
  readonly form: 'list' | 'set' | 'dict' | 'generator';
  readonly element: Expr;
  /** The value of a dict comprehension, whose key is the element. */
  readonly value: Expr | null;
  readonly clauses: readonly Clause[];
}
export interface Walrus extends Node<'Walrus'> {
  readonly target: Name;
  readonly value: Expr;
}
export interface Yield extends Node<'Yield'> {
  readonly value: Expr | null;
  readonly delegate: boolean;
}
export interface Await extends Node<'Await'> {
  readonly value: Expr;
}
export interface Starred extends Node<'Starred'> {
  readonly value: Expr;
}

export type Expr =
  | Constant
  | FString
  | Name
  | Attribute
  | Subscript
  | Slice
  | Call
  | Unary
  | Binary
  | BoolOp
  | Compare
  | Conditional
  | Lambda
  | TupleExpr
  | ListExpr
  | SetExpr
  | DictExpr
  | Comprehension
  | Walrus
  | Yield
  | Await
  | Starred;

export type Body = readonly Stmt[];

export interface ExprStmt extends Node<'Expr'> {
  readonly value: Expr;
}
export interface Assign extends Node<'Assign'> {
  readonly targets: readonly Expr[];
  readonly value: Expr;
}
export interface AnnAssign extends Node<'AnnAssign'> {
  readonly target: Expr;
  readonly annotation: Expr;
  readonly value: Expr | null;
}
export interface AugAssign extends Node<'AugAssign'> {
  readonly target: Expr;
  readonly op: BinaryOp;
  readonly value: Expr;
}
export interface Return extends Node<'Return'> {
  readonly value: Expr | null;
}
export interface If extends Node<'If'> {
  readonly test: Expr;
  readonly body: Body;
  readonly otherwise: Body;
}
export interface While extends Node<'While'> {
  readonly test: Expr;
  readonly body: Body;
  readonly otherwise: Body;
}
export interface For extends Node<'For'> {
  readonly target: Expr;
  readonly iterable: Expr;
  readonly body: Body;
  readonly otherwise: Body;
}
export interface Handler extends At {
  readonly type: Expr | null;
  readonly name: string | null;
  readonly body: Body;
}
export interface Try extends Node<'Try'> {
  readonly body: Body;
  readonly handlers: readonly Handler[];
  readonly otherwise: Body;
  readonly finally: Body;
}
export interface With extends Node<'With'> {
  readonly items: readonly { readonly context: Expr; readonly target: Expr | null }[];
  readonly body: Body;
}
export interface FunctionDef extends Node<'FunctionDef'> {
  readonly name: string;
  readonly nameAt: At;
  readonly params: readonly Parameter[];
  readonly returns: Expr | null;
  readonly body: Body;
  readonly decorators: readonly Expr[];
}
export interface ClassDef extends Node<'ClassDef'> {
  readonly name: string;
  readonly nameAt: At;
  readonly args: readonly Argument[];
  readonly body: Body;
  readonly decorators: readonly Expr[];
}
export interface ImportedName extends At {
  readonly path: string;
  readonly as: string | null;
}
export interface Import extends Node<'Import'> {
  readonly names: readonly ImportedName[];
}
export interface ImportFrom extends Node<'ImportFrom'> {
  readonly level: number;
  readonly module: string;
  /** Null for `*`. */
  readonly names: readonly ImportedName[] | null;
}
export interface ScopeStmt extends Node<'Scope'> {
  readonly scope: 'global' | 'nonlocal';
  readonly names: readonly string[];
}
export interface Delete extends Node<'Delete'> {
  readonly targets: readonly Expr[];
}
export interface Raise extends Node<'Raise'> {
  readonly value: Expr | null;
  readonly cause: Expr | null;
}
export interface Assert extends Node<'Assert'> {
  readonly test: Expr;
  readonly message: Expr | null;
}
/** `print` as a statement, as Python 2 has it. */
export interface PrintStmt extends Node<'Print'> {
  readonly file: Expr | null;
  readonly values: readonly Expr[];
  readonly newline: boolean;
}
export type Pass = Node<'Pass'>;
export type Break = Node<'Break'>;
export type Continue = Node<'Continue'>;
export interface Match extends Node<'Match'> {
  readonly targets: readonly Expr[];
}
/** A statement that could not be parsed; the names that it seems to assign. */
export interface Broken extends Node<'Broken'> {
  readonly targets: readonly string[];
}

export type Stmt =
  | ExprStmt
  | Assign
  | AnnAssign
  | AugAssign
  | Return
  | If
  | While
  | For
  | Try
  | With
  | FunctionDef
  | ClassDef
  | Import
  | ImportFrom
  | ScopeStmt
  | Delete
  | Raise
  | Assert
  | PrintStmt
  | Pass
  | Break
  | Continue
  | Match
  | Broken;

export interface SyntaxProblem extends At {
  readonly code: SyntaxCode;
  readonly detail: string;
}
export type SyntaxCode =
  | 'invalid'
  | 'notClosed'
  | 'unterminatedString'
  | 'expectedColon'
  | 'expectedBlock'
  | 'unexpectedIndent'
  | 'unexpectedUnindent'
  | 'badTarget'
  | 'outsideFunction'
  | 'outsideLoop';

export interface Module {
  readonly body: Body;
  readonly problems: readonly SyntaxProblem[];
  /** Written for Python 2: `print` statements, whole division of integers. */
  readonly python2: boolean;
}
