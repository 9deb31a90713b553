// The grammar of `.bp`, tokenised as VS Code does it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createOnigScanner, createOnigString, loadWASM } from 'vscode-oniguruma';
import { type IGrammar, INITIAL, parseRawGrammar, Registry } from 'vscode-textmate';

const path = join(__dirname, '../../../media/bp.tmLanguage.json');

async function load(): Promise<IGrammar> {
  const wasm = readFileSync(join(dirname(require.resolve('vscode-oniguruma')), 'onig.wasm'));
  await loadWASM(wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength));
  const registry = new Registry({
    onigLib: Promise.resolve({ createOnigScanner, createOnigString }),
    loadGrammar: async () => parseRawGrammar(readFileSync(path, 'utf8'), path),
  });
  const grammar = await registry.loadGrammar('source.bp');
  assert.ok(grammar);
  return grammar;
}

describe('grammar of .bp', () => {
  let grammar: IGrammar;

  before(async () => {
    grammar = await load();
  });

  /** A line's tokens as `text:scope`, blanks left out, scopes without what all share. */
  function tokens(line: string): string[] {
    const { tokens: found } = grammar.tokenizeLine(line, INITIAL);
    return found
      .map(token => ({ text: line.slice(token.startIndex, token.endIndex).trim(), scope: token.scopes.at(-1) ?? '' }))
      .filter(({ text }) => text)
      .map(({ text, scope }) => `${text}:${scope.replace(/\.bp$/, '').split(' ')[0].replace(/\.bp$/, '')}`);
  }

  const cases: [name: string, line: string, expected: string[]][] = [
    [
      'ends a name at ᵀ, ² and a quote',
      "A1ᵀ + Z² * g1'(Z1)",
      [
        'A1:variable.other',
        'ᵀ:keyword.operator.transpose',
        '+:keyword.operator.arithmetic',
        'Z:variable.other',
        '²:keyword.operator.power',
        '*:keyword.operator.arithmetic',
        'g1:entity.name.function',
        "':keyword.operator.derivative",
        '(:punctuation.parenthesis',
        'Z1:variable.other',
        '):punctuation.parenthesis',
      ],
    ],
    [
      'knows gradients by their names',
      'dW2 = 1/m * dZ2 · A1ᵀ',
      [
        'dW2:entity.name.type',
        '=:keyword.operator.assignment',
        '1:constant.numeric',
        '/:keyword.operator.arithmetic',
        'm:variable.other',
        '*:keyword.operator.arithmetic',
        'dZ2:entity.name.type',
        '·:keyword.operator.product',
        'A1:variable.other',
        'ᵀ:keyword.operator.transpose',
      ],
    ],
    [
      'reads a declaration',
      'param  W1 (n1, n0) = 0.01 * randn',
      [
        'param:storage.type',
        'W1:variable.other',
        '(:punctuation.parenthesis',
        'n1:variable.other',
        ',:punctuation.separator',
        'n0:variable.other',
        '):punctuation.parenthesis',
        '=:keyword.operator.assignment',
        '0.01:constant.numeric',
        '*:keyword.operator.arithmetic',
        'randn:support.function.initial',
      ],
    ],
    [
      'reads sections, also before a comment',
      'forward  # left to right',
      ['forward:keyword.control.section', '# left to right:comment.line.number-sign'],
    ],
    [
      'takes a section word inside an equation for a name',
      'forward = 2',
      ['forward:variable.other', '=:keyword.operator.assignment', '2:constant.numeric'],
    ],
    [
      'takes names in any script',
      '权重 = Ω_1 @ été',
      ['权重:variable.other', '=:keyword.operator.assignment', 'Ω_1:variable.other', '@:keyword.operator.product', 'été:variable.other'],
    ],
    [
      'knows built-in functions and their options',
      "db = sum(dZ, axis=1) * σ'(Z)",
      [
        'db:entity.name.type',
        '=:keyword.operator.assignment',
        'sum:support.function',
        '(:punctuation.parenthesis',
        'dZ:entity.name.type',
        ',:punctuation.separator',
        'axis:variable.parameter',
        '=:keyword.operator.assignment',
        '1:constant.numeric',
        '):punctuation.parenthesis',
        '*:keyword.operator.arithmetic',
        'σ:support.function',
        "':keyword.operator.derivative",
        '(:punctuation.parenthesis',
        'Z:variable.other',
        '):punctuation.parenthesis',
      ],
    ],
    [
      'knows the transposed attribute from a number',
      'A1.T · .5 + 1e-3',
      [
        'A1:variable.other',
        '.T:keyword.operator.transpose',
        '·:keyword.operator.product',
        '.5:constant.numeric',
        '+:keyword.operator.arithmetic',
        '1e-3:constant.numeric',
      ],
    ],
    [
      'reads data with a range of columns',
      'data X, Y = csv("iris.csv", inputs=1..4)',
      [
        'data:storage.type',
        'X:variable.other',
        ',:punctuation.separator',
        'Y:variable.other',
        '=:keyword.operator.assignment',
        'csv:support.function.data',
        '(:punctuation.parenthesis',
        '":punctuation.definition.string.begin',
        'iris.csv:string.quoted.double',
        '":punctuation.definition.string.end',
        ',:punctuation.separator',
        'inputs:variable.parameter',
        '=:keyword.operator.assignment',
        '1:constant.numeric',
        '..:keyword.operator.range',
        '4:constant.numeric',
        '):punctuation.parenthesis',
      ],
    ],
    [
      'reads a function definition',
      'g1(z) = tanh(z)',
      [
        'g1:entity.name.function',
        '(:punctuation.definition.parameters.begin',
        'z:variable.parameter',
        '):punctuation.definition.parameters.end',
        '=:keyword.operator.assignment',
        'tanh:support.function',
        '(:punctuation.parenthesis',
        'z:variable.other',
        '):punctuation.parenthesis',
      ],
    ],
  ];

  for (const [name, line, expected] of cases) it(`${name}: ${line}`, () => assert.deepEqual(tokens(line), expected));
});
