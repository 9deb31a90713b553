// A diagnosis in words, with its numbers as people read them.
import { trainMessages as say } from '../messages/train';
import type { Diagnosis } from './diagnose';

/** Three digits, never rounded to 0. */
export function shownNumber(value: number | string): string {
  if (typeof value === 'string') return value;
  if (!Number.isFinite(value)) return String(value);
  const size = Math.abs(value);
  if (size === 0) return '0';
  if (size < 1e-3 || size >= 1e7) return value.toExponential(1).replace('e+', 'e').replace('-', '−').replace('e-', 'e−');
  if (size >= 1000) return Math.round(value).toLocaleString('en');
  return String(Number(value.toPrecision(3))).replace('-', '−');
}

export function describe({ kind, name, numbers }: Diagnosis): string {
  const n = (key: string): string => shownNumber(numbers[key]);
  const raw = (key: string): number => Number(numbers[key]);
  switch (kind) {
    case 'wrong-gradient': {
      const what =
        raw('angle') < 1
          ? say('diagWrongScale', { name, factor: n('factor'), of: n('of') })
          : say('diagWrongGradient', { name, angle: n('angle') });
      const parted = raw('parted') >= 0 ? ` ${say('diagParted', { step: n('parted') })}` : '';
      return `${what}${parted}${numbers.falls ? ` ${say('diagStillDown')}` : ''}`;
    }
    case 'nan':
      return say('diagNan', { value: n('value'), step: n('step'), operation: n('operation') });
    case 'exploding':
      return say('diagExploding', { name, growth: n('growth'), step: n('step'), norm: n('norm') });
    case 'vanishing':
      return say('diagVanishing', { name, ratio: n('ratio'), last: n('last'), layers: n('layers') });
    case 'dead':
      return say('diagDead', { name, dead: n('dead'), units: n('units') });
    case 'saturated':
      return say('diagSaturated', { name, percent: n('percent') });
    case 'rate-high':
      return say('diagRateHigh', { rate: n('rate'), percent: n('percent'), lower: n('lower') });
    case 'rate-low':
      return say('diagRateLow', { rate: n('rate'), percent: n('percent'), ratio: n('ratio') });
    case 'zero-start':
      return say('diagZeroStart', { name, units: n('units') });
    case 'rising':
      return say('diagRising', { name, lowest: n('lowest'), last: n('last') });
    case 'plateau':
      return say('diagPlateau', { name, last: n('last'), steps: n('steps') });
    case 'labels':
      return say('diagLabels', { name, value: n('value'), output: n('output') });
    case 'unscaled':
      return say('diagUnscaled', { name, least: n('least'), most: n('most') });
    case 'small-class':
      return say('diagSmallClass', { className: n('className'), count: raw('count') });
    case 'small-batch':
      return say('diagSmallBatch', { batch: n('batch'), examples: n('examples') });
  }
}
