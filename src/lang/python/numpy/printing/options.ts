// The print options of one interpreter: what `np.set_printoptions` changes.
import type { Runtime } from '../../runtime';
import type { PyValue } from '../../values';

export interface PrintOptions {
  precision: number;
  threshold: number;
  edgeitems: number;
  linewidth: number;
  suppress: boolean;
  nanstr: string;
  infstr: string;
  sign: '-' | '+' | ' ';
  floatmode: 'fixed' | 'unique' | 'maxprec' | 'maxprec_equal';
  /** Functions by kind of element ('float_kind', 'all'), as given to `formatter=`. */
  formatter: ReadonlyMap<string, PyValue> | null;
}

const DEFAULTS: PrintOptions = {
  precision: 8,
  threshold: 1000,
  edgeitems: 3,
  linewidth: 75,
  suppress: false,
  nanstr: 'nan',
  infstr: 'inf',
  sign: '-',
  floatmode: 'maxprec',
  formatter: null,
};

const known = new WeakMap<Runtime, PrintOptions>();

export function printOptions(rt: Runtime): PrintOptions {
  let options = known.get(rt);
  if (!options) {
    options = { ...DEFAULTS };
    known.set(rt, options);
  }
  return options;
}

export function setPrintOptions(rt: Runtime, options: Partial<PrintOptions>): void {
  known.set(rt, { ...printOptions(rt), ...options });
}
