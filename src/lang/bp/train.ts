// The plan of the `train` section: optimiser, number of steps, and what else training is told. Read and checked, not run, here.
import { bpMessages as say } from '../../messages/bp';
import type { Argument, Expr, Problem, SettingStatement } from './ast';
import { numberOf } from './constants';
import { replace } from './cursor';
import { nearest } from './nearest';
import type { Scope } from './scope';
import type { Span } from './source';
import { bare } from './tree';

export interface Configured {
  readonly name: string;
  readonly options: ReadonlyMap<string, number>;
  readonly at: Span;
}

export interface TrainPlan {
  optimizer: Configured | null;
  steps: number | null;
  /** Examples a step; null: all of them. */
  batch: number | null;
  schedule: Configured | null;
  /** The share of the examples that is trained on. */
  split: number | null;
  stop: Configured | null;
}

export const emptyPlan = (): TrainPlan => ({ optimizer: null, steps: null, batch: null, schedule: null, split: null, stop: null });

/** What each setting may name, and the options of each. */
const CHOICES: Readonly<Record<'optimizer' | 'schedule' | 'stop', Readonly<Record<string, readonly string[]>>>> = {
  optimizer: {
    gd: ['rate', 'l2'],
    momentum: ['rate', 'beta', 'l2'],
    nesterov: ['rate', 'beta', 'l2'],
    rmsprop: ['rate', 'beta', 'eps', 'l2'],
    adam: ['rate', 'beta1', 'beta2', 'eps', 'l2'],
  },
  schedule: { step: ['every', 'factor'], cosine: ['least'], decay: ['rate'] },
  stop: { early: ['patience', 'least'] },
};

export const OPTIMIZERS: readonly string[] = Object.keys(CHOICES.optimizer);

/** Options that are numbers of at least 0 and below 1; all others are at least 0. */
const BELOW_ONE = new Set(['beta', 'beta1', 'beta2']);

type Tell = (problem: Problem) => void;

/** Puts a setting into the plan; false where it could not be read. */
export function readSetting(s: SettingStatement, plan: TrainPlan, scope: Scope, tell: Tell): boolean {
  const { name } = s.setting;
  const reader = new SettingReader(s, scope, tell);
  if (name === 'optimizer' || name === 'schedule' || name === 'stop') {
    const value = reader.configured(name);
    if (value) plan[name] = value;
    return value !== null;
  }
  const [least, most, whole] = name === 'split' ? [0, 1, false] : [name === 'batch' ? 1 : 0, Number.MAX_SAFE_INTEGER, true];
  const value = reader.number(s.value, name, least, most, whole);
  if (value !== null) plan[name as 'steps' | 'batch' | 'split'] = value;
  return value !== null;
}

class SettingReader {
  constructor(
    private readonly s: SettingStatement,
    private readonly scope: Scope,
    private readonly tell: Tell,
  ) {}

  private error({ from, to }: Span, message: string, repair: Problem['repair'] = null): null {
    this.tell({ rule: 'syntax', severity: 'error', message, from, to, repair });
    return null;
  }

  number(expr: Expr, name: string, least: number, most: number, whole: boolean): number | null {
    if (expr.kind === 'missing') return null;
    const value = numberOf(expr, this.scope);
    const fine = value !== null && value >= least && value <= most && (!whole || Number.isInteger(value));
    return fine ? value : this.error(expr, whole ? say('wholeNumber', { name, least }) : say('numberBetween', { name, least, most }));
  }

  configured(kind: 'optimizer' | 'schedule' | 'stop'): Configured | null {
    const value = bare(this.s.value);
    if (value.kind === 'missing') return null;
    const choices = Object.keys(CHOICES[kind]);
    if (value.kind !== 'call' && value.kind !== 'name') return this.error(value, say('settingForm', { kind, known: choices.join(', ') }));
    const callee = value.kind === 'call' ? value.callee : value;
    const allowed = CHOICES[kind][callee.name];
    if (!allowed) {
      const meant = nearest(callee.name, choices)[0];
      const repair = meant === undefined ? null : replace(say('fixWrite', { text: meant }), callee, meant);
      return this.error(callee, say('unknownSetting', { kind, name: callee.name, known: choices.join(', ') }), repair);
    }
    const options = new Map<string, number>();
    for (const a of value.kind === 'call' ? value.args : []) this.option(callee.name, allowed, a, options);
    return { name: callee.name, options, at: value };
  }

  private option(name: string, allowed: readonly string[], a: Argument, options: Map<string, number>): void {
    const option = a.name?.name ?? allowed[options.size];
    if (option === undefined || !allowed.includes(option)) {
      const meant = a.name ? nearest(a.name.name, allowed)[0] : undefined;
      const repair = meant === undefined || !a.name ? null : replace(say('fixWrite', { text: meant }), a.name, meant);
      this.error(a.name ?? a, say('unknownOption', { name, option: option ?? '', options: allowed.join(', ') }), repair);
      return;
    }
    const value = numberOf(a.value, this.scope);
    const most = BELOW_ONE.has(option) ? 1 : Number.POSITIVE_INFINITY;
    const positive = option === 'rate' || option === 'eps' || option === 'every';
    if (value !== null && Number.isFinite(value) && (positive ? value > 0 : value >= 0) && value < most) options.set(option, value);
    else this.error(a.value, say(most === 1 ? 'optionBelowOne' : positive ? 'optionPositive' : 'optionNotNegative', { name: option }));
  }
}
