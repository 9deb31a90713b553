import numpy as np

np.random.seed(0)
X = np.random.randn(2, 50)
Y = (X[0:1] > X[1:2]) * 1.0
w = np.zeros((1, 2))
n = 0
while True:
    A = 1 / (1 + np.exp(-np.dot(w, X)))
    cost = -np.mean(Y * np.log(A) + (1 - Y) * np.log(1 - A))
    dZ = A - Y
    dw = np.dot(dZ, X.T) / 50
    w -= 0.1 * dw
    n += 1
    if n % 1000 == 0:
        print(n, cost)
