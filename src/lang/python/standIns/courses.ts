// The helper modules of the well-known course: activations and their backward forms, initialisers, dict and vector, data sets.

/** Sigmoid, ReLU and their like, which several of the modules define alike. */
const ACTIVATIONS = `
import numpy as np

def sigmoid(Z):
    A = 1 / (1 + np.exp(-Z))
    return A

def relu(Z):
    A = np.maximum(0, Z)
    return A
`;

/** The forms that keep what they need for the way back. */
const CACHED = `
import numpy as np

def sigmoid(Z):
    A = 1 / (1 + np.exp(-Z))
    return A, Z

def relu(Z):
    A = np.maximum(0, Z)
    return A, Z

def relu_backward(dA, cache):
    Z = cache
    dZ = np.array(dA, copy=True)
    dZ[Z <= 0] = 0
    return dZ

def sigmoid_backward(dA, cache):
    Z = cache
    s = 1 / (1 + np.exp(-Z))
    dZ = dA * s * (1 - s)
    return dZ

def softmax(Z):
    e = np.exp(Z - np.max(Z, axis=0, keepdims=True))
    return e / np.sum(e, axis=0, keepdims=True), Z
`;

const DEEP = `
def initialize_parameters(n_x, n_h, n_y):
    np.random.seed(1)
    return {"W1": np.random.randn(n_h, n_x) * 0.01, "b1": np.zeros((n_h, 1)), "W2": np.random.randn(n_y, n_h) * 0.01, "b2": np.zeros((n_y, 1))}

def initialize_parameters_deep(layer_dims):
    np.random.seed(1)
    parameters = {}
    for l in range(1, len(layer_dims)):
        parameters['W' + str(l)] = np.random.randn(layer_dims[l], layer_dims[l - 1]) / np.sqrt(layer_dims[l - 1])
        parameters['b' + str(l)] = np.zeros((layer_dims[l], 1))
    return parameters

def linear_forward(A, W, b):
    Z = np.dot(W, A) + b
    return Z, (A, W, b)

def linear_activation_forward(A_prev, W, b, activation):
    Z, linear_cache = linear_forward(A_prev, W, b)
    A, activation_cache = sigmoid(Z) if activation == "sigmoid" else relu(Z)
    return A, (linear_cache, activation_cache)

def L_model_forward(X, parameters):
    caches = []
    A = X
    L = len(parameters) // 2
    for l in range(1, L):
        A, cache = linear_activation_forward(A, parameters['W' + str(l)], parameters['b' + str(l)], "relu")
        caches.append(cache)
    AL, cache = linear_activation_forward(A, parameters['W' + str(L)], parameters['b' + str(L)], "sigmoid")
    caches.append(cache)
    return AL, caches

def compute_cost(AL, Y):
    m = Y.shape[1]
    cost = (1. / m) * (-np.dot(Y, np.log(AL).T) - np.dot(1 - Y, np.log(1 - AL).T))
    return np.squeeze(cost)

def linear_backward(dZ, cache):
    A_prev, W, b = cache
    m = A_prev.shape[1]
    return np.dot(W.T, dZ), 1. / m * np.dot(dZ, A_prev.T), 1. / m * np.sum(dZ, axis=1, keepdims=True)

def linear_activation_backward(dA, cache, activation):
    linear_cache, activation_cache = cache
    dZ = relu_backward(dA, activation_cache) if activation == "relu" else sigmoid_backward(dA, activation_cache)
    return linear_backward(dZ, linear_cache)

def L_model_backward(AL, Y, caches):
    grads = {}
    L = len(caches)
    Y = Y.reshape(AL.shape)
    dA = -(np.divide(Y, AL) - np.divide(1 - Y, 1 - AL))
    grads["dA" + str(L - 1)], grads["dW" + str(L)], grads["db" + str(L)] = linear_activation_backward(dA, caches[L - 1], "sigmoid")
    for l in reversed(range(L - 1)):
        found = linear_activation_backward(grads["dA" + str(l + 1)], caches[l], "relu")
        grads["dA" + str(l)], grads["dW" + str(l + 1)], grads["db" + str(l + 1)] = found
    return grads

def update_parameters(parameters, grads, learning_rate):
    for l in range(1, len(parameters) // 2 + 1):
        parameters["W" + str(l)] = parameters["W" + str(l)] - learning_rate * grads["dW" + str(l)]
        parameters["b" + str(l)] = parameters["b" + str(l)] - learning_rate * grads["db" + str(l)]
    return parameters

def predict(X, y, parameters):
    probas, caches = L_model_forward(X, parameters)
    p = (probas > 0.5).astype(float)
    print("Accuracy: " + str(np.sum(p == y) / X.shape[1]))
    return p

def print_mislabeled_images(classes, X, y, p):
    pass
`;

