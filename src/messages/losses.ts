// The names of losses that are recovered from gradients.
import { defineMessages } from './index';

export const lossMessages = defineMessages({
  squared: { en: '½‖{output} − {label}‖²', zh: '½‖{output} − {label}‖²' },
  binary: { en: 'the cross-entropy of {output}', zh: '{output} 的交叉熵' },
  categorical: { en: 'the categorical cross-entropy of {output}', zh: '{output} 的多类交叉熵' },
  recovered: {
    en: 'The file computes no loss; its gradients are those of {loss}.',
    zh: '文件没有计算损失；这些梯度对应 {loss}。',
  },
});
