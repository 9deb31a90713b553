// What a script draws with matplotlib: kept as data at the moment of the call, laid out, written as SVG.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Axes, Figure, Mark } from '../../../src/figure/figure';
import { sceneOfFigure } from '../../../src/figure/layout';
import { figureSvg } from '../../../src/figure/svg';
import { runPython } from '../../../src/lang/python';
import type { Interpreter } from '../../../src/lang/python/interpreter';

/** The figures of a script, and what it printed. */
function drawn(lines: string): { figures: Figure[]; out: string } {
  const seen: { rt: Interpreter | null; out: string } = { rt: null, out: '' };
  const text = `import numpy as np\nimport matplotlib.pyplot as plt\n${lines}\n`;
  const begin = (rt: Interpreter): void => {
    seen.rt = rt;
  };
  const result = runPython(
    { file: 'draws.py', text },
    {
      write: words => {
        seen.out += words;
      },
      observe: { begin, loop: () => null, tick: () => {} },
    },
  );
  assert.equal(result.traceback, '');
  return { figures: (seen.rt as Interpreter | null)?.plots.drafts().map(draft => draft.snapshot()) ?? [], out: seen.out };
}

const only = (lines: string): Axes => {
  const { figures } = drawn(lines);
  assert.equal(figures.length, 1);
  assert.equal(figures[0].axes.length, 1);
  return figures[0].axes[0];
};

function mark<K extends Mark['kind']>(axes: Axes, kind: K, at = 0): Extract<Mark, { kind: K }> {
  const found = axes.marks[at];
  assert.equal(found.kind, kind);
  return found as Extract<Mark, { kind: K }>;
}