/** What the modules on initialisation, regularisation and optimisers share: three layers, as a dict. */
const THREE_LAYERS = `
def initialize_parameters(layer_dims):
    np.random.seed(3)
    parameters = {}
    for l in range(1, len(layer_dims)):
        parameters['W' + str(l)] = np.random.randn(layer_dims[l], layer_dims[l - 1]) * np.sqrt(PARTS / layer_dims[l - 1])
        parameters['b' + str(l)] = np.zeros((layer_dims[l], 1))
    return parameters

def forward_propagation(X, parameters):
    W1, b1, W2, b2, W3, b3 = [parameters[k] for k in ("W1", "b1", "W2", "b2", "W3", "b3")]
    Z1 = np.dot(W1, X) + b1
    A1 = relu(Z1)
    Z2 = np.dot(W2, A1) + b2
    A2 = relu(Z2)
    Z3 = np.dot(W3, A2) + b3
    A3 = sigmoid(Z3)
    return A3, (Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3)

def backward_propagation(X, Y, cache):
    m = X.shape[1]
    (Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3) = cache
    dZ3 = SCALE * (A3 - Y)
    dW3 = REST * np.dot(dZ3, A2.T)
    db3 = REST * np.sum(dZ3, axis=1, keepdims=True)
    dA2 = np.dot(W3.T, dZ3)
    dZ2 = np.multiply(dA2, np.int64(A2 > 0))
    dW2 = REST * np.dot(dZ2, A1.T)
    db2 = REST * np.sum(dZ2, axis=1, keepdims=True)
    dA1 = np.dot(W2.T, dZ2)
    dZ1 = np.multiply(dA1, np.int64(A1 > 0))
    dW1 = REST * np.dot(dZ1, X.T)
    db1 = REST * np.sum(dZ1, axis=1, keepdims=True)
    return {"dZ3": dZ3, "dW3": dW3, "db3": db3, "dA2": dA2, "dZ2": dZ2, "dW2": dW2, "db2": db2,
            "dA1": dA1, "dZ1": dZ1, "dW1": dW1, "db1": db1}

def compute_cost(a3, Y):
    m = Y.shape[1]
    logprobs = np.multiply(-np.log(a3), Y) + np.multiply(-np.log(1 - a3), 1 - Y)
    return WHOLE * np.nansum(logprobs)

compute_loss = compute_cost

def update_parameters(parameters, grads, learning_rate):
    for k in range(1, len(parameters) // 2 + 1):
        parameters["W" + str(k)] = parameters["W" + str(k)] - learning_rate * grads["dW" + str(k)]
        parameters["b" + str(k)] = parameters["b" + str(k)] - learning_rate * grads["db" + str(k)]
    return parameters

def predict(X, y, parameters):
    a3, caches = forward_propagation(X, parameters)
    p = (a3 > 0.5).astype(int)
    print("Accuracy: " + str(np.mean((p[0, :] == y[0, :]))))
    return p

def predict_dec(parameters, X):
    a3, cache = forward_propagation(X, parameters)
    return a3 > 0.5

def plot_decision_boundary(model, X, y):
    pass

def load_cat_dataset():
    from _course_data import load_dataset
    a, b, c, d, classes = load_dataset()
    return a.reshape(a.shape[0], -1).T / 255, b, c.reshape(c.shape[0], -1).T / 255, d, classes
`;

const threeLayers = (parts: string, scale: string, rest: string, whole: string): string =>
  ACTIVATIONS +
  THREE_LAYERS.replaceAll('PARTS', parts).replaceAll('SCALE', scale).replaceAll('REST', rest).replaceAll('WHOLE', whole) +
  `\nfrom _course_data import load_planar_dataset, load_2D_dataset, load_dataset\n`;

export const planarUtils = `${ACTIVATIONS}
from _course_data import load_planar_dataset, load_extra_datasets

def plot_decision_boundary(model, X, y):
    pass
`;

