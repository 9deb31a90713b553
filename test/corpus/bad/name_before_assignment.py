import numpy as np

np.random.seed(0)
X = np.random.randn(30, 2)
y = (X.sum(axis=1, keepdims=True) > 0) * 1.0
w = np.zeros((2, 1))

for step in range(20):
    p = 1 / (1 + np.exp(-(X @ w + b)))
    dz = (p - y) / len(X)
    dw = X.T @ dz
    w -= rate * dw
b = np.zeros((1, 1))
