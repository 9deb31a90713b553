// Image data sets and the libraries that bring them: classes of blurred shapes under noise, in the shapes of the real ones.

export const images = `
import numpy as np

def class_images(n, shape, classes, seed, top):
    """Images whose classes differ, as whole numbers from 0 to top, and their labels."""
    rng = np.random.RandomState(seed)
    labels = rng.randint(classes, size=n)
    labels[:min(n, classes)] = np.arange(min(n, classes))
    size = int(np.prod(shape))
    kinds = rng.uniform(0, 1, size=(classes, size)) ** 3
    kinds[:, rng.uniform(size=size) < 0.3] = 0
    noise = rng.uniform(-0.15, 0.15, size=(64, size)) * (kinds.max(axis=0) > 0)
    values = np.clip(kinds[labels] + noise[np.arange(n) % 64], 0, 1)
    return np.floor(values * top + 0.5).astype(np.uint8).reshape((n,) + tuple(shape)), labels

def split_images(train, test, shape, classes, seed):
    train, test = _examples(train), _examples(test)
    X, y = class_images(train + test, shape, classes, seed, 255)
    return (X[:train].copy(), y[:train].copy()), (X[train:].copy(), y[train:].copy())
`;

const KERAS_SET = (name: string, shape: string, classes: number, column: boolean, seed: number, train = 60000): string => `
def load_data(path='${name}', label_mode='fine'):
    from _images import split_images
    (a, b), (c, d) = split_images(${train}, 10000, ${shape}, ${classes}, ${seed})
    b, d = b.astype(np.uint8), d.astype(np.uint8)
    return ${column ? '(a, b.reshape(-1, 1)), (c, d.reshape(-1, 1))' : '(a, b), (c, d)'}
`;

const set = (...args: Parameters<typeof KERAS_SET>): string => `import numpy as np\n${KERAS_SET(...args)}`;

export const kerasMnist = set('mnist.npz', '(28, 28)', 10, false, 11);
export const kerasFashion = set('fashion.npz', '(28, 28)', 10, false, 12);
export const kerasCifar10 = set('cifar', '(32, 32, 3)', 10, true, 13, 50000);
export const kerasCifar100 = set('cifar', '(32, 32, 3)', 100, true, 14, 50000);

export const kerasHousing = `
import numpy as np

def load_data(path='boston_housing.npz', test_split=0.2, seed=113):
    from sklearn.datasets import load_boston
    X, y = load_boston(return_X_y=True)
    return (X[:404].copy(), y[:404].copy()), (X[404:].copy(), y[404:].copy())
`;

export const kerasUtils = `
import numpy as np

def to_categorical(y, num_classes=None, dtype='float32'):
    y = np.asarray(y).astype(int).ravel()
    out = np.zeros((len(y), num_classes or int(y.max()) + 1))
    out[np.arange(len(y)), y] = 1
    return out
`;

/** The reader of the MNIST tutorials of TensorFlow 1. */
export const mnistInput = `
import numpy as np

class DataSet:
    def __init__(self, images, labels):
        self.images, self.labels, self.num_examples, self.at = images, labels, len(images), 0

    def next_batch(self, size, fake_data=False, shuffle=True):
        rows = (np.arange(size) + self.at) % self.num_examples
        self.at += size
        return self.images[rows], self.labels[rows]

class _Sets:
    pass

def read_data_sets(folder, one_hot=False, **other):
    from _images import split_images
    from keras.utils import to_categorical
    (a, b), (c, d) = split_images(55000, 10000, (784,), 10, 11)
    sets = _Sets()
    sets.train, sets.test, sets.validation = [
        DataSet(X / 255.0, to_categorical(y, 10) if one_hot else y) for X, y in ((a, b), (c, d), (c, d))]
    return sets
`;

export const mlxtendData = `
import numpy as np

def mnist_data():
    from _images import class_images
    X, y = class_images(5000, (784,), 10, 11, 255)
    order = np.argsort(y, kind='stable')
    return X[order].astype(float), y[order]

def iris_data():
    from sklearn.datasets import load_iris
    return load_iris(return_X_y=True)
`;

export const nnfs = `
import numpy as np

def init(dot_precision_workaround=True, default_dtype='float32', random_seed=0):
    np.random.seed(0)
`;

