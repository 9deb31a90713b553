// Words of a printed report: severities, verdicts, the table of gradients.
import { defineMessages } from './index';

export const print = defineMessages({
  error: { en: 'error', zh: '错误' },
  warning: { en: 'warning', zh: '警告' },
  info: { en: 'info', zh: '提示' },
  related: { en: 'see', zh: '参见' },
  fix: { en: 'fix', zh: '修正' },
  provenFix: { en: 'proven fix', zh: '已验证的修正' },

  correct: { en: 'correct', zh: '正确' },
  correctScaled: { en: 'correct, scaled', zh: '正确（带常数倍）' },
  wrong: { en: 'wrong', zh: '错误' },
  inherited: { en: 'inherited', zh: '受上游错误影响' },
  unchecked: { en: 'unchecked', zh: '未检验' },
  headGradient: { en: 'gradient', zh: '梯度' },
  headShape: { en: 'shape', zh: '形状' },
  headVerdict: { en: 'verdict', zh: '结论' },
  headAutodiff: { en: 'vs autodiff', zh: '对自动微分' },
  headNumeric: { en: 'vs numerical', zh: '对数值微分' },
  ofLoss: { en: '{name} = ∂{of}/∂{wrt}', zh: '{name} = ∂{of}/∂{wrt}' },
  lossLine: { en: 'loss {name} = {value}', zh: '损失 {name} = {value}' },
  lossRecovered: {
    en: 'the file computes no loss; its gradients are those of {name}',
    zh: '文件没有计算损失；其梯度是 {name} 的梯度',
  },
  gradientsCorrect: {
    en: '{correct} of {n} {n:gradient|gradients} correct',
    zh: '{n} 个梯度中有 {correct} 个正确',
  },
  countWrong: { en: '{n} wrong', zh: '{n} 个错误' },
  countInherited: { en: '{n} inherited', zh: '{n} 个受上游影响' },
  countUnchecked: { en: '{n} unchecked', zh: '{n} 个未检验' },
  noGradients: { en: 'no hand-written gradient found', zh: '没有找到手写的梯度' },
  coverage: {
    en: '{executed} of {n} {n:statement|statements} analysed',
    zh: '{n} 条语句中分析了 {executed} 条',
  },
  more: { en: '… and {n} more', zh: '……另有 {n} 个' },
});
