import numpy as np

np.random.seed(2)
m = 120
lambd = 0.7

X = np.random.randn(2, m)
Y = (X[0:1, :] + 0.5 * np.random.randn(1, m) > 0).astype(float)

W1 = np.random.randn(10, 2) * np.sqrt(2 / 2)
b1 = np.zeros((10, 1))
W2 = np.random.randn(1, 10) * np.sqrt(2 / 10)
b2 = np.zeros((1, 1))

for i in range(1000):
    Z1 = np.dot(W1, X) + b1
    A1 = np.maximum(Z1, 0)
    Z2 = np.dot(W2, A1) + b2
    A2 = 1 / (1 + np.exp(-Z2))

    cross_entropy_cost = -np.sum(Y * np.log(A2) + (1 - Y) * np.log(1 - A2)) / m
    L2_cost = lambd / (2 * m) * (np.sum(np.square(W1)) + np.sum(np.square(W2)))
    cost = cross_entropy_cost + L2_cost

    dZ2 = A2 - Y
    dW2 = 1 / m * np.dot(dZ2, A1.T) + lambd / m * W2
    db2 = 1 / m * np.sum(dZ2, axis=1, keepdims=True)
    dA1 = np.dot(W2.T, dZ2)
    dZ1 = np.multiply(dA1, np.int64(A1 > 0))
    dW1 = 1 / m * np.dot(dZ1, X.T) + lambd / m * W1
    db1 = 1 / m * np.sum(dZ1, axis=1, keepdims=True)

    W1 -= 0.3 * dW1
    b1 -= 0.3 * db1
    W2 -= 0.3 * dW2
    b2 -= 0.3 * db2

    if i % 200 == 0:
        print("cost %.5f (of which weights %.5f)" % (cost, L2_cost))
