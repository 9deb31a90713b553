// Explanations of a file: what hovers, inlay hints, the step-through and exercises show. Plain data in the reader's language; types only.
import type { GradientStatus, Range, ValueSample } from './report';

/** A stretch of words. Text is as written: whoever shows it escapes it. A `line` leads to that line of the file. */
export type Inline =
  | { readonly kind: 'text' | 'strong' | 'stress' | 'code'; readonly text: string }
  | { readonly kind: 'line'; readonly text: string; readonly line: number; readonly code: boolean };

export type Words = readonly Inline[];

/** A formula twice: to be set, and as Unicode text for screen readers and terminals. */
export interface Maths {
  readonly latex: string;
  readonly text: string;
}

/** Counts of all entries in equal steps from `from` to `to`. */
export interface Histogram {
  readonly from: number;
  readonly to: number;
  readonly counts: readonly number[];
}

export interface Side {
  readonly name: string;
  /** As text: `n1`, or the number. */
  readonly rows: string;
  readonly columns: string;
  readonly size: readonly [number, number];
}

export type Block =
  | { readonly kind: 'heading'; readonly words: Words; readonly status?: GradientStatus; readonly factor?: string }
  | { readonly kind: 'words'; readonly words: Words; readonly quiet?: boolean }
  /** The note stands on the same line, after the formula; a `good` or `bad` note ends in its mark. */
  | { readonly kind: 'maths'; readonly maths: Maths; readonly note?: Words; readonly fits?: boolean }
  /** A tensor's entries: a map of a small matrix, a curve of a vector, a histogram of what is larger. */
  | {
      readonly kind: 'values';
      readonly sample: ValueSample;
      readonly look: 'map' | 'curve' | 'histogram';
      readonly histogram?: Histogram;
      readonly alt: string;
    }
  /** A function of one number with its slope, and where this layer's entries lie on it. */
  | {
      readonly kind: 'slope';
      readonly xs: readonly number[];
      readonly ys: readonly number[];
      readonly slopes: readonly number[];
      readonly labels: { readonly y: string; readonly slope: string; readonly values: string };
      readonly histogram: Histogram | null;
      /** Entries beyond these lie where the slope is small. */
      readonly flat: readonly [number, number] | null;
      readonly alt: string;
    }
  | { readonly kind: 'transpose'; readonly from: Side; readonly alt: string }
  /** One column (or row) copied to many, and the many added up again. */
  | {
      readonly kind: 'broadcast';
      readonly small: string;
      readonly large: string;
      readonly gradient: string;
      readonly result: string;
      readonly count: string;
      readonly along: 'columns' | 'rows';
      readonly shape: string;
      readonly labels: { readonly copy: string; readonly add: string };
      readonly alt: string;
    }
  /** Two operands whose sizes disagree; `bad` are the axes in question. */
  | {
      readonly kind: 'clash';
      readonly sign: string;
      readonly operands: readonly { readonly side: Side; readonly bad: readonly (0 | 1)[] }[];
      readonly words: string;
      readonly alt: string;
    }
  /** A fix of a finding, by their places in the report. */
  | { readonly kind: 'fix'; readonly finding: number; readonly fix: number; readonly title: string; readonly verified: boolean }
  /** A line across: what follows is for who wants more. */
  | { readonly kind: 'rule' };

export type CardKind =
  | 'variable'
  | 'gradient'
  | 'transpose'
  | 'product'
  | 'elementwise'
  | 'reduction'
  | 'factor'
  | 'difference'
  | 'slope'
  | 'size'
  | 'function'
  | 'sum'
  | 'operation'
  | 'unreached';

export interface Card {
  readonly kind: CardKind;
  /** What it is about: a name or an operator. */
  readonly about: string;
  readonly blocks: readonly Block[];
}

/** A place in the source and the card that explains it. The smallest mark around a position answers. */
export interface Mark {
  readonly range: Range;
  readonly card: number;
}

/** A shape after an assignment. */
export interface ShapeHint {
  /** The end of the assigned name. */
  readonly at: { readonly line: number; readonly column: number };
  readonly name: string;
  readonly symbolic: string;
  readonly numeric: string;
  /** It could not be told from the lines above by a glance: the first value of its shape, or a shape that an operation makes. */
  readonly news: boolean;
}

/** An operand's shape where an operation does not fit. */
export interface ClashHint {
  readonly at: { readonly line: number; readonly column: number };
  readonly symbolic: string;
  readonly numeric: string;
}

/** One line of a derivation: what stands in the reader's forward pass, and the factor that it gives. */
export interface DerivationStep {
  /** `dA1`; in brackets where the file has no such name. */
  readonly name: string;
  readonly ghost: boolean;
  /** The forward line, as the file writes it, and where it stands. */
  readonly forward: string;
  readonly line: number | null;
  readonly maths: Maths;
}

/** A gradient's equation as it follows from the forward pass. */
export interface Lesson {
  readonly name: string;
  readonly wrt: string;
  readonly loss: string;
  /** Where the name is assigned, and the right-hand side. */
  readonly target: Range;
  readonly value: Range | null;
  /** The right-hand side that the forward pass gives, in the file's language; null where it cannot be written in one expression. */
  readonly derived: string | null;
  readonly maths: Maths | null;
  readonly chain: Maths | null;
  readonly shape: readonly number[];
  readonly dims: readonly string[];
  /** `(n2, m)·(m, n1) → (n2, n1)` */
  readonly shapes: string | null;
  readonly steps: readonly DerivationStep[];
  /** What the rule is called, in words. */
  readonly rule: string;
  /** The relative error of the derived equation, evaluated, against the exact derivative. */
  readonly error: number | null;
}

/** One equation as it is computed: its inputs, its result. */
export interface StepThrough {
  readonly range: Range;
  readonly name: string;
  readonly pass: 'forward' | 'backward';
  readonly shape: string;
  readonly inputs: readonly { readonly name: string; readonly shape: string }[];
  /** `l = 3`, `t = 7` */
  readonly where: string;
  readonly values: ValueSample;
  /** The graph's node. */
  readonly node: string | null;
}

/** The equation of a gradient that is not written yet. */
export interface Offer {
  readonly name: string;
  readonly text: string;
  readonly shapes: string;
}

export interface Explained {
  readonly cards: readonly Card[];
  readonly marks: readonly Mark[];
  readonly hints: readonly ShapeHint[];
  readonly clashes: readonly ClashHint[];
  readonly lessons: readonly Lesson[];
  readonly offers: readonly Offer[];
  readonly steps: readonly StepThrough[];
}
