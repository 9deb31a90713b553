// The parts of SciPy that scripts with nets use: expit and its like take part in the derivatives, the rest is data.

export const scipySpecial = `
import numpy as np

def expit(x):
    return 1 / (1 + np.exp(-x))

def logit(p):
    return np.log(p / (1 - p))

def softmax(x, axis=None):
    e = np.exp(x - np.max(x, axis=axis, keepdims=True))
    return e / np.sum(e, axis=axis, keepdims=True)

def log_softmax(x, axis=None):
    shifted = x - np.max(x, axis=axis, keepdims=True)
    return shifted - np.log(np.sum(np.exp(shifted), axis=axis, keepdims=True))

def logsumexp(a, axis=None, b=None, keepdims=False, return_sign=False):
    top = np.max(a, axis=axis, keepdims=True)
    out = np.log(np.sum(np.exp(a - top), axis=axis, keepdims=True)) + top
    return out if keepdims else np.squeeze(out) if axis is None else np.squeeze(out, axis=axis)

def xlogy(x, y):
    return np.where(x == 0, 0.0, x * np.log(np.where(x == 0, 1.0, y)))

def erf(x):
    return np.erf(x) if hasattr(np, 'erf') else _erf(x)

def _erf(x):
    # By its series, as far as doubles go for |x| < 3, and by its continued limit beyond.
    x = np.asarray(x, dtype=float)
    small = np.clip(x, -3.0, 3.0)
    term, total = small, small
    for n in range(1, 60):
        term = -term * small * small / n
        total = total + term / (2 * n + 1)
    return np.where(np.abs(x) > 3.0, np.sign(x) * (1 - np.exp(-x * x) / (np.abs(x) * np.sqrt(np.pi) + 1e-300)), 2 / np.sqrt(np.pi) * total)
`;

/** Minimisers look at their function once: a trace needs no more, and a run learns nothing from a copy of them. */
export const scipyOptimize = `
import numpy as np

class OptimizeResult(dict):
    def __getattr__(self, name):
        return self[name]

def _descend(f, x0, gradient, args, steps):
    x = np.array(x0, dtype=float)
    shape = x.shape
    for _ in range(steps):
        value = f(x, *args)
        if gradient is None and isinstance(value, tuple):
            value, g = value
        elif gradient is not None:
            g = gradient(x, *args)
        else:
            return x, value
        x = x - 0.1 * np.reshape(g, shape)
    return x, value

def minimize(fun, x0, args=(), method=None, jac=None, options=None, tol=None, **other):
    args = args if isinstance(args, tuple) else (args,)
    x, value = _descend(fun, x0, jac if callable(jac) else None, args, 3)
    return OptimizeResult(x=x, fun=value, success=True, nit=3, message='')

def fmin_cg(f, x0, fprime=None, args=(), **other):
    return _descend(f, x0, fprime, args, 3)[0]

fmin_bfgs = fmin_cg
fmin_ncg = fmin_cg

def fmin_tnc(func, x0, fprime=None, args=(), **other):
    return _descend(func, x0, fprime, args, 3)[0], 3, 0

def fmin_l_bfgs_b(func, x0, fprime=None, args=(), **other):
    x, value = _descend(func, x0, fprime, args, 3)
    return x, value, {}

def check_grad(func, grad, x0, *args):
    x0 = np.array(x0, dtype=float)
    step = 1.4901161193847656e-08
    base, numeric = func(x0, *args), np.zeros_like(x0)
    for i in range(x0.size):
        moved = x0.copy()
        moved[i] += step
        numeric[i] = (func(moved, *args) - base) / step
    return np.sqrt(np.sum((grad(x0, *args) - numeric) ** 2))

def approx_fprime(xk, f, epsilon=1.4901161193847656e-08, *args):
    xk = np.array(xk, dtype=float)
    base, out = f(xk, *args), np.zeros_like(xk)
    for i in range(xk.size):
        moved = xk.copy()
        moved[i] += epsilon
        out[i] = (f(moved, *args) - base) / epsilon
    return out
`;

export const scipyIo = `
import numpy as np

def loadmat(file_name, **other):
    from _files import matlab
    found = matlab(str(file_name))
    if found is None:
        raise FileNotFoundError("[Errno 2] No such file or directory: '" + str(file_name) + "'")
    return found

def savemat(file_name, mdict, **other):
    pass
`;

export const scipyImages = `
import numpy as np

def imread(name, flatten=False, mode=None):
    from _files import picture
    return picture(name)

def imresize(arr, size, interp='bilinear', mode=None):
    arr = np.asarray(arr)
    rows = (np.arange(size[0]) * arr.shape[0]) // size[0]
    columns = (np.arange(size[1]) * arr.shape[1]) // size[1]
    return arr[rows][:, columns].copy()

def imsave(name, arr):
    pass

def rotate(input, angle, reshape=True, order=3, mode='constant', cval=0.0, prefilter=True):
    a = np.asarray(input, dtype=float)
    h, w = a.shape[:2]
    t = np.deg2rad(angle)
    y, x = np.meshgrid(np.arange(h) - (h - 1) / 2, np.arange(w) - (w - 1) / 2, indexing='ij')
    v = np.round(np.cos(t) * y - np.sin(t) * x + (h - 1) / 2).astype(int)
    u = np.round(np.sin(t) * y + np.cos(t) * x + (w - 1) / 2).astype(int)
    inside = (v >= 0) & (v < h) & (u >= 0) & (u < w)
    return np.where(inside, a[np.clip(v, 0, h - 1), np.clip(u, 0, w - 1)], cval)

def zoom(input, zoom, **other):
    a = np.asarray(input)
    return imresize(a, [int(round(s * zoom)) for s in a.shape[:2]])

def gaussian_filter(input, sigma, **other):
    return np.array(input, dtype=float)

def convolve(input, weights, **other):
    return np.array(input, dtype=float)

def shift(input, shift, **other):
    return np.array(input, dtype=float)
`;

export const scipyStats = `
import numpy as np

class truncnorm:
    def __init__(self, a, b, loc=0, scale=1):
        self.a, self.b, self.loc, self.scale = a, b, loc, scale

    def rvs(self, size=None, random_state=None):
        rng = np.random if random_state is None else np.random.RandomState(random_state)
        shape = (1,) if size is None else size
        values = rng.normal(size=shape)
        for _ in range(100):
            outside = (values < self.a) | (values > self.b)
            if not outside.any():
                break
            values = np.where(outside, rng.normal(size=shape), values)
        values = np.clip(values, self.a, self.b) * self.scale + self.loc
        return float(values[0]) if size is None else values

class _Normal:
    def pdf(self, x, loc=0, scale=1):
        return np.exp(-0.5 * ((x - loc) / scale) ** 2) / (scale * np.sqrt(2 * np.pi))

    def rvs(self, loc=0, scale=1, size=None, random_state=None):
        return np.random.normal(loc, scale, size)

norm = _Normal()

def zscore(a, axis=0, ddof=0):
    a = np.asarray(a, dtype=float)
    return (a - a.mean(axis=axis)) / a.std(axis=axis, ddof=ddof)

def pearsonr(x, y):
    return float(np.corrcoef(x, y)[0, 1]), 0.0
`;
