// A scene as the text of an SVG file, on white paper.
import { type Box, type FigureScene, ON_PAPER, type SceneShape } from './scene';

const escaped = (text: string): string => text.replace(/[&<>"]/g, c => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c] ?? c);
const colour = (paint: string | null): string => (paint === null ? 'none' : (ON_PAPER[paint] ?? paint));
const short = (x: number): string => String(Math.round(100 * x) / 100);

export function figureSvg(scene: FigureScene): string {
  const { width, height, clips, shapes, name } = scene;
  const defs = clips.map(
    ({ x, y, width: w, height: h }: Box, i) =>
      `<clipPath id="clip${i}"><rect x="${short(x)}" y="${short(y)}" width="${short(w)}" height="${short(h)}"/></clipPath>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" font-family="system-ui, 'Segoe UI', sans-serif">`,
    `<title>${escaped(name)}</title>`,
    defs.length ? `<defs>${defs.join('')}</defs>` : '',
    `<rect width="${width}" height="${height}" fill="${ON_PAPER.paper}"/>`,
    ...shapes.map(written),
    '</svg>',
    '',
  ]
    .filter((line, i, all) => line !== '' || i === all.length - 1)
    .join('\n');
}

function written(shape: SceneShape): string {
  const clip = shape.clip === undefined ? '' : ` clip-path="url(#clip${shape.clip})"`;
  const opacity = shape.opacity === undefined || shape.opacity === 1 ? '' : ` opacity="${short(shape.opacity)}"`;
  const common = clip + opacity;
  switch (shape.kind) {
    case 'path': {
      const stroke =
        shape.stroke === null ? '' : ` stroke="${colour(shape.stroke)}" stroke-width="${short(shape.width ?? 1)}" stroke-linejoin="round"`;
      const dash = shape.dash ? ` stroke-dasharray="${shape.dash}"` : '';
      return `<path d="${shape.d}" fill="${colour(shape.fill)}"${shape.even ? ' fill-rule="evenodd"' : ''}${stroke}${dash}${common}/>`;
    }
    case 'image': {
      const { x, y, width, height, url, smooth } = shape;
      const how = smooth ? '' : ' style="image-rendering:pixelated"';
      return `<image x="${short(x)}" y="${short(y)}" width="${short(width)}" height="${short(height)}" preserveAspectRatio="none" href="${url}"${how}${common}/>`;
    }
    case 'text': {
      const { x, y, text, size, anchor, fill, strong, turned } = shape;
      const turn = turned ? ` transform="rotate(${turned} ${short(x)} ${short(y)})"` : '';
      const weight = strong ? ' font-weight="600"' : '';
      return `<text x="${short(x)}" y="${short(y)}" font-size="${size}" text-anchor="${anchor}" fill="${colour(fill)}"${weight}${turn}${common}>${escaped(text)}</text>`;
    }
  }
}
