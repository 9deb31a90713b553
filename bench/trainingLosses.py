# The small net of bench/training.mjs in NumPy from a given start. Argument: an .npz with X, Y, W1, b1, W2, b2. Prints the losses as JSON.
import json
import sys

import numpy as np

start = np.load(sys.argv[1])
X, Y, W1, b1, W2, b2 = (start[name] for name in ["X", "Y", "W1", "b1", "W2", "b2"])
m = X.shape[1]
losses = []
for _ in range(1001):
    Z1 = np.dot(W1, X) + b1
    A1 = np.tanh(Z1)
    Z2 = np.dot(W2, A1) + b2
    A2 = 1 / (1 + np.exp(-Z2))
    losses.append(float(-1 / m * np.sum(Y * np.log(A2) + (1 - Y) * np.log(1 - A2))))
    dZ2 = A2 - Y
    dW2 = 1 / m * np.dot(dZ2, A1.T)
    db2 = 1 / m * np.sum(dZ2, axis=1, keepdims=True)
    dZ1 = np.dot(W2.T, dZ2) * (1 - A1**2)
    dW1 = 1 / m * np.dot(dZ1, X.T)
    db1 = 1 / m * np.sum(dZ1, axis=1, keepdims=True)
    W1, b1, W2, b2 = W1 - 1.2 * dW1, b1 - 1.2 * db1, W2 - 1.2 * dW2, b2 - 1.2 * db2
print(json.dumps(losses))
