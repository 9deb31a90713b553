// The pictures of the walkthrough, made by the product from the examples: drawn in VS Code's own variables, so that every theme fits.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { analyse } from '../../src/analyse/analyse';
import { verdictMark } from '../../src/explain/show/marks';
import { clashPicture } from '../../src/explain/show/pictures';
import { escapeXml, n, path, rect, type Svg, text, whole } from '../../src/explain/show/svg';
import type { Colours } from '../../src/explain/show/themes';
import { errorFigure } from '../../src/explain/tell';
import { graphToSvg } from '../../src/picture';
import type { Block } from '../../src/report/explained';
import type { Report } from '../../src/report/report';

const root = join(__dirname, '../..');
const WIDTH = 620;

const v = (name: string): string => `var(--vscode-${name})`;

const colours: Colours = {
  foreground: v('foreground'),
  background: v('editor-background'),
  dim: v('descriptionForeground'),
  line: v('foreground'),
  fill: v('editor-background'),
  grid: v('editorIndentGuide-background1'),
  ok: v('charts-green'),
  scaled: v('charts-blue'),
  bad: v('charts-red'),
  inherited: v('charts-orange'),
  gradient: v('charts-purple'),
  above: v('charts-blue'),
  below: v('charts-orange'),
  okText: v('charts-green'),
  scaledText: v('charts-blue'),
  badText: v('charts-red'),
  inheritedText: v('charts-orange'),
};

const example = (name: string): string => readFileSync(join(root, 'examples', name), 'utf8');
const reportOf = (name: string): Report => analyse({ file: name, language: 'bp', text: example(name) }, { explain: true });

const MONO = `&quot;Cascadia Code&quot;,Menlo,Consolas,&quot;DejaVu Sans Mono&quot;,monospace`;
const LINE = 20;

/** Lines of code with their numbers; names of sections in colour. */
function code(lines: readonly { number: number; text: string }[], top: number): string {
  return lines
    .map(({ number, text: content }, i) => {
      const y = n(top + i * LINE);
      const keyword = /^(sizes|input|label|param|forward|backward|train|optimizer|steps)\b/.exec(content)?.[0] ?? '';
      const colour = keyword ? colours.gradient : colours.foreground;
      const head = keyword ? `<tspan fill="${colour}">${keyword}</tspan>` : '';
      return `<text x="14" y="${y}" fill="${colours.dim}" font-size="12" font-family="${MONO}">${number}</text><text x="46" y="${y}" fill="${colours.foreground}" font-size="13" font-family="${MONO}" xml:space="preserve">${head}${escapeXml(content.slice(keyword.length))}</text>`;
    })
    .join('');
}

const numbered = (content: string, from: number, to: number): { number: number; text: string }[] =>
  content
    .split('\n')
    .slice(from - 1, to)
    .map((line, i) => ({ number: from + i, text: line }));

const framed = (height: number, body: string): string =>
  `${whole({ width: WIDTH, height, body: rect(0.5, 0.5, WIDTH - 1, height - 1, `rx="6" fill="${colours.background}" stroke="${v('widget-border')}"`) + body })}\n`;

const placed = (svg: Svg, x: number, y: number): string => `<g transform="translate(${n(x)} ${n(y)})">${svg.body}</g>`;

/** The line that has the mistake, as the editor shows it. */
const squiggle = (x: number, y: number, width: number): string =>
  path(`M${n(x)} ${n(y)}${'q2 -3 4 0t4 0'.repeat(Math.ceil(width / 8))}`, `fill="none" stroke="${colours.bad}" stroke-width="1.4"`);

function open(): string {
  const lines = numbered(example('two_layer.bp'), 2, 26).filter(l => l.text !== '');
  return framed(lines.length * LINE + 24, code(lines, 24));
}

/** The drawing of the product, with the theme's colours in place of a theme's. */
function graph(): string {
  const light: Readonly<Record<string, string>> = {
    '#ffffff': v('editor-background'),
    '#3b3b3b': v('foreground'),
    '#0063d3': v('charts-blue'),
    '#388a34': v('charts-green'),
    '#e51400': v('charts-red'),
    '#d18616': v('charts-orange'),
    '#652d90': v('charts-purple'),
  };
  const svg = graphToSvg(reportOf('two_layer.bp'), { theme: 'light' });
  return svg.replace(
    /#[0-9a-f]{6}/g,
    colour => light[colour] ?? `color-mix(in srgb,${v('foreground')} ${share(colour)}%,${v('editor-background')})`,
  );
}

/** How much of the foreground is in a mix of it and white. */
const share = (colour: string): number => Math.round((100 * (255 - Number.parseInt(colour.slice(1, 3), 16))) / (255 - 0x3b));

