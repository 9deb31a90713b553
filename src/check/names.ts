// What a name says: is it a gradient's, and of what; is it a loss's. Names are evidence, never proof.

/** Prefixes and suffixes that say "the derivative with respect to", most explicit first. */
const GRADIENT_FORMS: readonly RegExp[] = [
  /^d(?:L|E|J|C|loss|cost|error|Loss|Cost)_?d_?(\w+)$/, // dL_dW, dE_dw1, dJdW
  /^d_?(?:loss|cost|L|J|E)_(?:by_)?d?_?(\w+)$/, // d_loss_W
  /^(?:grad|gradient|grads|nabla|partial|del|delta|deriv|derivative|g|D)_(?:wrt_)?(\w+)$/i, // grad_W, nabla_w, delta_w
  /^(\w+?)_?(?:grad|grads|gradient|gradients|derivative|deriv|Grad|Gradient)$/, // W_grad, weightsGradient
  /^(?:grad|gradient|nabla|delta)([A-Z]\w*)$/, // gradW, deltaW1
  /^d_(\w+)$/, // d_weights
  /^d([A-Za-z]\w*)$/, // dW1, dz
  /^g([A-Z]\w*|[wbhzv]\d*|b[a-z]\d*)$/, // gW1, gP, gb, gbu
  /^∂(\w+)$/,
  /^(\w+?)_?(?:delta|deltas|adjustment|adjustments|update|err|error|errors)(\d*)$/i, // l2_delta, layer1_error, W_update
];

const PLAIN_GRADIENT =
  /^(?:delta|deltas|grad|grads|gradient|gradients|dout|error|errors|err|nabla|upstream|grad_output|grad_input)_?\w?\d*$|^d\d$/i;

/** Words that begin with d and are no derivatives. */
const NOT_GRADIENTS =
  /^(?:data\w*|dim\w*|depth|default|delay|dict\w*|dist\w*|dt|dtype|d_model|d_ff|dropout\w*|drop\w*|decay\w*|den\w*|diff|digits?|dataset|day|dense\w*|decoder|div|dot|double|down|draw|dev\w*|det|diag|dir\w*|display\w*|done|doc|dummy|duration|dx_?step)$/i;

export interface GradientName {
  /** The name that it would be the gradient of; null for `delta`, `error` and their like. */
  readonly of: string | null;
  /** True for forms that say so unmistakably (dW1, grad_W); false for `l2_error`, `hidden_delta`. */
  readonly firm: boolean;
}

/** Names come again and again, once for every value: each is read once. */
function remembered<T>(read: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return text => {
    if (!known.has(text)) {
      if (known.size > 20_000) known.clear();
      known.set(text, read(text));
    }
    return known.get(text)!;
  };
}

/** Reads the last part of a name (`dW1` of `grads["dW1"]`). Null: nothing about it says gradient. */
const gradientName = remembered((short: string): GradientName | null => {
  if (NOT_GRADIENTS.test(short)) return null;
  for (const [rank, form] of GRADIENT_FORMS.entries()) {
    const found = form.exec(short);
    if (!found) continue;
    // delta_w is a gradient of w; delta_out is that of what goes into out.
    const loose =
      rank === GRADIENT_FORMS.length - 1 ||
      (/^delta/i.test(short) && !/^_?(?:nabla_?)?(?:w|b|weights?|bias(?:es)?|syn|theta)_?\d*$/i.test(found[1]));
    return { of: loose ? `${found[1]}${found[2] ?? ''}` : found[1], firm: !loose };
  }
  return PLAIN_GRADIENT.test(short) ? { of: null, firm: false } : null;
});

