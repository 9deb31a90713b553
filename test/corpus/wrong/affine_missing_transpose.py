import numpy as np


def affine_forward(x, w, b):
    """x is of shape (N, D), w of shape (D, M), b of shape (M,)."""
    out = x.dot(w) + b
    return out, (x, w, b)


def affine_backward(dout, cache):
    x, w, b = cache
    dx = dout.dot(w)
    dw = x.T.dot(dout)
    db = dout.sum(axis=0)
    return dx, dw, db
