// The picture as one HTML file that needs nothing else: pan, zoom, the way to the loss under the pointer, and details of what is clicked.
import { picture as say } from '../messages/picture';
import type { Report } from '../report/report';
import { layout } from './layout/layout';
import type { LayoutOptions } from './picture';
import { sceneOf } from './scene';
import { sceneToSvg, xmlText } from './svg';

export function graphToHtml(report: Report, options: LayoutOptions = {}): string {
  const scene = sceneOf(report, layout(report.graph, options));
  const svg = sceneToSvg(scene, report, { legend: false });
  const title = xmlText(say('graphOf', { file: report.file }));
  const right = report.gradients.filter(({ status }) => status === 'correct' || status === 'correct-scaled').length;
  const wrong = report.gradients.filter(({ status }) => status === 'wrong').length;
  const words = [
    report.gradients.length > 0 ? say('htmlRight', { right, n: report.gradients.length }) : '',
    wrong > 0 ? say('blockWrong', { n: wrong }) : '',
  ].filter(text => text !== '');
  const button = (name: string, sign: string, label: string) =>
    `<button data-do="${name}" title="${xmlText(label)}" aria-label="${xmlText(label)}">${sign}</button>`;
  return `<!doctype html>
<html lang="${say('htmlLanguage')}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${style}</style>
</head>
<body>
<header><b>${xmlText(report.file.split(/[\\/]/).pop() ?? '')}</b><span>${xmlText(words.join(' · '))}</span><nav>${button('out', '−', say('htmlOut'))}${button('in', '+', say('htmlIn'))}${button('fit', '⤢', say('htmlFit'))}</nav></header>
<main tabindex="0" aria-label="${title}">${svg}</main>
<p role="status"></p>
<script>${script}</script>
</body>
</html>
`;
}

const style = [
  ':root{color-scheme:light dark}',
  'body{margin:0;height:100vh;display:grid;grid-template-rows:auto minmax(0,1fr) auto;font:13px/1.45 "Segoe UI",Inter,system-ui,Ubuntu,"Noto Sans CJK SC",sans-serif;background:light-dark(#fff,#1f1f1f);color:light-dark(#3b3b3b,#ccc)}',
  'header{display:flex;gap:16px;align-items:center;padding:6px 16px;border-bottom:1px solid light-dark(#ddd,#3a3a3a)}header span{opacity:.85}nav{margin-left:auto;display:flex;gap:4px}',
  'button{width:28px;height:26px;border:1px solid light-dark(#ccc,#4a4a4a);border-radius:5px;background:none;color:inherit;font:inherit;cursor:pointer}button:hover{background:light-dark(#eee,#333)}',
  'main{overflow:hidden;cursor:grab;touch-action:none;position:relative}main:active{cursor:grabbing}main:focus-visible{outline:1px solid #0078d4;outline-offset:-1px}',
  'main>svg{position:absolute;left:0;top:0;transform-origin:0 0;max-width:none;user-select:none}main .page{fill:none}',
  '.lit-path .node,.lit-path .edge,.lit-path .shape{opacity:.26;transition:opacity .12s}.lit-path .lit{opacity:1}.node{cursor:pointer}.node.chosen>.box{stroke:#0078d4;stroke-width:2.4}',
  'p{margin:0;min-height:2.9em;max-height:8.7em;overflow:auto;padding:4px 16px;border-top:1px solid light-dark(#ddd,#3a3a3a);white-space:pre-wrap}',
  '@media (prefers-reduced-motion:reduce){*{transition:none!important}}',
].join('');

