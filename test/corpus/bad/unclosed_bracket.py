import numpy as np

np.random.seed(0)
X = np.random.randn(3, 20)
Y = (X[0:1] > 0) * 1.0
w = np.random.randn(3, 1)

for i in range(10):
    A = 1 / (1 + np.exp(-np.dot(w.T, X))
    dZ = A - Y
    dw = np.dot(X, dZ.T) / 20
    w = w - 0.1 * dw
