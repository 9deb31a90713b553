import numpy as np


def linear(W, A, b):
    return np.dot(W, A) + b


def layer(A, W, b):
    return np.tanh(linear(W, A, b))


def network(X, params):
    A1 = layer(X, params["W1"], params["b1"])
    A2 = layer(A1, params["W2"].T, params["b2"])
    return A2


np.random.seed(0)
params = {
    "W1": np.random.randn(4, 3), "b1": np.zeros((4, 1)),
    "W2": np.random.randn(1, 4), "b2": np.zeros((1, 1)),
}
X = np.random.randn(3, 7)
Y = np.random.randn(1, 7)
A2 = network(X, params)
loss = np.sum((A2 - Y) ** 2)
