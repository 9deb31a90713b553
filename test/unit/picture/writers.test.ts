// SVG, DOT, Mermaid and JSON of a graph, and the scene they and the view are made from.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { useLocale } from '../../../src/messages';
import { graphToDot, graphToJson, graphToMermaid, graphToSvg, layout, sceneOf } from '../../../src/picture';
import { codeWidth, uiWidth } from '../../../src/picture/text';
import type { Report } from '../../../src/report/report';
import { deep, twoLayer } from './models';
import { reportOf } from './reports';
import { Sketch } from './sketch';

const report = (wrong = false): Report => reportOf(twoLayer(wrong), 'two_layer.bp');
const odd = (): Report => {
  const sketch = new Sketch();
  const names = ['<a & "b">', "it's\\", 'משקל', '权重', `x\u0000\ud800y`, 'z'.repeat(5000)];
  names.forEach((label, at) => {
    sketch.node(`n"${at}\\`, '', [2, 2], { label, formula: `${label} * 2` });
  });
  for (let at = 1; at < names.length; at++) sketch.edge(`n"${at - 1}\\`, `n"${at}\\`);
  return reportOf(sketch, 'odd <file>.py', 'python');
};

/** A check of well-formedness that knows elements, attributes and entities: enough for what we write. */
function unclosed(xml: string): string[] {
  const open: string[] = [];
  const faults: string[] = [];
  const rest = xml.replace(
    /<(\/?)([a-zA-Z]+)((?:\s+[a-zA-Z:-]+="[^"<]*")*)\s*(\/?)>/g,
    (_all, end: string, name: string, _attributes, single: string) => {
      if (end) {
        if (open.pop() !== name) faults.push(`</${name}>`);
      } else if (!single) open.push(name);
      return '';
    },
  );
  if (/[<>]/.test(rest)) faults.push(`stray markup near ${/.{0,30}[<>].{0,30}/.exec(rest)?.[0]}`);
  if (/&(?!amp;|lt;|gt;|quot;)/.test(rest)) faults.push('a bare ampersand');
  return [...faults, ...open];
}

describe('a picture as SVG', () => {
  it('is one well-formed document that needs nothing from elsewhere', () => {
    for (const each of [report(), report(true), odd(), reportOf(deep(12, 5), 'deep.py', 'python'), reportOf(new Sketch(), 'empty.bp')]) {
      const svg = graphToSvg(each);
      assert.deepEqual(unclosed(svg.replace(/<style>[^<]*<\/style>/, '')), []);
      assert.doesNotMatch(svg, /href=|url\((?!#)|<script|<image|@import/);
      assert.doesNotMatch(svg, /NaN|undefined|Infinity/);
    }
  });

  it('has a box for every value, an arrow for every edge, and a legend of what occurs', () => {
    const svg = graphToSvg(report(true), { ghosts: false });
    for (const node of report().graph.nodes) assert.match(svg, new RegExp(`<text class="name"[^>]*>${node.label}</text>`));
    const arrows = svg.match(/<path class="edge [^"]*" d="[^"]*"[^>]*marker-end/g) ?? [];
    assert.equal(arrows.length, report().graph.edges.length + 3, 'edges and three samples in the legend');
    assert.match(svg, /400 ≠ 4/);
    assert.doesNotMatch(svg, /inherited from/);
  });

  it('follows the theme that is asked for, or the reader’s', () => {
    assert.match(graphToSvg(report(), { theme: 'light' }), /\.page\{fill:#ffffff\}/);
    assert.match(graphToSvg(report(), { theme: 'dark' }), /\.page\{fill:#1f1f1f\}/);
    assert.match(graphToSvg(report()), /prefers-color-scheme:dark/);
  });

  it('says in words that there is nothing to draw', () => {
    assert.match(graphToSvg(reportOf(new Sketch(), 'empty.bp')), /Nothing to draw/);
  });

  it('speaks the reader’s language', () => {
    useLocale('zh');
    try {
      assert.match(graphToSvg(report()), /反向传播/);
    } finally {
      useLocale('en');
    }
  });
});

describe('a picture as JSON', () => {
  it('has exactly the nodes and edges of the graph, with boxes and corners', () => {
    const each = reportOf(deep(20, 3), 'deep.py', 'python');
    const picture = JSON.parse(graphToJson(each)) as {
      nodes: { id: string; x: number; width: number; status?: string }[];
      edges: { from: string; to: string; points: unknown[] }[];
    };
    assert.deepEqual(picture.nodes.map(node => node.id).sort(), each.graph.nodes.map(node => node.id).sort());
    assert.deepEqual(
      picture.edges.map(edge => `${edge.from} ${edge.to}`).sort(),
      each.graph.edges.map(edge => `${edge.from} ${edge.to}`).sort(),
    );
    assert.ok(picture.nodes.every(node => node.x >= 0 && node.width > 0));
    assert.ok(picture.edges.every(edge => edge.points.length >= 2));
    assert.equal(picture.nodes.find(node => node.id === 'dW3')?.status, 'wrong');
  });
});

describe('a picture as DOT and Mermaid', () => {
  it('names every node and edge, with verdicts in words and groups as clusters', () => {
    const dot = graphToDot(reportOf(deep(3, 2), 'deep.py', 'python'));
    assert.match(dot, /^digraph "deep.py" \{/);
    assert.match(dot, /subgraph cluster_0 \{\n {4}label="layer 1"/);
    assert.match(dot, /"dW2" \[label="dW2\\n= np\.dot\(dZ2, A1\.T\)\\n\(64, 64\)\\nwrong", color="#e51400", penwidth=2\]/);
    assert.match(dot, /"A0" -> "Z1" \[label="\(64, 256\)"\];/);
    assert.match(dot, /"A1" -> "dW2" \[label="\(64, 256\)", style=dotted/);
  });

  it('escapes what the languages would read as their own', () => {
    const dot = graphToDot(odd());
    for (const line of dot.split('\n'))
      assert.equal((line.replace(/\\\\/g, '').replace(/\\"/g, '').match(/"/g) ?? []).length % 2, 0, line.slice(0, 80));
    const mermaid = graphToMermaid(odd());
    assert.doesNotMatch(mermaid.replace(/<br\/>/g, ''), /[<>](?!\||\s)/);
    assert.match(mermaid, /#60;a #38; #34;b#34;#62;/);
  });

  it('has both passes as parts of the chart', () => {
    const mermaid = graphToMermaid(report());
    assert.match(mermaid, /subgraph forward\["Forward"\]/);
    assert.match(mermaid, /-\.->\|"\(4, 400\)"\|/);
  });
});

describe('the scene', () => {
  it('says everything in words for a screen reader', () => {
    const scene = sceneOf(report(true), layout(report(true).graph));
    const spoken = new Map(scene.nodes.map(node => [node.id, node.spoken]));
    assert.equal(spoken.get('dW2'), 'dW2, gradient, wrong, (n2, n1) = (1, 4)');
    assert.equal(spoken.get('W1'), 'W1, parameter, (n1, n0) = (4, 2)');
    assert.equal(spoken.get('ghost:A1'), 'dA1, merged into dZ1');
    assert.ok(scene.nodes.every(node => node.spoken !== '' && node.words !== ''));
  });

  it('never draws a value where shapes do not fit', () => {
    const scene = sceneOf(report(true), layout(report(true).graph));
    const looks = scene.nodes.find(node => node.id === 'dW2')?.parts.map(part => part.look) ?? [];
    assert.ok(looks.includes('hatch'));
    assert.ok(!looks.includes('above') && !looks.includes('below'));
  });

  it('leaves out strips when values are off, and in very large pictures', () => {
    const strips = (values: boolean) =>
      sceneOf(report(), layout(report().graph), { values })
        .nodes.flatMap(node => node.parts)
        .filter(part => part.look === 'above').length;
    assert.ok(strips(true) > 0);
    assert.equal(strips(false), 0);
  });

  it('draws no strip of values that are all missing', () => {
    const sketch = new Sketch().node('a', '', [2, 2], {
      values: { rows: 2, columns: 2, cells: [null, null, null, null], min: null, max: null, mean: null, norm: null },
    });
    const each = reportOf(sketch, 'nan.bp');
    const parts = sceneOf(each, layout(each.graph)).nodes[0].parts;
    assert.ok(parts.every(part => part.look !== 'above' && part.look !== 'below'));
  });

  it('reckons with the font widths that the view measures against', () => {
    const source = readFileSync(join(__dirname, '../../../webview/fonts.ts'), 'utf8');
    const sample = /const sample = '([^']*)'/.exec(source)?.[1] ?? '';
    const [, ui, code] = /reckoned = \{ ui: ([\d.]+), code: ([\d.]+) \}/.exec(source) ?? [];
    assert.ok(Math.abs(uiWidth(sample, 100) - Number(ui)) < 1, `ui ${uiWidth(sample, 100)}`);
    assert.ok(Math.abs(codeWidth(sample, 100) - Number(code)) < 1, `code ${codeWidth(sample, 100)}`);
  });
});
