import numpy as np

# y is (m,) and the output is (m, 1): their difference is (m, m), and nothing raises.
rng = np.random.RandomState(0)
X = rng.randn(40, 3)
y = (X[:, 0] > 0).astype(float)
w = rng.randn(3, 1) * 0.1
b = np.zeros((1, 1))

for i in range(50):
    p = 1 / (1 + np.exp(-(X.dot(w) + b)))
    error = p - y
    loss = np.mean(error ** 2)
    delta = 2 * error * p * (1 - p) / error.size
    dw = X.T.dot(delta).sum(axis=1, keepdims=True)
    db = delta.sum().reshape(1, 1)
    w -= 0.5 * dw
    b -= 0.5 * db
