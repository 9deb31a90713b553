"""Character model with one causal attention layer, trained on a sentence. NumPy only."""
import numpy as np

text = "to be or not to be that is the question "
vocab = "".join(sorted(set(text)))
stoi = {c: i for i, c in enumerate(vocab)}
ids = np.array([stoi[c] for c in text * 3])

rng = np.random.default_rng(2024)
V, T, C, B = len(vocab), 8, 16, 8


def randn(*shape):
    return rng.normal(0.0, 0.2, shape)


params = dict(
    tok=randn(V, C), pos=randn(T, C),
    wq=randn(C, C), wk=randn(C, C), wv=randn(C, C),
    w1=randn(C, 2 * C), b1=np.zeros(2 * C), w2=randn(2 * C, C), b2=np.zeros(C),
    head=randn(C, V),
)
mask = np.tril(np.ones((T, T))) == 0


def softmax(z):
    z = np.exp(z - z.max(-1, keepdims=True))
    return z / z.sum(-1, keepdims=True)


def forward_backward(p, x, y):
    # forward
    emb = p["tok"][x] + p["pos"]
    q, k, v = emb @ p["wq"], emb @ p["wk"], emb @ p["wv"]
    sc = np.einsum("bic,bjc->bij", q, k) * C ** -0.5
    sc[:, mask] = -np.inf
    a = softmax(sc)
    res = emb + a @ v
    pre = res @ p["w1"] + p["b1"]
    hid = np.maximum(pre, 0)
    out = res + hid @ p["w2"] + p["b2"]
    logits = out @ p["head"]
    prob = softmax(logits)
    n = x.size
    b_i, t_i = np.indices(x.shape)
    loss = -np.log(prob[b_i, t_i, y]).sum() / n

    # backward
    g = {}
    dlogits = prob.copy()
    dlogits[b_i, t_i, y] -= 1
    dlogits /= n
    g["head"] = np.einsum("btc,btv->cv", out, dlogits)
    dout = dlogits @ p["head"].T
    g["b2"] = dout.sum(axis=(0, 1))
    g["w2"] = np.einsum("bth,btc->hc", hid, dout)
    dpre = (dout @ p["w2"].T) * (pre > 0)
    g["b1"] = dpre.sum(axis=(0, 1))
    g["w1"] = np.einsum("btc,bth->ch", res, dpre)
    dres = dout + dpre @ p["w1"].T
    da = dres @ v.transpose(0, 2, 1)
    dv = a.transpose(0, 2, 1) @ dres
    dsc = a * (da - (da * a).sum(-1, keepdims=True)) * C ** -0.5
    dq = dsc @ k
    dk = dsc.transpose(0, 2, 1) @ q
    g["wq"] = np.einsum("btc,btd->cd", emb, dq)
    g["wk"] = np.einsum("btc,btd->cd", emb, dk)
    g["wv"] = np.einsum("btc,btd->cd", emb, dv)
    demb = dres + dq @ p["wq"].T + dk @ p["wk"].T + dv @ p["wv"].T
    g["pos"] = demb.sum(axis=0)
    g["tok"] = np.zeros_like(p["tok"])
    np.add.at(g["tok"], x, demb)
    return loss, g


def get_batch():
    start = rng.integers(0, len(ids) - T - 1, size=B)
    window = start[:, None] + np.arange(T)
    return ids[window], ids[window + 1]


m = {k: np.zeros_like(w) for k, w in params.items()}
v2 = {k: np.zeros_like(w) for k, w in params.items()}
for step in range(1, 251):
    x, y = get_batch()
    loss, g = forward_backward(params, x, y)
    for name in params:
        m[name] = 0.9 * m[name] + 0.1 * g[name]
        v2[name] = 0.99 * v2[name] + 0.01 * g[name] ** 2
        params[name] -= 0.01 * (m[name] / (1 - 0.9 ** step)) / (np.sqrt(v2[name] / (1 - 0.99 ** step)) + 1e-8)
    if step % 50 == 0:
        print(f"step {step} loss {loss:.3f}")
