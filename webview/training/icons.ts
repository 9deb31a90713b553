// The icons of the training panels' buttons, and a button's face: an icon and a word.
import { s } from '../dom';

const PATHS = {
  pause: 'M5 3v10M11 3v10',
  resume: 'M4.500 2.500l8.500 5.500-8.500 5.500z',
  step: 'M3 3l6 5-6 5zM12 3v10',
  stop: 'M3.500 3.500h9v9h-9z',
  reset: 'M3 3v4h4M3.600 7A5 5 0 1 1 3 9.500',
  export: 'M8 10V2.500M5 5l3-3 3 3M3 9v4.500h10V9',
} as const;

export type IconName = keyof typeof PATHS;

const icon = (name: IconName): SVGSVGElement =>
  s('svg', { class: 'icon', width: 16, height: 16, viewBox: '0 0 16 16', 'aria-hidden': 'true' }, s('path', { d: PATHS[name] }));

/** Replaced only when it changes, so that a click is never lost between two views. */
export function face(button: HTMLButtonElement, name: IconName, text: string): void {
  if (button.dataset.shown === `${name} ${text}`) return;
  button.dataset.shown = `${name} ${text}`;
  button.replaceChildren(icon(name), text);
}
