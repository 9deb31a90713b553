// Layers "with caches" of a well-known course, and the functions and layers of a well-known book, where a file imports but does not bring them.

export const cs231nLayers = `
import numpy as np

def affine_forward(x, w, b):
    return x.reshape(x.shape[0], -1).dot(w) + b, (x, w, b)

def affine_backward(dout, cache):
    x, w, b = cache
    return dout.dot(w.T).reshape(x.shape), x.reshape(x.shape[0], -1).T.dot(dout), dout.sum(axis=0)

def relu_forward(x):
    return np.maximum(0, x), x

def relu_backward(dout, cache):
    return dout * (cache > 0)

def dropout_forward(x, dropout_param):
    p, mode = dropout_param['p'], dropout_param['mode']
    if 'seed' in dropout_param:
        np.random.seed(dropout_param['seed'])
    if mode != 'train':
        return x, (dropout_param, None)
    mask = (np.random.rand(*x.shape) < p) / p
    return x * mask, (dropout_param, mask)

def dropout_backward(dout, cache):
    dropout_param, mask = cache
    return dout * mask if dropout_param['mode'] == 'train' else dout

def batchnorm_forward(x, gamma, beta, bn_param):
    eps, momentum = bn_param.get('eps', 1e-5), bn_param.get('momentum', 0.9)
    running_mean = bn_param.get('running_mean', np.zeros(x.shape[1]))
    running_var = bn_param.get('running_var', np.zeros(x.shape[1]))
    if bn_param['mode'] != 'train':
        return gamma * (x - running_mean) / np.sqrt(running_var + eps) + beta, None
    mean, var = x.mean(axis=0), x.var(axis=0)
    std = np.sqrt(var + eps)
    xhat = (x - mean) / std
    bn_param['running_mean'] = momentum * running_mean + (1 - momentum) * mean
    bn_param['running_var'] = momentum * running_var + (1 - momentum) * var
    return gamma * xhat + beta, (xhat, gamma, std)

def batchnorm_backward(dout, cache):
    xhat, gamma, std = cache
    dxhat = dout * gamma
    dx = (dxhat - dxhat.mean(axis=0) - xhat * (dxhat * xhat).mean(axis=0)) / std
    return dx, np.sum(dout * xhat, axis=0), np.sum(dout, axis=0)

batchnorm_backward_alt = batchnorm_backward

def svm_loss(x, y):
    N = x.shape[0]
    margins = np.maximum(0, x - x[np.arange(N), y][:, np.newaxis] + 1.0)
    margins[np.arange(N), y] = 0
    loss = np.sum(margins) / N
    dx = np.zeros_like(x)
    dx[margins > 0] = 1
    dx[np.arange(N), y] -= np.sum(margins > 0, axis=1)
    return loss, dx / N

def softmax_loss(x, y):
    N = x.shape[0]
    shifted = x - np.max(x, axis=1, keepdims=True)
    log_probs = shifted - np.log(np.sum(np.exp(shifted), axis=1, keepdims=True))
    loss = -np.sum(log_probs[np.arange(N), y]) / N
    dx = np.exp(log_probs)
    dx[np.arange(N), y] -= 1
    return loss, dx / N
`;

export const cs231nLayerUtils = `
from cs231n.layers import *

def affine_relu_forward(x, w, b):
    a, fc_cache = affine_forward(x, w, b)
    out, relu_cache = relu_forward(a)
    return out, (fc_cache, relu_cache)

def affine_relu_backward(dout, cache):
    fc_cache, relu_cache = cache
    return affine_backward(relu_backward(dout, relu_cache), fc_cache)
`;

export const cs231nGradientCheck = `
import numpy as np

def _each(x):
    it = np.nditer(x, flags=['multi_index'])
    places = []
    while not it.finished:
        places.append(it.multi_index)
        it.iternext()
    return places

def eval_numerical_gradient(f, x, verbose=True, h=0.00001):
    grad = np.zeros_like(x)
    for ix in _each(x):
        old = x[ix]
        x[ix] = old + h
        up = f(x)
        x[ix] = old - h
        down = f(x)
        x[ix] = old
        grad[ix] = (up - down) / (2 * h)
    return grad

def eval_numerical_gradient_array(f, x, df, h=1e-5):
    grad = np.zeros_like(x)
    for ix in _each(x):
        old = x[ix]
        x[ix] = old + h
        up = f(x).copy()
        x[ix] = old - h
        down = f(x).copy()
        x[ix] = old
        grad[ix] = np.sum((up - down) * df) / (2 * h)
    return grad

def grad_check_sparse(f, x, analytic_grad, num_checks=10, h=1e-5):
    pass
`;

