import numpy as np


def sigmoid(Z):
    return 1 / (1 + np.exp(-Z))


def relu(Z):
    return np.maximum(0, Z)


def sigmoid_prime(Z):
    s = sigmoid(Z)
    return s * (1 - s)


def relu_prime(Z):
    return (Z > 0).astype(float)


np.random.seed(7)
m = 60
X = np.random.randn(2, m)
Y = (np.sum(X ** 2, axis=0, keepdims=True) < 1).astype(float)

W1 = np.random.randn(5, 2) * 0.5
b1 = np.zeros((5, 1))
W2 = np.random.randn(1, 5) * 0.5
b2 = np.zeros((1, 1))

for i in range(2000):
    Z1 = W1.dot(X) + b1
    A1 = relu(Z1)
    Z2 = W2.dot(A1) + b2
    A2 = sigmoid(Z2)
    J = -np.sum(Y * np.log(A2) + (1 - Y) * np.log(1 - A2)) / m

    # one derivative a line, nothing merged
    dA2 = -Y / A2 + (1 - Y) / (1 - A2)
    dZ2 = dA2 * sigmoid_prime(A2)
    dW2 = dZ2.dot(A1.T) / m
    db2 = dZ2.sum(axis=1, keepdims=True) / m
    dA1 = W2.T.dot(dZ2)
    dZ1 = dA1 * relu_prime(Z1)
    dW1 = dZ1.dot(X.T) / m
    db1 = dZ1.sum(axis=1, keepdims=True) / m

    W2 = W2 - 0.3 * dW2
    b2 = b2 - 0.3 * db2
    W1 = W1 - 0.3 * dW1
    b1 = b1 - 0.3 * db1

    if i % 500 == 0:
        print("J = %.5f" % J)
