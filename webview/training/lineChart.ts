// A chart of curves over steps: linear or logarithmic, with ends labelled, a readout under the pointer and, where asked for, zoom.
import * as d3 from 'd3';
import type { Series } from '../../src/train/history';
import { number, say, whole } from './api';
import { type Line, type LineChartOptions, MARGIN, type Svg } from './chart';
import { readout } from './chartPointer';

/** An exponential mean, as TensorBoard smooths: 0 leaves the curve as it is. */
export function smoothed({ steps, values }: Series, share: number): Series {
  if (share <= 0) return { steps, values };
  let mean = 0;
  let weight = 0;
  const out = values.map(v => {
    if (!Number.isFinite(v)) return v;
    mean = mean * share + v * (1 - share);
    weight = weight * share + (1 - share);
    return mean / weight;
  });
  return { steps, values: out };
}

export function drawLines(svg: Svg, lines: readonly Line[], options: LineChartOptions): void {
  const { width, height } = options;
  const right = options.right ?? 64;
  svg.attr('width', width).attr('height', height).attr('viewBox', `0 0 ${width} ${height}`).attr('role', 'img');
  svg.selectAll('*').remove();
  const shown = lines.map(line => ({ ...line, series: smoothed(line.series, options.smoothing ?? 0) }));
  const x = d3
    .scaleLinear()
    .domain(options.zoom ?? [0, Math.max(1, d3.max(shown, l => d3.max(l.series.steps)) ?? 1)])
    .range([MARGIN.left, width - right]);
  const y = verticalScale(shown, x.domain() as [number, number], options);
  axes(svg, x, y, width - right, height, options.log);
  if (options.band) drawBand(svg, y, options.band, width - right, height);
  drawCurves(svg, shown, x, y, height, width - right, options.log);
  if (options.mark && options.mark.step <= x.domain()[1]) drawMark(svg, x(options.mark.step), height, width, options.mark);
  endLabels(svg, shown, y, width - right + 6, height);
  readout(svg, lines, x, y, width - right, height, options);
}

function verticalScale(
  lines: readonly Line[],
  [from, to]: [number, number],
  { log, height }: LineChartOptions,
): d3.ScaleContinuousNumeric<number, number> {
  const values = lines.flatMap(l =>
    l.series.values.filter((v, i) => Number.isFinite(v) && (!log || v > 0) && l.series.steps[i] >= from && l.series.steps[i] <= to),
  );
  let [low, high] = d3.extent(values) as [number | undefined, number | undefined];
  if (low === undefined || high === undefined) [low, high] = log ? [0.1, 1] : [0, 1];
  if (low === high) [low, high] = log ? [low / 2, high * 2] : [low - 0.5, high + 0.5];
  const place: [number, number] = [height - MARGIN.bottom, MARGIN.top];
  if (log)
    return d3
      .scaleLog()
      .domain([low / 1.3, high * 1.3])
      .range(place);
  const pad = 0.06 * (high - low);
  return d3
    .scaleLinear()
    .domain([low - pad, high + pad])
    .range(place);
}

function axes(
  svg: Svg,
  x: d3.ScaleLinear<number, number>,
  y: d3.ScaleContinuousNumeric<number, number>,
  right: number,
  height: number,
  log: boolean,
): void {
  const count = Math.max(2, Math.floor((height - MARGIN.top - MARGIN.bottom) / 36));
  const ticks = log ? logTicks(y, count) : y.ticks(count);
  const grid = svg.append('g').attr('class', 'grid');
  for (const t of ticks) {
    grid.append('line').attr('x1', MARGIN.left).attr('x2', right).attr('y1', y(t)).attr('y2', y(t));
    tick(
      grid
        .append('text')
        .attr('class', 'dim')
        .attr('x', MARGIN.left - 6)
        .attr('y', y(t) + 4)
        .attr('text-anchor', 'end'),
      t,
      log,
    );
  }
  const steps = x.ticks(Math.max(2, Math.min(5, Math.floor((right - MARGIN.left) / 70)))).filter(Number.isInteger);
  for (const [i, t] of steps.entries())
    grid
      .append('text')
      .attr('class', 'dim')
      .attr('x', x(t))
      .attr('y', height - 6)
      .attr('text-anchor', i === 0 && t === x.domain()[0] ? 'start' : 'middle')
      .text(i === 0 ? `${say('stepAxis')} ${whole(t)}` : whole(t));
}

/** Powers of ten, or if there are fewer than two, whatever d3 finds. */
function logTicks(y: d3.ScaleContinuousNumeric<number, number>, count: number): number[] {
  const [low, high] = y.domain();
  const powers = d3.range(Math.ceil(Math.log10(low)), Math.floor(Math.log10(high)) + 1);
  if (powers.length < 2) return y.ticks(count).filter((_, i, all) => i % Math.ceil(all.length / count) === 0);
  const every = Math.ceil(powers.length / count);
  return powers.filter((_, i) => i % every === 0).map(p => 10 ** p);
}