export const nnfsDatasets = `
import numpy as np

def spiral_data(samples, classes):
    X = np.zeros((samples * classes, 2))
    y = np.zeros(samples * classes, dtype='uint8')
    for c in range(classes):
        ix = range(samples * c, samples * (c + 1))
        r = np.linspace(0.0, 1, samples)
        t = np.linspace(c * 4, (c + 1) * 4, samples) + np.random.randn(samples) * 0.2
        X[ix] = np.c_[r * np.sin(t * 2.5), r * np.cos(t * 2.5)]
        y[ix] = c
    return X, y

create_data = spiral_data

def vertical_data(samples, classes):
    X = np.zeros((samples * classes, 2))
    y = np.zeros(samples * classes, dtype='uint8')
    for c in range(classes):
        ix = range(samples * c, samples * (c + 1))
        X[ix] = np.c_[np.random.randn(samples) * .1 + c / 3, np.random.randn(samples) * .1 + 0.5]
        y[ix] = c
    return X, y

def sine_data(samples=1000):
    X = np.arange(samples).reshape(-1, 1) / samples
    return X, np.sin(2 * np.pi * X).reshape(-1, 1)
`;

/** load_mnist of "Deep Learning from Scratch". */
export const datasetMnist = `
import numpy as np

def load_mnist(normalize=True, flatten=True, one_hot_label=False):
    from _images import split_images
    from keras.utils import to_categorical
    parts = []
    for X, y in split_images(60000, 10000, (1, 28, 28), 10, 11):
        X = X.astype(np.float32) / 255.0 if normalize else X
        parts.append((X.reshape(-1, 784) if flatten else X, to_categorical(y, 10) if one_hot_label else y))
    return parts[0], parts[1]
`;

/** The loader of "Neural Networks and Deep Learning". */
export const mnistLoader = `
import numpy as np

def load_data():
    from _images import split_images
    (a, b), (c, d) = split_images(50000, 10000, (784,), 10, 11)
    return (a / 256.0, b), (c / 256.0, d), (c / 256.0, d)

def load_data_wrapper():
    tr, va, te = load_data()
    training = list(zip([np.reshape(x, (784, 1)) for x in tr[0]], [vectorized_result(y) for y in tr[1]]))
    validation = list(zip([np.reshape(x, (784, 1)) for x in va[0]], va[1]))
    test = list(zip([np.reshape(x, (784, 1)) for x in te[0]], te[1]))
    return training, validation, test

def vectorized_result(j):
    e = np.zeros((10, 1))
    e[j] = 1.0
    return e
`;

/** The package `mnist`, and torchvision's data sets as far as they are turned into arrays. */
export const mnistPackage = `
import numpy as np
from _images import split_images

def train_images():
    return split_images(60000, 10000, (28, 28), 10, 11)[0][0]

def train_labels():
    return split_images(60000, 10000, (28, 28), 10, 11)[0][1]

def test_images():
    return split_images(60000, 10000, (28, 28), 10, 11)[1][0]

def test_labels():
    return split_images(60000, 10000, (28, 28), 10, 11)[1][1]

def init():
    pass

class MNIST:
    def __init__(self, path='.', **other):
        self.gz = False

    def load_training(self):
        X, y = split_images(60000, 10000, (784,), 10, 11)[0]
        return X, y

    def load_testing(self):
        X, y = split_images(60000, 10000, (784,), 10, 11)[1]
        return X, y

def load():
    (a, b), (c, d) = split_images(60000, 10000, (784,), 10, 11)
    return a, b, c, d
`;

export const torchvisionDatasets = `
import numpy as np

class _Values:
    def __init__(self, values):
        self.values, self.shape = values, values.shape

    def numpy(self):
        return self.values

    def float(self):
        return _Values(self.values.astype(float))

    def __len__(self):
        return len(self.values)

    def __getitem__(self, key):
        return self.values[key]

    def __array__(self):
        return self.values

class _Images:
    shape, count, classes = (28, 28), 60000, 10

    def __init__(self, root='.', train=True, transform=None, download=False, target_transform=None):
        from _images import split_images
        X, y = split_images(self.count, 10000, self.shape, self.classes, 11)[0 if train else 1]
        self.data, self.targets = (_Values(X), _Values(y)) if len(self.shape) == 2 else (X, list(y))
        self.train_data = self.test_data = self.data
        self.train_labels = self.test_labels = self.targets

    def __len__(self):
        return len(self.targets)

    def __getitem__(self, i):
        return self.data[i], int(self.targets[i])

class MNIST(_Images):
    pass

class FashionMNIST(_Images):
    pass

class CIFAR10(_Images):
    shape, count = (32, 32, 3), 50000
`;

/** Pickled data sets that are not here: MNIST as the tutorials have it, a batch of CIFAR-10. */
export const pickles = `
import numpy as np

def mnist():
    from _images import split_images
    (a, b), (c, d) = split_images(50000, 10000, (784,), 10, 11)
    return (a / 256.0, b), (c / 256.0, d), (c / 256.0, d)

def cifar():
    from _images import class_images
    X, y = class_images(_examples(10000), (3072,), 10, 13, 255)
    parts = {}
    for name, value in (('data', X), ('labels', y.tolist()), ('batch_label', 'batch'), ('filenames', [])):
        parts[name] = value
        parts[name.encode()] = value
    return parts
`;
