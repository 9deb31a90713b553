"""Logistic regression with its gradients by hand."""
import numpy as np

np.random.seed(1)
m = 20
X = np.random.randn(3, m)
Y = (np.random.rand(1, m) > 0.5) * 1.0
w = np.random.randn(3, 1) * 0.5
b = 0.1

for step in range(5):
    Z = np.dot(w.T, X) + b
    A = 1 / (1 + np.exp(-Z))
    cost = -np.mean(Y * np.log(A) + (1 - Y) * np.log(1 - A))
    dZ = A - Y
    dw = np.dot(X, dZ.T) / m
    db = np.sum(dZ) / m
    w = w - 0.5 * dw
    b = b - 0.5 * db