describe('what a script draws', () => {
  it('copies the values: what the script does to its list later changes nothing', () => {
    const axes = only('costs = [3.0, 2.0]\nplt.plot(costs)\ncosts.append(99.0)');
    assert.deepEqual(mark(axes, 'line').y, [3, 2]);
    assert.deepEqual(mark(axes, 'line').x, [0, 1]);
  });

  it('reads formats, keywords and several curves in one call', () => {
    const axes = only("plt.plot([0, 1], [2, 3], 'r--', [0, 1], [4, 5], 'go')\nplt.plot([1, 2], color='0.5', lw=3, ls=':')");
    const [first, second, third] = [0, 1, 2].map(i => mark(axes, 'line', i));
    assert.deepEqual([first.colour, first.dash, first.marker], ['c3', 'dashed', null]);
    assert.deepEqual([second.colour, second.dash, second.marker], ['c2', 'none', 'circle']);
    assert.deepEqual([third.colour, third.dash, third.width], ['#808080', 'dotted', 3]);
  });

  it('gives each curve of a matrix the next colour of the cycle', () => {
    const axes = only('plt.plot(np.arange(6).reshape(3, 2))');
    assert.deepEqual(mark(axes, 'line', 0).y, [0, 2, 4]);
    assert.deepEqual([mark(axes, 'line', 0).colour, mark(axes, 'line', 1).colour], ['c0', 'c1']);
  });

  it('knows axes as objects: subplots in a matrix, a row, alone, and gone through', () => {
    const { figures } = drawn(
      "fig, axes = plt.subplots(2, 2)\nfor i, ax in enumerate(axes.flat):\n    ax.plot([i])\naxes[1, 0].set_title('third')\nfig.suptitle('all')\n" +
        "fig, (a, b) = plt.subplots(1, 2)\nb.scatter([1], [2])\nfig, ax = plt.subplots(figsize=(8, 3))\nax.bar(['cat', 'dog'], [1, 2])",
    );
    assert.equal(figures.length, 3);
    assert.deepEqual(
      figures[0].axes.map(a => mark(a, 'line').y[0]),
      [0, 1, 2, 3],
    );
    assert.equal(figures[0].axes[2].title, 'third');
    assert.equal(figures[0].title, 'all');
    assert.deepEqual(
      figures[1].axes.map(a => a.marks.length),
      [0, 1],
    );
    assert.deepEqual([figures[2].width, figures[2].height], [800, 300]);
    assert.deepEqual(figures[2].axes[0].x.ticks, { at: [0, 1], labels: ['cat', 'dog'] });
  });

  it('begins a new figure after show, and goes on in the same one before', () => {
    const { figures } = drawn(
      "plt.plot([1])\nplt.title('one')\nplt.show()\nplt.plot([2])\nplt.savefig('out/two.png')\nplt.close()\nplt.figure()",
    );
    assert.deepEqual(
      figures.map(f => [f.axes[0].title, f.saved]),
      [
        ['one', null],
        ['', 'out/two.png'],
      ],
    );
  });

  it('counts a histogram as NumPy does, and hands its counts back', () => {
    const { figures, out } = drawn(
      'np.random.seed(3)\nx = np.random.randn(200)\nn, bins, patches = plt.hist(x, bins=12)\nh, e = np.histogram(x, bins=12)\nprint((n == h).all(), np.allclose(bins, e))',
    );
    assert.equal(out, 'True True\n');
    assert.equal(mark(figures[0].axes[0], 'bars').bars.length, 12);
  });

  it('takes the axes of a mesh from its rows and columns, and levels from low to high', () => {
    const axes = only('x, y = np.meshgrid(np.linspace(0, 4, 5), np.linspace(10, 12, 3))\nplt.contourf(x, y, x + y, cmap=plt.cm.Spectral)');
    const contour = mark(axes, 'contour');
    assert.deepEqual(
      [contour.x, contour.y],
      [
        [0, 1, 2, 3, 4],
        [10, 11, 12],
      ],
    );
    assert.equal(contour.map, 'Spectral');
    assert.ok(contour.levels[0] <= 10 && (contour.levels.at(-1) ?? 0) >= 16);
  });

  it('draws one level where a list of one is given', () => {
    const axes = only("x, y = np.meshgrid(np.arange(5.), np.arange(5.))\nplt.contour(x, y, x - y, levels=[0], colors='k')");
    assert.deepEqual(mark(axes, 'contour').levels, [0]);
    assert.deepEqual(mark(axes, 'contour').colours, ['ink']);
  });

  it('turns numbers of a cloud into a map of colours, and labels a colour each', () => {
    const axes = only(
      "plt.scatter([0, 1, 2], [0, 1, 2], c=np.array([[0, 1, 1]]), cmap='coolwarm')\nplt.scatter([0, 1], [0, 1], c=['r', 'b'])",
    );
    const colour = mark(axes, 'points').colour;
    assert.ok(typeof colour === 'object' && 'map' in colour);
    assert.deepEqual(mark(axes, 'points', 1).colour, ['c3', 'c0']);
  });

  it('keeps an image the right way up: the first row at the top, below with origin lower', () => {
    const [above, below] = ["plt.imshow([[1, 2], [3, 4]], cmap='gray')", "plt.imshow([[1, 2], [3, 4]], origin='lower')"].map(only);
    const values = (axes: Axes): readonly number[] => {
      const { pixels } = mark(axes, 'image');
      return 'values' in pixels ? pixels.values : [];
    };
    assert.deepEqual(values(above), [1, 2, 3, 4]);
    assert.equal(above.y.inverted, true);
    assert.deepEqual(values(below), [3, 4, 1, 2]);
    assert.equal(below.y.inverted, false);
  });

  it('follows a curve that an animation changes', () => {
    const axes = only('fig, ax = plt.subplots()\nline, = ax.plot([0], [0])\nline.set_data([1, 2], [3, 4])\nplt.pause(0.01)');
    assert.deepEqual(
      [mark(axes, 'line').x, mark(axes, 'line').y],
      [
        [1, 2],
        [3, 4],
      ],
    );
  });

  it('goes on where a call is not drawn, and names it', () => {
    const { figures, out } = drawn(
      "plt.plot([1, 2])\nplt.quiver(1, 2, 3, 4)\nax = plt.gca()\nax.spines['top'].set_visible(False)\nprint('on')",
    );
    assert.equal(out, 'on\n');
    assert.deepEqual(figures[0].axes[0].left, ['quiver']);
  });

  it('writes an SVG with title, ticks, legend and curve, its words escaped', () => {
    const { figures } = drawn("plt.plot([1, 10, 100], label='a < b')\nplt.yscale('log')\nplt.title(r'loss $\\alpha^2$')\nplt.legend()");
    const svg = figureSvg(sceneOfFigure(figures[0]));
    for (const text of ['>loss α²<', '>a &lt; b<', '>10<', '<clipPath']) assert.ok(svg.includes(text), text);
    assert.doesNotMatch(svg, /NaN|undefined|Infinity/);
  });

  it('lays out empty, constant and non-finite data without a number that is none', () => {
    for (const call of [
      'plt.plot([])',
      'plt.plot([5, 5])',
      'plt.plot([np.nan, 1, np.inf])',
      'plt.scatter([], [])',
      'plt.hist([])',
      'plt.bar([1], [0])',
      'plt.imshow(np.zeros((2, 2)))',
      'plt.contourf(np.zeros((3, 3)))',
      'plt.semilogy([0, 0])',
    ]) {
      const { figures } = drawn(call);
      for (const figure of figures) assert.doesNotMatch(figureSvg(sceneOfFigure(figure)), /NaN|undefined|Infinity/, call);
    }
  });
});
