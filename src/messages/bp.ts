// What the .bp language says: what could not be read, which names do not exist, what could not be evaluated.
import { defineMessages } from './index';

export const bpMessages = defineMessages({
  // Characters
  binary: {
    en: 'This is not a text file: it has bytes that no text has. A model file is UTF-8 text.',
    zh: '这不是文本文件：其中有文本不会出现的字节。模型文件应为 UTF-8 文本。',
  },
  tooLong: {
    en: 'The file has {size} characters; model files are read up to {limit}. Nothing in it was analysed.',
    zh: '文件有 {size} 个字符；模型文件最多读取 {limit} 个。其中内容均未分析。',
  },
  tooManyStatements: { en: 'Only the first {limit} statements are read.', zh: '只读取前 {limit} 条语句。' },
  badCharacter: { en: '{wrote} means nothing in this language.', zh: '{wrote} 在本语言中没有意义。' },
  badCode: { en: 'The character {code} means nothing in this language.', zh: '字符 {code} 在本语言中没有意义。' },
  braces: {
    en: 'Braces are not used here: write (…) for grouping and name_1 or name1 for an index.',
    zh: '这里不用花括号：分组用 (…)，下标写作 name1。',
  },
  lookAlike: {
    en: '{wrote} ({code}) is not the operator it looks like. It is read as {meant}.',
    zh: '{wrote}（{code}）不是它看起来的那个运算符，这里按 {meant} 读取。',
  },
  subscript: {
    en: 'A name cannot have digits below the line: {wrote} is read as {name}.',
    zh: '名称不能含下标数字：{wrote} 按 {name} 读取。',
  },
  superscript: { en: '{wrote} is read as {text}; only ² and ³ are operators.', zh: '{wrote} 按 {text} 读取；只有 ² 和 ³ 是运算符。' },
  semicolon: { en: 'A statement ends with its line: no ; is needed.', zh: '语句随行结束，不需要 ;。' },
  semicolonWithin: {
    en: 'One statement a line: put what follows the ; on a line of its own.',
    zh: '每行一条语句：请把 ; 之后的内容另起一行。',
  },
  backslash: {
    en: 'A line that ends in an operator or has an open bracket goes on by itself: no \\ is needed.',
    zh: '以运算符结尾或括号未闭合的行会自动续行，不需要 \\。',
  },
  openString: { en: 'This text has no closing ".', zh: '这段文字缺少右引号 "。' },

  // Expressions
  unexpected: { en: '{found} cannot stand here.', zh: '{found} 不能出现在这里。' },
  endsEarly: { en: 'The statement ends after {after}, but more must follow.', zh: '语句在 {after} 之后结束，但后面应当还有内容。' },
  noOperand: {
    en: '{operator} has nothing on its right side to work on.',
    zh: '{operator} 的右边没有运算对象。',
  },
  noLeftOperand: { en: '{operator} has nothing on its left side to work on.', zh: '{operator} 的左边没有运算对象。' },
  missingComma: { en: 'A comma is missing between {before} and {option}.', zh: '{before} 与 {option} 之间缺少逗号。' },
  sideBySide: {
    en: '{left} and {right} stand side by side without an operator. Write · for the matrix product, * for element by element.',
    zh: '{left} 与 {right} 之间没有运算符。矩阵乘积写 ·，逐元素相乘写 *。',
  },
  chained: {
    en: 'Comparisons cannot be chained. Compare twice and multiply the masks: (0 < Z) * (Z < 1).',
    zh: '比较不能连写。请分别比较再把掩码相乘：(0 < Z) * (Z < 1)。',
  },
  notEqual: { en: 'There is no !=. Write 1 - ({left} == …).', zh: '没有 != 运算符。请写 1 - ({left} == …)。' },
  equalsWithin: {
    en: '= gives a name its value, once a statement; to compare, write ==.',
    zh: '= 用于给名称赋值，每条语句一次；比较请写 ==。',
  },
  unaryPlus: {
    en: 'A + in front of a value does nothing; it is not part of the language.',
    zh: '值前面的 + 没有作用，本语言中没有这种写法。',
  },
  doubleStar: { en: 'A power is written ^: A^2, or A².', zh: '乘方写作 ^：A^2，或 A²。' },
  primeOnValue: {
    en: "A ' is the derivative of a function, as in tanh'(Z1); {text} is a value. Its transpose is {text}ᵀ.",
    zh: "' 表示函数的导数，如 tanh'(Z1)；而 {text} 是一个值，它的转置写作 {text}ᵀ。",
  },
  bareDerivative: { en: '{name} is a function; say where it is taken: {name}(Z1).', zh: '{name} 是函数；请写明在何处取值：{name}(Z1)。' },
  attribute: {
    en: 'Values have no .{name}; .T is the transpose, everything else is a function: {name}(A).',
    zh: '值没有 .{name}；.T 是转置，其余都是函数：{name}(A)。',
  },
  strayDot: { en: 'A dot stands here that belongs to nothing; .T is the transpose.', zh: '这里的点不属于任何内容；.T 表示转置。' },
  numpyPrefix: {
    en: 'Functions go by their own names here: {name}, without {prefix}',
    zh: '这里的函数直接用自己的名称：写 {name}，不加 {prefix}',
  },
  listLiteral: {
    en: 'A list in brackets is no value here; [ … ] takes a part of a value: A[0, :].',
    zh: '这里不能用列表作为值；[ … ] 用来取值的一部分：A[0, :]。',
  },
  strayBracket: { en: 'This {bracket} closes nothing.', zh: '这个 {bracket} 没有对应的左括号。' },
  openBracket: { en: 'This {bracket} is never closed.', zh: '这个 {bracket} 没有闭合。' },
  otherBracket: { en: '{open} is closed with {close}.', zh: '{open} 却用 {close} 闭合。' },
  emptyBrackets: { en: 'There is nothing between these brackets.', zh: '这对括号里没有内容。' },
  emptyIndex: {
    en: 'An index is missing: A[i, :] takes row i, A[1:3, :] rows 1 and 2.',
    zh: '缺少下标：A[i, :] 取第 i 行，A[1:3, :] 取第 1、2 行。',
  },
  noArguments: { en: '{name} is called without anything to work on.', zh: '调用 {name} 时没有给出参数。' },
  tooDeep: { en: 'This is nested too deeply to be read; give its parts names.', zh: '嵌套过深，无法读取；请给其中的部分命名。' },

  // Statements
  form_sizes: { en: 'sizes names the sizes: sizes n0 = 3, m = 20', zh: 'sizes 用来命名尺寸：sizes n0 = 3, m = 20' },
  form_input: { en: 'input names data and its shape: input X (n0, m)', zh: 'input 声明数据及其形状：input X (n0, m)' },
  form_label: { en: 'label names the target and its shape: label Y (n2, m)', zh: 'label 声明目标及其形状：label Y (n2, m)' },
  form_param: {
    en: 'param names a parameter, its shape and its start: param W1 (n1, n0) = 0.01 * randn',
    zh: 'param 声明参数、形状和初值：param W1 (n1, n0) = 0.01 * randn',
  },
  form_const: { en: 'const names a number: const lambda = 0.7', zh: 'const 声明常数：const lambda = 0.7' },
  form_data: {
    en: 'data fills inputs and labels: data X, Y = csv("iris.csv", inputs=1..4, label=5), or data X, Y = moons(noise=0.2)',
    zh: 'data 填充输入与标签：data X, Y = csv("iris.csv", inputs=1..4, label=5)，或 data X, Y = moons(noise=0.2)',
  },
  form_seed: { en: 'seed takes a number: seed 3', zh: 'seed 后面是一个数：seed 3' },
  form_loss: { en: 'loss names the loss: loss J', zh: 'loss 指明损失：loss J' },
  form_optimizer: { en: 'optimizer names one: optimizer gd(rate=1.2)', zh: 'optimizer 指明优化器：optimizer gd(rate=1.2)' },
  form_steps: { en: 'steps takes a number: steps 10000', zh: 'steps 后面是步数：steps 10000' },
  form_batch: { en: 'batch takes a number of examples: batch 32', zh: 'batch 后面是样本数：batch 32' },
  form_schedule: { en: 'schedule names one: schedule cosine', zh: 'schedule 指明学习率计划：schedule cosine' },
  form_split: { en: 'split takes the share to train on: split 0.8', zh: 'split 后面是训练集所占比例：split 0.8' },
  form_stop: { en: 'stop says when to stop: stop early(patience=20)', zh: 'stop 指明何时停止：stop early(patience=20)' },
  unknownKeyword: { en: 'No statement begins with {word}. Did you mean {meant}?', zh: '没有以 {word} 开头的语句。是否应为 {meant}？' },
  noEquals: { en: 'The = that gives {name} its value is missing.', zh: '缺少给 {name} 赋值的 =。' },
  plainEquals: { en: 'A name gets its value with a plain =, not {wrote}.', zh: '赋值用单个 =，而不是 {wrote}。' },
  inPlace: { en: 'There is no {operator}: an equation gives a name its whole value.', zh: '没有 {operator}：方程一次给出名称的全部值。' },
  sizesComma: { en: 'Sizes are separated by commas.', zh: '各个尺寸之间用逗号分隔。' },
  noShape: { en: '{name} needs its shape: {keyword} {name} (n, m)', zh: '{name} 需要形状：{keyword} {name} (n, m)' },
  bareShape: { en: 'A shape stands in brackets: {text}', zh: '形状要写在括号里：{text}' },
  noStart: { en: '{name} needs a start: a number, randn, he, zeros …', zh: '{name} 需要初值：一个数、randn、he、zeros 等' },
  inputStart: {
    en: 'An {kind} has no start: {name} is drawn at random, or filled by a data statement.',
    zh: '{kind} 没有初值：{name} 随机生成，或由 data 语句填充。',
  },
  constShape: { en: 'A constant is a number and has no shape: const {name} = 0.7', zh: '常数是一个数，没有形状：const {name} = 0.7' },
  sectionColon: { en: '{name} stands alone, without a colon.', zh: '{name} 单独成行，不加冒号。' },
  afterSection: { en: '{name} stands alone on its line.', zh: '{name} 应单独成行。' },
  noSection: { en: '{name} is an equation before the line forward.', zh: '{name} 这条方程出现在 forward 一行之前。' },
  equationInTrain: {
    en: '{name} is an equation; train holds settings only. Equations belong under forward or backward.',
    zh: '{name} 是方程；train 中只有设置。方程应放在 forward 或 backward 中。',
  },
  outsideTrain: { en: '{word} is a setting of the section train.', zh: '{word} 是 train 部分的设置。' },
  noName: { en: '{text} computes something and gives it no name: write name = …', zh: '{text} 算出了结果却没有命名：请写 名称 = …' },
  target: { en: '{text} cannot be given a value: on the left of = stands one name.', zh: '不能给 {text} 赋值：= 左边应是一个名称。' },
  misplacedOperator: {
    en: 'A line cannot begin with {operator}: put it at the end of the line before, which then goes on here.',
    zh: '一行不能以 {operator} 开头：请把它放到上一行末尾，上一行便会续到这里。',
  },
  definedDerivative: {
    en: 'The derivative of {name} follows from {name} and is not defined by hand.',
    zh: '{name} 的导数由 {name} 得出，不需手工定义。',
  },
  parameterName: { en: 'The arguments of {name} are names: g(z) = tanh(z)', zh: '{name} 的参数应是名称：g(z) = tanh(z)' },
  parameterTwice: { en: 'Two arguments are called {name}.', zh: '有两个参数都叫 {name}。' },
  noParameters: {
    en: '{name} has no argument; without one, a constant does: const {name} = …',
    zh: '{name} 没有参数；不需参数时请用常数：const {name} = …',
  },
  declaredTwice: { en: '{name} is declared already, in line {line}.', zh: '{name} 已在第 {line} 行声明。' },
  assignedTwice: {
    en: '{name} has a value already, from line {line}; from here on it has this one.',
    zh: '{name} 在第 {line} 行已有值；从这里起改用新值。',
  },
  definedHere: { en: '{name} is defined here', zh: '{name} 在此定义' },
  notRead: { en: 'not a statement', zh: '不是语句' },
  manyProblems: { en: '{count} more {count:problem|problems} in this file.', zh: '此文件中还有 {count} 个问题。' },

  // Sizes and declarations
  zeroSize: { en: 'A size is a whole number of at least 1, not 0.', zh: '尺寸应为不小于 1 的整数，不能是 0。' },
  negativeSize: { en: 'A size is a whole number of at least 1, not {value}.', zh: '尺寸应为不小于 1 的整数，不能是 {value}。' },
  brokenSize: { en: 'A size is a whole number; this is {value}.', zh: '尺寸应为整数；这里是 {value}。' },
  notASize: { en: 'A size is computed from numbers and earlier sizes only.', zh: '尺寸只能由数和前面的尺寸算出。' },
  sizeWanted: { en: '{text} is no size: a name of sizes or a whole number is needed.', zh: '{text} 不是尺寸：需要 sizes 中的名称或整数。' },
  seedNumber: { en: 'A seed is a whole number of at least 0.', zh: '种子应为不小于 0 的整数。' },
  startCalled: {
    en: '{name} has the shape of its parameter already: write {name} alone.',
    zh: '{name} 已经具有参数的形状：只写 {name} 即可。',
  },
  startShape: {
    en: 'The start of {name} has the shape {given}, but {name} is declared as ({declared}).',
    zh: '{name} 的初值形状为 {given}，而声明的形状是 ({declared})。',
  },
  dataShape: {
    en: '{name} is declared as ({declared}), but its data is ({given}).',
    zh: '{name} 声明为 ({declared})，而数据是 ({given})。',
  },
  dataTarget: { en: '{name} is no input and no label, so data cannot fill it.', zh: '{name} 既不是输入也不是标签，不能用数据填充。' },
  dataOption: { en: '{text} must be a number, a text, or a range of columns: 1..4', zh: '{text} 应为数、文字或列的范围：1..4' },
  dataUnread: {
    en: 'Files are not read here: the values are drawn at random instead.',
    zh: '此处不读取文件：改用随机值。',
  },
  tooLarge: {
    en: '{text} would have {entries} entries: it is not evaluated, nor is what depends on it.',
    zh: '{text} 将有 {entries} 个元素：不予计算，依赖它的内容也不计算。',
  },
  budget: {
    en: 'The model is too large to be evaluated as a whole; from {text} ({entries} entries) on it is not.',
    zh: '模型太大，无法全部计算；从 {text}（{entries} 个元素）起不再计算。',
  },
  tooManyEntries: { en: 'This has too many entries to be evaluated.', zh: '元素太多，无法计算。' },

  // Names
  unknownSize: { en: 'There is no size {name}. Name it above: sizes {name} = …', zh: '没有尺寸 {name}。请在上方声明：sizes {name} = …' },
  unknownName: { en: 'Nothing is called {name} here.', zh: '这里没有名为 {name} 的量。' },
  unknownNameMeant: { en: 'Nothing is called {name} here. Did you mean {meant}?', zh: '这里没有名为 {name} 的量。是否应为 {meant}？' },
  unknownFunction: { en: 'There is no function {name}.', zh: '没有名为 {name} 的函数。' },
  unknownFunctionMeant: { en: 'There is no function {name}. Did you mean {meant}?', zh: '没有名为 {name} 的函数。是否应为 {meant}？' },
  usedBefore: {
    en: '{name} is used before it has a value: it gets one in line {line}. Move this line below it.',
    zh: '{name} 在得到值之前就被使用：它在第 {line} 行才有值。请把这一行移到其后。',
  },
  notAFunction: { en: '{name} is a value, not a function.', zh: '{name} 是值，不是函数。' },
  functionAsValue: { en: '{name} is a function; say what of: {name}(Z1).', zh: '{name} 是函数；请写明参数：{name}(Z1)。' },
  needsUnknown: { en: '{name} depends on something that has no value because of an error.', zh: '{name} 依赖的量因出错而没有值。' },

  // Calls
  builtinCount: {
    en: '{name} takes its arguments as in {signature}; here {given:is|are} {given}.',
    zh: '{name} 的参数形式为 {signature}；这里给了 {given} 个。',
  },
  argumentCount: {
    en: '{name} has {wanted} {wanted:argument|arguments}; here {given:is|are} {given}.',
    zh: '{name} 有 {wanted} 个参数；这里给了 {given} 个。',
  },
  namedArgument: { en: '{name} takes its arguments by place, without names.', zh: '{name} 的参数按位置给出，不写名称。' },
  unknownOption: { en: '{name} has no option {option}; it has: {options}.', zh: '{name} 没有选项 {option}；可用：{options}。' },
  noOptions: { en: '{name} has no options, so no {option} either.', zh: '{name} 没有选项，因此也没有 {option}。' },
  optionTwice: { en: '{option} is given twice.', zh: '{option} 给了两次。' },
  optionNumber: { en: '{option} must be a number known beforehand; {text} is not.', zh: '{option} 应是预先确定的数；{text} 不是。' },
  optionFlag: { en: '{option} is True or False; {text} is neither.', zh: '{option} 应为 True 或 False；{text} 两者都不是。' },
  optionPositive: { en: '{name} must be a number above 0.', zh: '{name} 应为大于 0 的数。' },
  optionNotNegative: { en: '{name} must be a number of at least 0.', zh: '{name} 应为不小于 0 的数。' },
  optionBelowOne: { en: '{name} must be a number of at least 0 and below 1.', zh: '{name} 应为不小于 0 且小于 1 的数。' },
  axisNumber: {
    en: 'An axis is a whole number: 0 runs down the rows, 1 along the columns. {text} is none.',
    zh: '轴应为整数：0 沿行向下，1 沿列向右。{text} 不是。',
  },
  oneAxis: { en: '{name} runs along one axis.', zh: '{name} 只能沿一个轴进行。' },
  twoArrays: {
    en: '{name} takes one array; of two, element by element, it is {meant}.',
    zh: '{name} 只接受一个数组；两个数组逐元素比较用 {meant}。',
  },
  concatAxis: { en: 'The axis is named: axis={text}', zh: '轴要写出名称：axis={text}' },
  tooManyCalls: {
    en: 'More than {count} calls of functions: from here on they are not evaluated.',
    zh: '函数调用超过 {count} 次：从这里起不再计算。',
  },
  recursion: { en: '{name} calls itself without end.', zh: '{name} 无休止地调用自身。' },
  derivativeArguments: {
    en: "{name}' needs a function of one argument; say the derivative of another as an equation.",
    zh: "{name}' 只适用于单参数函数；其他函数的导数请写成方程。",
  },
  notElementwise: {
    en: "{name} does not act on each entry by itself, so there is no {name}' to multiply with element by element.",
    zh: "{name} 不是逐元素的函数，因此没有可以逐元素相乘的 {name}'。",
  },
  keepRange: {
    en: 'keep is the share of units that stay: above 0 and at most 1, not {keep}.',
    zh: 'keep 是保留单元的比例：大于 0 且不超过 1，不能是 {keep}。',
  },
  noMask: { en: 'No dropout made {name}, so it has no mask.', zh: '{name} 不是由 dropout 得到的，因此没有掩码。' },
  notAValue: { en: '{text} is no value that could be computed with.', zh: '{text} 不是可以参与运算的值。' },
  tooManyIndices: {
    en: '{name} is {shape}: it has {axes} {axes:axis|axes}, but {count} indices are given.',
    zh: '{name} 的形状是 {shape}：有 {axes} 个轴，却给了 {count} 个下标。',
  },
  indexNumber: {
    en: '{text} is no index: it must be a whole number known beforehand, or a range 1:3.',
    zh: '{text} 不能作下标：应为预先确定的整数，或范围 1:3。',
  },
  indexRange: {
    en: 'The index {index} is out of range: axis {axis} of {name} has the size {size}, so its indices are 0 to {last}.',
    zh: '下标 {index} 越界：{name} 的轴 {axis} 大小为 {size}，下标为 0 到 {last}。',
  },
  zeroStep: { en: 'A step of 0 goes nowhere.', zh: '步长为 0 无法前进。' },

  // Loss and training
  noLoss: {
    en: 'forward ends without a scalar: {name} has more than one entry. Without a loss no gradient can be checked.',
    zh: 'forward 末尾没有标量：{name} 有多个元素。没有损失就无法检验梯度。',
  },
  lossShape: { en: 'The loss must be a single number; {name} is {shape}.', zh: '损失应为一个数；{name} 的形状是 {shape}。' },
  lossTwice: { en: 'The loss is named already, in line {line}: {name}.', zh: '第 {line} 行已指明损失：{name}。' },
  unknownLoss: { en: 'forward defines nothing called {name}.', zh: 'forward 中没有定义 {name}。' },
  unknownLossMeant: {
    en: 'forward defines nothing called {name}. Did you mean {meant}?',
    zh: 'forward 中没有定义 {name}。是否应为 {meant}？',
  },
  wholeNumber: { en: '{name} must be a whole number of at least {least}.', zh: '{name} 应为不小于 {least} 的整数。' },
  numberBetween: { en: '{name} must be a number from {least} to {most}.', zh: '{name} 应为 {least} 到 {most} 的数。' },
  settingForm: { en: '{kind} names one of: {known}', zh: '{kind} 应为以下之一：{known}' },
  unknownSetting: { en: 'There is no {kind} {name}; there are: {known}', zh: '没有名为 {name} 的 {kind}；可用：{known}' },

  // Fixes
  fixWrite: { en: 'Write {text}', zh: '写作 {text}' },
  fixInsert: { en: 'Insert {text}', zh: '插入 {text}' },
  fixDelete: { en: 'Delete {text}', zh: '删除 {text}' },
  fixProduct: { en: 'Insert the product sign: {text}', zh: '插入乘号：{text}' },
  fixName: { en: 'Replace {before} by {after}', zh: '把 {before} 换成 {after}' },
  fixMoveUp: { en: 'Move {operator} to the end of the line before', zh: '把 {operator} 移到上一行末尾' },
  fixNewLine: { en: 'Begin a new line', zh: '另起一行' },
  fixSeveral: { en: '{first}, and {count} more', zh: '{first}，另有 {count} 处' },
});
