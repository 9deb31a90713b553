import numpy as np
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

digits = load_digits()
X = digits.data / 16.0
y = digits.target
X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.2, random_state=42)


class MLP:
    def __init__(self, sizes, keep=0.8, seed=0):
        self.rng = np.random.RandomState(seed)
        self.keep = keep
        self.Ws = [self.rng.randn(a, b) * np.sqrt(2.0 / a) for a, b in zip(sizes[:-1], sizes[1:])]
        self.bs = [np.zeros((1, b)) for b in sizes[1:]]

    def forward(self, X, train=False):
        self.acts = [X]
        self.masks = []
        A = X
        for i, (W, b) in enumerate(zip(self.Ws, self.bs)):
            Z = A @ W + b
            if i < len(self.Ws) - 1:
                A = np.maximum(Z, 0)
                if train:
                    M = (self.rng.rand(*A.shape) < self.keep) / self.keep
                    A = A * M
                    self.masks.append(M)
                self.acts.append(A)
        e = np.exp(Z - Z.max(axis=1, keepdims=True))
        return e / e.sum(axis=1, keepdims=True)

    def loss_and_grads(self, X, y):
        n = X.shape[0]
        P = self.forward(X, train=True)
        loss = -np.log(P[np.arange(n), y]).mean()
        dWs = [None] * len(self.Ws)
        dbs = [None] * len(self.bs)
        D = P.copy()
        D[np.arange(n), y] -= 1
        D /= n
        for i in range(len(self.Ws) - 1, -1, -1):
            dWs[i] = self.acts[i].T @ D
            dbs[i] = D.sum(axis=0, keepdims=True)
            if i > 0:
                D = (D @ self.Ws[i].T) * (self.acts[i] > 0) * self.masks[i - 1]
        return loss, dWs, dbs


net = MLP([64, 32, 32, 10])
for epoch in range(4):
    order = np.random.RandomState(epoch).permutation(len(X_train))
    for start in range(0, len(order), 64):
        idx = order[start:start + 64]
        loss, dWs, dbs = net.loss_and_grads(X_train[idx], y_train[idx])
        for W, dW in zip(net.Ws, dWs):
            W -= 0.2 * dW
        for b, db in zip(net.bs, dbs):
            b -= 0.2 * db
    acc = (net.forward(X_test).argmax(axis=1) == y_test).mean()
    print('epoch %d loss %.3f test acc %.3f' % (epoch, loss, acc))
