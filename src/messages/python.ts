// Words of the Python front end: syntax, errors that Python would raise, what was left out of the analysis.
import { defineMessages } from './index';

export const python = defineMessages({
  invalid: { en: 'invalid syntax', zh: '语法错误' },
  notClosed: { en: "'{detail}' was never closed", zh: '“{detail}” 没有闭合' },
  unterminatedString: { en: 'this string is not closed', zh: '字符串没有闭合' },
  expectedColon: { en: "a ':' is missing here", zh: '此处缺少 “:”' },
  expectedBlock: { en: 'an indented block must follow', zh: '后面应有缩进的代码块' },
  unexpectedIndent: { en: 'the indentation does not fit the lines before', zh: '缩进与前面的行不一致' },
  unexpectedUnindent: { en: 'the indentation does not fit any line before', zh: '缩进与前面的任何一行都不一致' },
  badTarget: { en: 'cannot assign to a {detail}; a comparison is written ==', zh: '不能给 {detail} 赋值；比较应写作 ==' },
  outsideFunction: { en: "'{detail}' outside a function", zh: '“{detail}” 不在函数内' },
  outsideLoop: { en: "'{detail}' outside a loop", zh: '“{detail}” 不在循环内' },

  undefinedName: { en: "the name '{name}' is not defined", zh: '名称 “{name}” 未定义' },
  unboundLocal: {
    en: "'{name}' is used before anything is assigned to it in this function",
    zh: '在此函数中，“{name}” 赋值之前就被使用',
  },
  raises: { en: 'Python raises {type} here: {message}', zh: 'Python 在此处抛出 {type}：{message}' },
  raisesBare: { en: 'Python raises {type} here', zh: 'Python 在此处抛出 {type}' },
  calledHere: { en: '{name} is called here', zh: '{name} 在此处被调用' },

  unsupported: {
    en: '{what} is not modelled: what depends on it is left out of the analysis',
    zh: '未建模 {what}：依赖它的部分不参与分析',
  },
  missingFile: {
    en: 'the file {file} is not in this folder: what depends on it is left out of the analysis',
    zh: '文件 {file} 不在此文件夹中：依赖它的部分不参与分析',
  },
  standIn: {
    en: '{what} is not here: a stand-in with the same names and shapes takes its place',
    zh: '此处没有 {what}：以名称与形状相同的替代品代替',
  },
  answered: { en: "input() is answered with '{answer}' here", zh: '此处 input() 以 “{answer}” 作答' },
  notLeft: { en: 'the script leaves here before it has trained: the analysis goes on', zh: '脚本在训练之前于此处退出：分析继续进行' },
  noArgument: { en: 'the script is checked without arguments: {what} is unknown', zh: '检查脚本时不带命令行参数：{what} 未知' },
  shrunk: {
    en: 'a large data set is replaced by one of {times} times fewer examples, and the numbers that count them with it',
    zh: '大型数据集以样本数为其 1/{times} 的替代品代替，代码中表示样本数的数字也相应缩小',
  },
  internal: { en: 'this could not be evaluated, a fault of the analysis: {message}', zh: '分析程序自身的缺陷，此处无法求值：{message}' },
  followed: { en: 'this loop was followed for {n} {n:iteration|iterations} only', zh: '此循环只跟踪了 {n} 次迭代' },
  followedOf: {
    en: 'this loop was followed for {n} of its {total} iterations',
    zh: '此循环共 {total} 次迭代，只跟踪了 {n} 次',
  },
  outOfBudget: {
    en: 'the analysis stopped here: the file computes more than it may take',
    zh: '分析在此处停止：文件的计算量超出上限',
  },
  tooMuch: {
    en: 'this makes more elements than the analysis may: what depends on it is left out',
    zh: '此处产生的元素超出分析上限：依赖它的部分不参与分析',
  },
  noArguments: {
    en: '{name} is called nowhere, and the shapes of its arguments could not be found: write # backprop: x (N, D), w (D, M) above it',
    zh: '{name} 未被调用，且无法确定其参数的形状：请在其上方写 # backprop: x (N, D), w (D, M)',
  },
  neverCalled: { en: '{name} is never called', zh: '{name} 从未被调用' },
  notReached: { en: 'not reached in the iterations that were followed', zh: '在所跟踪的迭代中没有执行到' },
});
