// Figures as files: the page's charts as one SVG with their colours written out, the loss as a PNG.

const PROPERTIES = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'opacity',
  'font-family',
  'font-size',
  'font-weight',
  'text-anchor',
  'paint-order',
  'stroke-linejoin',
];

/** A copy that looks the same without the page's style sheet. */
function selfContained(svg: SVGSVGElement): SVGSVGElement {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const [from, to] = [svg, copy].map(root => [root, ...root.querySelectorAll<SVGElement>('*')]);
  from.forEach((element, i) => {
    const style = getComputedStyle(element);
    for (const property of PROPERTIES) {
      const value = style.getPropertyValue(property);
      if (value && value !== 'none' && value !== 'normal') to[i].setAttribute(property, value);
    }
    to[i].removeAttribute('class');
    to[i].removeAttribute('style');
  });
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  for (const hit of copy.querySelectorAll('.hit, .readout')) hit.remove();
  return copy;
}

const background = (): string => getComputedStyle(document.body).backgroundColor;

/** All charts that show, where they stand on the page, with their titles. */
export function allFigures(): string {
  const grid = document.querySelector('.dashboard');
  if (!grid) return '';
  const origin = grid.getBoundingClientRect();
  const parts: string[] = [];
  for (const card of grid.querySelectorAll<HTMLElement>('.card:not([hidden])')) {
    const title = card.querySelector('h2');
    if (title) parts.push(text(title, origin));
    for (const canvas of card.querySelectorAll('canvas')) {
      const box = canvas.getBoundingClientRect();
      if (box.width)
        parts.push(
          `<image x="${box.x - origin.x}" y="${box.y - origin.y}" width="${box.width}" height="${box.height}" href="${canvas.toDataURL()}" style="image-rendering:pixelated"/>`,
        );
    }
    for (const svg of card.querySelectorAll<SVGSVGElement>('svg.chart, svg.overlay')) {
      const box = svg.getBoundingClientRect();
      if (!box.width) continue;
      const copy = selfContained(svg);
      copy.setAttribute('x', String(box.x - origin.x));
      copy.setAttribute('y', String(box.y - origin.y));
      parts.push(new XMLSerializer().serializeToString(copy));
    }
  }
  const [w, h] = [Math.ceil(grid.scrollWidth), Math.ceil(grid.scrollHeight)];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}" viewBox="0 0 ${w} ${h}"><rect width="${w}" height="${h}" fill="${background()}"/>${parts.join('')}</svg>\n`;
}

function text(element: HTMLElement, origin: DOMRect): string {
  const box = element.getBoundingClientRect();
  const style = getComputedStyle(element);
  const words = (element.textContent ?? '').replace(/[&<>]/g, c => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[c] ?? c);
  return `<text x="${box.x - origin.x}" y="${box.y - origin.y + 13}" fill="${style.color}" font-family="${style.fontFamily.replaceAll('"', "'")}" font-size="${style.fontSize}" font-weight="600">${words}</text>`;
}

/** A chart as a PNG of twice its size, in base64. */
export async function asPng(svg: SVGSVGElement): Promise<string> {
  const markup = new XMLSerializer().serializeToString(selfContained(svg));
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(markup)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = 2 * image.width;
  canvas.height = 2 * image.height;
  const context = canvas.getContext('2d')!;
  context.fillStyle = background();
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL('image/png').split(',')[1];
}
