# The nets of bench/training.mjs in NumPy, written as their users write them. Arguments: net, seconds. Prints steps a second and the last loss.
import sys
import time

import numpy as np

net, seconds = sys.argv[1], float(sys.argv[2])
rng = np.random.RandomState(1)

if net == "small":
    m = 400
    X, Y = rng.randn(2, m), (rng.rand(1, m) > 0.5) * 1.0
    W1, b1, W2, b2 = rng.randn(4, 2) * 0.5, np.zeros((4, 1)), rng.randn(1, 4) * 0.5, np.zeros((1, 1))

    def step():
        global W1, b1, W2, b2
        Z1 = np.dot(W1, X) + b1
        A1 = np.tanh(Z1)
        Z2 = np.dot(W2, A1) + b2
        A2 = 1 / (1 + np.exp(-Z2))
        cost = -1 / m * np.sum(Y * np.log(A2) + (1 - Y) * np.log(1 - A2))
        dZ2 = A2 - Y
        dW2 = 1 / m * np.dot(dZ2, A1.T)
        db2 = 1 / m * np.sum(dZ2, axis=1, keepdims=True)
        dZ1 = np.dot(W2.T, dZ2) * (1 - A1**2)
        dW1 = 1 / m * np.dot(dZ1, X.T)
        db1 = 1 / m * np.sum(dZ1, axis=1, keepdims=True)
        W1, b1, W2, b2 = W1 - 1.2 * dW1, b1 - 1.2 * db1, W2 - 1.2 * dW2, b2 - 1.2 * db2
        return cost

else:
    examples, batch = 1000, 64
    data = rng.rand(784, examples)
    labels = np.eye(10)[rng.randint(0, 10, examples)].T
    W1, b1, W2, b2 = rng.randn(128, 784) * 0.05, np.zeros((128, 1)), rng.randn(10, 128) * 0.1, np.zeros((10, 1))
    order, at = rng.permutation(examples), 0

    def step():
        global W1, b1, W2, b2, order, at
        if at + batch > examples:
            order, at = rng.permutation(examples), 0
        chosen = order[at : at + batch]
        at += batch
        X, Y = data[:, chosen], labels[:, chosen]
        Z1 = np.dot(W1, X) + b1
        A1 = np.maximum(0, Z1)
        Z2 = np.dot(W2, A1) + b2
        E = np.exp(Z2 - np.max(Z2, axis=0, keepdims=True))
        A2 = E / np.sum(E, axis=0, keepdims=True)
        cost = -1 / batch * np.sum(Y * np.log(A2))
        dZ2 = A2 - Y
        dW2 = 1 / batch * np.dot(dZ2, A1.T)
        db2 = 1 / batch * np.sum(dZ2, axis=1, keepdims=True)
        dZ1 = np.dot(W2.T, dZ2) * (Z1 > 0)
        dW1 = 1 / batch * np.dot(dZ1, X.T)
        db1 = 1 / batch * np.sum(dZ1, axis=1, keepdims=True)
        W1, b1, W2, b2 = W1 - 0.1 * dW1, b1 - 0.1 * db1, W2 - 0.1 * dW2, b2 - 0.1 * db2
        return cost


for _ in range(50):
    cost = step()
count, started = 0, time.perf_counter()
while time.perf_counter() - started < seconds:
    for _ in range(10):
        cost = step()
    count += 10
print(np.__version__, count / (time.perf_counter() - started), cost)
