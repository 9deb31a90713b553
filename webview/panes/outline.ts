// The graph as text: every box in order, lane by lane, with its shape and verdict. For screen readers, and for whoever likes lists.
import type { SceneNode } from '../../src/picture/primitives';
import { h } from '../dom';
import { icon, mark } from '../icons';
import type { Model } from '../model';
import { factorText, say } from '../text';

const most = 2000;

export function outlineOf(model: Model, selected: string | null, select: (id: string) => void, close: () => void): HTMLElement[] {
  const { scene } = model;
  const parts: HTMLElement[] = [
    h(
      'header',
      {},
      h('div', { class: 'title' }, h('h1', {}, say('outlineTitle'))),
      h('button', { class: 'btn', title: say('close'), 'aria-label': say('close'), onclick: close }, icon('close')),
    ),
  ];
  for (const lane of scene.lanes) {
    const nodes = scene.nodes.filter(node => node.pass === lane.pass);
    nodes.sort((a, b) => (lane.pass === 'forward' ? a.column - b.column : b.column - a.column) || a.row - b.row);
    const list = h('ol', { class: 'outline' }, ...nodes.slice(0, most).map(node => h('li', {}, entry(model, node, selected, select))));
    parts.push(h('section', {}, h('h2', {}, lane.title), list));
  }
  return parts;
}

function entry(model: Model, node: SceneNode, selected: string | null, select: (id: string) => void): HTMLElement {
  const shown = model.graphNode(node);
  const right = [node.kind === 'ghost' ? node.spoken.replace(`${node.label}, `, '') : '', shown ? sizes(shown.shape) : '']
    .filter(text => text !== '')
    .join(' ');
  return h(
    'button',
    { class: 'entry', 'aria-current': node.id === selected, title: node.spoken, onclick: () => select(node.id) },
    h('span', { class: 'code' }, node.label),
    h('span', { class: 'dim' }, right),
    node.status ? mark(node.status, factorText(shown?.scale), 14) : null,
  );
}

const sizes = (shape: readonly number[]): string => (shape.length === 0 ? '' : `(${shape.join(', ')})`);
