// The command line end to end, on real files: what it finds, in every form, with the exit status that the contract names.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { Report } from '../../../src/report/report';
import { backprop, file, removeFiles } from './support';

const workspace = join(__dirname, '../../host/workspace');
const at = (name: string): string => join(workspace, name);

describe('command line: check', () => {
  after(removeFiles);

  it('exits with 0 for correct files, and counts their gradients', async () => {
    const { code, out, err } = await backprop(['check', at('correct.bp'), at('model.py')]);
    assert.match(out, /6 of 6 gradients correct/);
    assert.match(out, /3 of 3 gradients correct/);
    assert.match(out, /^2 files: 0 errors, 0 warnings$/m);
    assert.equal(err, '');
    assert.equal(code, 0);
  });

  it('exits with 1 for an error, with the line, a caret under it and the proven fix', async () => {
    const { code, out } = await backprop(['check', at('mismatch.bp')]);
    assert.match(out, /mismatch\.bp:20:13: error\[shape-mismatch\]: /);
    assert.match(out, /\n20 \| dW2 = 1\/m \* dZ2 · A1\n {3}\| {13}\^{8}\n/);
    assert.match(out, /proven fix: .*A1ᵀ\n20 \+ dW2 = 1\/m \* dZ2 · A1ᵀ/);
    assert.equal(code, 1);
  });

  it('prints nothing but an array of reports with --json, one a file', async () => {
    const { code, out } = await backprop(['check', '--json', at('correct.bp'), at('factor.bp')]);
    const [correct, wrong] = JSON.parse(out) as Report[];
    assert.equal(correct.loss?.name, 'J');
    assert.deepEqual(correct.findings, []);
    assert.deepEqual(
      wrong.findings.map(finding => finding.rule),
      ['wrong-gradient'],
    );
    assert.equal(wrong.gradients.find(gradient => gradient.name === 'dW1')?.status, 'wrong');
    assert.equal(code, 1);
  });

  it('prints SARIF that names the rule and the place', async () => {
    const { code, out } = await backprop(['check', '--sarif', at('mismatch.bp')]);
    const [result] = JSON.parse(out).runs[0].results;
    assert.equal(result.ruleId, 'shape-mismatch');
    assert.equal(result.locations[0].physicalLocation.region.startLine, 20);
    assert.equal(code, 1);
  });

  it('tells the places in a notebook by cell', async () => {
    const cell = (type: string, source: string): unknown => ({ cell_type: type, source: source.split(/(?<=\n)/) });
    const cells = [
      cell('markdown', '# A net'),
      cell('code', '%matplotlib inline\nimport numpy as np'),
      cell('code', 'X = np.ones((3, 4))\nW = np.ones((3, 4))\nZ = np.dot(W, X)'),
    ];
    const { code, out } = await backprop(['check', file('net.ipynb', JSON.stringify({ cells }))]);
    assert.match(out, /net\.ipynb:cell 3:3:12: error\[shape-mismatch\]/);
    assert.match(out, /\n3 \| Z = np\.dot\(W, X\)/);
    assert.equal(code, 1);
  });

  const fine: [what: string, name: string, text: string][] = [
    ['an empty .bp file', 'a.bp', ''],
    ['an empty Python file', 'a.py', ''],
    ['only comments', 'a.bp', '# nothing\n\n   # to see\n'],
    ['Windows line ends', 'a.bp', 'sizes n = 2\r\ninput x (n, 1)\r\nforward\r\nJ = sum(x * x)\r\n'],
  ];
  for (const [what, name, text] of fine) {
    it(`finds nothing wrong with ${what}`, async () => {
      const { code, out } = await backprop(['check', file(name, text)]);
      assert.equal(code, 0, out);
    });
  }

  it('speaks Chinese from the first word to the last', async () => {
    const { out } = await backprop(['check', '--lang', 'zh', at('mismatch.bp')]);
    assert.match(out, /错误\[shape-mismatch\]/);
    assert.match(out, /6 个梯度中有 5 个正确/);
    assert.doesNotMatch(out, /gradient|correct|differ/);
  });
});

describe('command line: graph', () => {
  const write = async (out: string): Promise<string> => {
    const { code, err, written } = await backprop(['graph', at('mismatch.bp'), '-o', out]);
    assert.equal(code, 0, err);
    return written.get(out) ?? '';
  };

  it('writes an SVG with both passes and the sizes that disagree', async () => {
    const svg = await write('out.svg');
    assert.match(svg, /^<svg xmlns/);
    for (const text of ['Z1', 'dW2', '20 ≠ 4']) assert.ok(svg.includes(text), `no ${text}`);
    assert.doesNotMatch(svg, /<script|https?:\/\/(?!www\.w3\.org)/);
  });

  it('writes the nodes and edges as JSON, and a DOT file', async () => {
    const { nodes, edges } = JSON.parse(await write('out.json')) as { nodes: { label: string }[]; edges: { flagged?: boolean }[] };
    assert.ok(nodes.some(node => node.label === 'dW2'));
    assert.equal(edges.filter(edge => edge.flagged).length, 2);
    assert.match(await write('out.dot'), /^digraph /);
  });

  it('writes a page that needs nothing from elsewhere, prints a named format, and draws what differs from another version', async () => {
    const page = await write('out.html');
    assert.match(page, /^<!doctype html>/);
    assert.doesNotMatch(page, /(?:src|href)=|https?:\/\/(?!www\.w3\.org)/);
    const printed = await backprop(['graph', at('mismatch.bp'), '--format', 'dot']);
    assert.match(printed.out, /^digraph /);
    const against = async (other: string): Promise<string> =>
      (await backprop(['graph', at('mismatch.bp'), '--against', at(other), '--format', 'svg'])).out;
    assert.match(await against('correct.bp'), /class="change changed"/);
    assert.doesNotMatch(await against('mismatch.bp'), /class="change /);
  });

  it('refuses another kind of file, and a second one', async () => {
    assert.match(
      (await backprop(['graph', 'a.bp', '-o', 'out.pdf'])).err,
      /out\.pdf: write to a \.svg, \.html, \.json, \.dot or \.mmd file/,
    );
    assert.match((await backprop(['graph', 'a.bp'])).err, /option -o is missing/);
    assert.match((await backprop(['graph', 'a.bp', 'b.bp', '-o', 'out.svg'])).err, /one file only, not 2/);
  });
});