function broken(): string {
  const report = reportOf('wrong/two_layer_missing_transpose.bp');
  const clash = report.explained?.cards.flatMap(c => c.blocks).find((b): b is Extract<Block, { kind: 'clash' }> => b.kind === 'clash');
  if (!clash) throw new Error('the wrong example has no clash');
  const finding = report.findings.find(f => f.severity === 'error')!;
  const line = finding.range.start.line;
  const lines = numbered(example('wrong/two_layer_missing_transpose.bp'), line, line);
  const from = 46 + (finding.range.start.column - 1) * 7.83;
  return framed(
    190,
    code(lines, 34) +
      squiggle(from, 41, (finding.range.end.column - finding.range.start.column) * 7.83) +
      placed(clashPicture(clash, colours), 46, 70),
  );
}

function fixed(): string {
  const report = reportOf('wrong/two_layer_missing_transpose.bp');
  const lesson = report.explained!.lessons.find(l => l.name === 'dW2')!;
  const fix = report.findings.find(f => f.severity === 'error')!.fixes[0];
  const line = lesson.target.start.line;
  const mark = verdictMark('correct', '', colours);
  return framed(
    150,
    rect(14, 18, WIDTH - 28, 30, `rx="4" fill="${v('list-activeSelectionBackground')}"`) +
      text(26, 38, `💡 ${fix.title}`, { fill: v('list-activeSelectionForeground'), size: 13 }) +
      code([{ number: line, text: `dW2 = ${lesson.derived}` }], 84) +
      placed(mark, 46, 106) +
      text(70, 119, `${lesson.shapes}`, { fill: colours.foreground, size: 13 }),
  );
}

function checked(): string {
  const { gradients } = reportOf('two_layer.bp');
  const rows = gradients.map(({ name, of, wrt, status, scale, evidence }, i) => {
    const y = 30 + i * 30;
    const factor = scale === null ? '' : '×m';
    return (
      placed(verdictMark(status, factor, colours), 20, y - 12) +
      text(64, y, `${name} = ∂${of}/∂${wrt}`, { fill: colours.foreground, size: 13 }) +
      text(WIDTH - 20, y, `${errorFigure(evidence.autodiff)} · ${errorFigure(evidence.numeric)}`, {
        fill: colours.dim,
        size: 12,
        anchor: 'end',
      })
    );
  });
  return framed(rows.length * 30 + 20, rows.join(''));
}

/** The cost of a real run of an example. */
function trained(): string {
  const run = spawnSync(
    process.execPath,
    [join(root, 'dist/cli.js'), 'train', join(root, 'examples/train_moons.bp'), '--steps', '300', '--json'],
    { encoding: 'utf8' },
  );
  const losses = run.stdout
    .trim()
    .split('\n')
    .map(line => (JSON.parse(line) as { loss: number }).loss);
  if (losses.length < 300) throw new Error(`the run has ${losses.length} steps: ${run.stderr}`);
  const [left, right, top, bottom] = [52, WIDTH - 20, 20, 210];
  const most = Math.max(...losses);
  const points = losses.filter((_, i) => i % 4 === 0 || i === losses.length - 1);
  const x = (i: number): number => left + (i / (points.length - 1)) * (right - left);
  const y = (loss: number): number => bottom - (loss / most) * (bottom - top);
  const d = points.map((loss, i) => `${i ? 'L' : 'M'}${n(x(i))} ${n(y(loss))}`).join('');
  return framed(
    240,
    path(`M${left} ${top}V${bottom}H${right}`, `fill="none" stroke="${colours.dim}"`) +
      path(d, `fill="none" stroke="${colours.above}" stroke-width="2"`) +
      text(left - 8, y(most) + 4, most.toFixed(2), { fill: colours.dim, anchor: 'end' }) +
      text(left - 8, bottom + 4, '0', { fill: colours.dim, anchor: 'end' }) +
      text(right, bottom + 18, `${losses.length - 1}`, { fill: colours.dim, anchor: 'end' }) +
      text(left, bottom + 18, '0', { fill: colours.dim }),
  );
}

function practised(): string {
  const rows: [string, 'correct' | 'wrong' | null][] = [
    ['dZ = A - Y', 'correct'],
    ['dw = 1/m * dZ · Xᵀ', 'wrong'],
    ['db = ...', null],
  ];
  const body = rows.map(
    ([content, status], i) =>
      code([{ number: 15 + i, text: content }], 32 + i * 32) + (status ? placed(verdictMark(status, '', colours), 260, 20 + i * 32) : ''),
  );
  return framed(rows.length * 32 + 20, body.join(''));
}

export const pictures: Readonly<Record<string, () => string>> = {
  open,
  graph,
  break: broken,
  fix: fixed,
  check: checked,
  train: trained,
  practise: practised,
};
