// Files of pictures, of HDF5 and of MATLAB that are not here, and the libraries that read them.

/** What stands for such a file; `_guess` says so in the coverage. */
export const files = `
import numpy as np

def picture(name, size=(64, 64)):
    _guess(name)
    rng = np.random.RandomState(41)
    y, x = np.meshgrid(np.linspace(0, 1, size[0]), np.linspace(0, 1, size[1]), indexing='ij')
    base = np.stack([np.sin(6 * x + 2 * y), np.cos(5 * y - x), x * y], axis=-1)
    return np.floor((base - base.min()) / (base.max() - base.min()) * 240 + rng.uniform(0, 15, size=base.shape)).astype(np.uint8)

def table_text(path, headless):
    return _table(path, headless)

def matlab(name):
    from _images import class_images
    base = name.lower().split('/')[-1]
    if 'ex4weights' in base or 'ex3weights' in base:
        _guess(name)
        rng = np.random.RandomState(42)
        return {'Theta1': rng.uniform(-0.3, 0.3, size=(25, 401)), 'Theta2': rng.uniform(-0.3, 0.3, size=(10, 26))}
    if 'ex3data' in base or 'ex4data' in base:
        _guess(name)
        X, y = class_images(_examples(5000), (400,), 10, 43, 255)
        y = np.where(y == 0, 10, y).reshape(-1, 1).astype(np.uint8)
        return {'X': X / 255.0, 'y': y}
    if base in ('data.mat', 'datasets/data.mat'):
        from _course_data import load_2D_dataset
        _guess(name)
        a, b, c, d = load_2D_dataset()
        return {'X': a.T.copy(), 'y': b.T.copy(), 'Xval': c.T.copy(), 'yval': d.T.copy()}
    return None

def hdf5(name):
    from _images import class_images
    base = name.lower().split('/')[-1]
    test = 'test' in base
    if 'sign' in base:
        n, classes = 120 if test else 1080, 6
    elif 'happy' in base:
        n, classes = 150 if test else 600, 2
    elif 'cat' in base:
        n, classes = 50 if test else 209, 2
    else:
        return None
    _guess(name)
    n = _few(n)
    X, y = class_images(n, (64, 64, 3), classes, 44 if test else 45, 255)
    part = 'test' if test else 'train'
    labels = np.array([b'non-cat', b'cat']) if classes == 2 else np.arange(classes)
    return {part + '_set_x': X, part + '_set_y': y, 'list_classes': labels}
`;

export const h5py = `
import numpy as np

class Dataset:
    def __init__(self, values):
        self.values = values

    shape = property(lambda self: self.values.shape)
    dtype = property(lambda self: self.values.dtype)
    value = property(lambda self: self.values)

    def __getitem__(self, key):
        return np.array(self.values[key])

    def __len__(self):
        return len(self.values)

    def __array__(self, dtype=None):
        return self.values

    def __iter__(self):
        return iter(self.values)

class File:
    def __init__(self, name, mode='r', **other):
        from _files import hdf5
        self.parts = {} if 'w' in mode else hdf5(str(name))
        if self.parts is None:
            raise FileNotFoundError("[Errno 2] No such file or directory: '" + str(name) + "'")

    def __getitem__(self, key):
        return Dataset(self.parts[key])

    def __contains__(self, key):
        return key in self.parts

    def keys(self):
        return self.parts.keys()

    def items(self):
        return [(k, Dataset(v)) for k, v in self.parts.items()]

    def create_dataset(self, name, shape=None, data=None, **other):
        self.parts[name] = np.array(data)
        return Dataset(self.parts[name])

    def close(self):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *args):
        return False
`;

export const pillow = `
import numpy as np
import _files

ANTIALIAS = BILINEAR = BICUBIC = NEAREST = LANCZOS = 1

class Image:
    def __init__(self, values):
        self.values = values

    size = property(lambda self: (self.values.shape[1], self.values.shape[0]))
    mode = property(lambda self: 'RGB' if self.values.ndim == 3 else 'L')

    def __array__(self, dtype=None):
        return self.values

    def resize(self, size, *args, **kwargs):
        rows = (np.arange(size[1]) * self.values.shape[0]) // size[1]
        columns = (np.arange(size[0]) * self.values.shape[1]) // size[0]
        return Image(self.values[rows][:, columns].copy())

    def convert(self, mode):
        return Image(np.mean(self.values, axis=2).astype(np.uint8)) if mode == 'L' and self.values.ndim == 3 else self

    def show(self, *args, **kwargs):
        pass

    def save(self, *args, **kwargs):
        pass

    def getdata(self):
        return list(self.values.ravel())

    thumbnail = save

def open(name, mode='r'):
    return Image(_files.picture(str(name)))

def fromarray(values, mode=None):
    return Image(np.array(values))

def new(mode, size, color=0):
    return Image(np.zeros((size[1], size[0]) + ((3,) if mode == 'RGB' else ()), dtype=np.uint8))
`;

export const openCv = `
import numpy as np
import _files

IMREAD_GRAYSCALE, IMREAD_COLOR, INTER_AREA, INTER_LINEAR, INTER_CUBIC, COLOR_BGR2GRAY, COLOR_BGR2RGB = 0, 1, 3, 1, 2, 6, 4

def imread(name, flags=1, **other):
    values = _files.picture(str(name))
    return np.mean(values, axis=2).astype(np.uint8) if flags == 0 else values

def resize(values, size, **other):
    rows = (np.arange(size[1]) * values.shape[0]) // size[1]
    columns = (np.arange(size[0]) * values.shape[1]) // size[0]
    return values[rows][:, columns].copy()

def cvtColor(values, code):
    return np.mean(values, axis=2).astype(np.uint8) if code == 6 else values[..., ::-1].copy()

def imwrite(*args):
    return True

def imshow(*args):
    pass

def waitKey(*args):
    return -1

def destroyAllWindows():
    pass
`;