/** Plain script, as it stands in the page. */
const script = `'use strict';
const stage = document.querySelector('main'), svg = stage.querySelector('svg'), told = document.querySelector('[role=status]');
const size = { width: +svg.getAttribute('width'), height: +svg.getAttribute('height') };
const at = { x: 0, y: 0, k: 1 };
const move = () => { svg.style.transform = 'translate(' + at.x + 'px,' + at.y + 'px) scale(' + at.k + ')'; };
const zoom = (factor, x, y) => {
  const k = Math.min(4, Math.max(0.05, at.k * factor));
  at.x = x - (x - at.x) * k / at.k; at.y = y - (y - at.y) * k / at.k; at.k = k; move();
};
const fit = () => {
  at.k = Math.min(1.5, stage.clientWidth / size.width, stage.clientHeight / size.height);
  at.x = (stage.clientWidth - size.width * at.k) / 2; at.y = (stage.clientHeight - size.height * at.k) / 2; move();
};
const middle = factor => zoom(factor, stage.clientWidth / 2, stage.clientHeight / 2);
const acts = { in: () => middle(1.25), out: () => middle(0.8), fit };
for (const button of document.querySelectorAll('[data-do]')) button.onclick = acts[button.dataset.do];
stage.addEventListener('wheel', event => {
  event.preventDefault();
  const box = stage.getBoundingClientRect();
  zoom(Math.exp(-event.deltaY * (event.deltaMode ? 0.05 : 0.0016)), event.clientX - box.left, event.clientY - box.top);
}, { passive: false });
let from = null, moved = false;
stage.addEventListener('pointerdown', event => { from = { x: event.clientX - at.x, y: event.clientY - at.y }; moved = false; });
addEventListener('pointermove', event => {
  if (!from || event.buttons === 0) return;
  moved = moved || Math.hypot(event.clientX - at.x - from.x, event.clientY - at.y - from.y) > 3;
  at.x = event.clientX - from.x; at.y = event.clientY - from.y; move();
});
addEventListener('pointerup', () => { from = null; });
stage.addEventListener('keydown', event => {
  const step = { ArrowLeft: [60, 0], ArrowRight: [-60, 0], ArrowUp: [0, 60], ArrowDown: [0, -60] }[event.key];
  if (step) { at.x += step[0]; at.y += step[1]; move(); }
  else if (event.key === '+' || event.key === '=') middle(1.25);
  else if (event.key === '-') middle(0.8);
  else if (event.key === 'f' || event.key === '0') fit();
  else return;
  event.preventDefault();
});
addEventListener('resize', fit);
const nodes = new Map([...svg.querySelectorAll('.node')].map(node => [node.dataset.id, node]));
const edges = [...svg.querySelectorAll('path.edge')];
const light = id => {
  const lit = new Set();
  const node = nodes.get(id);
  if (node) {
    const forward = node.classList.contains('forward'), queue = [id];
    lit.add(node);
    while (queue.length) {
      const next = queue.pop();
      for (const edge of edges) {
        if (edge.classList.contains('reused') || edge.classList.contains('forward') !== forward) continue;
        if ((forward ? edge.dataset.from : edge.dataset.to) !== next) continue;
        lit.add(edge);
        const other = nodes.get(forward ? edge.dataset.to : edge.dataset.from);
        if (other && !lit.has(other)) { lit.add(other); queue.push(other.dataset.id); }
      }
    }
  }
  svg.classList.toggle('lit-path', lit.size > 1);
  for (const each of [...nodes.values(), ...edges]) each.classList.toggle('lit', lit.has(each));
};
let timer = 0;
svg.addEventListener('pointerover', event => {
  const node = event.target.closest('.node');
  clearTimeout(timer);
  timer = setTimeout(() => light(node ? node.dataset.id : ''), 120);
});
stage.addEventListener('pointerleave', () => { clearTimeout(timer); light(''); });
svg.addEventListener('click', event => {
  if (moved) return;
  const node = event.target.closest('.node');
  for (const each of nodes.values()) each.classList.toggle('chosen', each === node);
  told.textContent = node ? node.querySelector('title').textContent + (node.dataset.equation ? '\\n' + node.dataset.equation : '') : '';
});
fit();
`;
