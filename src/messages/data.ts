// What the readers of data files and the generators of data say.
import { defineMessages } from './index';

export const dataMessages = defineMessages({
  tooLarge: { en: '{size} MB; data above {limit} MB is not read', zh: '有 {size} MB；超过 {limit} MB 的数据不读取' },
  empty: { en: 'no data in it', zh: '其中没有数据' },
  ragged: {
    en: 'row {row} has {got} {got:field|fields}, the rows before it have {expected}',
    zh: '第 {row} 行有 {got} 列，而前面各行有 {expected} 列',
  },
  missing: {
    en: 'a value is missing in row {row}, column {column}: fill it in, or remove the row',
    zh: '第 {row} 行第 {column} 列缺少数值：请补上，或删去该行',
  },
  notNumber: {
    en: '“{text}” in row {row}, column {column} is not a number; only a label may be text',
    zh: '第 {row} 行第 {column} 列的“{text}”不是数；只有标签可以是文字',
  },
  openQuote: { en: 'the quote that opens in row {row} is never closed', zh: '第 {row} 行的引号没有闭合' },
  noColumn: { en: 'there is no column {name}; there are {n}: {known}', zh: '没有第 {name} 列；共有 {n} 列：{known}' },
  more: { en: '{n} more {n:problem|problems} of this kind', zh: '另有 {n} 个同类问题' },
  notUtf8: { en: 'row {row} is not UTF-8: save the file as UTF-8', zh: '第 {row} 行不是 UTF-8：请把文件存为 UTF-8' },

  notNpy: { en: 'not a .npy file: it does not begin with \\x93NUMPY', zh: '不是 .npy 文件：开头不是 \\x93NUMPY' },
  npyVersion: { en: 'version {version} of the .npy format is not known', zh: '未知的 .npy 格式版本 {version}' },
  npyHeader: { en: 'the header of this .npy file cannot be read', zh: '无法读取该 .npy 文件的文件头' },
  npyPickled: {
    en: 'an array of Python objects is stored as a pickle, which is a program: it is not run. Save numbers only',
    zh: 'Python 对象数组以 pickle 存储，而 pickle 是程序：不予执行。请只保存数值',
  },
  npyType: { en: 'numbers of the type {type} are not read; save as float64', zh: '不能读取类型 {type}；请存为 float64' },
  truncated: {
    en: 'cut off: {expected} bytes of numbers are announced, {got} are there',
    zh: '文件不完整：应有 {expected} 字节数值，实际只有 {got} 字节',
  },
  notZip: { en: 'not a .npz file, or damaged: {reason}', zh: '不是 .npz 文件，或已损坏：{reason}' },
  zipBomb: {
    en: '{name} would unpack to {size} MB, more than the {limit} MB that are read',
    zh: '{name} 解压后有 {size} MB，超过可读取的 {limit} MB',
  },
  noArray: { en: 'there is no array {name} in it; there are: {known}', zh: '其中没有数组 {name}；有：{known}' },

  noFile: { en: 'no such file in the workspace', zh: '工作区中没有这个文件' },
  outside: { en: 'the path leaves the workspace', zh: '路径超出了工作区' },
  unknownSource: { en: '{name} is neither a reader nor a generator: {known}', zh: '{name} 既不是读取函数也不是生成函数：{known}' },
  needsPath: { en: '{name} needs the path of a file', zh: '{name} 需要文件路径' },
  badOption: { en: '{name}={value}: {expected}', zh: '{name}={value}：{expected}' },
  unknownOption: { en: '{source} has no option {name}; it has: {known}', zh: '{source} 没有选项 {name}；可用：{known}' },
  wantPositive: { en: 'a number of 0 or more', zh: '应为不小于 0 的数' },
  wantCount: { en: 'a whole number from {low} to {high}', zh: '应为 {low} 到 {high} 的整数' },
  inputRows: {
    en: '{name} has {expected} {expected:row|rows}, but the data has {got} {got:feature|features} an example',
    zh: '{name} 有 {expected} 行，而数据每个样本有 {got} 个特征',
  },
  labelClasses: {
    en: '{name} has {rows} {rows:row|rows}, but the labels have {n} {n:class|classes}: {known}',
    zh: '{name} 有 {rows} 行，而标签有 {n} 类：{known}',
  },
  labelNotBinary: {
    en: '{name} has one row, so its text labels must be of two classes, not {n}: {known}',
    zh: '{name} 只有一行，文字标签只能有两类，而不是 {n} 类：{known}',
  },
  examplesDiffer: { en: '{a} has {n} examples, {b} has {k}', zh: '{a} 有 {n} 个样本，{b} 有 {k} 个' },
  rankTwo: { en: '{name} has {rank} axes; data for training has one or two', zh: '{name} 有 {rank} 个轴；训练数据只能有一或两个轴' },
  tooFew: { en: '{n} {n:example|examples} only', zh: '只有 {n} 个样本' },
  oneExampleClass: { en: 'class {name} has one example only', zh: '类别 {name} 只有一个样本' },
  targets: { en: '{source} fills one input and one label, not {n} names', zh: '{source} 填充一个输入和一个标签，而不是 {n} 个名称' },
  noLabelColumn: { en: 'say which column holds the label: label=5', zh: '请指明标签所在的列：label=5' },
});
