// Pieces of SVG as text, and an SVG as an image in Markdown.

export interface Svg {
  readonly width: number;
  readonly height: number;
  readonly body: string;
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** For text and attributes of XML and HTML alike. Control characters, which XML cannot hold, are dropped. */
export const escapeXml = (text: string): string =>
  [...text]
    .filter(c => c >= ' ')
    .join('')
    .replace(/[&<>"']/g, c => ESCAPES[c]);

/** A tenth of a pixel is enough, and short. */
export const n = (x: number): string => String(Math.round(x * 10) / 10);

const FONT = `-apple-system,&quot;Segoe UI&quot;,Ubuntu,&quot;Noto Sans&quot;,&quot;Noto Sans CJK SC&quot;,&quot;DejaVu Sans&quot;,sans-serif`;

export interface TextLook {
  readonly fill: string;
  readonly size?: number;
  readonly anchor?: 'start' | 'middle' | 'end';
  readonly bold?: boolean;
}

export const text = (x: number, y: number, words: string, { fill, size = 11, anchor = 'start', bold }: TextLook): string =>
  `<text x="${n(x)}" y="${n(y)}" fill="${fill}" font-size="${size}"${anchor === 'start' ? '' : ` text-anchor="${anchor}"`}${bold ? ' font-weight="600"' : ''}>${escapeXml(words)}</text>`;

export const rect = (x: number, y: number, width: number, height: number, rest: string): string =>
  `<rect x="${n(x)}" y="${n(y)}" width="${n(width)}" height="${n(height)}" ${rest}/>`;

export const path = (d: string, rest: string): string => `<path d="${d}" ${rest}/>`;

export const whole = ({ width, height, body }: Svg): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${n(width)}" height="${n(height)}" viewBox="0 0 ${n(width)} ${n(height)}" font-family="${FONT}">${body}</svg>`;

/** Few characters need to be written in another way, so that the address stays short. */
const uri = (svg: string): string =>
  `data:image/svg+xml;utf8,${encodeURIComponent(svg).replace(/%(?:20|2C|2F|3A|3B|3D|40)/g, code => (code === '%20' ? '%20' : decodeURIComponent(code)))}`;

/** For an attribute within Markdown: nothing in it could be taken for markup, whoever reads the tag. */
const attribute = (text: string): string => escapeXml(text).replace(/[`[\]()*_\\!$]/g, c => `&#${c.charCodeAt(0)};`);

/** An image for a hover; `middle` puts its middle on the line's baseline. */
export function image(svg: string, width: number, height: number, alt: string, middle = false): string {
  return `<img${middle ? ' align="middle"' : ''} alt="${attribute(alt)}" width="${n(width)}" height="${n(height)}" src="${uri(svg)}">`;
}
