# One hidden layer, as in the second week's notebook; planar_utils.py and testCases.py are not in this folder
import numpy as np
from testCases_v2 import *
from planar_utils_v2 import sigmoid, load_planar_dataset, load_extra_datasets

X, Y = load_planar_dataset()


def initialize(n_x, n_h, n_y):
    np.random.seed(2)
    params = {}
    params['W1'] = np.random.randn(n_h, n_x) * 0.01
    params['b1'] = np.zeros((n_h, 1))
    params['W2'] = np.random.randn(n_y, n_h) * 0.01
    params['b2'] = np.zeros((n_y, 1))
    return params


def forward(X, params):
    cache = {}
    cache['Z1'] = np.dot(params['W1'], X) + params['b1']
    cache['A1'] = np.tanh(cache['Z1'])
    cache['Z2'] = np.dot(params['W2'], cache['A1']) + params['b2']
    cache['A2'] = sigmoid(cache['Z2'])
    return cache['A2'], cache


def cost_function(A2, Y):
    m = Y.shape[1]
    return -(np.dot(np.log(A2), Y.T) + np.dot(np.log(1 - A2), (1 - Y).T)).item() / m


def backward(params, cache, X, Y):
    m = X.shape[1]
    grads = {}
    grads['dZ2'] = cache['A2'] - Y
    grads['dW2'] = np.dot(grads['dZ2'], cache['A1'].T) / m
    grads['db2'] = np.sum(grads['dZ2'], axis=1, keepdims=True) / m
    grads['dZ1'] = np.dot(params['W2'].T, grads['dZ2']) * (1 - np.power(cache['A1'], 2))
    grads['dW1'] = np.dot(grads['dZ1'], X.T) / m
    grads['db1'] = np.sum(grads['dZ1'], axis=1, keepdims=True) / m
    return grads


params = initialize(X.shape[0], 5, Y.shape[0])
for i in range(2000):
    A2, cache = forward(X, params)
    cost = cost_function(A2, Y)
    grads = backward(params, cache, X, Y)
    for name in params:
        params[name] = params[name] - 1.2 * grads['d' + name]
    if i % 500 == 0:
        print('cost after iteration', i, ':', cost)
