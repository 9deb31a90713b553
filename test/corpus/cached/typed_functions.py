"""Pure functions with array types in their signatures, for a course on deep learning systems."""
from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from jaxtyping import Float, Int


class LinearCache(NamedTuple):
    x: np.ndarray
    w: np.ndarray


def linear_forward(
    x: Float[np.ndarray, "batch d_in"],
    w: Float[np.ndarray, "d_out d_in"],
    b: Float[np.ndarray, "d_out"],
) -> tuple[Float[np.ndarray, "batch d_out"], LinearCache]:
    return x @ w.T + b, LinearCache(x, w)


def linear_backward(grad: Float[np.ndarray, "batch d_out"], cache: LinearCache):
    grad_x = grad @ cache.w
    grad_w = grad.T @ cache.x
    grad_b = grad.sum(axis=0)
    return grad_x, grad_w, grad_b


def rmsnorm_forward(
    x: Float[np.ndarray, "batch d"],
    g: Float[np.ndarray, "d"],
    eps: float = 1e-6,
):
    inv = 1.0 / np.sqrt(np.mean(x**2, axis=-1, keepdims=True) + eps)
    normed = x * inv
    return normed * g, (x, g, inv, normed)


def rmsnorm_backward(grad: Float[np.ndarray, "batch d"], cache):
    x, g, inv, normed = cache
    grad_g = (grad * normed).sum(axis=0)
    grad_normed = grad * g
    d = x.shape[-1]
    grad_x = inv * grad_normed - x * inv**3 / d * np.sum(grad_normed * x, axis=-1, keepdims=True)
    return grad_x, grad_g


def softmax_forward(s: Float[np.ndarray, "batch k"]):
    e = np.exp(s - s.max(axis=-1, keepdims=True))
    p = e / e.sum(axis=-1, keepdims=True)
    return p, p


def softmax_backward(grad: Float[np.ndarray, "batch k"], cache: Float[np.ndarray, "batch k"]):
    p = cache
    grad_s = p * (grad - (grad * p).sum(axis=-1, keepdims=True))
    return grad_s


def swiglu_forward(x: Float[np.ndarray, "batch d"], w: Float[np.ndarray, "d h"], v: Float[np.ndarray, "d h"]):
    a = x @ w
    b = x @ v
    s = 1 / (1 + np.exp(-a))
    return a * s * b, (x, w, v, a, b, s)


def swiglu_backward(grad: Float[np.ndarray, "batch h"], cache):
    x, w, v, a, b, s = cache
    grad_b = grad * a * s
    grad_a = grad * b * (s + a * s * (1 - s))
    grad_w = x.T @ grad_a
    grad_v = x.T @ grad_b
    grad_x = grad_a @ w.T + grad_b @ v.T
    return grad_x, grad_w, grad_v


def gather_forward(table: Float[np.ndarray, "vocab d"], ids: Int[np.ndarray, "batch"]):
    return table[ids], (table.shape, ids)


def gather_backward(grad: Float[np.ndarray, "batch d"], cache):
    shape, ids = cache
    grad_table = np.zeros(shape)
    np.add.at(grad_table, ids, grad)
    return grad_table
