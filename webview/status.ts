// The status line, and the legend: how the gradients stand, how much was analysed, what the marks and lines mean.
import type { Snapshot } from '../src/host/protocol';
import type { GradientStatus } from '../src/report/report';
import { h, s } from './dom';
import { mark } from './icons';
import { number, say } from './text';

export function statusLine({ report, scene, took, comparison }: Snapshot): HTMLElement[] {
  const { gradients, coverage, loss } = report;
  const count = (...states: GradientStatus[]) => gradients.filter(gradient => states.includes(gradient.status)).length;
  const right = count('correct', 'correct-scaled');
  const items: (HTMLElement | null)[] = [
    comparison ? h('span', { class: 'tally' }, tally(comparison)) : null,
    gradients.length === 0
      ? h('span', { class: 'dim' }, say('statusNoGradients'))
      : h(
          'span',
          { class: 'right-count' },
          right === gradients.length ? mark('correct', '', 14) : null,
          say('statusGradients', { right, n: gradients.length }),
        ),
    item('wrong', count('wrong'), 'statusWrong'),
    item('inherited', count('inherited'), 'statusInherited'),
    item('unchecked', count('unchecked'), 'statusUnchecked'),
    h('span', { class: 'dim wide' }, say('statusCoverage', { done: coverage.executed, n: coverage.statements })),
    h('span', { class: 'grow' }),
    scene.folded > 0 ? h('span', { class: 'dim' }, say('statusFolded', { n: scene.total, shown: scene.nodes.length })) : null,
    loss && loss.value !== null
      ? h('span', { class: 'dim wide' }, say('statusLoss', { name: loss.name, value: number(loss.value, 4) }))
      : null,
    took === undefined ? null : h('span', { class: 'dim wide' }, say('statusTook', { n: Math.round(took) })),
  ];
  return items.filter(each => each !== null);
}

/** 2 added · 1 removed · 3 changed */
function tally({ added, removed, changed }: NonNullable<Snapshot['comparison']>): string {
  if (added + removed + changed === 0) return say('noDifference');
  const parts = [
    ['added', added, '+'],
    ['removed', removed, '−'],
    ['changed', changed, '≠'],
  ] as const;
  return parts
    .filter(([, n]) => n > 0)
    .map(([kind, n, sign]) => `${sign} ${n} ${say(`change.${kind}`)}`)
    .join(' · ');
}

function item(status: GradientStatus, n: number, key: string): HTMLElement | null {
  return n === 0 ? null : h('span', { class: `word ${status}` }, mark(status, '', 14), say(key, { n }));
}

/** Only what the picture shows. */
export function legend({ report, scene }: Snapshot): HTMLElement[] {
  const items: HTMLElement[] = [];
  for (const status of ['correct', 'correct-scaled', 'wrong', 'inherited', 'unchecked'] as const) {
    if (!report.graph.nodes.some(node => node.status === status)) continue;
    items.push(h('span', {}, mark(status, '×m'), say(`legend.${status}`)));
  }
  for (const [kind, key] of [
    ['forward', 'legend.value'],
    ['backward', 'legend.gradient'],
    ['reused', 'legend.reused'],
  ] as const) {
    if (!scene.edges.some(edge => edge.kind === kind)) continue;
    const line = s(
      'svg',
      { width: 44, height: 12, 'aria-hidden': 'true' },
      s('path', { class: `edge ${kind}`, d: 'M1 6h41', 'marker-end': `url(#arrow-${kind})` }),
    );
    items.push(h('span', {}, line, say(key)));
  }
  return items;
}
