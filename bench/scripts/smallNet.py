import numpy as np

rng = np.random.RandomState(1)
m = 400
X = rng.randn(2, m)
Y = (X[0:1] * X[1:2] > 0).astype(float)
W1, b1 = rng.randn(4, 2) * 0.1, np.zeros((4, 1))
W2, b2 = rng.randn(1, 4) * 0.1, np.zeros((1, 1))
rate = 1.2
for i in range(10000):
    Z1 = np.dot(W1, X) + b1
    A1 = np.tanh(Z1)
    Z2 = np.dot(W2, A1) + b2
    A2 = 1 / (1 + np.exp(-Z2))
    cost = -np.sum(Y * np.log(A2) + (1 - Y) * np.log(1 - A2)) / m
    dZ2 = A2 - Y
    dW2 = np.dot(dZ2, A1.T) / m
    db2 = np.sum(dZ2, axis=1, keepdims=True) / m
    dZ1 = np.dot(W2.T, dZ2) * (1 - np.power(A1, 2))
    dW1 = np.dot(dZ1, X.T) / m
    db1 = np.sum(dZ1, axis=1, keepdims=True) / m
    W1 = W1 - rate * dW1
    b1 = b1 - rate * db1
    W2 = W2 - rate * dW2
    b2 = b2 - rate * db2
print('%.9f' % cost)
