// The inputs that course notebooks try their functions on (testCases, testCases_v2 …): seeded, in the real shapes.

export const testCases = String.raw`
import numpy as np

def _randn(seed, *shapes):
    np.random.seed(seed)
    return [np.random.randn(*shape) for shape in shapes]

def _numbered(seed, *sizes):
    np.random.seed(seed)
    parameters = {}
    for l in range(1, len(sizes)):
        parameters['W' + str(l)] = np.random.randn(sizes[l], sizes[l - 1])
        parameters['b' + str(l)] = np.random.randn(sizes[l], 1)
    return parameters

_planar = _mentions('planar_utils')

# one hidden layer

def layer_sizes_test_case():
    return tuple(_randn(1, (5, 3), (2, 3)))

def initialize_parameters_test_case():
    return (2, 4, 1) if _planar else (3, 2, 1)

def forward_propagation_test_case():
    if not _planar:
        X, = _randn(1, (2, 3))
        return X, _numbered(1, 2, 3, 2, 1)
    X, = _randn(1, (2, 3))
    return X, _small()

def _small():
    np.random.seed(2)
    return {'W1': np.random.randn(4, 2) * 0.01, 'b1': np.random.randn(4, 1), 'W2': np.random.randn(1, 4) * 0.01, 'b2': np.array([[-1.3]])}

def forward_propagation_with_dropout_test_case():
    X, = _randn(1, (3, 5))
    return X, _numbered(1, 3, 2, 3, 1)

def compute_cost_test_case():
    if _planar:
        np.random.seed(1)
        Y = (np.random.randn(1, 3) > 0)
        A2 = np.array([[0.5002307, 0.49985831, 0.50023963]])
        return (A2, Y, _small()) if _found(r'(\w+\s*,\s*\w+\s*,\s*\w+)\s*=\s*compute_cost_test_case') else (A2, Y)
    return np.array([[1, 1, 0]]), np.array([[.8, .9, 0.4]])

def backward_propagation_test_case():
    if not _planar:
        return _three_layer_cache()
    X, = _randn(1, (2, 3))
    Y = (np.random.randn(1, 3) > 0)
    parameters = _small()
    Z1 = np.dot(parameters['W1'], X) + parameters['b1']
    A1 = np.tanh(Z1)
    Z2 = np.dot(parameters['W2'], A1) + parameters['b2']
    return parameters, {'Z1': Z1, 'A1': A1, 'Z2': Z2, 'A2': 1 / (1 + np.exp(-Z2))}, X, Y

def update_parameters_test_case():
    if _planar:
        grads = _numbered(3, 2, 4, 1)
        return _small(), {'d' + key: grads[key] * 0.01 for key in grads}
    np.random.seed(2)
    parameters = {'W1': np.random.randn(3, 4), 'b1': np.random.randn(3, 1), 'W2': np.random.randn(1, 3), 'b2': np.random.randn(1, 1)}
    np.random.seed(3)
    return parameters, {'dW1': np.random.randn(3, 4), 'db1': np.random.randn(3, 1), 'dW2': np.random.randn(1, 3), 'db2': np.random.randn(1, 1)}

def nn_model_test_case():
    X, = _randn(1, (2, 3))
    return X, (np.random.randn(1, 3) > 0)

def predict_test_case():
    X, = _randn(1, (2, 3))
    return _small(), X

# L layers

def linear_forward_test_case():
    return tuple(_randn(1, (3, 2), (1, 3), (1, 1)))

def linear_activation_forward_test_case():
    return tuple(_randn(2, (3, 2), (1, 3), (1, 1)))

def L_model_forward_test_case():
    X, = _randn(1, (4, 2))
    return X, _numbered(1, 4, 3, 1)

def L_model_forward_test_case_2hidden():
    X, = _randn(6, (5, 4))
    return X, _numbered(6, 5, 4, 3, 1)

def linear_backward_test_case():
    if _mentions('testCases_v[34]\w*|public_tests'):
        dZ, A, W, b = _randn(1, (3, 4), (5, 4), (3, 5), (3, 1))
    else:
        dZ, A, W, b = _randn(1, (1, 2), (3, 2), (1, 3), (1, 1))
    return dZ, (A, W, b)

def linear_activation_backward_test_case():
    dA, A, W, b, Z = _randn(2, (1, 2), (3, 2), (1, 3), (1, 1), (1, 2))
    return dA, ((A, W, b), Z)

def L_model_backward_test_case():
    AL, = _randn(3, (1, 2))
    Y = np.array([[1, 0]])
    A1, W1, b1, Z1 = [np.random.randn(*s) for s in ((4, 2), (3, 4), (3, 1), (3, 2))]
    A2, W2, b2, Z2 = [np.random.randn(*s) for s in ((3, 2), (1, 3), (1, 1), (1, 2))]
    return np.abs(AL) / 4 + 0.1, Y, (((A1, W1, b1), Z1), ((A2, W2, b2), Z2))

def print_grads(grads):
    print("dW1 = " + str(grads["dW1"]))
    print("db1 = " + str(grads["db1"]))
    print("dA1 = " + str(grads["dA1"]))

# checking, regularisation, optimisers

def _three_layer_cache():
    X, = _randn(1, (3, 5))
    Y = np.array([[1, 1, 0, 1, 0]])
    p = _numbered(1, 3, 2, 3, 1)
    Z1 = np.dot(p['W1'], X) + p['b1']
    A1 = np.maximum(0, Z1)
    Z2 = np.dot(p['W2'], A1) + p['b2']
    A2 = np.maximum(0, Z2)
    Z3 = np.dot(p['W3'], A2) + p['b3']
    A3 = 1 / (1 + np.exp(-Z3))
    return X, Y, (Z1, A1, p['W1'], p['b1'], Z2, A2, p['W2'], p['b2'], Z3, A3, p['W3'], p['b3'])

def compute_cost_with_regularization_test_case():
    np.random.seed(1)
    Y = np.array([[1, 1, 0, 1, 0]])
    A3 = np.array([[0.40682402, 0.01629284, 0.16722898, 0.10118111, 0.40682402]])
    return A3, Y, _numbered(1, 3, 2, 3, 1)

def backward_propagation_with_regularization_test_case():
    return _three_layer_cache()

def backward_propagation_with_dropout_test_case():
    X, Y, (Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3) = _three_layer_cache()
    D1 = np.array([[True, False, True, True, True], [True, True, True, True, False]])
    D2 = np.array([[True, False, True, False, True], [False, True, False, True, True], [False, False, True, False, False]])
    A1 = A1 * D1 / 0.8
    Z2 = np.dot(W2, A1) + b2
    A2 = np.maximum(0, Z2) * D2 / 0.8
    Z3 = np.dot(W3, A2) + b3
    return X, Y, (Z1, D1, A1, W1, b1, Z2, D2, A2, W2, b2, Z3, 1 / (1 + np.exp(-Z3)), W3, b3)

def gradient_check_n_test_case():
    np.random.seed(1)
    x = np.random.randn(4, 3)
    y = np.array([1, 1, 0])
    return x, y, _numbered(1, 4, 5, 3, 1)

def update_parameters_with_gd_test_case():
    parameters, grads = _numbered(1, 3, 2, 3), _numbered(3, 3, 2, 3)
    return parameters, {'d' + key: grads[key] for key in grads}, 0.01

def random_mini_batches_test_case():
    np.random.seed(1)
    X = np.random.randn(12288, 148)
    return X, np.random.randn(1, 148) < 0.5, 64

def initialize_velocity_test_case():
    return _numbered(1, 3, 2, 3)

def initialize_adam_test_case():
    return _numbered(1, 3, 2, 3)

def update_parameters_with_momentum_test_case():
    parameters, grads = _numbered(1, 3, 2, 3), _numbered(3, 3, 2, 3)
    v = {'d' + key: np.zeros_like(parameters[key]) for key in parameters}
    return parameters, {'d' + key: grads[key] for key in grads}, v

def update_parameters_with_adam_test_case():
    parameters, grads, v = update_parameters_with_momentum_test_case()
    return parameters, grads, v, {key: np.zeros_like(v[key]) for key in v}
`;
