import numpy as np

rng = np.random.RandomState(1234)


class Parameter:
    __slots__ = ("data", "grad", "m", "v")

    def __init__(self, data):
        self.data = np.asarray(data, dtype=float)
        self.grad = np.zeros_like(self.data)
        self.m = np.zeros_like(self.data)
        self.v = np.zeros_like(self.data)

    def zero(self):
        self.grad[...] = 0.0


class Dense:
    def __init__(self, nin, nout):
        self.w = Parameter(rng.randn(nin, nout) * np.sqrt(2.0 / nin))
        self.b = Parameter(np.zeros(nout))

    def params(self):
        return [self.w, self.b]

    def forward(self, x):
        self.x = x
        return x @ self.w.data + self.b.data

    def backward(self, dy):
        self.w.grad += self.x.T @ dy
        self.b.grad += dy.sum(axis=0)
        return dy @ self.w.data.T


class ELU:
    def __init__(self, alpha=1.0):
        self.alpha = alpha

    def params(self):
        return []

    def forward(self, x):
        self.y = np.where(x > 0, x, self.alpha * (np.exp(x) - 1))
        return self.y

    def backward(self, dy):
        return dy * np.where(self.y > 0, 1.0, self.y + self.alpha)


class Net:
    def __init__(self, *stack):
        self.stack = stack

    def params(self):
        return [p for layer in self.stack for p in layer.params()]

    def __call__(self, x):
        for layer in self.stack:
            x = layer.forward(x)
        return x

    def backward(self, dy):
        for layer in reversed(self.stack):
            dy = layer.backward(dy)


class Adam:
    def __init__(self, params, lr=0.01, b1=0.9, b2=0.999, eps=1e-8):
        self.params, self.lr, self.b1, self.b2, self.eps = params, lr, b1, b2, eps
        self.t = 0

    def step(self):
        self.t += 1
        for p in self.params:
            p.m = self.b1 * p.m + (1 - self.b1) * p.grad
            p.v = self.b2 * p.v + (1 - self.b2) * p.grad ** 2
            mhat = p.m / (1 - self.b1 ** self.t)
            vhat = p.v / (1 - self.b2 ** self.t)
            p.data -= self.lr * mhat / (np.sqrt(vhat) + self.eps)
            p.zero()


def bce_with_logits(s, y):
    """Mean binary cross-entropy of logits s and its gradient."""
    loss = np.mean(np.maximum(s, 0) - s * y + np.log1p(np.exp(-np.abs(s))))
    ds = (1 / (1 + np.exp(-s)) - y) / y.size
    return loss, ds


X = rng.uniform(-1, 1, size=(256, 2))
Y = ((X[:, :1] ** 2 + X[:, 1:] ** 2) < 0.5).astype(float)

net = Net(Dense(2, 16), ELU(), Dense(16, 16), ELU(), Dense(16, 1))
opt = Adam(net.params())

for step in range(301):
    s = net(X)
    loss, ds = bce_with_logits(s, Y)
    net.backward(ds)
    opt.step()
    if step % 100 == 0:
        acc = ((s > 0) == (Y > 0.5)).mean()
        print("step {:>3} loss {:.4f} acc {:.2%}".format(step, loss, acc))
