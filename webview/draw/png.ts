// The whole scene as a PNG in the colours of the reader's theme.
import type { Scene } from '../../src/picture/primitives';
import { h } from '../dom';
import { Content, Painter } from './painter';
import { Probe } from './probe';
import { noMarks } from './renderer';

/** Browsers refuse canvases larger than this on a side. */
const longestSide = 16000;
const margin = 16;

/** Base64 without its header. */
export const pngOf = (scene: Scene, parent: HTMLElement, wanted = 2): string =>
  painted(scene, parent, wanted)?.toDataURL('image/png').split(',')[1] ?? '';

/** Puts the picture on the clipboard; false where the browser does not let it. */
export async function copyPng(scene: Scene, parent: HTMLElement): Promise<boolean> {
  const canvas = painted(scene, parent, 2);
  const blob = await new Promise<Blob | null>(done => (canvas ? canvas.toBlob(done, 'image/png') : done(null)));
  if (!blob) return false;
  try {
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': blob })]);
    return true;
  } catch {
    // No clipboard in this window, or it was not allowed.
    return false;
  }
}

function painted(scene: Scene, parent: HTMLElement, wanted: number): HTMLCanvasElement | null {
  const width = scene.width + 2 * margin;
  const height = scene.height + 2 * margin;
  const scale = Math.min(wanted, longestSide / width, longestSide / height);
  const canvas = h('canvas', { width: Math.ceil(width * scale), height: Math.ceil(height * scale) });
  const context = canvas.getContext('2d');
  if (!context) return null;
  const probe = new Probe(parent);
  context.fillStyle = probe.paint('rect', 'page').fill;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.setTransform(scale, 0, 0, scale, margin * scale, margin * scale);
  new Painter(probe, context, new Content(scene), noMarks).paint({ x: -margin, y: -margin, width, height }, 3, 1);
  probe.remove();
  return canvas;
}
