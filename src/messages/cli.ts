// What the command line says: usage, problems with files and options, the summary of a check.
import { defineMessages } from './index';

export const cli = defineMessages({
  usage: {
    en: 'usage: backprop COMMAND [OPTIONS] FILE…',
    zh: '用法：backprop 命令 [选项] 文件…',
  },
  commands: { en: 'Commands:', zh: '命令：' },
  options: { en: 'Options:', zh: '选项：' },
  checkSummary: {
    en: 'check every hand-written gradient and every shape of a model',
    zh: '检验模型中每个手写梯度和每个形状',
  },
  graphSummary: {
    en: 'write the computation graph as .svg, .html, .json, .dot or .mmd (Mermaid)',
    zh: '把计算图写成 .svg、.html、.json、.dot 或 .mmd（Mermaid）',
  },
  files: {
    en: 'FILE is a .bp, .py or .ipynb file; - reads standard input.',
    zh: '文件为 .bp、.py 或 .ipynb；- 表示读取标准输入。',
  },
  runSummary: {
    en: 'run a Python script in the built-in interpreter',
    zh: '在内置解释器中运行 Python 脚本',
  },
  onlyPython: { en: '{file}: only Python files can be run', zh: '{file}：只能运行 Python 文件' },
  deriveSummary: {
    en: 'derive the backward pass from the forward pass of a model',
    zh: '由模型的前向传播推导反向传播',
  },
  nothingToDerive: {
    en: '{file}: no loss was found to derive a backward pass from',
    zh: '{file}：没有找到可用来推导反向传播的损失',
  },
  optionJson: { en: 'print the reports as a JSON array', zh: '以 JSON 数组输出报告' },
  optionSarif: { en: 'print the findings as SARIF 2.1.0', zh: '以 SARIF 2.1.0 输出问题' },
  optionLang: { en: 'the language of the messages: en or zh', zh: '消息的语言：en 或 zh' },
  optionLanguage: {
    en: 'the language of the files: bp or python (needed for -)',
    zh: '文件的语言：bp 或 python（读取 - 时必须给出）',
  },
  optionFormat: { en: 'the format, where no file name says it', zh: '格式（文件名未说明时）' },
  optionAgainst: { en: 'another version: draw what differs', zh: '另一个版本：画出差异' },
  optionOut: { en: 'the file to write; its extension says the format', zh: '要写入的文件；格式由扩展名决定' },
  optionHelp: { en: 'this text', zh: '显示本帮助' },
  optionVersion: { en: 'the version', zh: '显示版本' },
  exitStatus: {
    en: 'Exit status: 0 no error found, 1 at least one error found, 2 a file could not be read or the command line is wrong.',
    zh: '退出状态：0 没有错误；1 至少一个错误；2 文件无法读取或命令行有误。',
  },

  noCommand: { en: 'a command is missing', zh: '缺少命令' },
  unknownCommand: { en: 'unknown command {name}', zh: '未知命令 {name}' },
  unknownOption: { en: 'unknown option {name}', zh: '未知选项 {name}' },
  optionNeedsValue: { en: 'option {name} needs a value', zh: '选项 {name} 需要一个值' },
  optionTakesNoValue: { en: 'option {name} takes no value', zh: '选项 {name} 不带值' },
  optionValue: { en: 'option {name} takes {allowed}, not {value}', zh: '选项 {name} 只能是 {allowed}，不能是 {value}' },
  optionsExclude: { en: 'options {first} and {second} exclude each other', zh: '选项 {first} 与 {second} 不能同时使用' },
  noFile: { en: 'a file is missing', zh: '缺少文件' },
  oneFile: { en: 'one file only, not {n}', zh: '只能给一个文件，而不是 {n} 个' },
  noOut: { en: 'option -o is missing: the file to write', zh: '缺少选项 -o：要写入的文件' },
  outFormat: {
    en: '{file}: write to a .svg, .html, .json, .dot or .mmd file',
    zh: '{file}：只能写入 .svg、.html、.json、.dot 或 .mmd 文件',
  },
  cannotWrite: { en: '{file}: cannot be written: {reason}', zh: '{file}：无法写入：{reason}' },
  noFolder: { en: 'there is no such folder', zh: '没有这个文件夹' },
  tryHelp: { en: 'try: backprop --help', zh: '请参见：backprop --help' },

  notFound: { en: '{file}: no such file', zh: '{file}：没有这个文件' },
  isDirectory: { en: '{file}: is a folder', zh: '{file}：是文件夹' },
  noPermission: { en: '{file}: may not be read', zh: '{file}：没有读取权限' },
  cannotRead: { en: '{file}: cannot be read: {reason}', zh: '{file}：无法读取：{reason}' },
  unknownLanguage: {
    en: '{file}: neither .bp, .py nor .ipynb; say which with --language bp or --language python',
    zh: '{file}：既不是 .bp、.py，也不是 .ipynb；请用 --language bp 或 --language python 指明',
  },
  stdinLanguage: {
    en: 'standard input: say which language with --language bp or --language python',
    zh: '标准输入：请用 --language bp 或 --language python 指明语言',
  },
  cell: { en: 'cell {n}', zh: '单元格 {n}' },
  optionFigures: {
    en: 'save what the script draws with matplotlib in this folder, as SVG',
    zh: '把脚本用 matplotlib 绘制的图以 SVG 存入此文件夹',
  },
  figureSaved: { en: 'figure saved in {file}', zh: '图已存入 {file}' },
  noFigures: { en: 'the script draws no figures', zh: '脚本没有绘制图' },
  notNotebook: { en: '{file}: not a notebook (no JSON with cells)', zh: '{file}：不是笔记本（不是含有单元格的 JSON）' },
  tooLarge: {
    en: '{file}: {size} MB of text; files above {limit} MB are not analysed',
    zh: '{file}：文本有 {size} MB；超过 {limit} MB 的文件不作分析',
  },
  binary: { en: '{file}: not a text file (byte 0 at offset {offset})', zh: '{file}：不是文本文件（偏移 {offset} 处有字节 0）' },
  notUtf8: {
    en: '{file}:{line}: byte 0x{byte} is not UTF-8; save the file as UTF-8',
    zh: '{file}:{line}：字节 0x{byte} 不是 UTF-8；请把文件存为 UTF-8',
  },
  internal: {
    en: '{file}: the analysis failed, which is a bug of Backprop Lens: {reason}',
    zh: '{file}：分析失败，这是 Backprop Lens 自身的错误：{reason}',
  },

  total: {
    en: '{files} {files:file|files}: {errors} {errors:error|errors}, {warnings} {warnings:warning|warnings}',
    zh: '{files} 个文件：{errors} 个错误，{warnings} 个警告',
  },
});
