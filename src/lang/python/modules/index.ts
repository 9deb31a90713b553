// The modules that scripts can import, by dotted name.
import type { Interpreter } from '../interpreter';
import { numpyModule } from '../numpy';
import { PyModule } from '../values';
import { collectionsModule } from './collections';
import { copyModule } from './copy';
import { abcModule, dataclassesModule, enumModule } from './dataclasses';
import { functoolsModule, operatorModule } from './functools';
import { itertoolsModule } from './itertools';
import { jsonModule, pickleModule } from './json';
import { mathModule } from './math';
import { randomModule } from './random';
import { osModule, pathModule, pprintModule, progressModule, silentModule, stringModule, sysModule, timeModule } from './system';
import { typingModule } from './typing';

const nothing = (name: string) => (): PyModule => new PyModule(name, new Map());

export const MODULES: Readonly<Record<string, (rt: Interpreter) => PyModule>> = {
  numpy: numpyModule,
  math: mathModule,
  random: randomModule,
  collections: collectionsModule,
  'collections.abc': typingModule,
  functools: functoolsModule,
  itertools: itertoolsModule,
  operator: operatorModule,
  copy: copyModule,
  json: jsonModule,
  pickle: pickleModule,
  cPickle: pickleModule,
  time: timeModule,
  sys: sysModule,
  os: osModule,
  'os.path': pathModule,
  string: stringModule,
  typing: typingModule,
  typing_extensions: typingModule,
  dataclasses: dataclassesModule,
  enum: enumModule,
  abc: abcModule,
  pprint: pprintModule,
  warnings: silentModule('warnings'),
  logging: silentModule('logging'),
  gc: silentModule('gc'),
  tqdm: progressModule('tqdm'),
  'tqdm.auto': progressModule('tqdm'),
  'tqdm.notebook': progressModule('tqdm'),
  __future__: nothing('__future__'),
};
