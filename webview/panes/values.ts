// The values in the side pane: whole tensors once the host has sent them, until then the report's samples.
import type { Gradient, GraphNode, ValueSample } from '../../src/report/report';
import { h } from '../dom';
import { number, say, shapeText } from '../text';
import { heat, largestOf, noValue } from './heat';
import type { TensorBox } from './tensorBox';

/** Smaller differences are not seen in a map. */
const unseen = 1e-3;

export function tensorSection(shown: GraphNode, box: TensorBox): HTMLElement {
  const elsewhere = shown.status === 'wrong' && box.difference !== null && box.difference < unseen;
  const missing = shown.error !== undefined && !box.has('own') ? missingRow() : null;
  return h(
    'section',
    { class: 'values' },
    h('h2', {}, say('valuesTitle')),
    missing,
    box.element,
    elsewhere ? h('p', { class: 'dim small' }, say('elsewhere')) : null,
  );
}

const missingRow = (): HTMLElement =>
  h(
    'div',
    { class: 'map' },
    h('span', {}, say('valuesHand')),
    noValue(150, say('valuesNone')),
    h('span', { class: 'dim' }, say('valuesNone')),
  );

export function sampleSection(shown: GraphNode, gradient: Gradient | undefined): HTMLElement | null {
  const rows: HTMLElement[] = [];
  const own = gradient?.hand ?? shown.values;
  const scale = Math.max(largestOf(own), largestOf(gradient?.exact));
  const row = (name: string, sample: ValueSample) =>
    rows.push(
      h(
        'div',
        { class: 'map' },
        h('span', {}, name),
        heat(sample, 150, 96, scale, name),
        h('span', { class: 'dim' }, say('largest', { value: number(largestOf(sample)) })),
      ),
    );
  if (shown.error !== undefined) rows.push(missingRow());
  else if (own) row(gradient ? say('valuesHand') : say('valuesOwn'), own);
  if (gradient?.exact) row(say('valuesExact'), gradient.exact);
  if (rows.length === 0) return null;
  const about = shown.error === undefined ? own : undefined;
  const stats =
    about &&
    h(
      'p',
      { class: 'dim small' },
      say('stats', { min: number(about.min), max: number(about.max), mean: number(about.mean), norm: number(about.norm) }),
    );
  const part = about && about.rows * about.columns < shown.shape.reduce((size, n) => size * n, 1);
  const sampled =
    part && h('p', { class: 'dim small' }, say('sampled', { rows: about.rows, columns: about.columns, shape: shapeText(shown.shape) }));
  return h('section', {}, h('h2', {}, say('valuesTitle')), ...rows, stats, sampled);
}
