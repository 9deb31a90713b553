// The modules that scripts can import, by dotted name.
import type { Interpreter } from '../interpreter';
import { numpyModule } from '../numpy';
import { PyModule, type PyValue } from '../values';
import { collectionsModule } from './collections';
import { copyModule } from './copy';
import { abcModule, dataclassesModule, enumModule } from './dataclasses';
import { functoolsModule, operatorModule } from './functools';
import { gzipModule } from './gzip';
import { itertoolsModule } from './itertools';
import { jsonModule, pickleModule } from './json';
import { mathModule } from './math';
import { plotModule } from './plotting';
import { randomModule } from './random';
import { reModule } from './re';
import { structModule } from './struct';
import {
  numbaModule,
  osModule,
  pathModule,
  pprintModule,
  progressModule,
  silentModule,
  stringModule,
  sysModule,
  timeModule,
} from './system';
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

/** Everything that needs no import, by the names of modules that bring it to both Pythons. */
const builtinsModule =
  (name: string) =>
  (rt: Interpreter): PyModule => {
    const members = new Map<string, PyValue>([['__name__', name], ...rt.builtins]);
    for (const [old, now] of [
      ['xrange', 'range'],
      ['unicode', 'str'],
      ['raw_input', 'input'],
      ['basestring', 'str'],
    ])
      members.set(old, rt.builtins.get(now)!);
    return new PyModule(name, members);
  };

const COMPATIBLE = ['builtins', '__builtin__', 'past.builtins', 'six.moves', 'six', 'future.builtins'];

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
  re: reModule,
  struct: structModule,
  gzip: gzipModule,
  bz2: gzipModule,
  pprint: pprintModule,
  warnings: silentModule('warnings'),
  logging: silentModule('logging'),
  gc: silentModule('gc'),
  shutil: silentModule('shutil'),
  tarfile: silentModule('tarfile'),
  zipfile: silentModule('zipfile'),
  subprocess: silentModule('subprocess'),
  signal: silentModule('signal'),
  threading: silentModule('threading'),
  multiprocessing: silentModule('multiprocessing'),
  numba: numbaModule,
  tqdm: progressModule('tqdm'),
  'tqdm.auto': progressModule('tqdm'),
  'tqdm.notebook': progressModule('tqdm'),
  __future__: future,
  past: silentModule('past'),
  ...Object.fromEntries(COMPATIBLE.map(name => [name, builtinsModule(name)])),
  ...Object.fromEntries(PLOTTING.map(name => [name, plotModule(name)])),
};
