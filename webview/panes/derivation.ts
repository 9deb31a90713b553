// How a gradient follows from the forward pass: the chain, one factor a line with the forward line it comes from, and what they give.
import type { Derivation } from '../../src/host/protocol';
import type { Range } from '../../src/report/report';
import { h } from '../dom';
import { say } from '../text';
import { formulaElement } from './formula';

const size = 14;

export function derivationSection(
  { chain, steps, result, shapes }: Derivation,
  written: string | null,
  actions: { reveal(range: Range, focus: boolean): void },
): HTMLElement {
  const rows = steps.map(step =>
    h(
      'li',
      {},
      h('div', { class: 'scrolls' }, formulaElement(step.formula, size)),
      step.line === null
        ? h('span', { class: 'dim small code' }, step.forward)
        : h(
            'button',
            {
              class: 'link small code',
              title: say('line', { n: step.line }),
              onclick: () => actions.reveal(lineRange(step.line ?? 1), false),
            },
            step.forward,
          ),
    ),
  );
  return h(
    'section',
    { class: 'derivation' },
    h('h2', {}, say('derived')),
    chain ? h('div', { class: 'scrolls chain' }, formulaElement(chain, size)) : null,
    rows.length > 0 ? h('ol', {}, ...rows) : null,
    result ? h('div', { class: 'scrolls result' }, formulaElement(result, size + 2)) : null,
    shapes ? h('p', { class: 'dim small' }, shapes) : null,
    written ? h('p', { class: 'code' }, written) : null,
  );
}

const lineRange = (line: number): Range => ({ start: { line, column: 1 }, end: { line, column: 1 } });
