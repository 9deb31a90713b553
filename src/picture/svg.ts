// A self-contained SVG of a scene: style, arrowheads, legend and all; no script, nothing from elsewhere.
import { picture as say } from '../messages/picture';
import type { GradientStatus, Report } from '../report/report';
import { layout } from './layout/layout';
import { markParts } from './marks';
import type { Theme } from './palette';
import type { LayoutOptions } from './picture';
import type { Part, Scene, SceneEdge } from './primitives';
import { sceneOf } from './scene';
import { svgStyle } from './svgStyle';
import { uiWidth } from './text';

export interface SvgOptions extends LayoutOptions {
  /** `auto` follows the reader's system. */
  theme?: Theme | 'auto';
  legend?: boolean;
}

const margin = 16;
const legendHeight = 48;

export function graphToSvg(report: Report, options: SvgOptions = {}): string {
  const scene = sceneOf(report, layout(report.graph, options));
  return sceneToSvg(scene, report, options);
}

export function sceneToSvg(scene: Scene, report: Report, { theme = 'auto', legend = true }: SvgOptions = {}): string {
  const empty = scene.nodes.length === 0;
  const keys = legend && !empty ? legendParts(report, scene) : { parts: '', width: 0 };
  const width = Math.ceil(Math.max(scene.width + 2 * margin, keys.width, empty ? 560 : 0));
  const height = Math.ceil(scene.height + 2 * margin + (keys.parts ? legendHeight : 0) + (empty ? 60 : 0));
  const title = xmlText(say('graphOf', { file: report.file }));
  const body = empty ? `<text class="lane-title" x="${margin}" y="44">${xmlText(say('emptyGraph'))}</text>` : sceneBody(scene);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${title}">`,
    `<title>${title}</title><style>${svgStyle(theme)}</style><defs>${markers}</defs><rect class="page" width="${width}" height="${height}"/>`,
    `<g transform="translate(${margin} ${margin})">${body}</g>`,
    keys.parts && `<g transform="translate(${margin} ${scene.height + 2 * margin})">${keys.parts}</g>`,
    '</svg>\n',
  ].join('');
}

const arrow = (name: string, size: number): string =>
  `<marker id="arrow-${name}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="${size}" markerHeight="${size}" markerUnits="userSpaceOnUse" orient="auto"><path class="a-${name}" d="M0 .6L7.4 4L0 7.4z"/></marker>`;

const markers = `${arrow('forward', 8)}${arrow('backward', 8)}${arrow('reused', 7)}${arrow('flagged', 10)}<pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path class="hatch-line" d="M0 0v5"/></pattern>`;

function sceneBody(scene: Scene): string {
  const edges = scene.edges.filter(edge => !edge.quiet);
  return [
    ...scene.lanes.map(
      lane =>
        `<rect class="${lane.pass === 'forward' ? 'lane' : 'page'}" x="${lane.x}" y="${lane.y}" width="${lane.width}" height="${lane.height}"/>`,
    ),
    ...scene.frames.map(frame => `<g transform="translate(${frame.x} ${frame.y})">${frame.parts.map(partText).join('')}</g>`),
    ...edges.map(edgeText),
    ...scene.lanes.map(lane => laneTitle(lane)),
    ...scene.nodes.map(
      node =>
        `<g class="${node.look}" data-id="${xmlText(node.id)}"${equationOf(node)} transform="translate(${node.x} ${node.y})"><title>${xmlText(node.spoken)}</title>${node.parts
          .filter(part => part.look !== 'name short')
          .map(partText)
          .join('')}</g>`,
    ),
    ...edges.flatMap(edge => edge.parts.map(partText)),
    ...scene.over.map(partText),
  ].join('\n');
}

const equationOf = ({ equation, label }: Scene['nodes'][number]): string =>
  equation ? ` data-equation="${xmlText(`${label} = ${equation.map(run => run.text).join('')}`)}"` : '';

function laneTitle(lane: Scene['lanes'][number]): string {
  const x = lane.x + 20;
  const note = x + uiWidth(lane.title, 12.5) + 14;
  return `<text class="lane-title halo" x="${x}" y="${lane.y + 31}">${xmlText(lane.title)}</text><text class="lane-note halo" x="${note}" y="${lane.y + 31}">${xmlText(lane.note)}</text>`;
}

