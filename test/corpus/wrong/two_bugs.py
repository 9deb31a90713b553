import numpy as np

rng = np.random.RandomState(0)
X = rng.randn(60, 3)
y = (X[:, :1] * X[:, 1:2] > 0).astype(float)
W1 = rng.randn(3, 8) * 0.5
b1 = np.zeros((1, 8))
W2 = rng.randn(8, 1) * 0.5
b2 = np.zeros((1, 1))

for i in range(300):
    A1 = np.tanh(X @ W1 + b1)
    A2 = 1 / (1 + np.exp(-(A1 @ W2 + b2)))
    loss = -np.mean(y * np.log(A2) + (1 - y) * np.log(1 - A2))

    delta2 = (A2 - y) / len(X)
    dW2 = A1.T @ delta2
    db2 = 2 * delta2.sum(axis=0, keepdims=True)
    delta1 = (delta2 @ W2.T) * (1 - A1)
    dW1 = X.T @ delta1
    db1 = delta1.sum(axis=0, keepdims=True)

    W1 -= 0.3 * dW1
    b1 -= 0.3 * db1
    W2 -= 0.3 * dW2
    b2 -= 0.3 * db2
