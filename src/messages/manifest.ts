// What package.json says to people: commands, settings, the walkthrough. `package.nls.json` and its Chinese twin are made from this table.
import { defineMessages } from './index';

export const manifest = defineMessages({
  description: {
    en: 'See and check the backpropagation you write by hand: computation graph, shapes, gradient checks, proven fixes.',
    zh: '查看并检验你手写的反向传播：计算图、形状、梯度检验、已验证的修正。',
  },
  language: { en: 'Backprop Model', zh: '反向传播模型' },

  'command.showGraph': { en: 'Show Graph', zh: '显示计算图' },
  'command.checkGradients': { en: 'Check Gradients', zh: '检验梯度' },
  'command.applyProvenFixes': { en: 'Apply All Proven Fixes', zh: '应用所有已验证的修正' },
  'command.compareWith': { en: 'Compare With…', zh: '与……比较' },
  'command.derive': { en: 'Derive Backward Pass', zh: '推导反向传播' },
  'command.train': { en: 'Train', zh: '训练' },
  'command.runAndWatch': { en: 'Run and Watch', zh: '运行并观察' },
  'command.showLastRun': { en: 'Show Last Run', zh: '显示上次运行结果' },
  'command.explain': { en: 'Explain a Finding', zh: '解释问题' },
  'command.stepThrough': { en: 'Step Through', zh: '逐步查看方程' },
  'command.stepNext': { en: 'Next Equation', zh: '下一个方程' },
  'command.stepPrevious': { en: 'Previous Equation', zh: '上一个方程' },
  'command.stepPlay': { en: 'Play or Pause the Equations', zh: '播放或暂停方程' },
  'command.stepStop': { en: 'Stop Stepping', zh: '结束逐步查看' },
  'command.practise': { en: 'Practise', zh: '练习' },
  'command.findBug': { en: 'Find the Bug', zh: '找出错误' },
  'command.openExample': { en: 'Open Example', zh: '打开示例' },

  'setting.codeLens': {
    en: 'Show "Show Graph" and the number of correct gradients above a model.',
    zh: '在模型上方显示“显示计算图”和正确梯度的个数。',
  },
  'setting.shapes.style': {
    en: 'Show shapes after assignments: by the names of sizes, in numbers, or both.',
    zh: '在赋值之后显示形状：用尺寸名称、用数字，或两者都用。',
  },
  'setting.shapes.everywhere': {
    en: 'Show a shape after every assignment, not only where it is news.',
    zh: '在每个赋值之后都显示形状，而不只是在形状有变化的地方。',
  },
  'setting.graph.values': { en: 'Show a strip of the values on each node of the graph.', zh: '在计算图的每个节点上显示取值色带。' },
  'setting.graph.canvasFrom': {
    en: 'Draw the graph on a canvas from this number of nodes on: faster for large graphs.',
    zh: '节点数达到此值时在画布上绘制计算图：图很大时更快。',
  },

  'walkthrough.title': { en: 'Get started with Backprop Lens', zh: 'Backprop Lens 入门' },
  'walkthrough.description': {
    en: 'See, check and practise the backpropagation that you write by hand.',
    zh: '查看、检验并练习你手写的反向传播。',
  },
  'walkthrough.open.title': { en: 'Open an example', zh: '打开一个示例' },
  'walkthrough.open.description': {
    en: 'A model is written as its equations, forward and backward, the way a lecture writes them; or in NumPy.\n[Open Example](command:backprop.openExample?%5B%22two_layer.bp%22%5D)',
    zh: '模型写成它的方程，先前向后反向，就像课堂上那样；也可以用 NumPy 写。\n[打开示例](command:backprop.openExample?%5B%22two_layer.bp%22%5D)',
  },
  'walkthrough.open.alt': { en: 'A two-layer model as its equations', zh: '用方程写出的两层模型' },
  'walkthrough.graph.title': { en: 'See the graph', zh: '查看计算图' },
  'walkthrough.graph.description': {
    en: 'Forward from left to right, and every gradient under its variable.\n[Show Graph](command:backprop.showGraph)',
    zh: '前向从左到右，每个梯度都在其变量下方。\n[显示计算图](command:backprop.showGraph)',
  },
  'walkthrough.graph.alt': { en: 'The computation graph of the model, forward and backward', zh: '模型的计算图，前向与反向' },
  'walkthrough.break.title': { en: 'Break a transpose', zh: '去掉一个转置' },
  'walkthrough.break.description': {
    en: 'Delete the ``ᵀ`` of ``A1ᵀ`` in ``dW2``. The product is underlined, and both shapes stand where they disagree.',
    zh: '删去 ``dW2`` 中 ``A1ᵀ`` 的 ``ᵀ``。乘积会被标出，两个形状就显示在不一致的地方。',
  },
  'walkthrough.break.alt': {
    en: '(1, 400) times (4, 400): the inner sizes 400 and 4 differ',
    zh: '(1, 400) 乘 (4, 400)：内侧大小 400 与 4 不一致',
  },
  'walkthrough.fix.title': { en: 'Apply the proven fix', zh: '应用已验证的修正' },
  'walkthrough.fix.description': {
    en: 'Put the cursor on the line and take the quick fix. It is offered because, with it, the gradient is exact.\n[Apply All Proven Fixes](command:backprop.applyProvenFixes)',
    zh: '把光标放在这一行，选择快速修复。之所以提供它，是因为改后梯度是精确的。\n[应用所有已验证的修正](command:backprop.applyProvenFixes)',
  },
  'walkthrough.fix.alt': { en: 'The derived equation of dW2 with its shapes', zh: 'dW2 的推导结果及其形状' },
  'walkthrough.check.title': { en: 'Check every gradient', zh: '检验每个梯度' },
  'walkthrough.check.description': {
    en: 'Each is compared with the exact derivative and, independently, with a numerical one. Hover over a name to see where it comes from.\n[Check Gradients](command:backprop.checkGradients)',
    zh: '每个梯度都与精确导数作比较，并独立地与数值导数作比较。把鼠标悬停在名称上，可以看到它是怎么得来的。\n[检验梯度](command:backprop.checkGradients)',
  },
  'walkthrough.check.alt': { en: 'Six gradients and their errors', zh: '六个梯度及其误差' },
  'walkthrough.train.title': { en: 'Train it', zh: '训练它' },
  'walkthrough.train.description': {
    en: 'Train with your gradients beside the exact ones, and see where they part.\n[Train](command:backprop.train)',
    zh: '用你的梯度与精确梯度并排训练，看它们在哪里分开。\n[训练](command:backprop.train)',
  },
  'walkthrough.train.alt': { en: 'The cost falling over the steps', zh: '代价随步数下降' },
  'walkthrough.practise.title': { en: 'Practise', zh: '练习' },
  'walkthrough.practise.description': {
    en: 'Write the backward pass yourself: each line is judged as you type, shape first, with hints when you want them.\n[Practise](command:backprop.practise?%5B%22logistic_regression.bp%22%5D)',
    zh: '自己写出反向传播：每一行都会边写边判，先看形状再看数值，需要时可看提示。\n[练习](command:backprop.practise?%5B%22logistic_regression.bp%22%5D)',
  },
  'walkthrough.practise.alt': { en: 'A blank line, a wrong one and a right one', zh: '空着的一行、写错的一行和写对的一行' },
});