export const cs231nData = `
import numpy as np

def load_CIFAR10(ROOT):
    from _images import split_images
    (a, b), (c, d) = split_images(50000, 10000, (32, 32, 3), 10, 13)
    return a.astype(float), b, c.astype(float), d

def get_CIFAR10_data(num_training=49000, num_validation=1000, num_test=1000, subtract_mean=True):
    from _images import class_images
    n = [min(_examples(num_training), 2000), min(num_validation, 200), min(num_test, 200)]
    X, y = class_images(sum(n), (32, 32, 3), 10, 13, 255)
    X = X.astype(float)
    if subtract_mean:
        X -= np.mean(X[:n[0]], axis=0)
    X = X.transpose(0, 3, 1, 2).copy()
    a, b = n[0], n[0] + n[1]
    return {'X_train': X[:a].copy(), 'y_train': y[:a].copy(), 'X_val': X[a:b].copy(), 'y_val': y[a:b].copy(),
            'X_test': X[b:].copy(), 'y_test': y[b:].copy()}
`;

export const cs231nOptim = `
import numpy as np

def sgd(w, dw, config=None):
    config = {} if config is None else config
    config.setdefault('learning_rate', 1e-2)
    w -= config['learning_rate'] * dw
    return w, config

def sgd_momentum(w, dw, config=None):
    config = {} if config is None else config
    config.setdefault('learning_rate', 1e-2)
    config.setdefault('momentum', 0.9)
    v = config.get('velocity', np.zeros_like(w))
    v = config['momentum'] * v - config['learning_rate'] * dw
    config['velocity'] = v
    return w + v, config

def rmsprop(w, dw, config=None):
    config = {} if config is None else config
    for key, value in (('learning_rate', 1e-2), ('decay_rate', 0.99), ('epsilon', 1e-8), ('cache', np.zeros_like(w))):
        config.setdefault(key, value)
    config['cache'] = config['decay_rate'] * config['cache'] + (1 - config['decay_rate']) * dw ** 2
    return w - config['learning_rate'] * dw / (np.sqrt(config['cache']) + config['epsilon']), config

def adam(w, dw, config=None):
    config = {} if config is None else config
    for key, value in (('learning_rate', 1e-3), ('beta1', 0.9), ('beta2', 0.999), ('epsilon', 1e-8), ('m', np.zeros_like(w)), ('v', np.zeros_like(w)), ('t', 0)):
        config.setdefault(key, value)
    config['t'] += 1
    config['m'] = config['beta1'] * config['m'] + (1 - config['beta1']) * dw
    config['v'] = config['beta2'] * config['v'] + (1 - config['beta2']) * dw ** 2
    m, v = config['m'] / (1 - config['beta1'] ** config['t']), config['v'] / (1 - config['beta2'] ** config['t'])
    return w - config['learning_rate'] * m / (np.sqrt(v) + config['epsilon']), config
`;

const BOOK_ACTIVATIONS = `
import numpy as np

def sigmoid(x):
    return 1 / (1 + np.exp(-x))

def relu(x):
    return np.maximum(0, x)

def softmax(x):
    x = x - np.max(x, axis=-1, keepdims=True)
    return np.exp(x) / np.sum(np.exp(x), axis=-1, keepdims=True)

def identity_function(x):
    return x

def step_function(x):
    return np.array(x > 0, dtype=int)
`;

export const bookFunctions = `${BOOK_ACTIVATIONS}${`
def sigmoid_grad(x):
    return (1.0 - sigmoid(x)) * sigmoid(x)

def relu_grad(x):
    grad = np.zeros_like(x)
    grad[x >= 0] = 1
    return grad

