import numpy as np

# Inputs of some thousands saturate the sigmoid: log(0) makes the cost infinite, then NaN.
np.random.seed(0)
X = np.random.randn(2, 50) * 5000
Y = (X[0:1] + 3000 * np.random.randn(1, 50) > 0).astype(float)
w = np.random.randn(2, 1)
b = 0.0

for i in range(20):
    A = 1 / (1 + np.exp(-(np.dot(w.T, X) + b)))
    cost = -np.mean(Y * np.log(A) + (1 - Y) * np.log(1 - A))
    dZ = A - Y
    dw = np.dot(X, dZ.T) / 50
    db = np.mean(dZ)
    w = w - 0.01 * dw
    b = b - 0.01 * db
    print(i, cost)
