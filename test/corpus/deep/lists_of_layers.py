"""L-layer network; everything per layer is kept in lists, index 0 is the input."""
import numpy as np


def make_network(sizes, rng):
    W = [None]
    b = [None]
    for n_in, n_out in zip(sizes, sizes[1:]):
        W.append(rng.standard_normal((n_out, n_in)) * np.sqrt(1 / n_in))
        b.append(np.zeros((n_out, 1)))
    return W, b


def forward(X, W, b):
    A, Z = [X], [None]
    L = len(W) - 1
    for l in range(1, L + 1):
        Z.append(W[l] @ A[l - 1] + b[l])
        if l == L:
            e = np.exp(Z[l] - Z[l].max(axis=0))
            A.append(e / e.sum(axis=0))
        else:
            A.append(np.tanh(Z[l]))
    return Z, A


def backward(A, W, Y):
    m = Y.shape[1]
    L = len(W) - 1
    dW, db = [None] * (L + 1), [None] * (L + 1)
    dZ = (A[L] - Y) / m
    for l in range(L, 0, -1):
        dW[l] = dZ @ A[l - 1].T
        db[l] = dZ.sum(axis=1, keepdims=True)
        if l != 1:
            dA = W[l].T @ dZ
            dZ = dA * (1 - A[l - 1] ** 2)
    return dW, db


def main():
    rng = np.random.default_rng(0)
    m, classes = 180, 3
    y = rng.integers(0, classes, m)
    X = np.stack([np.cos(y * 2.1), np.sin(y * 2.1)]) * 1.5 + 0.6 * rng.standard_normal((2, m))
    Y = np.zeros((classes, m))
    Y[y, np.arange(m)] = 1

    W, b = make_network([2, 10, 10, classes], rng)
    for step in range(400):
        Z, A = forward(X, W, b)
        cost = -np.sum(Y * np.log(A[-1])) / m
        dW, db = backward(A, W, Y)
        for l in range(1, len(W)):
            W[l] -= 0.5 * dW[l]
            b[l] -= 0.5 * db[l]
        if step % 100 == 0:
            print(f'{step:4d}: {cost:.4f}')


main()
