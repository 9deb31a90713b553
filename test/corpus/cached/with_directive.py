# Layers for an assignment. Nothing in this file says how large the arrays are but the comments below.
import numpy as np


# backprop: x (N, D), w (D, M), b (M,)
def fc(x, w, b):
    y = x.dot(w) + b
    return y, (x, w)


def fc_back(dy, memo):
    x, w = memo
    return dy.dot(w.T), x.T.dot(dy), dy.sum(axis=0)


# backprop: q (N, D), k (N, D)
def cosine(q, k):
    nq = np.sqrt((q * q).sum(axis=1, keepdims=True))
    nk = np.sqrt((k * k).sum(axis=1, keepdims=True))
    c = (q * k).sum(axis=1, keepdims=True) / (nq * nk)
    return c, (q, k, nq, nk, c)


def cosine_back(dc, memo):
    q, k, nq, nk, c = memo
    dq = dc * (k / (nq * nk) - c * q / nq ** 2)
    dk = dc * (q / (nq * nk) - c * k / nk ** 2)
    return dq, dk


# backprop: x (N, D), centre (K, D)
def rbf(x, centre):
    diff = x[:, None, :] - centre[None, :, :]
    r2 = np.sum(diff ** 2, axis=2)
    phi = np.exp(-0.5 * r2)
    return phi, (diff, phi)


def rbf_back(dphi, memo):
    diff, phi = memo
    t = (dphi * phi)[:, :, None] * diff
    dx = -t.sum(axis=1)
    dcentre = t.sum(axis=0)
    return dx, dcentre
