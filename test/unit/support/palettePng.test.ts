// Small screenshots: what is decoded is what was drawn, and the palette keeps it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { decode, palettePng } from '../../support/palettePng';

const icon = readFileSync(join(__dirname, '../../../media/icon.png'));

describe('small screenshots', () => {
  it('decode a PNG that a browser wrote', () => {
    const { width, height, rgb } = decode(icon);
    assert.deepEqual([width, height, rgb.length], [256, 256, 256 * 256 * 3]);
    const middle = (128 * width + 128) * 3;
    assert.deepEqual([...rgb.subarray(middle, middle + 3)], [0x1f, 0x24, 0x30]);
  });

  it('keep every pixel’s colour, or one close by', () => {
    const { width, height, rgb } = decode(icon);
    const small = palettePng(icon);
    const part = (name: string): Buffer => {
      const at = small.indexOf(name);
      return small.subarray(at + 4, at + 4 + small.readUInt32BE(at - 4));
    };
    const palette = part('PLTE');
    const rows = inflateSync(part('IDAT'));
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const index = rows[y * (width + 1) + 1 + x];
        for (let c = 0; c < 3; c++) assert.ok(Math.abs(palette[index * 3 + c] - rgb[(y * width + x) * 3 + c]) <= 24, `at ${x}, ${y}`);
      }
    }
  });
});
