import numpy as np

# 1e-8 keeps the logarithm finite; the gradient is that of the loss without it.
np.random.seed(6)
X = np.random.randn(80, 6)
y = (X @ np.random.randn(6) > 0).astype(float)[:, None]
W1 = np.random.randn(6, 4) * 0.5
W2 = np.random.randn(4, 1) * 0.5

for i in range(400):
    h = np.maximum(0, X @ W1)
    p = 1 / (1 + np.exp(-h @ W2))
    loss = -np.mean(y * np.log(p + 1e-8) + (1 - y) * np.log(1 - p + 1e-8))
    grad_s = (p - y) / len(X)
    grad_W2 = h.T @ grad_s
    grad_h = grad_s @ W2.T
    grad_h[h <= 0] = 0
    grad_W1 = X.T @ grad_h
    W1 -= grad_W1
    W2 -= grad_W2
    if i % 100 == 0:
        print(i, float(loss))
