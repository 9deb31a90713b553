// What an editor asks of a .bp text: pure functions, from a text and a place to plain data.
export { type Completion, type CompletionKind, completions } from './services/completions';
export { format } from './services/format';
export { definition, type Occurrence, occurrenceAt, occurrences, references, renaming } from './services/occurrences';
export { type SignatureHelp, signatureHelp } from './services/signature';
export { foldings, type OutlineSymbol, type SymbolKind, symbols } from './services/symbols';
export { type NameToken, nameTokens, TOKEN_KINDS, type TokenKind } from './services/tokens';
