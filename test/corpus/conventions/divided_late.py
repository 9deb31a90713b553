import numpy as np

# 1/m enters on the way to the parameters, but not in the same place for each of them
np.random.seed(9)
m = 75
X = np.random.randn(3, m)
Y = (X.prod(axis=0, keepdims=True) > 0) * 1.0
W1 = np.random.randn(7, 3)
b1 = np.zeros((7, 1))
W2 = np.random.randn(1, 7)
b2 = np.zeros((1, 1))

for _ in range(500):
    Z1 = np.dot(W1, X) + b1
    A1 = 1 / (1 + np.exp(-Z1))
    Z2 = np.dot(W2, A1) + b2
    A2 = 1 / (1 + np.exp(-Z2))
    J = np.sum(-Y * np.log(A2) - (1 - Y) * np.log(1 - A2)) / m

    dZ2 = A2 - Y
    dW2 = np.dot(dZ2, A1.T) / m
    db2 = np.mean(dZ2, axis=1, keepdims=True)
    dA1 = np.dot(W2.T, dZ2) / m
    dZ1 = dA1 * A1 * (1 - A1)
    dW1 = np.dot(dZ1, X.T)
    db1 = np.sum(dZ1, axis=1, keepdims=True)

    W1, b1 = W1 - dW1, b1 - db1
    W2, b2 = W2 - dW2, b2 - db2
    if _ % 100 == 0:
        print(_, J)
