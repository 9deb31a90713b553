import numpy as np

# One attention head that has to copy the first token's vector to every place.
np.random.seed(8)
T, D, K = 5, 6, 4


def softmax(s):
    e = np.exp(s - s.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


Wq = np.random.randn(D, K) * 0.4
Wk = np.random.randn(D, K) * 0.4
Wv = np.random.randn(D, D) * 0.4
Wo = np.random.randn(D, D) * 0.4
pos = np.random.randn(T, D) * 0.5

lr = 0.3
for step in range(400):
    x = np.random.randn(T, D)
    target = np.repeat(x[:1], T, axis=0)

    # forward
    h = x + pos
    Q = h @ Wq
    Kx = h @ Wk
    V = h @ Wv
    scores = Q @ Kx.T / np.sqrt(K)
    P = softmax(scores)
    ctx = P @ V
    out = ctx @ Wo
    loss = np.mean((out - target) ** 2)

    # backward
    dout = 2 * (out - target) / out.size
    dWo = ctx.T @ dout
    dctx = dout @ Wo.T
    dP = dctx @ V.T
    dV = P.T @ dctx
    dscores = P * (dP - np.sum(dP * P, axis=-1, keepdims=True))
    dQ = dscores @ Kx / np.sqrt(K)
    dKx = dscores.T @ Q / np.sqrt(K)
    dWq = h.T @ dQ
    dWk = h.T @ dKx
    dWv = h.T @ dV
    dh = dQ @ Wq.T + dKx @ Wk.T + dV @ Wv.T
    dpos = dh

    Wq -= lr * dWq
    Wk -= lr * dWk
    Wv -= lr * dWv
    Wo -= lr * dWo
    pos -= lr * dpos

    if step % 100 == 0:
        print('step %3d loss %.4f' % (step, loss))
