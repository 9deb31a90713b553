// What a built-in function sees of its call: its operands, evaluated, and its options, checked.
import type { Dim } from '../../core/dims';
import type { Node } from '../../core/graph';
import type { Attrs } from '../../core/op';
import type { OpName } from '../../core/opNames';
import { bpMessages as say } from '../../messages/bp';
import type { Argument, CallExpr, Expr } from './ast';
import type { Builtin } from './builtins';
import { isSize, numberOf, sizeOf } from './constants';
import { replace } from './cursor';
import type { Evaluator, Frame, Operand } from './evaluator';
import { nearest } from './nearest';
import type { Value } from './scope';
import type { Span } from './source';
import { bare } from './tree';

export class CallContext {
  /** Arguments by place. */
  readonly args: readonly Argument[];
  private readonly options = new Map<string, Argument>();
  failed = false;

  constructor(
    readonly e: Evaluator,
    readonly expr: CallExpr,
    readonly frame: Frame,
    /** The first argument where it has been evaluated already. */
    private given: Operand | null,
  ) {
    this.args = expr.args.filter(a => a.name === null);
  }

  run(name: string, builtin: Builtin): Value {
    if (!this.fits(name, builtin)) return null;
    const value = builtin.apply(this);
    return this.failed ? null : value;
  }

  private fits(name: string, builtin: Builtin): boolean {
    const { least, most } = builtin;
    if (this.args.length < least || this.args.length > most) {
      const words = { name, signature: builtin.signature, given: this.args.length };
      this.tell('syntax', say('builtinCount', words), this.expr);
      return false;
    }
    for (const argument of this.expr.args) {
      if (argument.name === null) continue;
      const option = argument.name.name;
      if (this.options.has(option)) this.tell('syntax', say('optionTwice', { option }), argument);
      this.options.set(option, argument);
      if (!builtin.options.includes(option)) this.unknownOption(name, builtin, argument, option);
    }
    return !this.failed;
  }

  private unknownOption(name: string, builtin: Builtin, argument: Argument, option: string): void {
    const meant = nearest(option, builtin.options)[0];
    const at = argument.name!;
    const repair = meant === undefined ? null : replace(say('fixWrite', { text: meant }), at, meant);
    this.e.tell({
      rule: 'syntax',
      message: builtin.options.length
        ? say('unknownOption', { name, option, options: builtin.options.join(', ') })
        : say('noOptions', { name, option }),
      from: at.from,
      to: at.to,
      repair,
    });
    if (meant === undefined || this.options.has(meant)) this.failed = true;
    else this.options.set(meant, argument);
  }

  tell(rule: 'syntax' | 'runtime-error', message: string, at: Span): null {
    this.failed = true;
    return this.e.tell({ rule, message, from: at.from, to: at.to });
  }

  get first(): Operand {
    this.given ??= this.e.operand(this.args[0].value, this.frame);
    return this.given;
  }

  operand(i: number): Operand {
    return i === 0 ? this.first : this.e.operand(this.args[i].value, this.frame);
  }

  apply(op: OpName, operands: readonly Operand[], attrs: Attrs = {}): Value {
    return this.failed ? null : this.e.apply(op, operands, attrs, this.expr, this.frame);
  }

  /** An application that stands for no expression of its own. */
  part(op: OpName, inputs: readonly Node[], attrs: Attrs = {}): Operand {
    const operands = inputs.map(node => ({ node, expr: this.expr }));
    return { node: this.apply(op, operands, attrs), expr: this.expr };
  }

  option(name: string): Expr | null {
    return this.options.get(name)?.value ?? null;
  }

  /** A number given by name or by place; `otherwise` where there is none. */
  number(name: string, place: number, otherwise: number): number {
    const expr = this.option(name) ?? this.args[place]?.value ?? null;
    if (expr === null) return otherwise;
    const value = numberOf(expr, this.e.scope);
    if (value === null) this.tell('syntax', say('optionNumber', { option: name, text: this.e.text(expr) }), expr);
    return value ?? otherwise;
  }

  /** The axes that `axis=` names, or a second argument by place; null where there is none. */
  axes(place = 1): readonly number[] | null {
    const expr = this.option('axis') ?? this.args[place]?.value ?? null;
    if (expr === null) return null;
    const inner = bare(expr);
    const items = inner.kind === 'tuple' ? inner.items : [inner];
    const axes = items.map(item => numberOf(item, this.e.scope));
    if (axes.every(a => a !== null && Number.isInteger(a))) return axes as number[];
    this.tell('syntax', say('axisNumber', { text: this.e.text(expr) }), expr);
    return null;
  }

  axis(otherwise: number, place = 1): number {
    const axes = this.axes(place);
    if (axes && axes.length !== 1) this.tell('syntax', say('oneAxis', { name: this.expr.callee.name }), this.expr);
    return axes?.[0] ?? otherwise;
  }

  flag(name: string, otherwise: boolean): boolean {
    const expr = this.option(name);
    if (expr === null) return otherwise;
    const inner = bare(expr);
    if (inner.kind === 'name' && inner.name === 'True') return true;
    if (inner.kind === 'name' && inner.name === 'False') return false;
    const meant =
      inner.kind === 'name' && /^(?:true|false)$/i.test(inner.name)
        ? inner.name[0].toUpperCase() + inner.name.slice(1).toLowerCase()
        : null;
    const repair = meant === null ? null : replace(say('fixWrite', { text: meant }), expr, meant);
    this.e.tell({
      rule: 'syntax',
      message: say('optionFlag', { option: name, text: this.e.text(expr) }),
      from: expr.from,
      to: expr.to,
      repair,
    });
    if (meant === null) this.failed = true;
    return meant === null ? otherwise : meant === 'True';
  }

  /** The sizes of a shape: from a tuple in one argument, or from arguments beginning at a place. */
  shape(place: number): Dim[] | null {
    const expr = this.args[place] ? bare(this.args[place].value) : null;
    const items = expr?.kind === 'tuple' ? expr.items : this.args.slice(place).map(a => a.value);
    return this.sizes(items);
  }

  sizes(items: readonly Expr[]): Dim[] | null {
    const dims: Dim[] = [];
    for (const item of items) {
      const dim = sizeOf(item, this.e.scope);
      if (dim === null || !isSize(dim.value)) return this.tell('syntax', say('sizeWanted', { text: this.e.text(item) }), item);
      dims.push(dim);
    }
    return dims;
  }
}