export const dnnUtils = CACHED;
export const dnnAppUtils = `${CACHED}${DEEP}
from _course_data import load_dataset as load_data, load_dataset
`;
export const lrUtils = 'from _course_data import load_dataset\n';
export const initUtils = threeLayers('2.', '1. / m', '1.', '1. / m');
export const regUtils = threeLayers('1.', '1.', '1. / m', '1. / m');
export const optUtils = threeLayers('2.', '1. / m', '1.', '1. / m');

export const gcUtils = `${ACTIVATIONS}
KEYS = ["W1", "b1", "W2", "b2", "W3", "b3"]
SHAPES = {"W1": (5, 4), "b1": (5, 1), "W2": (3, 5), "b2": (3, 1), "W3": (1, 3), "b3": (1, 1)}

def dictionary_to_vector(parameters):
    keys = []
    for key in KEYS:
        keys = keys + [key] * parameters[key].size
    return np.concatenate([np.reshape(parameters[key], (-1, 1)) for key in KEYS], axis=0), keys

def vector_to_dictionary(theta):
    parameters = {}
    start = 0
    for key in KEYS:
        count = SHAPES[key][0] * SHAPES[key][1]
        parameters[key] = theta[start:start + count].reshape(SHAPES[key])
        start += count
    return parameters

def gradients_to_vector(gradients):
    return np.concatenate([np.reshape(gradients["d" + key], (-1, 1)) for key in KEYS], axis=0)
`;

export const rnnUtils = `
import numpy as np

def softmax(x):
    e_x = np.exp(x - np.max(x))
    return e_x / e_x.sum(axis=0)

def sigmoid(x):
    return 1 / (1 + np.exp(-x))

def smooth(loss, cur_loss):
    return loss * 0.999 + cur_loss * 0.001

def print_sample(sample_ix, ix_to_char):
    txt = ''.join(ix_to_char[ix] for ix in sample_ix)
    print('%s' % (txt[:1].upper() + txt[1:], ), end='')

def get_sample(sample_ix, ix_to_char):
    txt = ''.join(ix_to_char[ix] for ix in sample_ix)
    return txt[:1].upper() + txt[1:]

def get_initial_loss(vocab_size, seq_length):
    return -np.log(1.0 / vocab_size) * seq_length

def initialize_parameters(n_a, n_x, n_y):
    np.random.seed(1)
    return {"Wax": np.random.randn(n_a, n_x) * 0.01, "Waa": np.random.randn(n_a, n_a) * 0.01, "Wya": np.random.randn(n_y, n_a) * 0.01,
            "b": np.zeros((n_a, 1)), "by": np.zeros((n_y, 1))}

def rnn_step_forward(parameters, a_prev, x):
    Waa, Wax, Wya, by, b = parameters['Waa'], parameters['Wax'], parameters['Wya'], parameters['by'], parameters['b']
    a_next = np.tanh(np.dot(Wax, x) + np.dot(Waa, a_prev) + b)
    p_t = softmax(np.dot(Wya, a_next) + by)
    return a_next, p_t

def rnn_step_backward(dy, gradients, parameters, x, a, a_prev):
    gradients['dWya'] += np.dot(dy, a.T)
    gradients['dby'] += dy
    da = np.dot(parameters['Wya'].T, dy) + gradients['da_next']
    daraw = (1 - a * a) * da
    gradients['db'] += daraw
    gradients['dWax'] += np.dot(daraw, x.T)
    gradients['dWaa'] += np.dot(daraw, a_prev.T)
    gradients['da_next'] = np.dot(parameters['Waa'].T, daraw)
    return gradients

def update_parameters(parameters, gradients, lr):
    for key in ('Wax', 'Waa', 'Wya', 'b', 'by'):
        parameters[key] += -lr * gradients['d' + key]
    return parameters

def rnn_forward(X, Y, a0, parameters, vocab_size=27):
    x, a, y_hat = {}, {}, {}
    a[-1] = np.copy(a0)
    loss = 0
    for t in range(len(X)):
        x[t] = np.zeros((vocab_size, 1))
        if X[t] is not None:
            x[t][X[t]] = 1
        a[t], y_hat[t] = rnn_step_forward(parameters, a[t - 1], x[t])
        loss -= np.log(y_hat[t][Y[t], 0])
    return loss, (y_hat, a, x)

def rnn_backward(X, Y, parameters, cache):
    (y_hat, a, x) = cache
    gradients = {}
    for key in ('Wax', 'Waa', 'Wya', 'b', 'by'):
        gradients['d' + key] = np.zeros_like(parameters[key])
    gradients['da_next'] = np.zeros_like(a[0])
    for t in reversed(range(len(X))):
        dy = np.copy(y_hat[t])
        dy[Y[t]] -= 1
        gradients = rnn_step_backward(dy, gradients, parameters, x[t], a[t], a[t - 1])
    return gradients, a

def initialize_adam(parameters):
    v = {"d" + key: np.zeros_like(parameters[key]) for key in parameters}
    s = {"d" + key: np.zeros_like(parameters[key]) for key in parameters}
    return v, s
`;

