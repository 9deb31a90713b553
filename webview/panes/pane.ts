// The side pane: everything about what is selected, from the verdict down to the values.

import type { SceneNode } from '../../src/picture/primitives';
import type { Fix, Gradient, GraphNode, Range, ValueSample } from '../../src/report/report';
import { h } from '../dom';
import { icon, mark } from '../icons';
import type { Model } from '../model';
import { factorText, number, say, shapeText } from '../text';
import { heat, largestOf, noValue } from './heat';
import { maths } from './maths';
import { fixPicture, mismatchPicture } from './mismatch';

export interface PaneActions {
  close(): void;
  reveal(range: Range, focus: boolean): void;
  select(id: string): void;
  fix(finding: number, fix: number): void;
  toggle(node: SceneNode): void;
}

const room = 312;

export function paneOf(model: Model, node: SceneNode, actions: PaneActions): HTMLElement[] {
  const shown = model.graphNode(node);
  if (shown) return valuePane(model, node, shown, actions);
  return node.kind === 'block'
    ? blockPane(node, actions, model)
    : [header(node, undefined, '', actions), h('section', {}, h('p', {}, ghostText(node, model))), flow(model, node, actions)];
}

function ghostText(node: SceneNode, model: Model): string {
  if (node.kind === 'seed') return say('seedText');
  const into = model.edgesFrom(node.id).map(edge => model.nodes.get(edge.to)?.label ?? '');
  return say('mergedText', { name: into.join(', ') });
}

function valuePane(model: Model, node: SceneNode, shown: GraphNode, actions: PaneActions): HTMLElement[] {
  const gradient = model.gradientOf(shown);
  const sub = gradient ? say('gradientOf', { loss: gradient.of, name: gradient.wrt }) : kindOf(shown);
  const parts = [header(node, gradient, sub, actions), equation(node, shown)];
  const findings = model.findingsOf(shown);
  for (const { finding, index } of findings) {
    const picture = finding.rule === 'shape-mismatch' ? mismatchPicture(model, shown, room) : null;
    parts.push(h('section', { class: `finding ${finding.severity}` }, message(finding.message), picture));
    for (const [at, fix] of finding.fixes.entries())
      parts.push(fixBox(model, shown, fix, () => actions.fix(index, at), finding.range, actions, finding.rule === 'shape-mismatch'));
  }
  if (gradient) parts.push(verdict(gradient, shown, findings.length > 0));
  if (gradient?.derived)
    parts.push(h('section', {}, h('h2', {}, say('derived')), h('p', { class: 'code' }, `${shown.label} = ${gradient.derived}`)));
  const values = valuesSection(shown, gradient);
  if (values) parts.push(values);
  parts.push(flow(model, node, actions));
  return parts;
}

function kindOf(node: GraphNode): string {
  const role = node.kind === 'input' && node.role === 'label' ? 'label' : node.role === 'activation' ? 'activation' : node.kind;
  return say(`role.${role}`);
}

function header(node: SceneNode, gradient: Gradient | undefined, sub: string, actions: PaneActions): HTMLElement {
  const { range, status } = node;
  const link = range && h('button', { class: 'link', onclick: () => actions.reveal(range, true) }, say('line', { n: range.start.line }));
  return h(
    'header',
    {},
    status ? mark(status, factorText(gradient?.scale), 20) : null,
    h(
      'div',
      { class: 'title' },
      h('h1', { title: node.label }, node.label),
      status ? h('span', { class: `word ${status}` }, say(`verdict.${status}`)) : null,
      h('div', { class: 'dim' }, sub, sub && link ? ' · ' : '', link),
    ),
    h('button', { class: 'btn', title: say('close'), 'aria-label': say('close'), onclick: actions.close }, icon('close')),
  );
}

function equation(node: SceneNode, shown: GraphNode): HTMLElement {
  const sizes = shown.shape.length === 0 ? say('scalar') : sizesOf(shown);
  const right = node.equation
    ? h('div', { class: 'equation' }, maths([...nameRuns(shown.label), { text: ' = ', style: 'f' }, ...node.equation]))
    : null;
  return h('section', { class: 'first' }, right, h('div', { class: 'dim' }, sizes));
}

/** A name that ends in a number has it lowered. */
function nameRuns(label: string): { text: string; style: 'v' | 'sub' }[] {
  const match = /^([\p{L}]{1,3})(\d+)$/u.exec(label);
  return match
    ? [
        { text: match[1], style: 'v' },
        { text: match[2], style: 'sub' },
      ]
    : [{ text: label, style: 'v' }];
}

function sizesOf({ dims, shape }: GraphNode): string {
  const named = dims.length === shape.length && dims.some((dim, axis) => dim !== String(shape[axis]));
  return named ? `(${dims.join(', ')}) = ${shapeText(shape)}` : shapeText(shape);
}

/** What is wrong stands first and in bold. */
function message(text: string): HTMLElement {
  const end = /[:.：。](?=\s|$)/u.exec(text);
  const cut = end && end.index < 90 ? end.index + 1 : text.length;
  return h('p', { class: 'message' }, h('b', {}, text.slice(0, cut)), text.slice(cut));
}

