// What training says: why it cannot begin, what goes wrong in it and what to do, the command's and the panel's words.
import { defineMessages } from './index';

export const trainMessages = defineMessages({
  noLoss: {
    en: 'there is no loss to train with: end `forward` in a scalar, or name one with `loss J`',
    zh: '没有可用于训练的损失：请让 forward 以标量结束，或用 loss J 指明',
  },
  noParameters: { en: 'there is nothing to train: declare a `param`', zh: '没有可训练的参数：请声明 param' },
  holes: { en: 'the shapes do not fit; see `backprop check`', zh: '形状不匹配；请先运行 backprop check' },
  gradientShape: {
    en: '{name} has the shape ({got}), {of} has ({expected}): it cannot update it; see `backprop check`',
    zh: '{name} 的形状是 ({got})，而 {of} 是 ({expected})：无法用于更新；请先运行 backprop check',
  },
  badRate: { en: 'a rate of {rate} does not train: it must be above 0', zh: '学习率 {rate} 无法训练：必须大于 0' },
  badSteps: { en: 'steps {steps}: a whole number of 0 or more', zh: 'steps {steps}：应为不小于 0 的整数' },
  tooManySteps: { en: '{steps} steps are more than the {most} that one run makes', zh: '{steps} 步超过了一次训练的上限 {most} 步' },
  badBatch: { en: 'batch {batch}: a whole number of 1 or more', zh: 'batch {batch}：应为不小于 1 的整数' },
  badSplit: {
    en: 'split {split}: the share that is trained on, above 0 and at most 1',
    zh: 'split {split}：训练所占的比例，应大于 0 且不超过 1',
  },
  noBatches: {
    en: 'the file has no size that inputs and labels share, so it cannot be cut into batches or split',
    zh: '文件中没有输入与标签共有的大小，因此无法分批或划分',
  },
  pythonLater: {
    en: '{file}: Python files are run, not trained: backprop run {file}',
    zh: '{file}：Python 文件请用运行命令：backprop run {file}',
  },

  summary: { en: 'train the model and print the loss as it goes', zh: '训练模型并随时输出损失' },
  optionSteps: { en: 'so many steps, whatever the file says', zh: '训练步数，优先于文件中的设置' },
  optionJson: { en: 'one JSON object a step', zh: '每步输出一个 JSON 对象' },
  optionOut: { en: 'save the trained parameters as .npz or .json', zh: '把训练好的参数存为 .npz 或 .json' },
  optionExact: { en: 'train with the exact gradients instead of the file’s own', zh: '用精确梯度代替文件中的手写梯度' },
  outFormat: { en: '{file}: save to a .npz or .json file', zh: '{file}：只能存为 .npz 或 .json 文件' },
  stepsNumber: { en: '--steps {steps}: a whole number of 0 or more', zh: '--steps {steps}：应为不小于 0 的整数' },
  step: { en: 'step', zh: '步' },
  saved: { en: 'parameters saved in {file}', zh: '参数已存入 {file}' },
  took: { en: '{steps} steps in {seconds} s ({rate} a second)', zh: '{steps} 步，用时 {seconds} 秒（每秒 {rate} 步）' },
  exactTrained: { en: 'no backward section: the exact gradient trains', zh: '没有 backward 部分：使用精确梯度训练' },
  stoppedEarly: {
    en: 'stopped early at step {step}: no improvement for {patience} steps',
    zh: '在第 {step} 步提前停止：{patience} 步内没有改善',
  },
  line: { en: 'line {line}', zh: '第 {line} 行' },

  diagWrongGradient: {
    en: 'Your run learns another thing than the loss asks for: {name} points {angle}° away from the exact gradient.',
    zh: '你的训练偏离了损失的要求：{name} 与精确梯度相差 {angle}°。',
  },
  diagWrongScale: {
    en: '{name} points the right way but is {factor} times the exact gradient: it acts as another learning rate for {of} alone.',
    zh: '{name} 的方向正确，但大小是精确梯度的 {factor} 倍：相当于单独改变了 {of} 的学习率。',
  },
  diagParted: { en: 'The losses part at step {step} (by more than 0.1 %).', zh: '两条损失曲线在第 {step} 步分开（相差超过 0.1 %）。' },
  diagStillDown: { en: 'That the loss falls does not make the gradient right.', zh: '损失在下降，并不说明梯度正确。' },
  diagNan: {
    en: '{value} first appears at step {step}, in {operation}. What follows is lost; lower the rate, or keep the argument of log and the divisor away from 0.',
    zh: '第 {step} 步在 {operation} 处首次出现 {value}。之后的结果都无效；请降低学习率，或避免对 0 取对数、除以 0。',
  },
  diagExploding: {
    en: '‖{name}‖ grows {growth}× a step from step {step} on, to {norm}. Lower the rate, or clip the gradient.',
    zh: '从第 {step} 步起，‖{name}‖ 每步增长 {growth} 倍，达到 {norm}。请降低学习率或裁剪梯度。',
  },
  diagVanishing: {
    en: 'The entries of {name} are {ratio} of those of {last}, {layers} layers later: the first layers hardly learn. Use ReLU, or start with larger weights (he, xavier).',
    zh: '{name} 的元素只有其后 {layers} 层的 {last} 的 {ratio}：前面的层几乎不学习。可改用 ReLU，或用更大的初值（he、xavier）。',
  },
  diagDead: {
    en: '{dead} of {units} units of {name} are off for every example: their gradient is 0 and they never come back. Lower the rate, or use leaky_relu.',
    zh: '{name} 的 {units} 个单元中有 {dead} 个对所有样本都为 0：梯度为 0，无法恢复。请降低学习率，或改用 leaky_relu。',
  },
  diagSaturated: {
    en: '{percent} % of {name} lies at the ends, where the activation is flat and its derivative is near 0. Start with smaller weights, or scale the inputs.',
    zh: '{name} 有 {percent} % 的值处在两端，激活函数在那里是平的，导数接近 0。请用更小的初值，或缩放输入。',
  },
  diagRateHigh: {
    en: 'The rate {rate} is too high: the loss rises in {percent} % of the steps. Try {lower}.',
    zh: '学习率 {rate} 太大：{percent} % 的步中损失上升。可试 {lower}。',
  },
  diagRateLow: {
    en: 'The rate {rate} is too low: the loss fell by {percent} %, and a step moves the weights by {ratio} of their size. Try ten times as much.',
    zh: '学习率 {rate} 太小：损失只下降了 {percent} %，每步权重只移动其大小的 {ratio}。可试十倍。',
  },
  diagZeroStart: {
    en: 'All {units} units of {name} are equal: they get equal gradients and stay equal, like one unit. Start at small random values (0.01 * randn).',
    zh: '{name} 的 {units} 个单元完全相同：梯度相同，将一直相同，等于只有一个单元。请用小随机数初始化（0.01 * randn）。',
  },
  diagRising: { en: '{name} has risen from {lowest} to {last}.', zh: '{name} 从 {lowest} 升到了 {last}。' },
  diagPlateau: {
    en: '{name} has stayed at {last} for {steps} steps: a plateau, or all that this model can learn.',
    zh: '{name} 在 {last} 停留了 {steps} 步：可能是平台期，也可能模型只能学到这里。',
  },
  diagLabels: {
    en: '{name} holds {value}: the logarithm of the probability {output} wants labels from 0 to 1.',
    zh: '{name} 中有 {value}：概率 {output} 的对数损失要求标签在 0 到 1 之间。',
  },
  diagUnscaled: {
    en: 'The inputs {name} are not scaled: their spread goes from {least} to {most}. Subtract the mean and divide by the deviation of each row.',
    zh: '输入 {name} 没有缩放：各行的标准差从 {least} 到 {most}。请减去均值并除以标准差。',
  },
  diagSmallClass: { en: 'Class {className} has {count} {count:example|examples} only.', zh: '类别 {className} 只有 {count} 个样本。' },
  diagSmallBatch: {
    en: 'The batch of {batch} is larger than the {examples} examples: every step sees all of them.',
    zh: '批大小 {batch} 超过了样本数 {examples}：每步都会用到全部样本。',
  },
});
