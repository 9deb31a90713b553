import numpy as np

# The gradients are sums over the batch; the update divides by its size.
np.random.seed(5)
m = 90
X = np.random.randn(2, m)
Y = (np.abs(X).sum(axis=0, keepdims=True) < 1.5).astype(float)

W1, b1 = np.random.randn(6, 2), np.zeros((6, 1))
W2, b2 = np.random.randn(1, 6), np.zeros((1, 1))
alpha = 0.5

for epoch in range(600):
    A1 = np.tanh(W1 @ X + b1)
    A2 = 1 / (1 + np.exp(-(W2 @ A1 + b2)))
    cost = -np.sum(Y * np.log(A2) + (1 - Y) * np.log(1 - A2)) / m

    dZ2 = A2 - Y
    dW2 = dZ2 @ A1.T
    db2 = dZ2.sum(axis=1, keepdims=True)
    dZ1 = (W2.T @ dZ2) * (1 - A1 ** 2)
    dW1 = dZ1 @ X.T
    db1 = dZ1.sum(axis=1, keepdims=True)

    W1 -= alpha / m * dW1
    b1 -= alpha / m * db1
    W2 -= alpha / m * dW2
    b2 -= alpha / m * db2
    if epoch % 200 == 0:
        print(epoch, round(float(cost), 4))
