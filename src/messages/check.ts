// What the checker says of a model: findings, fixes and reasons.
import { defineMessages } from './index';

export const checkMessages = defineMessages({
  isShaped: { en: '{name} is {shape}', zh: '{name} 的形状是 {shape}' },
  innerSizes: { en: '{left} and {right}: the inner sizes {a} and {b} differ.', zh: '{left}，{right}：内侧大小 {a} 与 {b} 不同。' },
  broadcastSizes: {
    en: '{left} and {right}: the sizes {a} and {b} differ, and neither is 1.',
    zh: '{left}，{right}：大小 {a} 与 {b} 不同，且都不是 1。',
  },
  otherShapes: { en: '{operation} cannot take these shapes: {shapes}.', zh: '{operation} 不能接受这些形状：{shapes}。' },
  scalarProduct: {
    en: '{left} and {right}: a matrix product needs two matrices; a scalar is multiplied with *.',
    zh: '{left}，{right}：矩阵乘积需要两个矩阵；标量请用 * 相乘。',
  },
  writeInstead: { en: 'Write {text}.', zh: '应写作 {text}。' },
  mustHaveShape: { en: '{name} must have the shape of {of}, {shape}.', zh: '{name} 必须与 {of} 形状相同，即 {shape}。' },
  gradientShape: {
    en: '{name} is {shape}, but {of} is {ofShape}: a gradient has the shape of its variable.',
    zh: '{name} 的形状是 {shape}，而 {of} 是 {ofShape}：梯度必须与其变量形状相同。',
  },
  keepAxis: { en: 'Keep the summed axis (keepdims=True).', zh: '保留求和的轴（keepdims=True）。' },
  wrongValue: {
    en: '{name} is not ∂{loss}/∂{of}: it differs from the exact derivative by {error} (relative error), given right inputs.',
    zh: '{name} 不等于 ∂{loss}/∂{of}：在输入正确的情况下，与精确导数的相对误差为 {error}。',
  },
  wrongFactor: {
    en: '{name} is {factor} times ∂{loss}/∂{of}.',
    zh: '{name} 是 ∂{loss}/∂{of} 的 {factor} 倍。',
  },
  factorChanges: {
    en: '{name} is computed from gradients that are {before} times the derivative of {loss}, but is itself {after} times it; what is computed from it then has the wrong factor.',
    zh: '{name} 所用的梯度是 {loss} 导数的 {before} 倍，而它自己是 {after} 倍；由它计算的结果因此系数错误。',
  },
  wrongSign: {
    en: '{name} has the wrong sign: it is {factor} times ∂{loss}/∂{of}, and the update goes uphill.',
    zh: '{name} 的符号错误：它是 ∂{loss}/∂{of} 的 {factor} 倍，更新会朝上坡方向走。',
  },
  onlySeenElsewhere: {
    en: 'Where the file starts this hardly shows; it shows with parameters of unit scale.',
    zh: '在文件的初始值处几乎看不出来；把参数取为单位尺度时才显现。',
  },
  wrongUpdateSign: {
    en: '{name} is moved along its gradient, not against it: {loss} grows. Subtract the step.',
    zh: '{name} 沿梯度方向移动，而不是反方向：{loss} 会变大。应减去这一步。',
  },
  otherGradient: {
    en: '{name} is updated with the gradient of {other}.',
    zh: '{name} 用了 {other} 的梯度来更新。',
  },
  staleGradient: {
    en: '{name} is updated before {gradient} is computed from it: the gradient needs the old value.',
    zh: '{name} 在用它计算 {gradient} 之前就被更新了：梯度需要旧值。',
  },
  scaleMismatch: {
    en: 'Every gradient is {factor} times the derivative of {loss}. As it stands this acts as a learning rate {factor} times as large.',
    zh: '每个梯度都是 {loss} 导数的 {factor} 倍，相当于学习率放大了 {factor} 倍。',
  },
  lossMismatch: {
    en: 'The gradients are exact for {usual}, not for {loss}, which the file computes.',
    zh: '这些梯度对应的是 {usual}，而不是文件计算的 {loss}。',
  },
  missingGradient: {
    en: '{name} is a parameter that {loss} depends on, but no gradient is computed for it.',
    zh: '{name} 是 {loss} 所依赖的参数，却没有为它计算梯度。',
  },
  suspiciousBroadcast: {
    en: '{left} with {right} broadcasts to {result}: probably the same {size} examples, once as a column and once as a row.',
    zh: '{left} 与 {right} 广播成 {result}：很可能是同样的 {size} 个样本，一个是列、一个是行。',
  },
  fitsByAccident: {
    en: 'The shapes fit only because {left} and {right} are both {value}.',
    zh: '形状匹配只是因为 {left} 与 {right} 恰好都是 {value}。',
  },
  symmetricInit: {
    en: 'All {count} hidden units start equal in {name}, get equal gradients and stay equal. Start at small random values.',
    zh: '{name} 中全部 {count} 个隐藏单元初值相同，梯度也相同，将永远保持相同。应以小随机数初始化。',
  },
  hazard: { en: '{what} at this operation: {detail}.', zh: '此处运算产生 {what}：{detail}。' },
  hazardLog: { en: 'log of 0 gives −∞', zh: '对 0 取对数得到 −∞' },
  hazardExp: { en: 'exp overflows', zh: 'exp 溢出' },
  hazardDivide: { en: 'division by 0', zh: '除以 0' },
  hazardOther: { en: 'the result is not a finite number', zh: '结果不是有限数' },
  nan: { en: 'NaN', zh: 'NaN' },
  infinity: { en: 'infinity', zh: '无穷大' },
  inheritsFrom: { en: '{name} inherits the error', zh: '{name} 继承了这个误差' },
  computedHere: { en: '{name} {shape} is computed here', zh: '{name} {shape} 在此计算' },
  ownDerivatives: {
    en: 'Our own two derivatives of {loss} with respect to {of} disagree ({error}): this is a fault of Backprop Lens, not of the file.',
    zh: '我们自己对 {of} 的两种 {loss} 导数不一致（{error}）：这是 Backprop Lens 的缺陷，与文件无关。',
  },
  fixTranspose: { en: 'Transpose {name}: {text}', zh: '转置 {name}：{text}' },
  fixSwap: { en: 'Swap the operands: {text}', zh: '交换操作数：{text}' },
  fixElementwise: { en: 'Multiply element by element: {text}', zh: '逐元素相乘：{text}' },
  fixProduct: { en: 'Use the matrix product: {text}', zh: '改用矩阵乘积：{text}' },
  fixReplace: { en: 'Replace {before} by {after}', zh: '把 {before} 换成 {after}' },
  fixFactor: { en: 'Multiply by {factor}: {text}', zh: '乘以 {factor}：{text}' },
  fixDropFactor: { en: 'Remove the factor {factor}: {text}', zh: '去掉系数 {factor}：{text}' },
  fixDerived: { en: 'Use the derived equation: {text}', zh: '改用推导出的方程：{text}' },
  reasonNoValue: { en: 'it is computed from something that has no value because of an error', zh: '它所依赖的量因出错而没有值' },
  reasonNotFinite: { en: 'the loss or the gradient is not finite at any point tried', zh: '在尝试过的每个点上，损失或梯度都不是有限数' },
  reasonUnpaired: { en: 'it could not be told what this is the gradient of', zh: '无法判断这是谁的梯度' },
  reasonNoLoss: { en: 'no loss was found that it could be the gradient of', zh: '没有找到它可能对应的损失' },
  reasonScale: {
    en: 'a per-example derivative: {factor} times ∂{loss}/∂{of}; the factor is taken out where parameters’ gradients are computed',
    zh: '逐样本导数：是 ∂{loss}/∂{of} 的 {factor} 倍；计算参数梯度时再除去这个系数',
  },
  reasonNegative: {
    en: 'kept with the opposite sign: the update adds it',
    zh: '以相反的符号保存：更新时相加',
  },
  reasonCommon: { en: 'every parameter’s gradient carries the factor {factor}', zh: '所有参数的梯度都带有系数 {factor}' },
  reasonInherited: { en: 'the equation is right; it inherits the error of {name}', zh: '方程本身正确；继承了 {name} 的误差' },
  reasonStabiliser: {
    en: 'equal but for a constant that only keeps a number away from 0: the difference vanishes with it',
    zh: '除了一个仅用来避免数值为 0 的小常数之外相等：该常数趋于 0 时差异消失',
  },
  reasonTie: {
    en: 'several entries share a maximum here, so that its derivative is not unique',
    zh: '此处多个元素同为最大值，其导数不唯一',
  },
  reasonOwnFault: { en: 'our own two derivatives disagree here', zh: '我们自己的两种导数在此不一致' },
  reasonAfterShape: {
    en: 'it is computed from a gradient of the wrong shape, and could not be evaluated with a right one',
    zh: '它由形状错误的梯度算出，且无法用正确的梯度重新计算',
  },
  lacksTerm: {
    en: '{name} lacks the term {term}: {loss} contains it, its derivative does not.',
    zh: '{name} 缺少 {term} 这一项：{loss} 含有它，而导数中没有。',
  },
  fixAddTerm: { en: 'Add the missing term: {text}', zh: '补上缺少的项：{text}' },
  reasonFactorInUpdate: { en: 'the update divides by {factor}', zh: '更新时会除以 {factor}' },
});
