import numpy as np

# Fit a sine with one hidden layer and half the mean squared error.
np.random.seed(4)
m = 40
x = np.linspace(-np.pi, np.pi, m).reshape(1, m)
y = np.sin(x)

W1 = np.random.randn(12, 1)
b1 = np.random.randn(12, 1)
W2 = np.random.randn(1, 12) / np.sqrt(12)
b2 = np.zeros((1, 1))

for step in range(3000):
    z1 = W1 @ x + b1
    a1 = np.tanh(z1)
    y_hat = W2 @ a1 + b2
    error = y_hat - y
    J = np.sum(error ** 2) / (2 * m)

    dy = error / m
    dW2 = dy @ a1.T
    db2 = np.sum(dy, axis=1, keepdims=True)
    dz1 = (W2.T @ dy) * (1 - a1 ** 2)
    dW1 = dz1 @ x.T
    db1 = np.sum(dz1, axis=1, keepdims=True)

    W1 -= 0.05 * dW1
    b1 -= 0.05 * db1
    W2 -= 0.05 * dW2
    b2 -= 0.05 * db2

    if step % 500 == 0:
        print("%5d  %.6f" % (step, J))
