import numpy as np

# Labels are -1 and +1: the loss is log(1 + exp(-y f(x))), averaged.
rs = np.random.RandomState(77)
N, D = 100, 3
x = np.c_[np.ones(N), rs.randn(N, D)]
y = np.where(x @ np.array([0.2, 1.0, -1.0, 0.5]) + 0.3 * rs.randn(N) > 0, 1.0, -1.0)

w = np.zeros(D + 1)
lam = 1e-2


def objective(w):
    margins = y * (x @ w)
    return np.logaddexp(0, -margins).mean() + lam / 2 * (w[1:] ** 2).sum()


def gradient(w):
    margins = y * (x @ w)
    coeff = -y / (1 + np.exp(margins))
    g = x.T @ coeff / N
    g[1:] += lam * w[1:]
    return g


for i in range(201):
    J = objective(w)
    dJ_dw = gradient(w)
    w = w - 1.0 * dJ_dw
    if i % 50 == 0:
        print('%3d J=%.5f |grad|=%.2e' % (i, J, np.linalg.norm(dJ_dw)))
