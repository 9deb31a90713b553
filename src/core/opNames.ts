// The names of all ops. The table in `opTable.ts` is total over them by type.

export type OpName =
  | 'leaf'
  | 'hole'
  // elementwise, two operands
  | 'add'
  | 'sub'
  | 'mul'
  | 'div'
  | 'pow'
  | 'maximum'
  | 'minimum'
  // comparisons: 0/1 masks, not differentiable
  | 'greater'
  | 'greaterEqual'
  | 'less'
  | 'lessEqual'
  | 'equal'
  | 'notEqual'
  // elementwise, one operand
  | 'neg'
  | 'square'
  | 'sqrt'
  | 'abs'
  | 'sign'
  | 'floor'
  | 'exp'
  | 'expm1'
  | 'log'
  | 'log1p'
  | 'sin'
  | 'cos'
  | 'tan'
  | 'arctan'
  | 'sinh'
  | 'cosh'
  | 'tanh'
  | 'erf'
  | 'sigmoid'
  | 'relu'
  | 'leakyRelu' // { slope }
  | 'elu' // { alpha }
  | 'softplus'
  | 'gelu'
  | 'clip' // { low, high }, null: open
  | 'where' // mask, a, b
  // products
  | 'matmul' // NumPy's matmul: 1-D, 2-D and batched operands
  | 'einsum' // { spec: 'ij,jk->ik' }
  // along axes
  | 'sum' // { axes?, keepdims? }, likewise the next five
  | 'mean'
  | 'max'
  | 'min'
  | 'prod'
  | 'logsumexp'
  | 'cumsum' // { axis }
  | 'argmax' // { axis?: number }, not differentiable
  | 'softmax' // { axis }
  | 'logSoftmax' // { axis }
  // structure
  | 'transpose' // { axes? }: reversed by default
  | 'reshape' // { dims }
  | 'broadcastTo' // { dims }
  | 'concat' // { axis }
  | 'slice' // { index }
  | 'setSlice' // base, value; { index }: base with the part replaced
  | 'take' // { offsets, dims }: entries by flat offset
  | 'scatter' // { offsets, dims }: zeros with entries added at flat offsets
  | 'put'; // base, value; { offsets }: base with entries replaced at flat offsets