function tick(text: d3.Selection<SVGTextElement, unknown, null, undefined>, value: number, log: boolean): void {
  const power = Math.log10(value);
  if (!log || Math.abs(power - Math.round(power)) > 1e-9 || Math.abs(power) < 2.5) {
    text.text(number(value));
    return;
  }
  text.append('tspan').text('10');
  text
    .append('tspan')
    .attr('class', 'power')
    .attr('dy', -4)
    .text(String(Math.round(power)).replace('-', '−'));
}

function drawBand(
  svg: Svg,
  y: d3.ScaleContinuousNumeric<number, number>,
  band: NonNullable<LineChartOptions['band']>,
  right: number,
  height: number,
): void {
  const clamp = (v: number): number => Math.max(MARGIN.top, Math.min(height - MARGIN.bottom, y(v)));
  const [top, bottom] = [clamp(band.to), clamp(band.from)];
  if (bottom - top < 2) return;
  svg
    .append('rect')
    .attr('class', 'band')
    .attr('x', MARGIN.left)
    .attr('width', right - MARGIN.left)
    .attr('y', top)
    .attr('height', bottom - top);
  if (bottom - top > 16)
    svg
      .append('g')
      .attr('class', 'halo')
      .append('text')
      .attr('class', 'dim')
      .attr('x', MARGIN.left + 6)
      .attr('y', bottom - 5)
      .text(band.label);
}

function drawMark(svg: Svg, at: number, height: number, width: number, { title, text }: NonNullable<LineChartOptions['mark']>): void {
  svg
    .append('line')
    .attr('class', 'mark')
    .attr('x1', at)
    .attr('x2', at)
    .attr('y1', MARGIN.top)
    .attr('y2', height - MARGIN.bottom);
  const left = at > width * 0.55;
  const label = svg
    .append('g')
    .attr('class', 'halo')
    .attr('transform', `translate(${at + (left ? -8 : 8)},${height - MARGIN.bottom - 46})`);
  label
    .append('text')
    .attr('class', 'strong')
    .attr('text-anchor', left ? 'end' : 'start')
    .text(title);
  label
    .append('text')
    .attr('class', 'dim')
    .attr('text-anchor', left ? 'end' : 'start')
    .attr('y', 15)
    .text(text);
}

function drawCurves(
  svg: Svg,
  lines: readonly Line[],
  x: d3.ScaleLinear<number, number>,
  y: d3.ScaleContinuousNumeric<number, number>,
  height: number,
  right: number,
  log: boolean,
): void {
  const clip = `clip-${Math.random().toString(36).slice(2)}`;
  svg
    .append('clipPath')
    .attr('id', clip)
    .append('rect')
    .attr('x', MARGIN.left)
    .attr('y', 2)
    .attr('width', Math.max(0, right - MARGIN.left))
    .attr('height', height - MARGIN.bottom);
  const group = svg.append('g').attr('clip-path', `url(#${clip})`);
  for (const line of lines) {
    const { steps, values } = line.series;
    const path = d3
      .line<number>()
      .defined(v => Number.isFinite(v) && (!log || v > 0))
      .x((_, i) => x(steps[i]))
      .y(v => y(v));
    group
      .append('path')
      .attr('class', `curve ${line.tone}`)
      .attr('d', path(values as number[]))
      .attr('stroke-dasharray', line.dash ?? null);
  }
}

/** At the right of each curve its name; pushed apart where they would overlap. */
function endLabels(svg: Svg, lines: readonly Line[], y: d3.ScaleContinuousNumeric<number, number>, left: number, height: number): void {
  const ends = lines.flatMap(line => {
    const last = line.series.values.findLast(v => Number.isFinite(v) && y.domain()[0] <= v);
    return last === undefined ? [] : [{ line, at: Math.max(MARGIN.top + 6, Math.min(height - MARGIN.bottom, y(last))) }];
  });
  ends.sort((a, b) => a.at - b.at);
  for (let i = 1; i < ends.length; i++) ends[i].at = Math.max(ends[i].at, ends[i - 1].at + 13);
  const over = (ends.at(-1)?.at ?? 0) - (height - MARGIN.bottom + 4);
  if (over > 0)
    for (let i = ends.length - 1, floor = height - MARGIN.bottom + 4; i >= 0; i--, floor -= 13) ends[i].at = Math.min(ends[i].at, floor);
  for (const { line, at } of ends)
    svg
      .append('text')
      .attr('class', `end ${line.tone}-text`)
      .attr('x', left)
      .attr('y', at + 4)
      .text(line.label);
}
