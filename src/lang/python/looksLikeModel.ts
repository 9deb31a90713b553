// A cheap test whether a Python file has backpropagation in it at all: most have not, and get nothing.

/** Names that hand-written gradients go by: dW1, db, grads["dW2"], grad_w, delta, l2_delta, dout. */
const GRADIENT =
  /\bd_?[A-Z]\w*\s*(?:=|\+=|\/=)|["']d[A-Za-z]\w*["']|\b(?:d[wbxzhasy]\d*|dout|delta\w*|\w+_delta\d*|\w*grad(?:ient)?s?\w*)\b\s*(?:=|\+=)/;

const BACKWARD = /\bdef\s+\w*(?:back|grad|deriv|prime)\w*\s*\(|\bbackprop/i;

/** What a forward pass is computed with. */
const ARRAYS = /^\s*(?:import|from)\s+\w/m;

/** Libraries that derive gradients themselves: nothing is written by hand. */
const AUTOMATIC = /^\s*(?:import|from)\s+(?:torch|jax)\b/m;

export function looksLikeModel(text: string): boolean {
  if (!ARRAYS.test(text) || AUTOMATIC.test(text)) return false;
  return GRADIENT.test(text) || BACKWARD.test(text);
}
