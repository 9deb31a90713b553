import numpy as np

X = np.random.RandomState(0).randn(3, 8)
Y = np.ones((1, 8))
w = np.zeros((3, 1))
m = 0

for i in range(5):
    Z = np.dot(w.T, X)
    cost = 1 / (2 * m) * np.sum((Z - Y) ** 2)
    dZ = Z - Y
    dw = np.dot(X, dZ.T) / 8
    w = w - 0.1 * dw