/** A container of gradients: grads["W1"], self.grads['b'], dparams["W"]. Group 1 is what the item is the gradient of. */
const GRADIENT_ITEM =
  /(?:^|\.)_?(?:g|d|dp|grads?|gradients?|d_?params|param_grads|d_?weights|nablas?|derivatives?|dparameters)\[["']([A-Za-z_]\w*)["']\]$/i;

/** Reads a whole name: `grads["dW1"]`, `grads["W1"]`, `self.dW`. Null: nothing about it says gradient. */
export function gradientOf({ name, short }: { readonly name: string; readonly short: string }): GradientName | null {
  return gradientName(short) ?? gradientItem(name);
}

const gradientItem = remembered((name: string): GradientName | null => {
  const item = GRADIENT_ITEM.exec(name);
  return item && { of: item[1], firm: true };
});

/** An optimiser's memory: v["dW1"], self.m['db2'], cache.sdw. */
const STATE =
  /(?:^|\.|_)(?:v|s|m|r|u|h|vel|velocity|velocities|mom|moment\w*|momentum|mem\w*|cache|squares?|v_corrected|s_corrected|m_hat|v_hat)\w?[[.]/;

export const isState = (name: string): boolean => STATE.test(name);

const STRONG_LOSS =
  /^(?:loss|losses|cost|costs|J|objective|nll|mse|sse|total_loss|total_cost|data_loss|cross_entropy|cross_entropy_cost|crossentropy|bce|ce|logloss|log_loss|(?:train_|training_|epoch_|batch_|mean_|avg_|average_|current_|the_)(?:loss|cost|error)|loss_\w+|cost_\w+|\w+_loss|\w+_cost)$/i;
const WEAK_LOSS =
  /^(?:L|E|C|total|err|error|errors|total_error|sum_error|rmse|mean_error|l|e|obj|ll|logprob|log_likelihood|mean_squared_error|squared_error)$/;
const NOT_LOSS = /(?:history|list|log$|_fn|function|name|type|derivative|prime|val_|valid|test|best|prev|old|last|running|smooth)/i;

/** 2: surely a loss's name; 1: perhaps; 0: no. */
export function lossScore(short: string): 0 | 1 | 2 {
  if (NOT_LOSS.test(short)) return WEAK_LOSS.test(short) ? 1 : 0;
  return STRONG_LOSS.test(short) ? 2 : WEAK_LOSS.test(short) ? 1 : 0;
}

const WORDS: Readonly<Record<string, string>> = {
  w: 'weights',
  weight: 'weights',
  b: 'biases',
  bias: 'biases',
  params: 'weights',
  theta: 'theta',
};

const lower = remembered((s: string) => s.toLowerCase());
const bare = remembered((s: string) => lower(s).replaceAll(/[^a-z0-9]/g, ''));
const full = remembered((s: string) => bare(s).replace(/^(weights?|w|biases|bias|b)(?=\d*$|_)/, word => WORDS[word] ?? word));

/** How well a variable's name answers to what a gradient's name asks for: 3 to the letter … 0 not at all. */
export function nameMatch(asked: string, name: string): number {
  if (asked === name) return 3;
  if (lower(asked) === lower(name) || bare(asked) === bare(name)) return 2;
  return full(asked) === full(name) ? 1 : 0;
}

const INPUT = /^(?:x|xs|x_?train|x_?batch|inputs?|data|images?|features?|a0|training_inputs|train_x|batch_?x|xb)$/i;
const LABEL =
  /^(?:y|ys|t|y_?train|y_?batch|targets?|labels?|y_?true|training_outputs|train_y|expected\w*|one_?hot\w*|batch_?y|yb|y_hot|y_one\w*)$/i;
const ACTIVATION = /^(?:a\d*|h\d*|hs|hidden\w*|out|output\w*|layer\d*|l\d+|y_?hat|y_?pred|probs?|ps|pred\w*|activation\w*|al)$/i;
const PRE_ACTIVATION = /^(?:z\d*|zs|net\w*|scores?|logits?|z_\w+|pre_?act\w*|ys)$/i;

export type NamedRole = 'input' | 'label' | 'activation' | 'pre-activation' | null;

export function roleByName(short: string): NamedRole {
  if (INPUT.test(short)) return 'input';
  if (LABEL.test(short)) return 'label';
  if (PRE_ACTIVATION.test(short)) return 'pre-activation';
  return ACTIVATION.test(short) ? 'activation' : null;
}
