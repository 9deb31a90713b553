// What the pointer does over a chart: reads the curves off, and zooms where that is asked for.
import * as d3 from 'd3';
import { number, say, whole } from './api';
import { type Line, type LineChartOptions, MARGIN, type Svg } from './chart';

export function readout(
  svg: Svg,
  lines: readonly Line[],
  x: d3.ScaleLinear<number, number>,
  y: d3.ScaleContinuousNumeric<number, number>,
  right: number,
  height: number,
  { onZoom }: LineChartOptions,
): void {
  const group = svg.append('g').attr('class', 'readout').attr('display', 'none');
  const rule = group
    .append('line')
    .attr('class', 'rule')
    .attr('y1', MARGIN.top)
    .attr('y2', height - MARGIN.bottom);
  const box = group.append('g').attr('class', 'halo');
  const area = svg
    .append('rect')
    .attr('class', 'hit')
    .attr('x', MARGIN.left)
    .attr('y', MARGIN.top)
    .attr('width', Math.max(0, right - MARGIN.left))
    .attr('height', height - MARGIN.bottom - MARGIN.top);
  const show = (px: number): void => {
    const step = Math.round(x.invert(px));
    const found = lines.flatMap(line => {
      const i = d3.bisectCenter(line.series.steps as number[], step);
      return line.series.steps.length ? [{ line, step: line.series.steps[i], value: line.series.values[i] }] : [];
    });
    if (!found.length) return;
    group.attr('display', null);
    rule.attr('x1', px).attr('x2', px);
    box.selectAll('*').remove();
    const left = px > (MARGIN.left + right) / 2;
    const text = (words: string, at: number, name: string): void => {
      box
        .append('text')
        .attr('class', name)
        .attr('x', px + (left ? -8 : 8))
        .attr('y', at)
        .attr('text-anchor', left ? 'end' : 'start')
        .text(words);
    };
    text(say('readout', { step: whole(found[0].step) }), MARGIN.top + 10, 'strong');
    for (const [i, { line, value }] of found.entries())
      text(`${line.label.split(' ')[0]} ${number(value, 4)}`, MARGIN.top + 25 + 14 * i, `${line.tone}-text`);
    for (const { line, step: at, value } of found)
      if (Number.isFinite(value))
        box.append('circle').attr('class', `dot ${line.tone}`).attr('r', 3).attr('cx', x(at)).attr('cy', y(value));
  };
  area.on('pointermove', event => show(d3.pointer(event)[0])).on('pointerleave', () => group.attr('display', 'none'));
  if (onZoom) zoomable(svg, area, x, right, height, onZoom);
}

/** Drag over the steps to zoom in; a double click shows all. */
function zoomable(
  svg: Svg,
  area: d3.Selection<SVGRectElement, unknown, null, undefined>,
  x: d3.ScaleLinear<number, number>,
  right: number,
  height: number,
  onZoom: (range: [number, number] | null) => void,
): void {
  const selection = svg
    .append('rect')
    .attr('class', 'selection')
    .attr('y', MARGIN.top)
    .attr('height', height - MARGIN.bottom - MARGIN.top)
    .attr('display', 'none');
  let from: number | null = null;
  const at = (event: PointerEvent): number => Math.max(MARGIN.left, Math.min(right, d3.pointer(event, svg.node())[0]));
  area
    .on('pointerdown.zoom', (event: PointerEvent) => {
      from = at(event);
      (event.target as Element).setPointerCapture(event.pointerId);
    })
    .on('pointermove.zoom', (event: PointerEvent) => {
      if (from === null) return;
      const to = at(event);
      selection
        .attr('display', null)
        .attr('x', Math.min(from, to))
        .attr('width', Math.abs(to - from));
    })
    .on('pointerup.zoom', (event: PointerEvent) => {
      const to = at(event);
      if (from !== null && Math.abs(to - from) > 6) onZoom([x.invert(Math.min(from, to)), x.invert(Math.max(from, to))]);
      selection.attr('display', 'none');
      from = null;
    })
    .on('dblclick', () => onZoom(null));
}
