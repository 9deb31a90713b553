import numpy as np

# every delta points downhill: target minus output, and the updates add
rng = np.random.RandomState(3)
X = rng.uniform(-1, 1, (100, 2))
T = np.column_stack([X[:, 0] ** 2, X[:, 0] * X[:, 1]])
V = rng.randn(2, 9)
W = rng.randn(9, 2) * 0.3
eta = 0.05
for epoch in range(400):
    net = X @ V
    hid = np.tanh(net)
    out = hid @ W
    sse = 0.5 * np.sum((T - out) ** 2) / len(X)
    delta_o = (T - out) / len(X)
    delta_h = (delta_o @ W.T) * (1 - hid ** 2)
    W = W + eta * hid.T @ delta_o
    V = V + eta * X.T @ delta_h
    if epoch % 100 == 0:
        print(epoch, sse)