function fixBox(
  model: Model,
  node: GraphNode,
  fix: Fix,
  apply: () => void,
  range: Range,
  actions: PaneActions,
  picture: boolean,
): HTMLElement {
  return h(
    'section',
    { class: fix.verified ? 'fix proved' : 'fix' },
    h(
      'div',
      { class: 'fix-head' },
      fix.verified ? mark('correct') : null,
      h('b', {}, fix.title),
      fix.verified ? h('span', { class: 'dim' }, say('proved')) : null,
    ),
    picture && fix.verified ? fixPicture(model, node, room - 20) : null,
    h(
      'div',
      { class: 'actions' },
      h('button', { class: 'primary', 'data-action': 'apply', onclick: apply }, say('apply')),
      h('button', { class: 'secondary', onclick: () => actions.reveal(range, true) }, say('showInEditor')),
    ),
  );
}

function verdict(gradient: Gradient, shown: GraphNode, explained: boolean): HTMLElement {
  const { status, relativeError, scale, reason, evidence } = gradient;
  const texts: Record<Gradient['status'], string> = {
    correct: say('verdictCorrect', { error: number(relativeError) }),
    'correct-scaled': say('verdictScaled', { scale: factorText(scale) }),
    wrong:
      relativeError === null || shown.error !== undefined
        ? say('verdictWrongShape')
        : say('verdictWrong', { error: number(relativeError) }),
    inherited: say('verdictInherited'),
    unchecked: say('verdictUnchecked', { reason: reason ?? say('noReason') }),
  };
  const measured = evidence.autodiff !== null || evidence.numeric !== null;
  return h(
    'section',
    { class: explained ? 'verdict quiet' : 'verdict' },
    h('p', {}, texts[status]),
    measured
      ? h('p', { class: 'dim small' }, say('evidence', { autodiff: number(evidence.autodiff), numeric: number(evidence.numeric) }))
      : null,
    evidence.kinks > 0 ? h('p', { class: 'dim small' }, say('kinks', { n: evidence.kinks })) : null,
    reason && status !== 'unchecked' ? h('p', { class: 'dim small' }, reason) : null,
  );
}

function valuesSection(shown: GraphNode, gradient: Gradient | undefined): HTMLElement | null {
  const rows: HTMLElement[] = [];
  const own = gradient?.hand ?? shown.values;
  const scale = Math.max(largestOf(own), largestOf(gradient?.exact));
  const row = (name: string, sample: ValueSample) =>
    rows.push(
      h(
        'div',
        { class: 'map' },
        h('span', {}, name),
        heat(sample, 150, 96, scale, name),
        h('span', { class: 'dim' }, say('largest', { value: number(largestOf(sample)) })),
      ),
    );
  if (shown.error !== undefined)
    rows.push(
      h(
        'div',
        { class: 'map' },
        h('span', {}, say('valuesHand')),
        noValue(150, say('valuesNone')),
        h('span', { class: 'dim' }, say('valuesNone')),
      ),
    );
  else if (own) row(gradient ? say('valuesHand') : say('valuesOwn'), own);
  if (gradient?.exact) row(say('valuesExact'), gradient.exact);
  if (rows.length === 0) return null;
  const about = shown.error === undefined ? own : undefined;
  const stats =
    about &&
    h(
      'p',
      { class: 'dim small' },
      say('stats', { min: number(about.min), max: number(about.max), mean: number(about.mean), norm: number(about.norm) }),
    );
  const part = about && about.rows * about.columns < shown.shape.reduce((size, n) => size * n, 1);
  const sampled =
    part && h('p', { class: 'dim small' }, say('sampled', { rows: about.rows, columns: about.columns, shape: shapeText(shown.shape) }));
  return h('section', {}, h('h2', {}, say('valuesTitle')), ...rows, stats, sampled);
}

/** What flows in and where it goes, as links. */
function flow(model: Model, node: SceneNode, actions: PaneActions): HTMLElement {
  const link = (id: string) => {
    const other = model.nodes.get(id);
    return h('button', { class: 'link code', onclick: () => actions.select(id) }, other?.label ?? id);
  };
  const line = (key: string, ids: string[]) =>
    ids.length === 0 ? null : h('p', {}, h('span', { class: 'dim' }, `${say(key)} `), ...ids.slice(0, 24).flatMap(id => [link(id), ' ']));
  return h(
    'section',
    {},
    h('h2', {}, say('flows')),
    line(
      'from',
      model.edgesTo(node.id).map(edge => edge.from),
    ),
    line(
      'to',
      model.edgesFrom(node.id).map(edge => edge.to),
    ),
  );
}

function blockPane(node: SceneNode, actions: PaneActions, model: Model): HTMLElement[] {
  const open = h('button', { class: 'primary', onclick: () => actions.toggle(node) }, say('open'));
  return [
    header(node, undefined, node.spoken, actions),
    h('section', { class: 'first' }, h('div', { class: 'actions' }, open)),
    flow(model, node, actions),
  ];
}