/** Course data in the real shapes: cat pictures 64 × 64, a flower, a half-plane, finger signs. */
export const courseData = `
import numpy as np

def _pictures(train, test, classes, seed):
    from _images import class_images
    train, test = _few(train), _few(test)
    X, y = class_images(train + test, (64, 64, 3), classes, seed, 255)
    return X[:train].copy(), y[:train].reshape(1, -1), X[train:].copy(), y[train:].reshape(1, -1)

def load_dataset():
    if _mentions('init_utils|opt_utils') and not _mentions('lr_utils|dnn_app_utils'):
        return load_moons_columns() if _mentions('opt_utils') else load_circles()
    if _mentions('tf_utils|cnn_utils|resnets_utils') and not _mentions('lr_utils|dnn_app_utils'):
        a, b, c, d = _pictures(1080, 120, 6, 22)
        return a, b, c, d, np.arange(6)
    a, b, c, d = _pictures(209, 50, 2, 21)
    return a, b, c, d, np.array([b'non-cat', b'cat'])

def load_circles():
    from sklearn.datasets import make_circles
    np.random.seed(1)
    train_X, train_Y = make_circles(n_samples=300, noise=.05)
    np.random.seed(2)
    test_X, test_Y = make_circles(n_samples=100, noise=.05)
    return train_X.T.copy(), train_Y.reshape((1, -1)), test_X.T.copy(), test_Y.reshape((1, -1))

def load_moons_columns():
    from sklearn.datasets import make_moons
    np.random.seed(3)
    train_X, train_Y = make_moons(n_samples=300, noise=.2)
    return train_X.T.copy(), train_Y.reshape((1, -1))

def load_planar_dataset(seed=1):
    np.random.seed(seed)
    m = 400
    N = int(m / 2)
    X = np.zeros((m, 2))
    Y = np.zeros((m, 1), dtype='uint8')
    a = 4
    for j in range(2):
        ix = range(N * j, N * (j + 1))
        t = np.linspace(j * 3.12, (j + 1) * 3.12, N) + np.random.randn(N) * 0.2
        r = a * np.sin(4 * t) + np.random.randn(N) * 0.2
        X[ix] = np.c_[r * np.sin(t), r * np.cos(t)]
        Y[ix] = j
    return X.T.copy(), Y.T.copy()

def load_extra_datasets():
    from sklearn.datasets import make_circles, make_moons, make_blobs, make_gaussian_quantiles
    N = 200
    return (make_circles(n_samples=N, factor=.5, noise=.3), make_moons(n_samples=N, noise=.2), make_blobs(n_samples=N, random_state=5, n_features=2, centers=6),
            make_gaussian_quantiles(cov=0.5, n_samples=N, n_features=2, n_classes=2, random_state=None), (np.random.rand(N, 2), np.random.rand(N, 2)))

def load_2D_dataset():
    rng = np.random.RandomState(31)
    X = rng.uniform(-0.6, 0.6, size=(2, 411))
    Y = (X[1] + X[0] + 0.08 * rng.randn(411) > 0).astype(int).reshape(1, -1)
    return X[:, :211].copy(), Y[:, :211].copy(), X[:, 211:].copy(), Y[:, 211:].copy()
`;

export const tfUtils = `
import numpy as np
from _course_data import load_dataset

def load_signs():
    from _course_data import _pictures
    return _pictures(1080, 120, 6, 22)

def convert_to_one_hot(Y, C):
    return np.eye(C)[Y.reshape(-1)].T

def random_mini_batches(X, Y, mini_batch_size=64, seed=0):
    m = X.shape[1]
    np.random.seed(seed)
    order = list(np.random.permutation(m))
    X, Y = X[:, order], Y[:, order]
    return [(X[:, k:k + mini_batch_size], Y[:, k:k + mini_batch_size]) for k in range(0, m, mini_batch_size)]
`;
