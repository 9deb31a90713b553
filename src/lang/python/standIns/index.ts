// Stand-ins for modules that scripts import and that are not here: their interface, in Python of ours. Used only where the real thing
// is absent, and named in the coverage.
import * as courses from './courses';
import * as images from './images';
import * as layers from './layers';
import { linalg } from './linalg';
import * as pandas from './pandas';
import * as pictures from './pictures';
import * as scipy from './scipy';
import * as sklearn from './sklearn';
import * as standard from './standard';
import { testCases } from './testCases';
import { usual } from './usual';

export interface StandIn {
  readonly file: string;
  readonly source: string;
  /** It makes data: what it computes leaves no trace. Other code takes part in the derivatives. */
  readonly data: boolean;
}

/** Modules that make or carry data. */
const DATA: Readonly<Record<string, string>> = {
  _images: images.images,
  _course_data: courses.courseData,
  _files: pictures.files,
  _pickles: images.pickles,
  h5py: pictures.h5py,
  PIL: '',
  'PIL.Image': pictures.pillow,
  cv2: pictures.openCv,
  imageio: scipy.scipyImages,
  skimage: '',
  'skimage.io': scipy.scipyImages,
  'skimage.transform': scipy.scipyImages,
  sklearn: '',
  'sklearn.datasets': sklearn.sklearnData,
  'sklearn.model_selection': sklearn.sklearnSplits,
  'sklearn.cross_validation': sklearn.sklearnSplits,
  'sklearn.preprocessing': sklearn.sklearnPreprocessing,
  'sklearn.metrics': sklearn.sklearnMetrics,
  'sklearn.utils': sklearn.sklearnUtils,
  'sklearn.linear_model': sklearn.sklearnLinear,
  keras: '',
  'keras.datasets': '',
  'keras.datasets.mnist': images.kerasMnist,
  'keras.datasets.fashion_mnist': images.kerasFashion,
  'keras.datasets.cifar10': images.kerasCifar10,
  'keras.datasets.cifar100': images.kerasCifar100,
  'keras.datasets.boston_housing': images.kerasHousing,
  'keras.utils': images.kerasUtils,
  'keras.utils.np_utils': images.kerasUtils,
  tensorflow: '',
  'tensorflow.examples': '',
  'tensorflow.examples.tutorials': '',
  'tensorflow.examples.tutorials.mnist': 'import tensorflow.examples.tutorials.mnist.input_data as input_data\n',
  'tensorflow.examples.tutorials.mnist.input_data': images.mnistInput,
  torchvision: '',
  'torchvision.datasets': images.torchvisionDatasets,
  mlxtend: '',
  'mlxtend.data': images.mlxtendData,
  nnfs: images.nnfs,
  'nnfs.datasets': images.nnfsDatasets,
  dataset: '',
  'dataset.mnist': images.datasetMnist,
  mnist_loader: images.mnistLoader,
  mnist: images.mnistPackage,
  lr_utils: courses.lrUtils,
  testCases,
  testCase: testCases,
  testcases: testCases,
  tf_utils: courses.tfUtils,
  cnn_utils: courses.tfUtils,
  resnets_utils: courses.tfUtils,
  improv_utils: courses.tfUtils,
  'cs231n.data_utils': layers.cs231nData,
  pandas: pandas.pandas,
  'scipy.io': scipy.scipyIo,
  'scipy.ndimage': scipy.scipyImages,
  'scipy.misc': scipy.scipyImages,
  'scipy.stats': scipy.scipyStats,
};

/** Modules whose functions take part in a forward or backward pass. */
const CODE: Readonly<Record<string, string>> = {
  _linalg: linalg,
  _usual: usual,
  planar_utils: courses.planarUtils,
  dnn_utils: courses.dnnUtils,
  dnn_app_utils: courses.dnnAppUtils,
  init_utils: courses.initUtils,
  reg_utils: courses.regUtils,
  opt_utils: courses.optUtils,
  gc_utils: courses.gcUtils,
  rnn_utils: courses.rnnUtils,
  cs231n: '',
  'cs231n.layers': layers.cs231nLayers,
  'cs231n.layer_utils': layers.cs231nLayerUtils,
  'cs231n.gradient_check': layers.cs231nGradientCheck,
  'cs231n.optim': layers.cs231nOptim,
  common: '',
  'common.functions': layers.bookFunctions,
  'common.gradient': layers.bookGradient,
  'common.layers': layers.bookLayers,
  'common.optimizer': layers.bookOptimizer,
  scipy: '',
  'scipy.special': scipy.scipySpecial,
  'scipy.optimize': scipy.scipyOptimize,
};

/** A later edition of a module, or one of its names elsewhere, brings the same. */
function known(name: string): string {
  const parts = name.replace(/^(?:tensorflow|tf)\.(?:python\.)?keras(?=\.|$)/, 'keras').split('.');
  const own = parts.map(part => part.replace(/_v\d+[a-z]?$/, '')).join('.');
  return own.replace(/^(?:Week\d+|utils|lib|deps|helpers)\.(?=(?:\w+_utils|testCases)$)/i, '');
}

/** Modules of Python itself, written in Python: nobody needs to be told of them. */
export const isOwn = (name: string): boolean => name in standard.MODULES;

export function standInFor(name: string): StandIn | null {
  const own = standard.MODULES[name];
  if (own !== undefined) return { file: `<${name}>`, source: own, data: true };
  const key = known(name);
  const data = DATA[key];
  const source = data ?? CODE[key];
  return source === undefined ? null : { file: `<${name}>`, source, data: data !== undefined };
}
