// The only door to the host, phrases with their holes filled, and numbers as people read them.
import type { FromTrainingPanel, ToTrainingPanel, TrainingPanelState } from '../../src/host/trainingProtocol';

interface Api {
  postMessage(message: FromTrainingPanel): void;
  setState(state: TrainingPanelState): void;
}

declare function acquireVsCodeApi(): Api;

const api = acquireVsCodeApi();

export const send = (message: FromTrainingPanel): void => api.postMessage(message);
export const saveState = (state: TrainingPanelState): void => api.setState(state);

export function onMessage(handle: (message: ToTrainingPanel) => void): void {
  window.addEventListener('message', event => handle(event.data as ToTrainingPanel));
}

let strings: Readonly<Record<string, string>> = {};

export function useStrings(table: Readonly<Record<string, string>>): void {
  strings = table;
}

/** `{name}` is replaced by a value; `{n:one|other}` by the first word where n is 1. */
export function say(key: string, values: Readonly<Record<string, string | number>> = {}): string {
  return (strings[key] ?? '').replace(/\{(\w+)(?::([^|{}]*)\|([^|{}]*))?\}/g, (_whole, name: string, one?: string, other?: string) => {
    const value = values[name] ?? '';
    return one === undefined || other === undefined ? String(value) : Number(value) === 1 ? one : other;
  });
}

/** Three digits, never rounded to 0; a true minus sign. */
export function number(value: number | null | undefined, digits = 3): string {
  if (value === null || value === undefined || Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  const size = Math.abs(value);
  const small = size !== 0 && (size < 1e-3 || size >= 1e6);
  const text = small ? value.toExponential(1).replace('.0e', 'e').replace('e+', 'e') : String(Number(value.toPrecision(digits)));
  return text.replaceAll('-', '−');
}

/** A share in percent: never 100 where it is not all, nor 0 where it is something. */
export function percent(share: number): string {
  const value = share * 100;
  if (share < 1 && value > 99.5) return value.toFixed(1);
  if (share > 0 && value < 0.5) return value.toFixed(1);
  return String(Math.round(value));
}

export const whole = (value: number): string => Math.round(value).toLocaleString('en');

export function duration(seconds: number): string {
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 90) return `${Math.round(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? `${minutes} min` : `${(minutes / 60).toFixed(1)} h`;
}