def mean_squared_error(y, t):
    return 0.5 * np.sum((y - t) ** 2)

sum_squared_error = mean_squared_error

def cross_entropy_error(y, t):
    if y.ndim == 1:
        t = t.reshape(1, t.size)
        y = y.reshape(1, y.size)
    if t.size == y.size:
        t = t.argmax(axis=1)
    batch_size = y.shape[0]
    return -np.sum(np.log(y[np.arange(batch_size), t] + 1e-7)) / batch_size
`}`;

export const bookGradient = `
import numpy as np
from cs231n.gradient_check import eval_numerical_gradient

def numerical_gradient(f, x):
    return eval_numerical_gradient(f, x, h=1e-4)
`;

export const bookLayers = `
import numpy as np
from common.functions import *

class Relu:
    def __init__(self):
        self.mask = None
        self.params, self.grads = [], []

    def forward(self, x):
        self.mask = (x <= 0)
        out = x.copy()
        out[self.mask] = 0
        return out

    def backward(self, dout):
        dout[self.mask] = 0
        return dout

class Sigmoid:
    def __init__(self):
        self.params, self.grads = [], []

    def forward(self, x):
        self.out = sigmoid(x)
        return self.out

    def backward(self, dout):
        return dout * (1.0 - self.out) * self.out

class Affine:
    def __init__(self, W, b):
        self.W, self.b = W, b
        self.params, self.grads = [W, b], [np.zeros_like(W), np.zeros_like(b)]

    def forward(self, x):
        self.shape = x.shape
        self.x = x.reshape(x.shape[0], -1)
        return np.dot(self.x, self.W) + self.b

    def backward(self, dout):
        dx = np.dot(dout, self.W.T)
        self.dW = np.dot(self.x.T, dout)
        self.db = np.sum(dout, axis=0)
        self.grads[0][...] = self.dW
        self.grads[1][...] = self.db
        return dx.reshape(*self.shape)

class SoftmaxWithLoss:
    def __init__(self):
        self.params, self.grads = [], []

    def forward(self, x, t):
        self.t = t
        self.y = softmax(x)
        if self.t.size == self.y.size and self.t.ndim == 2 and self.y.shape[1] == self.t.shape[1]:
            self.loss = cross_entropy_error(self.y, self.t)
        else:
            self.loss = cross_entropy_error(self.y, self.t)
        return self.loss

    def backward(self, dout=1):
        batch_size = self.t.shape[0]
        if self.t.size == self.y.size:
            return (self.y - self.t) / batch_size
        dx = self.y.copy()
        dx[np.arange(batch_size), self.t] -= 1
        return dx / batch_size
`;

export const bookOptimizer = `
import numpy as np

class SGD:
    def __init__(self, lr=0.01):
        self.lr = lr

    def update(self, params, grads):
        for key in (params.keys() if isinstance(params, dict) else range(len(params))):
            params[key] -= self.lr * grads[key]

class Momentum:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum, self.v = lr, momentum, None

    def update(self, params, grads):
        keys = list(params.keys() if isinstance(params, dict) else range(len(params)))
        if self.v is None:
            self.v = {key: np.zeros_like(params[key]) for key in keys}
        for key in keys:
            self.v[key] = self.momentum * self.v[key] - self.lr * grads[key]
            params[key] += self.v[key]

class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999):
        self.lr, self.beta1, self.beta2, self.iter, self.m, self.v = lr, beta1, beta2, 0, None, None

    def update(self, params, grads):
        keys = list(params.keys() if isinstance(params, dict) else range(len(params)))
        if self.m is None:
            self.m = {key: np.zeros_like(params[key]) for key in keys}
            self.v = {key: np.zeros_like(params[key]) for key in keys}
        self.iter += 1
        lr_t = self.lr * np.sqrt(1.0 - self.beta2 ** self.iter) / (1.0 - self.beta1 ** self.iter)
        for key in keys:
            self.m[key] += (1 - self.beta1) * (grads[key] - self.m[key])
            self.v[key] += (1 - self.beta2) * (grads[key] ** 2 - self.v[key])
            params[key] -= lr_t * self.m[key] / (np.sqrt(self.v[key]) + 1e-7)
`;
