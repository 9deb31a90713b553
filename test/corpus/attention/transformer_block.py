"""A pre-norm transformer block with its backward pass. Only classes; import it."""
import numpy as np


class LayerNorm:
    def __init__(self, d):
        self.gamma = np.ones(d)
        self.beta = np.zeros(d)

    def forward(self, x):
        self.mu = x.mean(-1, keepdims=True)
        self.rstd = 1 / np.sqrt(x.var(-1, keepdims=True) + 1e-5)
        self.xhat = (x - self.mu) * self.rstd
        return self.gamma * self.xhat + self.beta

    def backward(self, dy):
        self.dgamma = (dy * self.xhat).sum((0, 1))
        self.dbeta = dy.sum((0, 1))
        dxhat = dy * self.gamma
        return self.rstd * (dxhat - dxhat.mean(-1, keepdims=True) - self.xhat * (dxhat * self.xhat).mean(-1, keepdims=True))


class MultiHeadAttention:
    """x is (B, T, d); d = n_heads * d_head."""

    def __init__(self, d, n_heads, causal=True, seed=0):
        r = np.random.default_rng(seed)
        self.n_heads, self.dh, self.causal = n_heads, d // n_heads, causal
        self.Wqkv = r.standard_normal((d, 3 * d)) / np.sqrt(d)
        self.Wproj = r.standard_normal((d, d)) / np.sqrt(d)

    def split(self, x):
        B, T, _ = x.shape
        return x.reshape(B, T, self.n_heads, self.dh).transpose(0, 2, 1, 3)

    def merge(self, x):
        B, h, T, dh = x.shape
        return x.transpose(0, 2, 1, 3).reshape(B, T, h * dh)

    def forward(self, x):
        self.x = x
        B, T, d = x.shape
        q, k, v = np.split(x @ self.Wqkv, 3, axis=-1)
        self.q, self.k, self.v = self.split(q), self.split(k), self.split(v)
        s = self.q @ self.k.swapaxes(-1, -2) / np.sqrt(self.dh)
        if self.causal:
            s = np.where(np.triu(np.ones((T, T), dtype=bool), k=1), -1e9, s)
        e = np.exp(s - s.max(-1, keepdims=True))
        self.att = e / e.sum(-1, keepdims=True)
        self.y = self.merge(self.att @ self.v)
        return self.y @ self.Wproj

    def backward(self, dout):
        B, T, d = dout.shape
        self.dWproj = self.y.reshape(-1, d).T @ dout.reshape(-1, d)
        dy = self.split(dout @ self.Wproj.T)
        datt = dy @ self.v.swapaxes(-1, -2)
        dv = self.att.swapaxes(-1, -2) @ dy
        ds = self.att * (datt - (datt * self.att).sum(-1, keepdims=True)) / np.sqrt(self.dh)
        dq = ds @ self.k
        dk = ds.swapaxes(-1, -2) @ self.q
        dqkv = np.concatenate([self.merge(dq), self.merge(dk), self.merge(dv)], axis=-1)
        self.dWqkv = self.x.reshape(-1, d).T @ dqkv.reshape(-1, 3 * d)
        return dqkv @ self.Wqkv.T


class FeedForward:
    def __init__(self, d, hidden, seed=1):
        r = np.random.default_rng(seed)
        self.W1 = r.standard_normal((d, hidden)) / np.sqrt(d)
        self.b1 = np.zeros(hidden)
        self.W2 = r.standard_normal((hidden, d)) / np.sqrt(hidden)
        self.b2 = np.zeros(d)

    def forward(self, x):
        self.x = x
        self.a = x @ self.W1 + self.b1
        # tanh approximation of gelu
        self.t = np.tanh(np.sqrt(2 / np.pi) * (self.a + 0.044715 * self.a ** 3))
        self.h = 0.5 * self.a * (1 + self.t)
        return self.h @ self.W2 + self.b2

    def backward(self, dy):
        n = dy.shape[-1]
        self.dW2 = self.h.reshape(-1, self.h.shape[-1]).T @ dy.reshape(-1, n)
        self.db2 = dy.sum((0, 1))
        dh = dy @ self.W2.T
        dt = np.sqrt(2 / np.pi) * (1 + 3 * 0.044715 * self.a ** 2) * (1 - self.t ** 2)
        da = dh * (0.5 * (1 + self.t) + 0.5 * self.a * dt)
        self.dW1 = self.x.reshape(-1, n).T @ da.reshape(-1, da.shape[-1])
        self.db1 = da.sum((0, 1))
        return da @ self.W1.T


class Block:
    def __init__(self, d=8, n_heads=2, hidden=16):
        self.ln1, self.ln2 = LayerNorm(d), LayerNorm(d)
        self.attn = MultiHeadAttention(d, n_heads)
        self.mlp = FeedForward(d, hidden)

    def forward(self, x):
        x = x + self.attn.forward(self.ln1.forward(x))
        return x + self.mlp.forward(self.ln2.forward(x))

    def backward(self, dout):
        dx = dout + self.ln2.backward(self.mlp.backward(dout))
        return dx + self.ln1.backward(self.attn.backward(dx))
