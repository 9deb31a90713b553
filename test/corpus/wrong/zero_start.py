import numpy as np

# Everything starts at zero: the four hidden units stay equal for ever. Every gradient is right.
np.random.seed(0)
X = np.random.randn(2, 100)
Y = (X[0:1] > X[1:2]).astype(float)
m = X.shape[1]
W1 = np.zeros((4, 2))
b1 = np.zeros((4, 1))
W2 = np.zeros((1, 4))
b2 = np.zeros((1, 1))

for i in range(100):
    A1 = np.tanh(np.dot(W1, X) + b1)
    A2 = 1 / (1 + np.exp(-(np.dot(W2, A1) + b2)))
    cost = -np.sum(Y * np.log(A2) + (1 - Y) * np.log(1 - A2)) / m
    dZ2 = A2 - Y
    dW2 = np.dot(dZ2, A1.T) / m
    db2 = np.sum(dZ2, axis=1, keepdims=True) / m
    dZ1 = np.dot(W2.T, dZ2) * (1 - A1 ** 2)
    dW1 = np.dot(dZ1, X.T) / m
    db1 = np.sum(dZ1, axis=1, keepdims=True) / m
    W1 -= dW1
    b1 -= db1
    W2 -= dW2
    b2 -= db2
