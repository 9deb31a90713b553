// The getting-started page and the list of examples.
import { defineMessages } from './index';

export const walkthrough = defineMessages({
  whichExample: { en: 'Which example?', zh: '打开哪个示例？' },
  rightExamples: { en: 'Right', zh: '正确的' },
  wrongExamples: { en: 'One mistake each', zh: '各有一处错误' },
});
