// Makes a screenshot small: a PNG of 256 colours instead of millions. Windows have few; what is left out is between two shades.
import { deflateSync, inflateSync } from 'node:zlib';

interface Pixels {
  readonly width: number;
  readonly height: number;
  /** Three bytes a pixel. */
  readonly rgb: Uint8Array;
}

const COLOURS = 256;

export function palettePng(png: Buffer): Buffer {
  const pixels = decode(png);
  const palette = choose(pixels.rgb);
  return encode(pixels, palette, indices(pixels.rgb, palette));
}

/** Reads what a browser writes: 8 bits, RGB or RGBA, not interlaced. */
export function decode(png: Buffer): Pixels {
  const data: Buffer[] = [];
  let header = png.subarray(0, 0);
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    const name = png.toString('latin1', at + 4, at + 8);
    const body = png.subarray(at + 8, at + 8 + png.readUInt32BE(at));
    if (name === 'IHDR') header = body;
    else if (name === 'IDAT') data.push(body);
  }
  const [depth, type, , , interlaced] = header.subarray(8);
  if (depth !== 8 || (type !== 2 && type !== 6) || interlaced) throw new Error(`a PNG of depth ${depth}, type ${type}`);
  const width = header.readUInt32BE(0);
  const height = header.readUInt32BE(4);
  const channels = type === 6 ? 4 : 3;
  const bytes = unfilter(inflateSync(Buffer.concat(data)), width * channels, height, channels);
  if (channels === 3) return { width, height, rgb: bytes };
  const rgb = new Uint8Array(width * height * 3);
  for (let from = 0, to = 0; from < bytes.length; from += 4, to += 3) rgb.set(bytes.subarray(from, from + 3), to);
  return { width, height, rgb };
}

/** Each row is stored as differences to its neighbours; its first byte says to which. https://www.w3.org/TR/png-3/#9Filters */
function unfilter(raw: Uint8Array, stride: number, height: number, channels: number): Uint8Array {
  const out = new Uint8Array(stride * height);
  for (let y = 0; y < height; y++) {
    const filter = raw[y * (stride + 1)];
    for (let x = 0; x < stride; x++) {
      const at = y * stride + x;
      const left = x >= channels ? out[at - channels] : 0;
      const above = y > 0 ? out[at - stride] : 0;
      const corner = y > 0 && x >= channels ? out[at - stride - channels] : 0;
      out[at] = raw[y * (stride + 1) + 1 + x] + [0, left, above, (left + above) >> 1, paeth(left, above, corner)][filter];
    }
  }
  return out;
}

function paeth(left: number, above: number, corner: number): number {
  const guess = left + above - corner;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - above), Math.abs(guess - corner)];
  if (a <= b && a <= c) return left;
  return b <= c ? above : corner;
}

const distance = (a: number, b: number): number =>
  ((a >> 16) - (b >> 16)) ** 2 + (((a >> 8) & 255) - ((b >> 8) & 255)) ** 2 + ((a & 255) - (b & 255)) ** 2;

/** The most frequent colours first, none too near to one that is taken already. */
function choose(rgb: Uint8Array): number[] {
  const counts = new Map<number, number>();
  for (let at = 0; at < rgb.length; at += 3) {
    const colour = colourAt(rgb, at);
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  const frequent = [...counts].sort((a, b) => b[1] - a[1]).map(([colour]) => colour);
  if (frequent.length <= COLOURS) return frequent;
  const apart = 14 ** 2;
  const chosen = frequent.slice(0, 48);
  for (const colour of frequent.slice(48)) {
    if (chosen.length === COLOURS) break;
    if (chosen.every(other => distance(colour, other) > apart)) chosen.push(colour);
  }
  return chosen;
}

const colourAt = (rgb: Uint8Array, at: number): number => (rgb[at] << 16) | (rgb[at + 1] << 8) | rgb[at + 2];

function indices(rgb: Uint8Array, palette: readonly number[]): Uint8Array {
  const known = new Map(palette.map((colour, index) => [colour, index]));
  const out = new Uint8Array(rgb.length / 3);
  for (let at = 0; at < rgb.length; at += 3) {
    const colour = colourAt(rgb, at);
    let index = known.get(colour);
    if (index === undefined) {
      index = nearest(colour, palette);
      known.set(colour, index);
    }
    out[at / 3] = index;
  }
  return out;
}

function nearest(colour: number, palette: readonly number[]): number {
  let best = 0;
  for (let index = 1; index < palette.length; index++) if (distance(colour, palette[index]) < distance(colour, palette[best])) best = index;
  return best;
}

function encode({ width, height }: Pixels, palette: readonly number[], pixels: Uint8Array): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3], 8);
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y++) rows.set(pixels.subarray(y * width, (y + 1) * width), y * (width + 1) + 1);
  const colours = Buffer.from(palette.flatMap(colour => [colour >> 16, (colour >> 8) & 255, colour & 255]));
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const data = deflateSync(rows, { level: 9, memLevel: 9 });
  return Buffer.concat([signature, chunk('IHDR', header), chunk('PLTE', colours), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(name: string, body: Buffer): Buffer {
  const out = Buffer.alloc(12 + body.length);
  out.writeUInt32BE(body.length, 0);
  out.write(name, 4, 'latin1');
  out.set(body, 8);
  out.writeUInt32BE(crc32(out.subarray(4, 8 + body.length)), 8 + body.length);
  return out;
}

/** The check sum of a chunk; Node.js has its own only from 22.2 on. */
function crc32(bytes: Uint8Array): number {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return ~sum >>> 0;
}
