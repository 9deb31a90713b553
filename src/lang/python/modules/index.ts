// The modules that scripts can import, by dotted name.
import type { Interpreter } from '../interpreter';
import { numpyModule } from '../numpy';
import { PyModule } from '../values';
import { mathModule } from './math';
import { randomModule } from './random';

export const MODULES: Readonly<Record<string, (rt: Interpreter) => PyModule>> = {
  numpy: numpyModule,
  math: mathModule,
  random: randomModule,
  __future__: () => new PyModule('__future__', new Map()),
};
