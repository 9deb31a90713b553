// Frame times of the graph view in headless Chromium while one pans and zooms, at several sizes.
// Usage: npx tsx bench/drawing.ts
import type { Report } from '../src/report/report';
import { layered } from '../test/unit/picture/generated';
import { reportOf } from '../test/unit/picture/reports';
import { Sketch } from '../test/unit/picture/sketch';
import { closeBrowser, View } from '../test/webview/view';

const sizes = [50, 200, 500, 2000, 10_000];
const frames = 120;

const report = (nodes: number): Report => ({
  ...reportOf(new Sketch(), 'bench.py', 'python'),
  graph: layered(nodes, Math.round(Math.sqrt(nodes) / 1.6), 1),
});

/** One wheel event or a short drag in every frame; answers the time between frames, and how long scripts ran in each. */
const script = (zooming: boolean) => `new Promise(done => {
  const target = document.querySelector('.canvas');
  const box = target.getBoundingClientRect();
  const at = { clientX: box.x + box.width / 2, clientY: box.y + box.height / 2, bubbles: true, cancelable: true, view: window };
  const gaps = [];
  let last = performance.now();
  let n = 0;
  if (!${zooming}) target.dispatchEvent(new MouseEvent('mousedown', at));
  const step = now => {
    const time = performance.now();
    if (n > 4) gaps.push(time - last);
    last = time;
    if (++n > ${frames}) { if (!${zooming}) window.dispatchEvent(new MouseEvent('mouseup', at)); done(gaps); return; }
    if (${zooming}) target.dispatchEvent(new WheelEvent('wheel', { ...at, deltaY: n % 60 < 30 ? -40 : 40, deltaMode: 0 }));
    else window.dispatchEvent(new MouseEvent('mousemove', { ...at, clientX: at.clientX + 160 * Math.sin(n / 9), clientY: at.clientY + 100 * Math.cos(n / 9) }));
    requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
})`;

const quantile = (values: readonly number[], share: number): number =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(share * values.length))];

async function main(): Promise<void> {
  console.log(
    `${'boxes'.padStart(8)}  ${'drawn by'.padEnd(8)} ${'zoom'.padStart(6)}  ${'what'.padEnd(6)} ${'median ms'.padStart(10)} ${'95th ms'.padStart(10)}`,
  );
  for (const size of sizes) {
    const view = await View.open(report(size), { layout: { depth: 9 }, width: 1400, height: 900, canvasFrom: 250 });
    for (const zoom of ['fit', '100%']) {
      if (zoom === '100%') await view.page.keyboard.press('0');
      await view.page.waitForTimeout(600);
      for (const zooming of [false, true]) {
        const gaps = (await view.page.evaluate(script(zooming))) as number[];
        const by = (await view.page.locator('canvas.stage').count()) > 0 ? 'canvas' : 'svg';
        const numbers = [quantile(gaps, 0.5), quantile(gaps, 0.95)].map(value => value.toFixed(1).padStart(10));
        console.log(
          `${String(size).padStart(8)}  ${by.padEnd(8)} ${zoom.padStart(6)}  ${(zooming ? 'zoom' : 'pan').padEnd(6)} ${numbers.join(' ')}`,
        );
      }
    }
    await view.close();
  }
  await closeBrowser();
}

main();
