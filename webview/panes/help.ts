// The keys, in a dialog.
import { h } from '../dom';
import { icon } from '../icons';
import { say } from '../text';

const keys: readonly (readonly [string, string])[] = [
  ['← → ↑ ↓', 'keysArrows'],
  ['B', 'keysTwin'],
  ['Enter', 'keysEnter'],
  ['Space', 'keysSpace'],
  ['Shift+Space', 'keysFoldAll'],
  ['1 … 9', 'keysDepth'],
  ['/', 'keysSearch'],
  ['N', 'keysNext'],
  ['F', 'keysFit'],
  ['Z', 'keysZoom'],
  ['+ − 0', 'keysScale'],
  ['M', 'keysMinimap'],
  ['V', 'keysValues'],
  ['O', 'keysOutline'],
  ['A', 'keysApply'],
  ['Esc', 'keysEscape'],
];

export function helpDialog(): HTMLDialogElement {
  const dialog = h('dialog', { class: 'help', 'aria-label': say('helpTitle') });
  const close = h(
    'button',
    { class: 'btn', title: say('close'), 'aria-label': say('close'), onclick: () => dialog.close() },
    icon('close'),
  );
  dialog.append(
    h('header', {}, h('h1', {}, say('helpTitle')), close),
    h('dl', {}, ...keys.flatMap(([key, meaning]) => [h('dt', {}, h('kbd', {}, key)), h('dd', {}, say(meaning))])),
  );
  dialog.addEventListener('close', () => dialog.remove());
  dialog.addEventListener('click', event => {
    if (event.target === dialog) dialog.close();
  });
  return dialog;
}
