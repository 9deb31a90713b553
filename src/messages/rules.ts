// Each rule explained: a title and a page, from which the editor's "Explain", the docs and SARIF's help are made.
import type { Rule } from '../report/report';
import { defineMessages, type Phrase } from './index';

type Key = `${Rule}.title` | `${Rule}.text`;

export const rules = defineMessages({
  'syntax.title': { en: 'The line cannot be read', zh: '无法读懂这一行' },
  'syntax.text': {
    en: `The text is not a statement of its language. The rest of the file is still read, shaped and checked as far as it can be.

In a \`.bp\` file the usual cause is two operands side by side: write \`W1 · X\`, not \`W1 X\`. A bracket that is not closed ends at the next line that starts a statement.`,
    zh: `这段文字不是该语言的语句。文件的其余部分仍会尽可能地被解析、推导形状并检验。

在 \`.bp\` 文件中，常见原因是两个操作数直接相邻：应写 \`W1 · X\`，而不是 \`W1 X\`。没有闭合的括号到下一条语句开始处为止。`,
  },
  'undefined-name.title': { en: 'A name that nothing defines', zh: '未定义的名称' },
  'undefined-name.text': {
    en: `The name has no value at this point. Case matters: \`Z1\` and \`z1\` are two names. The fix, where there is one, puts in the nearest name that exists here.

In \`.bp\`, a variable is declared by \`input\`, \`label\`, \`param\`, \`const\` or \`sizes\`, or gets its value from an equation above.`,
    zh: `此处这个名称还没有值。名称区分大小写：\`Z1\` 与 \`z1\` 是两个名称。如果有修正建议，它会换成这里已有的最接近的名称。

在 \`.bp\` 中，变量由 \`input\`、\`label\`、\`param\`、\`const\` 或 \`sizes\` 声明，或由上方的方程赋值。`,
  },
  'shape-mismatch.title': { en: 'Shapes that do not fit', zh: '形状不匹配' },
  'shape-mismatch.text': {
    en: `The operands of this operation have shapes that it cannot take.

- A matrix product \`A · B\` needs A's columns to equal B's rows: (n, **k**) · (**k**, m) → (n, m).
- An element-by-element operation needs equal sizes, or a size of 1 that is repeated (broadcasting).

In a backward pass the shapes alone often tell where the transpose goes. Given dZ2 (n2, m) and A1 (n1, m), the only product with the shape of W2, (n2, n1), is \`dZ2 · A1ᵀ\`.

After this error the analysis goes on with the shape that the context implies, so that one mistake gives one error.`,
    zh: `这个运算的操作数形状不合要求。

- 矩阵乘积 \`A · B\` 要求 A 的列数等于 B 的行数：(n, **k**) · (**k**, m) → (n, m)。
- 逐元素运算要求各维大小相同，或某维为 1 从而被广播。

在反向传播中，仅凭形状往往就能知道转置该放在哪里。已知 dZ2 为 (n2, m)、A1 为 (n1, m)，能得到 W2 的形状 (n2, n1) 的乘积只有 \`dZ2 · A1ᵀ\`。

出现此错误后，分析会用上下文所要求的形状继续进行，因此一处错误只报告一次。`,
  },
  'gradient-shape.title': { en: "A gradient without its variable's shape", zh: '梯度的形状与变量不同' },
  'gradient-shape.text': {
    en: `\`dFoo\` is the derivative of the loss with respect to \`Foo\`: one number for every number in Foo. So **foo and dfoo always have the same shape**, and checking that removes many bugs of a backward pass before any number is compared.

Usual causes: a missing \`keepdims=True\` in the sum for a bias, a transpose too many, a sum over the wrong axis.`,
    zh: `\`dFoo\` 是损失对 \`Foo\` 的导数：Foo 中每个数对应一个导数。因此 **foo 与 dfoo 的形状总是相同**，仅检查这一点就能在比较任何数值之前排除许多反向传播的错误。

常见原因：偏置的求和缺少 \`keepdims=True\`、多了一个转置、在错误的轴上求和。`,
  },
  'wrong-gradient.title': { en: 'A gradient that is not the derivative', zh: '梯度不等于导数' },
  'wrong-gradient.text': {
    en: `The shapes fit, but the numbers do not: this equation, given right inputs, does not give the derivative of the file's own loss. It was compared with the exact derivative (reverse-mode automatic differentiation) and, independently, with a numerical one, at more than one point.

What is only downstream of a wrong equation is called *inherited* and has no error of its own: mend the first wrong one and check again.

Usual causes: a missing or doubled \`1/m\`, a wrong sign, the derivative of another activation, \`Z1\` in place of \`A1\`, a missing term of the regularisation. That the cost falls proves nothing: many wrong gradients still go downhill.`,
    zh: `形状吻合，但数值不对：即使输入都正确，这个方程也得不到本文件损失的导数。它在不止一个点上与精确导数（反向模式自动微分）作了比较，并独立地与数值导数作了比较。

仅仅位于错误方程下游的梯度称为“受上游影响”，不会单独报错：先改正第一个错误的方程，再重新检验。

常见原因：缺少或重复的 \`1/m\`、符号错误、用了其他激活函数的导数、把 \`A1\` 写成 \`Z1\`、缺少正则化项。代价在下降并不能说明什么：许多错误的梯度也会使代价下降。`,
  },
  'wrong-update.title': { en: 'An update that uses its gradient wrongly', zh: '参数更新用错了梯度' },
  'wrong-update.text': {
    en: `The gradient is right, the step made with it is not: it climbs instead of descending, belongs to another parameter, or was computed for values that have changed since.

Descent is \`W = W - rate * dW\`. A parameter that is updated before a gradient that still needs its old value makes that gradient stale: compute all gradients first.`,
    zh: `梯度本身正确，但用它所做的更新不对：方向相反、用了别的参数的梯度，或者所用梯度对应的值此后已经改变。

梯度下降是 \`W = W - rate * dW\`。如果在某个梯度仍需旧值之前就更新了参数，那个梯度便已过期：应先算完所有梯度。`,
  },
  'runtime-error.title': { en: 'Python would stop here', zh: 'Python 会在此处报错' },
  'runtime-error.text': {
    en: `Running the file reaches this line and raises an exception: a missing key, an index out of range, a wrong type, a division by zero. What comes after it is not reached by Python either.`,
    zh: `运行文件会到达这一行并引发异常：键不存在、下标越界、类型错误或除以零。Python 也不会执行其后的内容。`,
  },
  'scale-mismatch.title': { en: 'All gradients off by one factor', zh: '所有梯度相差同一个倍数' },
  'scale-mismatch.text': {
    en: `Every parameter's gradient is the same positive constant times the derivative of the loss that the file computes: a sum in the loss against a mean in the gradients, or the other way round. Training still goes in the right direction, as with a learning rate that many times larger.

Put the same \`1/m\` into both the loss and the gradients.`,
    zh: `每个参数的梯度都是文件所算损失的导数的同一个正常数倍：损失用了求和而梯度用了平均，或者相反。训练方向仍然正确，相当于学习率放大了这么多倍。

应在损失和梯度中使用同样的 \`1/m\`。`,
  },
  'loss-mismatch.title': { en: 'Gradients of another loss', zh: '梯度属于另一个损失' },
  'loss-mismatch.text': {
    en: `The gradients are exact, but for another usual loss than the one that the file computes: for instance \`A2 - Y\` belongs to cross-entropy with a sigmoid, while the file prints a squared error. What is printed is then not what is minimised.`,
    zh: `这些梯度是精确的，但对应的是另一种常见损失，而不是文件所算的损失：例如 \`A2 - Y\` 属于 sigmoid 加交叉熵，而文件输出的却是平方误差。这时输出的并不是被最小化的量。`,
  },
  'missing-gradient.title': { en: 'A parameter without a gradient', zh: '参数没有梯度' },
  'missing-gradient.text': {
    en: `This parameter reaches the loss, but the backward pass computes no gradient for it: it will never learn. If that is meant, declare it as a constant.`,
    zh: `这个参数会影响损失，但反向传播没有为它计算梯度：它永远不会被学习。如果这是有意的，请把它声明为常数。`,
  },
  'suspicious-broadcast.title': { en: 'A broadcast that was hardly meant', zh: '多半并非有意的广播' },
  'suspicious-broadcast.text': {
    en: `Two shapes were stretched into a larger one, as (m,) with (m, 1) into (m, m). NumPy does not complain, and every number after it is wrong.

Give vectors two axes, \`y.reshape(-1, 1)\`, and keep the axes of sums with \`keepdims=True\`.`,
    zh: `两个形状被扩展成了更大的形状，例如 (m,) 与 (m, 1) 变成 (m, m)。NumPy 不会报错，但此后的每个数都是错的。

让向量有两个轴：\`y.reshape(-1, 1)\`；求和时用 \`keepdims=True\` 保留轴。`,
  },
  'fits-by-accident.title': { en: 'Shapes that agree by accident', zh: '形状只是碰巧吻合' },
  'fits-by-accident.text': {
    en: `Two different sizes have the same value here, and the operation only fits because of that. With any other value of one of them it fails: a transpose is probably missing.`,
    zh: `这里两个不同的尺寸恰好数值相同，运算只是因此才能进行。其中一个换成别的值就会失败：很可能缺少转置。`,
  },
  'symmetric-init.title': { en: 'Hidden units that stay equal', zh: '始终相同的隐藏单元' },
  'symmetric-init.text': {
    en: `These hidden units start with equal weights, so they compute the same, get the same gradient and stay equal for ever: the layer is worth one unit. Start the weights at small random values; biases may start at zero. Without a hidden layer, as in logistic regression, zero is fine.`,
    zh: `这些隐藏单元的初始权重相同，因此计算结果相同、得到的梯度相同，并将永远相同：整层只相当于一个单元。权重应从小的随机值开始；偏置可以从零开始。没有隐藏层时（如逻辑回归），从零开始没有问题。`,
  },
  'numeric-hazard.title': { en: 'Numbers that break down', zh: '数值失效' },
  'numeric-hazard.text': {
    en: `A value here is, or easily becomes, NaN or infinite: the logarithm of 0, the exponential of a large number, a division by zero; or units are so saturated that nothing flows back through them.

Stable forms: subtract the maximum before \`exp\` in a softmax; compute cross-entropy from the pre-activation (\`logsumexp\`, \`softplus\`).`,
    zh: `这里的值是、或很容易变成 NaN 或无穷大：0 的对数、大数的指数、除以零；或者单元已经饱和，几乎没有梯度能传回去。

稳定的写法：softmax 中先减去最大值再取 \`exp\`；由激活之前的值直接计算交叉熵（\`logsumexp\`、\`softplus\`）。`,
  },
  'unsupported.title': { en: 'Not analysed', zh: '未作分析' },
  'unsupported.text': {
    en: `This construct is not modelled. What depends on it was left out, and nothing is claimed about it: neither that it is right nor that it is wrong.`,
    zh: `尚不支持这种写法。依赖它的部分没有分析，因此对其不作任何判断：既不说它正确，也不说它错误。`,
  },
  'internal.title': { en: 'A bug of Backprop Lens', zh: 'Backprop Lens 自身的错误' },
  'internal.text': {
    en: `Two independent derivatives of the same loss disagree, or the analysis itself failed. That is a bug of this tool, not of the file; please report it with the file.`,
    zh: `同一损失的两种独立求导结果不一致，或者分析本身失败。这是本工具的错误，与你的文件无关；请连同文件一起报告。`,
  },
} satisfies Record<Key, Phrase>);

/** A rule's title and its page (Markdown), in the current locale. */
export const ruleTexts = (rule: Rule): { title: string; text: string } => ({ title: rules(`${rule}.title`), text: rules(`${rule}.text`) });
