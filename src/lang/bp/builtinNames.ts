// The names of the language's own functions; `builtins.ts` has one entry for each.

export const BUILTINS = [
  ...(['exp', 'log', 'sqrt', 'abs', 'sin', 'cos', 'tanh', 'sigmoid', 'σ', 'relu', 'leaky_relu', 'elu', 'softplus', 'gelu'] as const),
  ...(['maximum', 'minimum', 'clip', 'where'] as const),
  ...(['sum', 'mean', 'max', 'min'] as const),
  ...(['softmax', 'log_softmax', 'logsumexp'] as const),
  ...(['reshape', 'concat', 'onehot', 'zeros', 'ones', 'dropout', 'mask'] as const),
] as const;

export type BuiltinName = (typeof BUILTINS)[number];

export const BUILTIN_NAMES: ReadonlySet<string> = new Set(BUILTINS);

/** What a parameter may start from, of its own shape. */
export const STARTS = ['zeros', 'ones', 'randn', 'rand', 'he', 'xavier'] as const;
export type StartName = (typeof STARTS)[number];
export const START_NAMES: ReadonlySet<string> = new Set(STARTS);

/** What other languages call a function of this one. */
export const SYNONYMS: ReadonlyMap<string, string> = new Map([
  ['ln', 'log'],
  ['logistic', 'sigmoid'],
  ['sigma', 'σ'],
  ['average', 'mean'],
  ['absolute', 'abs'],
  ['lrelu', 'leaky_relu'],
  ['amax', 'max'],
  ['amin', 'min'],
  ['concatenate', 'concat'],
  ['glorot', 'xavier'],
  ['kaiming', 'he'],
  ['normal', 'randn'],
  ['uniform', 'rand'],
]);
