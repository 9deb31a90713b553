import numpy as np

np.random.seed(0)
X = np.random.randn(30, 2)
y = (X.sum(axis=1, keepdims=True) > 0) * 1.0
w = np.zeros((2, 1))
b = np.zeros((1, 1))

def report(step, loss)
    print(step, loss)

for step in range(20):
    p = 1 / (1 + np.exp(-(X @ w + b)))
    loss = -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))
    dz = (p - y) / len(X)
    dw = X.T @ dz
    db = dz.sum(axis=0, keepdims=True)
    w -= dw
    b -= db
