import numpy as np


def cross_entropy(prob, onehot, eps=1e-12):
    prob = np.clip(prob, eps, 1.0 - eps)
    return -np.sum(onehot * np.log(prob)) / prob.shape[0]


rs = np.random.RandomState(51)
X = rs.randn(60, 4)
T = np.eye(3)[rs.randint(0, 3, 60)]
V = rs.randn(4, 3) * 0.2
c = np.zeros((1, 3))
for n in range(150):
    s = np.dot(X, V) + c
    s = s - np.max(s, axis=1, keepdims=True)
    q = np.exp(s) / np.sum(np.exp(s), axis=1, keepdims=True)
    E = cross_entropy(q, T)
    delta = q - T
    dE_dV = np.dot(X.T, delta) / X.shape[0]
    dE_dc = np.mean(delta, axis=0, keepdims=True)
    V = V - 0.5 * dE_dV
    c = c - 0.5 * dE_dc
    if n % 50 == 0:
        print("n=%d E=%.4f" % (n, E))