const edgeText = (edge: SceneEdge): string =>
  `<path class="${edge.look}" d="${edge.d}"${edge.kind === 'backward' ? ` stroke-dashoffset="${edge.dash}"` : ''} data-from="${xmlText(edge.from)}" data-to="${xmlText(edge.to)}" marker-end="url(#arrow-${edge.flagged ? 'flagged' : edge.kind})"><title>${xmlText(edge.spoken)}</title></path>`;

export function partText(part: Part): string {
  switch (part.kind) {
    case 'rect':
      return `<rect class="${part.look}" x="${part.x}" y="${part.y}" width="${part.width}" height="${part.height}"${part.radius ? ` rx="${part.radius}"` : ''}/>`;
    case 'path':
      return `<path class="${part.look}" d="${part.d}"${part.opacity === undefined ? '' : ` fill-opacity="${part.opacity}"`}/>`;
    case 'text': {
      const anchor = part.anchor && part.anchor !== 'start' ? ` text-anchor="${part.anchor}"` : '';
      const tip = part.full === undefined ? '' : `<title>${xmlText(part.full)}</title>`;
      return `<text class="${part.look}" x="${part.x}" y="${part.y}"${anchor}>${typeof part.text === 'string' ? xmlText(part.text) : runsText(part.text)}${tip}</text>`;
    }
  }
}

/** Raised and lowered text moves the pen and moves it back. */
function runsText(runs: Extract<Part, { kind: 'text' }>['text'] & object): string {
  let shift = 0;
  return runs
    .map((run, at) => {
      const level = run.style === 'sub' ? 3 : run.style === 'sup' ? -5 : 0;
      const dy = level - shift;
      shift = level;
      const under = run.style === 'sup' && runs[at - 1]?.style === 'sub' ? ` dx="${-Math.round(uiWidth(runs[at - 1].text, 9))}"` : '';
      const size = level === 0 ? '' : ' font-size="9"';
      return `<tspan class="${run.style}"${dy === 0 ? '' : ` dy="${dy}"`}${under}${size}>${xmlText(run.text)}</tspan>`;
    })
    .join('');
}

const verdicts: readonly GradientStatus[] = ['correct', 'correct-scaled', 'wrong', 'inherited', 'unchecked'];

/** Only what the picture shows: verdicts that occur, kinds of edges that occur. */
function legendParts(report: Report, scene: Scene): { parts: string; width: number } {
  let x = 4;
  const parts: string[] = [];
  const label = (text: string) => {
    parts.push(`<text class="legend" x="${x}" y="20">${xmlText(text)}</text>`);
    x += uiWidth(text, 11) + 26;
  };
  for (const status of verdicts) {
    if (!report.graph.nodes.some(node => node.status === status)) continue;
    const wide = status === 'correct-scaled' ? 26 : 16;
    parts.push(...markParts(status, x, 8, '×m', wide).map(partText));
    x += wide + 8;
    label(say(`legend.${status}`));
  }
  for (const [kind, key] of [
    ['forward', 'legend.value'],
    ['backward', 'legend.gradient'],
    ['reused', 'legend.reused'],
  ] as const) {
    if (!scene.edges.some(edge => edge.kind === kind && !edge.quiet)) continue;
    parts.push(`<path class="edge ${kind}" d="M${x} 16h36" marker-end="url(#arrow-${kind})"/>`);
    x += 44;
    label(say(key));
  }
  return { parts: parts.join(''), width: x + margin };
}

/** Markup and what XML cannot hold are replaced. */
export function xmlText(text: string): string {
  let out = '';
  for (const char of text) out += entities[char] ?? (isXml(char.codePointAt(0) ?? 0) ? char : '\ufffd');
  return out;
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const isXml = (code: number): boolean =>
  code === 9 || code === 10 || code === 13 || (code >= 0x20 && code < 0xd800) || (code >= 0xe000 && code < 0xfffe) || code >= 0x10000;
