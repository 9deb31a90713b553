import numpy as np


class FlatNet:
    """All parameters live in one flat vector; unpack() hands out views of it."""

    def __init__(self, d, h, k, seed=0):
        self.shapes = [(d, h), (h,), (h, k), (k,)]
        size = sum(int(np.prod(s)) for s in self.shapes)
        self.theta = 0.4 * np.random.RandomState(seed).randn(size)

    def unpack(self, theta):
        out, start = [], 0
        for s in self.shapes:
            n = int(np.prod(s))
            out.append(theta[start:start + n].reshape(s))
            start += n
        return out

    def loss(self, theta, X, T):
        W1, b1, W2, b2 = self.unpack(theta)
        out = np.tanh(X @ W1 + b1) @ W2 + b2
        return 0.5 * np.mean(np.sum((out - T) ** 2, axis=1))

    def gradient(self, theta, X, T):
        W1, b1, W2, b2 = self.unpack(theta)
        hid = np.tanh(X @ W1 + b1)
        out = hid @ W2 + b2
        delta_out = (out - T) / X.shape[0]
        gW2 = hid.T @ delta_out
        gb2 = delta_out.sum(0)
        delta_hid = delta_out @ W2.T * (1 - hid ** 2)
        gW1 = X.T @ delta_hid
        gb1 = delta_hid.sum(0)
        return np.concatenate([gW1.ravel(), gb1.ravel(), gW2.ravel(), gb2.ravel()])


def numerical_gradient(f, theta, h=1e-5):
    grad = np.zeros_like(theta)
    for i in range(theta.size):
        old = theta[i]
        theta[i] = old + h
        up = f(theta)
        theta[i] = old - h
        down = f(theta)
        theta[i] = old
        grad[i] = (up - down) / (2 * h)
    return grad


rs = np.random.RandomState(9)
X = rs.randn(30, 3)
T = np.column_stack((np.sin(X[:, 0]), X[:, 1] * X[:, 2]))

net = FlatNet(3, 7, 2)
grad = net.gradient(net.theta, X, T)
num = numerical_gradient(lambda th: net.loss(th, X, T), net.theta)
rel = np.abs(grad - num) / np.maximum(1e-8, np.abs(grad) + np.abs(num))
print('largest relative error below 1e-6:', rel.max() < 1e-6)

for step in range(300):
    grad = net.gradient(net.theta, X, T)
    net.theta -= 0.3 * grad
    if step % 100 == 0:
        print(step, '%.5f' % net.loss(net.theta, X, T))
