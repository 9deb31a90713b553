import numpy as np

rng = np.random.RandomState(0)
n = 1000
X = rng.rand(n, 784)
y = rng.randint(10, size=n)
T = np.eye(10)[y]
W1, b1 = rng.randn(784, 128) * 0.05, np.zeros((1, 128))
W2, b2 = rng.randn(128, 10) * 0.05, np.zeros((1, 10))
batch = 50
for epoch in range(12):
    order = rng.permutation(n)
    total = 0.0
    for start in range(0, n, batch):
        rows = order[start:start + batch]
        x, t = X[rows], T[rows]
        h = np.maximum(0, x @ W1 + b1)
        s = h @ W2 + b2
        e = np.exp(s - s.max(axis=1, keepdims=True))
        p = e / e.sum(axis=1, keepdims=True)
        total -= np.sum(t * np.log(p))
        ds = (p - t) / batch
        dW2 = h.T @ ds
        db2 = ds.sum(axis=0, keepdims=True)
        dh = ds @ W2.T
        dh[h <= 0] = 0
        dW1 = x.T @ dh
        db1 = dh.sum(axis=0, keepdims=True)
        W1 -= 0.1 * dW1
        b1 -= 0.1 * db1
        W2 -= 0.1 * dW2
        b2 -= 0.1 * db2
    print(epoch, '%.9f' % (total / n))
