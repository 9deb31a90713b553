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
import { plotModule } from './plotting';
import { randomModule } from './random';
import { osModule, pathModule, pprintModule, progressModule, silentModule, stringModule, sysModule, timeModule } from './system';
import { typingModule } from './typing';

/** The features that every Python from 3.7 on has anyway. */
const future = (): PyModule => {
  const names = [
    'print_function',
    'division',
    'absolute_import',
    'unicode_literals',
    'annotations',
    'with_statement',
    'generators',
    'nested_scopes',
  ];
  return new PyModule('__future__', new Map(names.map(name => [name, true])));
};

const PLOTTING = [
  'matplotlib',
  'matplotlib.pyplot',
  'matplotlib.cm',
  'matplotlib.colors',
  'matplotlib.animation',
  'matplotlib.patches',
  'matplotlib.gridspec',
  'matplotlib.ticker',
  'matplotlib.pylab',
  'mpl_toolkits',
  'mpl_toolkits.mplot3d',
  'seaborn',
  'pylab',
  'plotly',
  'plotly.express',
  'IPython',
  'IPython.display',
];

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
  __future__: future,
  ...Object.fromEntries(PLOTTING.map(name => [name, plotModule(name)])),
};
