# -*- coding: latin-1 -*-
# réseau de neurones, entraînement
import numpy as np

# Examples in rows, as most NumPy code has them.
rng = np.random.RandomState(42)
N, D, H = 200, 2, 8

X = rng.randn(N, D)
y = (X[:, 0] * X[:, 1] > 0).astype(float).reshape(N, 1)

W1 = rng.randn(D, H) * 0.5
b1 = np.zeros(H)
W2 = rng.randn(H, 1) * 0.5
b2 = np.zeros(1)

lr = 1.0
for it in range(1000):
    # forward pass
    h = np.tanh(X @ W1 + b1)
    p = 1 / (1 + np.exp(-(h @ W2 + b2)))
    loss = -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))

    # backward pass
    ds = (p - y) / N
    dW2 = h.T @ ds
    db2 = ds.sum(axis=0)
    dh = ds @ W2.T
    dz = dh * (1 - h * h)
    dW1 = X.T @ dz
    db1 = dz.sum(axis=0)

    W1 -= lr * dW1
    b1 -= lr * db1
    W2 -= lr * dW2
    b2 -= lr * db2

    if it % 200 == 0:
        print(f"{it:5d}  loss {loss:.4f}")

print("précision:", ((p > 0.5) == y).mean())
