// Items of a dict display: `{"dW1": np.dot(dZ1, X.T)}` computes a gradient as much as an assignment does.
import type { DictExpr, DictItem } from '../ast';
import type { Compiler } from '../compile/compiler';
import type { PyDict } from '../objects/containers';
import type { Frame } from '../objects/functions';
import type { PyValue } from '../values';
import type { Moment, Tracer } from './tracer';

export interface ItemWatch {
  begin(f: Frame): Moment;
  /** Names the value and gives back what is to be stored. */
  end(f: Frame, dict: PyDict, key: PyValue, value: PyValue, at: Moment): PyValue;
}

export function dictItem(tracer: Tracer, c: Compiler, node: DictExpr, item: DictItem): ItemWatch {
  const moment = tracer.moment(c, item, item.value);
  const { container: base } = c;
  const target = c.site(item.key!);
  const whole = c.site(node);
  const short = item.key!.kind === 'Constant' && typeof item.key!.value === 'string' ? item.key!.value : '';
  return {
    begin: f => {
      f.target = short;
      return moment(f, 'assign');
    },
    end: (f, dict, key, value, at) => {
      tracer.rt.call = f.call;
      f.target = '';
      const { namer } = tracer;
      if (base) namer.know(dict, { name: base, short: base, slot: '', target: whole }, at);
      return namer.bind(value, namer.itemLabel(dict, key, target, base), at);
    },
  };
}
