import numpy as np

cells = [0] * 10 ** 9
table = [x for x in range(10 ** 9)]
W = np.zeros((10 ** 6, 10 ** 6))
many = list(range(10 ** 10))
total = 0
for i in range(10 ** 9):
    total += i
n = sum(x for x in range(10 ** 9))
X = np.random.randn(3, 4); Y = np.random.randn(2, 4)
W = np.random.randn(2, 3)
for i in range(100):
    E = W @ X - Y
    J = np.sum(E ** 2)
    dW = 2 * E @ X.T
    W -= 0.01 * dW
