"""minigrad layers: a small library of modules with explicit backward passes. Nothing here runs on import."""
from abc import ABC, abstractmethod
from typing import Iterator, List, Optional, Tuple

import numpy as np


class Module(ABC):
    """Anything that maps an array forward and a gradient back."""

    training: bool = True

    @abstractmethod
    def forward(self, x: np.ndarray) -> np.ndarray:
        ...

    @abstractmethod
    def backward(self, dout: np.ndarray) -> np.ndarray:
        ...

    def __call__(self, x: np.ndarray) -> np.ndarray:
        return self.forward(x)

    def parameters(self) -> Iterator[Tuple[np.ndarray, np.ndarray]]:
        return iter(())

    @property
    def n_parameters(self) -> int:
        return sum(p.size for p, _ in self.parameters())


class Linear(Module):
    """
    x: (N, in_features)
    out: (N, out_features)
    """

    def __init__(self, in_features: int, out_features: int, bias: bool = True) -> None:
        bound = 1 / np.sqrt(in_features)
        self.weight = np.random.uniform(-bound, bound, (in_features, out_features))
        self.bias: Optional[np.ndarray] = np.random.uniform(-bound, bound, (out_features,)) if bias else None
        self.weight_grad = np.zeros_like(self.weight)
        self.bias_grad = np.zeros_like(self.bias) if bias else None
        self._x: Optional[np.ndarray] = None

    def forward(self, x):
        self._x = x
        out = x @ self.weight
        if self.bias is not None:
            out = out + self.bias
        return out

    def backward(self, dout):
        self.weight_grad = self._x.T @ dout
        if self.bias is not None:
            self.bias_grad = dout.sum(axis=0)
        return dout @ self.weight.T

    def parameters(self):
        yield self.weight, self.weight_grad
        if self.bias is not None:
            yield self.bias, self.bias_grad


class ReLU(Module):
    def forward(self, x):
        self._mask = x > 0
        return x * self._mask

    def backward(self, dout):
        return dout * self._mask


class SiLU(Module):
    def forward(self, x):
        self._x = x
        self._s = 1 / (1 + np.exp(-x))
        return x * self._s

    def backward(self, dout):
        return dout * (self._s + self._x * self._s * (1 - self._s))


class LayerNorm(Module):
    def __init__(self, dim: int, eps: float = 1e-5) -> None:
        self.g = np.ones(dim)
        self.b = np.zeros(dim)
        self.g_grad = np.zeros(dim)
        self.b_grad = np.zeros(dim)
        self.eps = eps

    def forward(self, x):
        mean = x.mean(axis=-1, keepdims=True)
        var = x.var(axis=-1, keepdims=True)
        self._inv_std = 1 / np.sqrt(var + self.eps)
        self._xhat = (x - mean) * self._inv_std
        return self.g * self._xhat + self.b

    def backward(self, dout):
        D = dout.shape[-1]
        self.g_grad = np.sum(dout * self._xhat, axis=0)
        self.b_grad = np.sum(dout, axis=0)
        dxhat = dout * self.g
        return self._inv_std / D * (
            D * dxhat
            - dxhat.sum(axis=-1, keepdims=True)
            - self._xhat * (dxhat * self._xhat).sum(axis=-1, keepdims=True)
        )

    def parameters(self):
        yield from ((self.g, self.g_grad), (self.b, self.b_grad))


class Sequential(Module):
    def __init__(self, *modules: Module) -> None:
        self.modules: List[Module] = list(modules)

    def forward(self, x):
        for module in self.modules:
            x = module(x)
        return x

    def backward(self, dout):
        for module in self.modules[::-1]:
            dout = module.backward(dout)
        return dout

    def parameters(self):
        for module in self.modules:
            yield from module.parameters()


class SoftmaxCrossEntropy:
    def __call__(self, logits: np.ndarray, labels: np.ndarray) -> float:
        shifted = logits - logits.max(axis=1, keepdims=True)
        self._p = np.exp(shifted) / np.exp(shifted).sum(axis=1, keepdims=True)
        self._labels = labels
        return float(-np.log(self._p[np.arange(len(labels)), labels]).mean())

    def backward(self) -> np.ndarray:
        d = self._p.copy()
        d[np.arange(len(d)), self._labels] -= 1
        return d / len(d)


class SGD:
    def __init__(self, module: Module, lr: float = 0.1) -> None:
        self.module, self.lr = module, lr

    def step(self) -> None:
        for p, g in self.module.parameters():
            p -= self.lr * g
