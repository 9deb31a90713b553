// What the editor says: lenses, quick fixes, summaries, the graph panel's title, the tests.
import { defineMessages } from './index';

export const host = defineMessages({
  showGraph: { en: 'Show Graph', zh: '显示计算图' },
  lensCorrect: {
    en: '{correct} of {n} {n:gradient|gradients} correct',
    zh: '{n} 个梯度中有 {correct} 个正确',
  },
  lensErrors: { en: '{n} {n:error|errors}', zh: '{n} 个错误' },
  lensDetails: { en: 'Check every gradient and tell the result', zh: '检验每个梯度并给出结果' },
  lensGraph: { en: 'Draw the forward and backward pass beside this file', zh: '在文件旁画出前向与反向传播' },

  panelTitle: { en: 'Graph: {file}', zh: '计算图：{file}' },
  panelEmpty: {
    en: 'Nothing to draw yet: {file} has no forward pass.',
    zh: '还没有可画的内容：{file} 中没有前向传播。',
  },
  panelGone: {
    en: '{file} cannot be opened any more: {reason}',
    zh: '{file} 已无法打开：{reason}',
  },
  compareTitle: { en: 'Compare: {file} ↔ {other}', zh: '比较：{file} ↔ {other}' },
  compareWhich: { en: 'Compare this model with…', zh: '将此模型与以下版本比较……' },
  compareHead: { en: 'Last commit', zh: '上次提交' },
  compareSaved: { en: 'Saved version', zh: '已保存的版本' },
  compareSavedTitle: { en: 'saved', zh: '已保存' },
  compareFile: { en: 'Choose a file…', zh: '选择文件……' },
  compareFilter: { en: 'Models', zh: '模型' },
  layingOut: { en: 'Laying out the graph…', zh: '正在排布计算图……' },
  layoutCancelled: { en: 'The layout was given up.', zh: '已取消排布。' },
  notSaved: { en: '{file} could not be saved: {reason}', zh: '无法保存 {file}：{reason}' },

  fixAll: { en: 'Apply all proven fixes', zh: '应用所有已验证的修正' },
  explain: { en: 'Explain: {title}', zh: '解释：{title}' },
  explainWhich: { en: 'Which kind of finding?', zh: '哪一类问题？' },
  noFixes: { en: '{file}: no proven fix to apply.', zh: '{file}：没有可应用的已验证修正。' },
  fixesApplied: { en: '{file}: {n} proven {n:fix|fixes} applied.', zh: '{file}：已应用 {n} 个已验证的修正。' },
  fixStale: {
    en: '{file} has changed since this fix was found. Try again.',
    zh: '{file} 在找到此修正之后已被更改，请重试。',
  },

  deriveNothing: {
    en: '{file}: no loss and no parameters were found to derive a backward pass from.',
    zh: '{file}：未找到可用于推导反向传播的损失和参数。',
  },
  deriveComplete: { en: '{file}: every parameter has its gradient already.', zh: '{file}：每个参数都已有梯度。' },
  deriveDone: {
    en: '{file}: {n} {n:equation|equations} derived; each checks as correct.',
    zh: '{file}：已推导 {n} 个方程，均检验为正确。',
  },
  deriveUnproved: {
    en: '{file}: as statements after one another the derived equations would not all be right here ({names}). Nothing was changed.',
    zh: '{file}：推导出的方程若在此处逐条写出，不会全部正确（{names}）。文件未作改动。',
  },
  deriveShow: { en: 'Show the Equations', zh: '显示方程' },
  noEditor: { en: 'Open a .bp or Python file first.', zh: '请先打开一个 .bp 或 Python 文件。' },
  notModel: {
    en: '{file} has no hand-written backpropagation in it.',
    zh: '{file} 中没有手写的反向传播。',
  },
  notAnalysed: { en: '{file} could not be analysed: {reason}', zh: '无法分析 {file}：{reason}' },
  analysisFailed: { en: 'analysis failed: {reason}', zh: '分析失败：{reason}' },
  tooLarge: {
    en: '{file} has {size} MB of text; files above {limit} MB are not analysed.',
    zh: '{file} 有 {size} MB 文本；超过 {limit} MB 的文件不作分析。',
  },
  details: { en: 'Details', zh: '详情' },
  goTo: { en: 'Go to {name}', zh: '转到 {name}' },

  allCorrect: {
    en: '{file}: {n:the|all} {n} {n:gradient is|gradients are} correct.',
    zh: '{file}：全部 {n} 个梯度都正确。',
  },
  someWrong: {
    en: '{file}: {correct} of {n} {n:gradient|gradients} correct. Wrong: {names}.',
    zh: '{file}：{n} 个梯度中有 {correct} 个正确。错误：{names}。',
  },
  someOpen: {
    en: '{file}: {correct} of {n} {n:gradient|gradients} correct, {unchecked} could not be checked.',
    zh: '{file}：{n} 个梯度中有 {correct} 个正确，{unchecked} 个无法检验。',
  },
  nameAtLine: { en: '{name} (line {line})', zh: '{name}（第 {line} 行）' },
  alsoInherited: {
    en: '{n} {n:inherits|inherit} an error from {wrong:it|them}.',
    zh: '另有 {n} 个受{wrong:它|它们}影响。',
  },
  noGradients: { en: '{file}: no hand-written gradient found.', zh: '{file}：没有找到手写的梯度。' },
  noGradientsErrors: {
    en: '{file}: no gradient could be checked; {n} {n:error|errors} first.',
    zh: '{file}：无法检验梯度；请先改正 {n} 个错误。',
  },

  testsLabel: { en: 'Gradient checks', zh: '梯度检验' },
  testWrong: {
    en: '{name} is not ∂{of}/∂{wrt}: relative error {error}',
    zh: '{name} 不等于 ∂{of}/∂{wrt}：相对误差 {error}',
  },
  testWrongShape: { en: '{name} does not have the shape of {wrt}', zh: '{name} 的形状与 {wrt} 不同' },
  testScaled: {
    en: '{name} = {scale} · ∂{of}/∂{wrt}: equal up to the constant factor that the whole chain carries',
    zh: '{name} = {scale} · ∂{of}/∂{wrt}：除整条链共有的常数倍外相等',
  },
  testCorrect: {
    en: '{name} = ∂{of}/∂{wrt}: relative error {error} against automatic differentiation',
    zh: '{name} = ∂{of}/∂{wrt}：与自动微分的相对误差为 {error}',
  },
  testInherited: {
    en: '{name} is right by itself; a wrong gradient before it flows into it',
    zh: '{name} 本身正确；前面的错误梯度流入了它',
  },
  testUnchecked: { en: '{name} could not be checked: {reason}', zh: '{name} 无法检验：{reason}' },
  nothingToRename: { en: 'There is no name here.', zh: '此处没有名称。' },
  cannotRename: {
    en: '{name} is no name, or is taken.',
    zh: '{name} 不是合法的名称，或已被占用。',
  },
  derivedEquation: { en: 'derived from the forward pass', zh: '由前向传播推得' },
  noReason: { en: 'it was not reached', zh: '没有执行到它' },
});
