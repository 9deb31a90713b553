"""Learns the AND, OR and XOR gates with the same small network."""
from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy import ndarray

GATES: dict[str, list[int]] = {"AND": [0, 0, 0, 1], "OR": [0, 1, 1, 1], "XOR": [0, 1, 1, 0]}


@dataclass
class Gate:
    name: str
    hidden: int = 3
    rate: float = 1.0
    W1: ndarray = field(init=False)
    b1: ndarray = field(init=False)
    W2: ndarray = field(init=False)
    b2: ndarray = field(init=False)

    def __post_init__(self) -> None:
        rng = np.random.RandomState(0)
        self.W1 = rng.randn(self.hidden, 2)
        self.b1 = np.zeros((self.hidden, 1))
        self.W2 = rng.randn(1, self.hidden)
        self.b2 = np.zeros((1, 1))

    def forward(self, x: ndarray) -> tuple[ndarray, ndarray]:
        h = np.tanh(self.W1 @ x + self.b1)
        out = 1 / (1 + np.exp(-(self.W2 @ h + self.b2)))
        return h, out

    def step(self, x: ndarray, t: ndarray) -> float:
        m = x.shape[1]
        h, out = self.forward(x)
        loss = float(-np.mean(t * np.log(out) + (1 - t) * np.log(1 - out)))

        d_out = (out - t) / m
        d_W2 = d_out @ h.T
        d_b2 = d_out.sum(axis=1, keepdims=True)
        d_h = self.W2.T @ d_out
        d_pre = d_h * (1 - h**2)
        d_W1 = d_pre @ x.T
        d_b1 = d_pre.sum(axis=1, keepdims=True)

        self.W1 -= self.rate * d_W1
        self.b1 -= self.rate * d_b1
        self.W2 -= self.rate * d_W2
        self.b2 -= self.rate * d_b2
        return loss


def main() -> None:
    x = np.array([[0, 0, 1, 1], [0, 1, 0, 1]], dtype=np.float64)
    for name, table in GATES.items():
        t = np.array([table], dtype=np.float64)
        gate = Gate(name)
        for _ in range(1500):
            loss = gate.step(x, t)
        _, out = gate.forward(x)
        print(f"{name:>4}: loss={loss:.4f} outputs={np.round(out[0], 2)}")


if __name__ == "__main__":
    main()
