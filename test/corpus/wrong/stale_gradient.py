import numpy as np

# W2's update uses dW2 before this iteration has computed it: it is one step old.
np.random.seed(0)
X = np.random.randn(2, 80)
Y = np.sin(X[0:1]) * X[1:2]
m = 80
W1 = np.random.randn(6, 2)
W2 = np.random.randn(1, 6)
dW1, dW2 = np.zeros_like(W1), np.zeros_like(W2)

for i in range(200):
    A1 = np.tanh(W1 @ X)
    Z2 = W2 @ A1
    cost = np.sum((Z2 - Y) ** 2) / (2 * m)
    dZ2 = (Z2 - Y) / m
    dZ1 = (W2.T @ dZ2) * (1 - A1 ** 2)
    W2 = W2 - 0.1 * dW2
    dW2 = dZ2 @ A1.T
    dW1 = dZ1 @ X.T
    W1 = W1 - 0.1 * dW1
