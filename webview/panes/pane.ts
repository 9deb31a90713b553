// The side pane: everything about what is selected, from the verdict down to the values.

import type { Formula } from '../../src/host/protocol';
import type { SceneNode } from '../../src/picture/primitives';
import type { Change, Fix, Gradient, GraphNode, Range } from '../../src/report/report';
import type { Closer } from '../closer';
import { h } from '../dom';
import { icon, mark } from '../icons';
import type { Model } from '../model';
import { factorText, number, say, shapeText } from '../text';
import { derivationSection } from './derivation';
import { formulaElement } from './formula';
import { maths } from './maths';
import { fixPicture, mismatchPicture } from './mismatch';
import { sampleSection, tensorSection } from './values';

export interface PaneActions {
  close(): void;
  reveal(range: Range, focus: boolean): void;
  select(id: string): void;
  fix(finding: number, fix: number): void;
  toggle(node: SceneNode): void;
}

const room = 312;

export function paneOf(model: Model, node: SceneNode, actions: PaneActions, closer: Closer): HTMLElement[] {
  const shown = model.graphNode(node);
  if (shown) return valuePane(model, node, shown, actions, closer);
  return node.kind === 'block'
    ? blockPane(node, actions, model)
    : [header(node, undefined, '', actions), h('section', {}, h('p', {}, ghostText(node, model))), flow(model, node, actions)];
}

function ghostText(node: SceneNode, model: Model): string {
  if (node.kind === 'seed') return say('seedText');
  const into = model.edgesFrom(node.id).map(edge => model.nodes.get(edge.to)?.label ?? '');
  return say('mergedText', { name: into.join(', ') });
}

function valuePane(model: Model, node: SceneNode, shown: GraphNode, actions: PaneActions, closer: Closer): HTMLElement[] {
  const gradient = model.gradientOf(shown);
  const sub = gradient ? say('gradientOf', { loss: gradient.of, name: gradient.wrt }) : kindOf(shown);
  const { details, box } = closer.of(node.id);
  const parts = [header(node, gradient, sub, actions), equation(node, shown, details?.equation ?? null)];
  if (shown.change) parts.push(changeSection(shown.change));
  const findings = shown.change?.kind === 'removed' ? [] : model.findingsOf(shown);
  for (const { finding, index } of findings) {
    const picture = finding.rule === 'shape-mismatch' ? mismatchPicture(model, shown, room) : null;
    parts.push(h('section', { class: `finding ${finding.severity}` }, message(finding.message), picture));
    for (const [at, fix] of finding.fixes.entries())
      parts.push(fixBox(model, shown, fix, () => actions.fix(index, at), finding.range, actions, finding.rule === 'shape-mismatch'));
  }
  if (gradient) parts.push(verdict(gradient, shown, findings.length > 0));
  const values = box ? tensorSection(shown, box) : sampleSection(shown, gradient);
  if (values) parts.push(values);
  const written = gradient?.derived ? `${shown.label} = ${gradient.derived}` : null;
  if (details?.derivation) parts.push(derivationSection(details.derivation, written, actions));
  else if (written) parts.push(h('section', {}, h('h2', {}, say('derived')), h('p', { class: 'code' }, written)));
  parts.push(flow(model, node, actions));
  return parts;
}

/** What stood there in the other version. */
function changeSection({ kind, formula, shape, status }: Change): HTMLElement {
  const row = (key: string, text: string) => h('p', {}, h('span', { class: 'dim' }, `${say(key)} `), h('span', { class: 'code' }, text));
  return h(
    'section',
    { class: `change-box ${kind}` },
    h('h2', {}, say(`change.${kind}`)),
    kind === 'changed' ? null : h('p', {}, say(kind === 'added' ? 'changeAdded' : 'changeRemoved')),
    formula === undefined ? null : row('changeFormula', formula),
    shape === undefined ? null : row('changeShape', shape.length === 0 ? say('scalar') : shapeText(shape)),
    status === undefined ? null : row('changeStatus', say(`verdict.${status}`)),
  );
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

/** As large as the design has it, down to what still reads well; what is longer yet scrolls. */
const equationSize = (width: number): number => Math.max(13, Math.min(19, (1000 * (room - 4)) / width));

function equation(node: SceneNode, shown: GraphNode, set: Formula | null): HTMLElement {
  const sizes = shown.shape.length === 0 ? say('scalar') : sizesOf(shown);
  const right = set?.set
    ? h('div', { class: 'equation' }, formulaElement(set, equationSize(set.set.width)))
    : node.equation
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

/** What flows in and where it goes, as links. */
function flow(model: Model, node: SceneNode, actions: PaneActions): HTMLElement {
  const link = (id: string) => {
    const other = model.nodes.get(id);
    const name = other?.label ?? id;
    return h(
      'button',
      { class: 'link code', title: name, onclick: () => actions.select(id) },
      name.length > 60 ? `${name.slice(0, 59)}…` : name,
    );
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
