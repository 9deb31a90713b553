// Characters that keyboards, word processors and web pages put where an operator was meant.

/** Character → the operator it is read as; empty: it is left out. */
export const LOOK_ALIKES: ReadonlyMap<string, string> = new Map([
  ...pairs('⋅∙•\u0387\u30fb\uff65', '·'),
  ...pairs('−–—﹣－', '-'),
  ...pairs('×∗＊∘', '*'),
  ...pairs('÷∕／', '/'),
  ...pairs('＋', '+'),
  ...pairs('⊗⨀◦', '⊙'),
  ...pairs('⊤⊺', 'ᵀ'),
  ...pairs('′’‘´`', "'"),
  ...pairs('（', '('),
  ...pairs('）', ')'),
  ...pairs('［', '['),
  ...pairs('］', ']'),
  ...pairs('，、', ','),
  ...pairs('：', ':'),
  ...pairs('＝', '='),
  ...pairs('≥', '>='),
  ...pairs('≤', '<='),
  ...pairs('≠', '!='),
  ...pairs('＞', '>'),
  ...pairs('＜', '<'),
  // Invisible: zero-width characters, direction marks, a byte order mark within the file.
  ...pairs('\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad', ''),
]);

function pairs(characters: string, meant: string): [string, string][] {
  return [...characters].map(c => [c, meant]);
}

/** The digit is the place in the string. */
export const SUBSCRIPTS = '₀₁₂₃₄₅₆₇₈₉';
/** ² and ³ alone are operators. */
export const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';
