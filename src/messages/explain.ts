// What hovers, hints and exercises say. In these phrases `x` is code, **x** is strong and [x](3) leads to line 3; parameters are plain text.
import { defineMessages } from './index';

export const explain = defineMessages({
  // Roles
  'role.input': { en: 'input', zh: '输入' },
  'role.label': { en: 'label', zh: '标签' },
  'role.parameter': { en: 'parameter', zh: '参数' },
  'role.activation': { en: 'activation', zh: '激活值' },
  'role.pre-activation': { en: 'pre-activation', zh: '线性输出' },
  'role.loss': { en: 'loss', zh: '损失' },
  'role.gradient': { en: 'gradient', zh: '梯度' },
  'role.other': { en: 'value', zh: '中间值' },
  ofLayer: { en: '{role} of layer {layer}', zh: '第 {layer} 层的{role}' },

  // A variable
  variable: { en: '**{name}** {role}, `{shape}`', zh: '**{name}** {role}，`{shape}`' },
  scalarIs: { en: '**{name}** {role}, a number: {value}', zh: '**{name}** {role}，一个数：{value}' },
  range: { en: '{low} to {high}, mean {mean}.', zh: '{low} 到 {high}，均值 {mean}。' },
  allEqual: { en: 'Every entry is {value}.', zh: '每个元素都是 {value}。' },
  oneEntry: { en: 'Its only entry is {value}.', zh: '唯一的元素是 {value}。' },
  noEntries: { en: 'It has no entries: a size is 0.', zh: '它没有元素：有一维大小为 0。' },
  notFinite: { en: '{n} of {all} entries are NaN or infinite.', zh: '{all} 个元素中有 {n} 个是 NaN 或无穷大。' },
  columnsAreExamples: { en: 'Columns are examples.', zh: '每列是一个样本。' },
  rowsAreExamples: { en: 'Rows are examples.', zh: '每行是一个样本。' },
  unitsAndExamples: { en: 'Rows are units, columns examples.', zh: '每行是一个单元，每列是一个样本。' },
  examplesAndUnits: { en: 'Rows are examples, columns units.', zh: '每行是一个样本，每列是一个单元。' },
  featuresAndExamples: { en: 'Rows are features, columns examples.', zh: '每行是一个特征，每列是一个样本。' },
  examplesAndFeatures: { en: 'Rows are examples, columns features.', zh: '每行是一个样本，每列是一个特征。' },
  madeAt: { en: 'Made in [line {line}]({line}).', zh: '在[第 {line} 行]({line})得到。' },
  usedIn: { en: 'Used in {places}.', zh: '用于{places}。' },
  place: { en: '[{name}, line {line}]({line})', zh: '[{name}（第 {line} 行）]({line})' },
  notUsed: { en: 'Nothing after it uses it.', zh: '之后没有用到它。' },
  runsAgain: {
    en: 'This line runs {n} times; shown is the first. Shapes: {shapes}.',
    zh: '这一行执行 {n} 次，此处为第一次。形状：{shapes}。',
  },
  runsAlike: { en: 'This line runs {n} times; shown is the first.', zh: '这一行执行 {n} 次，此处为第一次。' },
  dataNotAdjusted: {
    en: 'Data is not adjusted, so that training needs no derivative of {loss} with respect to it.',
    zh: '数据不会被调整，因此训练不需要 {loss} 对它的导数。',
  },
  inputTakesPart: {
    en: '`{gradient}` would be what an earlier layer receives: `{name}` plays the part of an activation.',
    zh: '`{gradient}` 是更前一层会收到的量：`{name}` 在这里相当于激活值。',
  },
  hasGradient: { en: 'Its gradient: {place}, {verdict}.', zh: '它的梯度：{place}，{verdict}。' },
  mergedInto: { en: 'Its gradient is not written by itself: it is merged into {place}.', zh: '它的梯度没有单独写出，而是并入了{place}。' },
  noGradient: { en: 'No gradient is computed for it.', zh: '没有为它计算梯度。' },
  lossIs: {
    en: '**{name}** loss: {value}. Every gradient of this file says how it moves.',
    zh: '**{name}** 损失：{value}。本文件中的每个梯度都说明它如何变化。',
  },
  message: { en: '{message}', zh: '{message}' },
  joined: { en: '{text}', zh: '{text}' },
  valuesOf: { en: 'values of {name}: {low} to {high}, mean {mean}', zh: '{name} 的取值：{low} 到 {high}，均值 {mean}' },

  // Verdicts
  'verdict.correct': { en: 'correct', zh: '正确' },
  'verdict.correct-scaled': { en: 'correct, scaled', zh: '正确，相差一个倍数' },
  'verdict.wrong': { en: 'wrong', zh: '错误' },
  'verdict.inherited': { en: 'inherited', zh: '受上游影响' },
  'verdict.unchecked': { en: 'unchecked', zh: '未检验' },

  // A gradient
  isCorrect: {
    en: '**{name} correct.** ∂{loss}/∂{of}: how {loss} moves when {of} moves.',
    zh: '**{name} 正确。**∂{loss}/∂{of}：{of} 变化时 {loss} 如何变化。',
  },
  isScaled: { en: '**{name} correct, scaled by {factor}.**', zh: '**{name} 正确，倍数为 {factor}。**' },
  isWrong: { en: '**{name} wrong.** {why}', zh: '**{name} 错误。**{why}' },
  isInherited: { en: '**{name} inherited.** {why}', zh: '**{name} 受上游影响。**{why}' },
  isUnchecked: { en: '**{name} unchecked.** {why}', zh: '**{name} 未检验。**{why}' },
  innerDiffer: { en: 'The inner sizes {left} and {right} differ.', zh: '内侧大小 {left} 与 {right} 不一致。' },
  sizesDiffer: { en: 'The sizes {left} and {right} differ.', zh: '大小 {left} 与 {right} 不一致。' },
  shapesDiffer: {
    en: 'Its shape is {shape}, that of {of} is {ofShape}.',
    zh: '它的形状是 {shape}，而 {of} 的形状是 {ofShape}。',
  },
  differsBy: {
    en: 'Relative error {error} against ∂{loss}/∂{of}.',
    zh: '与 ∂{loss}/∂{of} 的相对误差为 {error}。',
  },
  wrongFactor: { en: 'It is {factor} times ∂{loss}/∂{of}.', zh: '它是 ∂{loss}/∂{of} 的 {factor} 倍。' },
  inheritedFrom: { en: 'The equation is right; what it is given is not: {names}.', zh: '方程本身正确，但它用到的 {names} 不正确。' },
  noReason: { en: 'It could not be decided.', zh: '无法判断。' },
  shouldBe: { en: 'It should be', zh: '应为' },
  fromForward: { en: 'From your forward pass:', zh: '由你的前向传播：' },
  forwardLine: { en: '[`{text}`]({line})', zh: '[`{text}`]({line})' },
  inYourNotation: { en: 'In this file: `{code}`', zh: '在本文件中：`{code}`' },
  perExample: {
    en: 'One column an example: ∂L⁽ⁱ⁾/∂{of}⁽ⁱ⁾. That is {factor} times ∂{loss}/∂{of}; {names} {n:carries|carry} the 1/{factor}. Nothing to fix.',
    zh: '每列对应一个样本：∂L⁽ⁱ⁾/∂{of}⁽ⁱ⁾，即 ∂{loss}/∂{of} 的 {factor} 倍；1/{factor} 由 {names} {n:|}承担。无需修改。',
  },
  perExampleRows: {
    en: 'One row an example: ∂L⁽ⁱ⁾/∂{of}⁽ⁱ⁾. That is {factor} times ∂{loss}/∂{of}; {names} {n:carries|carry} the 1/{factor}. Nothing to fix.',
    zh: '每行对应一个样本：∂L⁽ⁱ⁾/∂{of}⁽ⁱ⁾，即 ∂{loss}/∂{of} 的 {factor} 倍；1/{factor} 由 {names} {n:|}承担。无需修改。',
  },
  meanInside: {
    en: '{loss} is a mean over {m} examples, and `{name}` has the 1/{m} in it already.',
    zh: '{loss} 是 {m} 个样本的平均，`{name}` 已经包含 1/{m}。',
  },
  meanHere: {
    en: '{loss} is a mean over {m} examples. The examples are added up here, so the 1/{m} stands here.',
    zh: '{loss} 是 {m} 个样本的平均。样本在这里相加，所以 1/{m} 写在这里。',
  },
  sumHere: {
    en: '{loss} is not divided by the number of examples, so neither is `{name}`.',
    zh: '{loss} 没有除以样本数，所以 `{name}` 也不除。',
  },
  scaledBy: { en: 'It is {factor} times ∂{loss}/∂{of}, as the whole chain is.', zh: '它是 ∂{loss}/∂{of} 的 {factor} 倍，整条链都是如此。' },
  negativeKept: {
    en: 'It is kept with the opposite sign, and the update adds it.',
    zh: '它以相反的符号保存，更新时则把它加上。',
  },
  sameShapeAs: { en: '`{shape}`, the same as {of}', zh: '`{shape}`，与 {of} 相同' },
  errors: {
    en: 'error {autodiff} against automatic differentiation, {numeric} against a numerical derivative',
    zh: '与自动微分的误差 {autodiff}，与数值导数的误差 {numeric}',
  },
  errorOne: { en: 'error {autodiff} against automatic differentiation', zh: '与自动微分的误差 {autodiff}' },
  kinks: { en: '{n} {n:entry|entries} left out at a kink', zh: '有 {n} 个元素因落在折点上而略去' },
  errorMeans: {
    en: 'The error is relative: 0 is the same, 1 has nothing in common; rounding alone gives about 1e−16.',
    zh: '误差是相对的：0 表示相同，1 表示毫无关系；仅由舍入产生的误差约为 1e−16。',
  },
  onlyProduct: {
    en: 'Given {left} `{leftShape}` and {right} `{rightShape}`, the only product with the shape of {of} is `{product}`.',
    zh: '已知 {left} `{leftShape}` 与 {right} `{rightShape}`，形状与 {of} 相同的乘积只有 `{product}`。',
  },
  byEntry: {
    en: 'One entry: {of}[{i}, {j}] touches {out} only in {outPart}, through {other}[{otherIndex}], so that its derivative is {sum}.',
    zh: '只看一个元素：{of}[{i}, {j}] 只通过 {other}[{otherIndex}] 影响 {out} 的 {outPart}，所以它的导数是 {sum}。',
  },
  kRuns: { en: 'k runs over {count}', zh: 'k 取遍 {count}' },
  manyLayers: { en: 'This line runs for {names}; shown is {name}.', zh: '这一行为 {names} 各执行一次，此处为 {name}。' },

  // Rules in words
  ruleLeft: {
    en: '{product}: a matrix product gives a matrix product back, with the other factor transposed on its right.',
    zh: '{product}：矩阵乘积的导数仍是矩阵乘积，另一个因子转置后放在右边。',
  },
  ruleRight: {
    en: '{product}: a matrix product gives a matrix product back, with the other factor transposed on its left.',
    zh: '{product}：矩阵乘积的导数仍是矩阵乘积，另一个因子转置后放在左边。',
  },
  ruleTransposed: {
    en: '{next} uses {of} transposed: its derivative is transposed back.',
    zh: '{next} 用的是 {of} 的转置：导数再转置回来。',
  },
  ruleBroadcast: {
    en: '{of} was copied to every {part}; its derivative adds up what comes back from each.',
    zh: '{of} 被复制到每{part}；它的导数把各处传回的量加起来。',
  },
  ruleSame: {
    en: '{next} contains {of} as it is: what comes back to {next} comes back to {of}.',
    zh: '{next} 中直接含有 {of}：传回 {next} 的量就是传回 {of} 的量。',
  },
  ruleSlope: {
    en: '{next} = {g}({of}), entry by entry: multiply what comes back by the slope {g}′ at each entry.',
    zh: '{next} = {g}({of})，逐元素：把传回的量逐元素乘以斜率 {g}′。',
  },
  ruleSoftmax: {
    en: '{next} is the softmax of {of}: every share depends on all entries of its example, so that their influences are added up.',
    zh: '{next} 是 {of} 的 softmax：每个份额都依赖于该样本的所有元素，因此要把它们的影响加起来。',
  },
  ruleSeveral: { en: '{of} is used in {n} places: what comes back from each is added.', zh: '{of} 用于 {n} 处：把各处传回的量相加。' },
  ruleGeneral: { en: 'The chain rule through {next}.', zh: '经过 {next} 的链式法则。' },
  column: { en: 'column', zh: '一列' },
  row: { en: 'row', zh: '一行' },

  // Why factors cancel
  cancelSigmoid: {
    en: 'The denominators cancel, because the loss is cross-entropy *and* the output is a sigmoid: σ′ = {output}(1 − {output}).',
    zh: '分母消去，因为损失是交叉熵，*并且*输出是 sigmoid：σ′ = {output}(1 − {output})。',
  },
  cancelSoftmax: {
    en: 'It is this simple because the loss is cross-entropy *and* the output is a softmax, and the labels of an example add up to 1.',
    zh: '之所以如此简单，是因为损失是交叉熵，*并且*输出是 softmax，而且每个样本的标签之和为 1。',
  },
  cancelSquare: {
    en: 'The loss squares the difference, so its derivative is the difference itself, times a constant.',
    zh: '损失是差的平方，因此导数就是这个差乘以一个常数。',
  },
  cancelGeneral: {
    en: 'The factors of the chain multiply to this: it holds at every point that was tried.',
    zh: '链上各因子相乘就得到它：在所有试过的点上都成立。',
  },
  difference: { en: '**Output minus label**, `{shape}`', zh: '**输出减标签**，`{shape}`' },
  differenceSteps: { en: 'It is two factors in one:', zh: '它把两个因子合成了一个：' },

  // A transpose
  transpose: { en: '**Transpose** of {name}: `{from}` becomes `{to}`', zh: '{name} 的**转置**：`{from}` 变为 `{to}`' },
  transposeAlt: {
    en: '{name} is {rows} by {columns}; transposed it is {columns} by {rows}',
    zh: '{name} 为 {rows} 行 {columns} 列，转置后为 {columns} 行 {rows} 列',
  },
  transposeSumColumns: {
    en: 'A column of {left} times a row of {name}ᵀ, one {unit} at a time, added over all {size}: the matrix product *is* that sum.',
    zh: '{left} 的一列乘以 {name}ᵀ 的一行，逐个{unit}相乘，再对全部 {size} 个相加：矩阵乘积*就是*这个和。',
  },
  transposeSumRows: {
    en: 'A column of {name}ᵀ times a row of {left}, one {unit} at a time, added over all {size}: the matrix product *is* that sum.',
    zh: '{name}ᵀ 的一列乘以 {left} 的一行，逐个{unit}相乘，再对全部 {size} 个相加：矩阵乘积*就是*这个和。',
  },
  example: { en: 'example', zh: '样本' },
  entryWord: { en: 'entry', zh: '元素' },
  transposeRowsOfUnits: {
    en: 'Each row of {of} is the weights of one unit, so {gradient} needs rows too.',
    zh: '{of} 的每一行是一个单元的权重，所以 {gradient} 也要按行排列。',
  },
  transposeNoteLogistic: {
    en: 'Logistic regression with one example has no transpose here: its w is a column and the forward pass writes wᵀ.',
    zh: '单个样本的逻辑回归在这里没有转置：它的 w 是一列，前向传播写的是 wᵀ。',
  },
  transposeBack: {
    en: 'Forward, {name} carries {inSize} values to {outSize}; backward, each of the {inSize} collects from all that it fed: the same wires, the other way.',
    zh: '前向时 {name} 把 {inSize} 个值送到 {outSize} 个；反向时，{inSize} 个中的每一个都从它送到的各处收回：同样的连线，相反的方向。',
  },
  transposeForward: {
    en: 'So that the inner sizes meet: `{product}`.',
    zh: '这样内侧大小才一致：`{product}`。',
  },
  transposeColumn: {
    en: '{name} is a column with one weight a feature; as a row it weighs the features of every example. That is why its gradient needs no transpose of the data.',
    zh: '{name} 是一列，每个特征一个权重；转成一行后对每个样本的特征加权。因此它的梯度不需要把数据转置。',
  },
  transposePlain: { en: 'Rows become columns: entry [i, j] moves to [j, i].', zh: '行变为列：元素 [i, j] 移到 [j, i]。' },
  transposeVector: {
    en: "A vector with one axis stays as it is: NumPy's .T does nothing to it.",
    zh: '一维向量保持不变：NumPy 的 .T 对它不起作用。',
  },

  // Products
  matrixProduct: { en: '**Matrix product** `{check}`', zh: '**矩阵乘积** `{check}`' },
  productWords: {
    en: 'Entry [i, j] is row i of {left} with column j of {right}, added over {size}.',
    zh: '元素 [i, j] 是 {left} 的第 i 行与 {right} 的第 j 列对应相乘、再对 {size} 个相加。',
  },
  productNotStar: {
    en: '`·` undoes a matrix product of the forward pass; `*` goes with a function of single entries.',
    zh: '`·` 对应前向传播中的矩阵乘积；`*` 对应逐元素的函数。',
  },
  clash: { en: '**{what}** does not fit. {why}', zh: '**{what}**不成立。{why}' },
  goesBack: { en: 'Backward, with {name} = {text}:', zh: '反向（{name} = {text}）：' },
  scaling: { en: '**Scaling** of `{shape}` by a number', zh: '用一个数**缩放** `{shape}`' },
  elementwise: { en: '**Element by element** `{check}`', zh: '**逐元素** `{check}`' },
  elementwiseSlope: {
    en: '{g} works on each entry by itself, so its derivative is one number an entry (a diagonal Jacobian): `*`, not `·`.',
    zh: '{g} 对每个元素单独作用，所以它的导数是每个元素一个数（雅可比矩阵是对角的）：用 `*`，不用 `·`。',
  },
  elementwisePlain: { en: 'Entry by entry: no sum, and the shape stays.', zh: '对应元素运算：不求和，形状不变。' },
  stretched: { en: '{name} `{from}` is repeated to `{to}` (broadcasting).', zh: '{name} 由 `{from}` 重复扩展为 `{to}`（广播）。' },
  stretchedBack: {
    en: 'Backward, what comes back to all copies is added: a sum over {axes}.',
    zh: '反向时把传回各个副本的量相加：沿{axes}求和。',
  },
  axisColumns: { en: 'the columns (axis 1)', zh: '各列（axis 1）' },
  axisRows: { en: 'the rows (axis 0)', zh: '各行（axis 0）' },
  axisOther: { en: 'axis {axis}', zh: '第 {axis} 轴' },

  // Reductions
  sumExamples: { en: '**Sum along the examples**, `{from}` to `{to}`', zh: '**沿样本方向求和**，`{from}` 变为 `{to}`' },
  sumAxis: { en: '**Sum over {axis}**, `{from}` to `{to}`', zh: '**沿{axis}求和**，`{from}` 变为 `{to}`' },
  meanAxis: { en: '**Mean over {axis}**, `{from}` to `{to}`', zh: '**沿{axis}取平均**，`{from}` 变为 `{to}`' },
  sumAll: { en: '**Sum of all entries** of `{from}`', zh: '`{from}` **全部元素之和**' },
  meanAll: { en: '**Mean of all entries** of `{from}`', zh: '`{from}` **全部元素的平均**' },
  adjointOfBroadcast: {
    en: 'Forward copies {small} into every {part}; backward adds the {parts} up. It is the adjoint of broadcasting.',
    zh: '前向传播把 {small} 广播到每{part}，反向传播再把各{parts}加起来：求和是广播的伴随运算。',
  },
  columns: { en: 'columns', zh: '列' },
  rows: { en: 'rows', zh: '行' },
  withoutKeepdims: {
    en: 'Without keepdims the result is `{dropped}`, and `{small} - rate * {gradient}` would grow to `{grown}`.',
    zh: '若不写 keepdims，结果是 `{dropped}`，`{small} - rate * {gradient}` 会变成 `{grown}`。',
  },
  keepdimsMissing: {
    en: 'The axis is dropped: the result is `{dropped}`. With keepdims it would be `{kept}`.',
    zh: '求和的轴被去掉了：结果是 `{dropped}`。加上 keepdims 则为 `{kept}`。',
  },
  keptInBp: {
    en: 'The axis is kept as size 1, so that the result has the shape of {small}.',
    zh: '求和的轴保留为 1，因此结果与 {small} 形状相同。',
  },
  copy: { en: 'copy', zh: '广播' },
  add: { en: 'add', zh: '求和' },
  nColumns: { en: '{m} columns', zh: '{m} 列' },
  nRows: { en: '{m} rows', zh: '{m} 行' },
  addsLosses: { en: 'Adds up what every example contributes to {loss}.', zh: '把每个样本对 {loss} 的贡献加起来。' },
  addsUp: { en: 'Backward, what comes back is copied to every entry that was added.', zh: '反向时，传回的量被复制给每个相加的元素。' },
  broadcastAlt: {
    en: '{small} is copied to {count} in {large}; {gradient} is added up to {result}',
    zh: '{small} 被复制到 {large} 的 {count}；{gradient} 相加得到 {result}',
  },

  // A factor
  factor: { en: '**{text}** = {value}', zh: '**{text}** = {value}' },
  factorLoss: {
    en: '{loss} is a mean over {m} examples: their losses are added and divided by {m}.',
    zh: '{loss} 是 {m} 个样本的平均：把各自的损失相加，再除以 {m}。',
  },
  factorGradient: {
    en: "The mean of {loss}, taken once: where examples are added up, in the gradients of parameters. dZ and dA hold each example's own derivative.",
    zh: '{loss} 中的平均，只取一次：在样本相加之处，即参数的梯度里。dZ、dA 保存的是每个样本自己的导数。',
  },
  factorEarly: {
    en: 'The mean of {loss}, taken here once: everything computed from {name} has it already.',
    zh: '{loss} 中的平均，在这里取一次：由 {name} 算出的一切都已包含它。',
  },
  factorTwice: {
    en: 'Taken again here, the mean divides twice: {inputs} already lead to the right factor without it.',
    zh: '在这里再取一次平均就除了两次：{inputs} 不除也已是正确的倍数。',
  },
  factorPlain: { en: 'A constant factor goes through a derivative unchanged.', zh: '常数因子在求导时保持不变。' },
  regularisation: {
    en: 'It weighs the term of {loss} that keeps the parameters small.',
    zh: '它是 {loss} 中使参数保持较小的那一项的权重。',
  },

  // A slope
  slopeOf: { en: '**{text}** slope of {g} at each entry, `{shape}`', zh: '**{text}** {g} 在每个元素处的斜率，`{shape}`' },
  functionOf: { en: '**{g}** of each entry, `{shape}`', zh: '对每个元素取 **{g}**，`{shape}`' },
  valuesNow: { en: '{name} now', zh: '当前的 {name}' },
  flatShare: {
    en: '{share} % of the entries lie where the slope is below {limit}: little flows back through them.',
    zh: '{share} % 的元素位于斜率小于 {limit} 之处：几乎没有梯度能传回去。',
  },
  deadShare: {
    en: '{share} % of the entries are not above 0: nothing flows back through them.',
    zh: '{share} % 的元素不大于 0：没有梯度从它们传回。',
  },
  lively: { en: 'No entry lies where the slope is small.', zh: '没有元素落在斜率很小的地方。' },
  slopeFromOutput: {
    en: '{output} is {g}({input}), so the slope needs no new {g}.',
    zh: '{output} 就是 {g}({input})，所以求斜率不必再算一次 {g}。',
  },
  slopeOnlyThis: {
    en: 'Of {g}′ only: 1 − {input}² or 1 − {g}({output})² would be something else.',
    zh: '只有它是 {g}′：1 − {input}² 或 1 − {g}({output})² 都是另外的东西。',
  },
  slopeAlt: {
    en: '{g} from {low} to {high} with its slope, and the entries of {name}',
    zh: '{g} 在 {low} 到 {high} 上的图像及其斜率，以及 {name} 的元素',
  },

  // A size
  size: { en: '**{name}** = {value}, a size', zh: '**{name}** = {value}，尺寸' },
  sizeExamples: { en: '**{name}** = {value}, the number of examples', zh: '**{name}** = {value}，样本数' },
  sizeHas: { en: 'These have it: {names}.', zh: '含有它的有：{names}。' },
  sizeNone: { en: 'Nothing has it.', zh: '没有值含有它。' },
  sizeSame: { en: '{names} has the same value here, and is still another size.', zh: '{names} 在这里数值相同，但仍是另一个尺寸。' },
  constant: { en: '**{name}** = {value}, a constant', zh: '**{name}** = {value}，常数' },

  container: { en: '**{name}** holds {n} {n:value|values}', zh: '**{name}** 中有 {n} 个值{n:|}' },
  holds: { en: '{names}', zh: '{names}' },
  plainName: { en: '{name}', zh: '{name}' },

  // Not reached
  unreached: { en: '**{name}** was not reached.', zh: '**{name}** 没有执行到。' },
  unreachedWhy: { en: 'What stopped the analysis: {reason}', zh: '分析停止的原因：{reason}' },
  unreachedPlain: {
    en: 'Nothing that was run leads here: a branch that is not taken, or a function that is not called.',
    zh: '已运行的部分没有到达这里：可能是未走到的分支，或没有被调用的函数。',
  },

  // Operations in words
  operation: { en: '**{what}** `{check}`', zh: '**{what}** `{check}`' },
  'op.add': { en: 'Sum', zh: '加法' },
  'op.sub': { en: 'Difference', zh: '减法' },
  'op.mul': { en: 'Product, element by element', zh: '逐元素乘积' },
  'op.matmul': { en: 'Matrix product', zh: '矩阵乘积' },
  'op.sum': { en: 'Sum', zh: '求和' },
  'op.mean': { en: 'Mean', zh: '平均' },
  'op.div': { en: 'Quotient, element by element', zh: '逐元素除法' },
  'op.pow': { en: 'Power', zh: '乘方' },
  'op.neg': { en: 'Negation', zh: '取负' },
  'op.square': { en: 'Square', zh: '平方' },
  'op.sqrt': { en: 'Square root', zh: '平方根' },
  'op.abs': { en: 'Absolute value', zh: '绝对值' },
  'op.exp': { en: 'Exponential', zh: '指数函数' },
  'op.log': { en: 'Natural logarithm', zh: '自然对数' },
  'op.mask': { en: 'Mask of 0 and 1', zh: '0/1 掩码' },
  'op.maximum': { en: 'The larger of two, element by element', zh: '逐元素取较大者' },
  'op.minimum': { en: 'The smaller of two, element by element', zh: '逐元素取较小者' },
  'op.where': { en: 'Choice by a mask', zh: '按掩码选择' },
  'op.clip': { en: 'Values kept within bounds', zh: '把值限制在范围内' },
  'op.max': { en: 'Largest entry', zh: '最大元素' },
  'op.min': { en: 'Smallest entry', zh: '最小元素' },
  'op.prod': { en: 'Product of entries', zh: '元素之积' },
  'op.logsumexp': { en: 'log Σ exp, computed stably', zh: '稳定计算的 log Σ exp' },
  'op.softmax': { en: 'Softmax: positive shares that add up to 1', zh: 'softmax：和为 1 的正的份额' },
  'op.logSoftmax': { en: 'Logarithm of the softmax', zh: 'softmax 的对数' },
  'op.reshape': { en: 'The same entries in another shape', zh: '同样的元素换一种形状' },
  'op.concat': { en: 'Joined together', zh: '拼接' },
  'op.slice': { en: 'A part', zh: '取出一部分' },
  'op.take': { en: 'Chosen entries', zh: '取出选定的元素' },
  'op.setSlice': { en: 'With a part replaced', zh: '替换一部分' },
  'op.einsum': { en: 'Sum over indices (einsum)', zh: '按下标求和（einsum）' },
  'op.cumsum': { en: 'Running sum', zh: '累加' },
  'op.argmax': { en: 'Index of the largest', zh: '最大元素的下标' },
  'op.function': { en: 'Function {name}, element by element', zh: '逐元素函数 {name}' },
  'op.other': { en: 'Operation {name}', zh: '运算 {name}' },
  noSlope: { en: 'Its derivative is 0 wherever it has one: nothing flows back.', zh: '它的导数处处为 0（在存在处）：没有梯度传回。' },
  numberIs: { en: '**{text}**, a number', zh: '**{text}**，一个数' },

  explainFailed: { en: 'The explanations could not be made: {reason}', zh: '无法生成讲解：{reason}' },

  // Stepping through
  stepThrough: { en: 'Step through the equations', zh: '逐步走过各个方程' },
  stepNothing: { en: '{file} has no equation to step through.', zh: '{file} 中没有可以逐步查看的方程。' },
  stepNext: { en: 'Next equation', zh: '下一个方程' },
  stepPrevious: { en: 'Previous equation', zh: '上一个方程' },
  stepPlay: { en: 'Play or pause', zh: '播放或暂停' },
  stepStop: { en: 'Stop stepping', zh: '结束' },
  stepAt: { en: '{pass} {at}/{of}: {name}', zh: '{pass} {at}/{of}：{name}' },
  stepAtTurn: { en: '{pass} {at}/{of}: {name}, turn {where}', zh: '{pass} {at}/{of}：{name}，第 {where} 轮' },
  forwardPass: { en: 'Forward', zh: '前向' },
  backwardPass: { en: 'Backward', zh: '反向' },

  // Exercises
  judgeRight: { en: 'right', zh: '正确' },
  judgeMisfit: { en: 'the shapes do not fit: {why}', zh: '形状不匹配：{why}' },
  judgeShape: { en: 'its shape is {got}, it must be {shape}', zh: '形状是 {got}，应为 {shape}' },
  judgeValue: { en: 'the shape fits, the values do not: relative error {error}', zh: '形状正确，数值不对：相对误差 {error}' },
  judgeFactor: {
    en: 'right, but for a factor: it is {factor} times what the lines below expect',
    zh: '除一个倍数外正确：是下面各行所需的 {factor} 倍',
  },
  judgeNothing: { en: '{name} gets no value here', zh: '{name} 在这里没有得到值' },
  hintShape: { en: '{name} has the shape of {of}: {shape}', zh: '{name} 的形状与 {of} 相同：{shape}' },
  hintForward: { en: 'It undoes {lines}', zh: '它对应的前向方程是 {lines}' },
  hintFactors: { en: 'Its factors: {factors}', zh: '它的因子：{factors}' },
  hintShapes: { en: 'The shapes go like this: {shapes}', zh: '形状应为：{shapes}' },
  hintAnswer: { en: 'The answer: {answer}', zh: '答案：{answer}' },
  hintNext: { en: 'Hint {at} of {of}', zh: '提示 {at}/{of}' },
  hintTold: { en: 'Hint {at} of {of}: {text}', zh: '提示 {at}/{of}：{text}' },
  exerciseOf: { en: 'Exercise: {file}', zh: '练习：{file}' },
  exerciseNone: {
    en: '{file} has no gradient that could be asked for.',
    zh: '{file} 中没有可以用作练习的梯度。',
  },
  exerciseFrom: { en: 'What would you like to practise?', zh: '想练习什么？' },
  exerciseThis: { en: 'This file', zh: '当前文件' },
  exerciseBug: { en: 'Find the bug in {file}', zh: '找出 {file} 中的错误' },
  exerciseState: { en: '{right} of {n} right', zh: '{n} 行中 {right} 行正确' },
  exerciseDone: {
    en: 'All {n} {n:line is|lines are} right{hints}.',
    zh: '全部 {n} 行都正确{hints}。{n:|}',
  },
  exerciseHints: { en: ', with {n} {n:hint|hints}', zh: '，用了 {n} 个提示{n:|}' },
  exerciseAgain: { en: 'Start over', zh: '重新开始' },
  exerciseNext: { en: 'Next exercise', zh: '下一个练习' },
  bugHere: { en: 'Is it this line?', zh: '是这一行吗？' },
  bugFound: { en: 'Yes: {name} is the wrong one. Now mend it.', zh: '对：{name} 就是错的那一个。现在请改正它。' },
  bugNot: { en: 'No: {name} is right.', zh: '不是：{name} 是正确的。' },
  bugMended: { en: 'Mended: every gradient is correct.', zh: '已改正：所有梯度都正确。' },
  bugNone: { en: 'No mistake could be planted in {file}.', zh: '无法在 {file} 中设置错误。' },
  exerciseWrite: { en: 'Write the right-hand side', zh: '写出等号右边' },

  // Links and fixes
  showInGraph: { en: 'Show in graph', zh: '在计算图中显示' },
  proved: { en: 'proved', zh: '已验证' },
  notProved: { en: 'not proved', zh: '未验证' },
} as const);
