import numpy as np


def make_data(n, classes, rng):
    angles = rng.uniform(0, 2 * np.pi, n)
    labels = rng.randint(0, classes, n)
    radius = labels + 1 + 0.2 * rng.randn(n)
    return np.stack([radius * np.cos(angles), radius * np.sin(angles)], axis=1), labels


def batches(X, y, size, rng):
    """Yields shuffled mini-batches for ever."""
    n = X.shape[0]
    while True:
        idx = rng.permutation(n)
        for start in range(0, n - size + 1, size):
            pick = idx[start:start + size]
            yield X[pick], y[pick]


def leaky(z, slope=0.1):
    return np.where(z > 0, z, slope * z)


def leaky_grad(z, slope=0.1):
    g = np.ones_like(z)
    g[z <= 0] = slope
    return g


def log_softmax(s):
    s = s - s.max(axis=1, keepdims=True)
    return s - np.log(np.exp(s).sum(axis=1, keepdims=True))


def loss_and_grads(params, xb, yb):
    W1, c1, W2, c2, W3, c3 = params
    z1 = xb @ W1 + c1
    h1 = leaky(z1)
    z2 = h1 @ W2 + c2
    h2 = leaky(z2)
    logp = log_softmax(h2 @ W3 + c3)
    rows = np.arange(len(yb))
    loss = -logp[rows, yb].mean()

    gs = np.exp(logp)
    gs[rows, yb] -= 1.0
    gs /= len(yb)
    gW3 = h2.T @ gs
    gc3 = gs.sum(0)
    gz2 = (gs @ W3.T) * leaky_grad(z2)
    gW2 = h1.T @ gz2
    gc2 = gz2.sum(0)
    gz1 = (gz2 @ W2.T) * leaky_grad(z1)
    gW1 = xb.T @ gz1
    gc1 = gz1.sum(0)
    return loss, [gW1, gc1, gW2, gc2, gW3, gc3]


def main():
    rng = np.random.RandomState(21)
    X, y = make_data(600, 3, rng)
    params = [
        rng.randn(2, 20) * 0.5, np.zeros(20),
        rng.randn(20, 20) * 0.3, np.zeros(20),
        rng.randn(20, 3) * 0.3, np.zeros(3),
    ]
    stream = batches(X, y, 50, rng)
    lr = 0.3
    running = None
    for step in range(600):
        xb, yb = next(stream)
        loss, grads = loss_and_grads(params, xb, yb)
        for p, g in zip(params, grads):
            p -= lr * g
        running = loss if running is None else 0.95 * running + 0.05 * loss
        if step % 150 == 0:
            print('step %3d  loss %.4f' % (step, running))


main()
