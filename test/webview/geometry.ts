// Reads off the page where things really lie, with the fonts that the browser really has.
import type { Page } from 'playwright-core';
import { overlap } from '../unit/picture/invariants';

interface Rect {
  name: string;
  x: number;
  y: number;
  width: number;
  height: number;
}

interface Seen {
  boxes: Rect[];
  texts: (Rect & { box: string })[];
  labels: Rect[];
  lines: { name: string; from: string; to: string; points: { x: number; y: number }[] }[];
}

const script = `(() => {
  const rect = (name, element) => { const { x, y, width, height } = element.getBoundingClientRect(); return { name, x, y, width, height }; };
  const shown = element => element.getClientRects().length > 0 && getComputedStyle(element).display !== 'none';
  const boxes = [...document.querySelectorAll('.nodes > .node')].map(node => rect(node.dataset.id, node.querySelector('.box')));
  const texts = [...document.querySelectorAll('.nodes > .node')].flatMap(node => [...node.querySelectorAll('text')].filter(shown).map(text => ({ ...rect(text.textContent, text), box: node.dataset.id })));
  const labels = [...document.querySelectorAll('.labels text, .over text')].filter(shown).map(text => rect(text.textContent, text));
  const lines = [...document.querySelectorAll('.edges > g')].filter(shown).map(group => {
    const path = group.querySelector('.edge');
    const matrix = path.getScreenCTM();
    const length = path.getTotalLength();
    const points = [];
    for (let at = 0; at <= length; at += 4) { const point = path.getPointAtLength(at).matrixTransform(matrix); points.push({ x: point.x, y: point.y }); }
    const [from, to] = group.dataset.id.split('→');
    return { name: group.dataset.id, from, to, points };
  });
  return { boxes, texts, labels, lines };
})()`;

/** In words, what lies where it must not. */
export async function seenFaults(page: Page): Promise<string[]> {
  const { boxes, texts, labels, lines } = (await page.evaluate(script)) as Seen;
  const faults: string[] = [];
  boxes.forEach((box, at) => {
    for (const other of boxes.slice(at + 1)) if (overlap(box, other)) faults.push(`${box.name} lies on ${other.name}`);
  });
  for (const text of texts) {
    const box = boxes.find(each => each.name === text.box);
    if (box && (text.x < box.x - 1 || text.x + text.width > box.x + box.width + 1)) faults.push(`"${text.name}" runs out of ${box.name}`);
  }
  labels.forEach((label, at) => {
    for (const other of labels.slice(at + 1)) if (overlap(label, other, -2)) faults.push(`the label ${label.name} lies on ${other.name}`);
    for (const box of boxes) if (overlap(label, box, -2)) faults.push(`the label ${label.name} lies on ${box.name}`);
  });
  for (const line of lines) {
    for (const box of boxes) {
      const inside = line.points.some(
        point => point.x > box.x + 2 && point.x < box.x + box.width - 2 && point.y > box.y + 2 && point.y < box.y + box.height - 2,
      );
      if (inside) faults.push(`${line.name} runs behind ${box.name}`);
    }
  }
  return faults;
}
