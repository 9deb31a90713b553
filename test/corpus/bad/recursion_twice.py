import numpy as np


def fib(n):
    return fib(n - 1) + fib(n - 2)


print(fib(3))
X = np.random.randn(3, 10)
Y = np.random.randn(2, 10)
W = np.random.randn(2, 3)
for i in range(100):
    E = W @ X - Y
    J = np.sum(E ** 2)
    dW = 2 * E @ X.T
    W -= 0.01 * dW
