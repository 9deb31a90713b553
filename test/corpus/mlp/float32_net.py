import numpy as np

np.random.seed(100)
batch, n_in, n_hid, n_out = 32, 10, 24, 4

x = np.random.rand(batch, n_in).astype(np.float32)
t = np.zeros((batch, n_out), dtype=np.float32)
t[np.arange(batch), np.random.randint(0, n_out, size=batch)] = 1

w_ih = (np.random.randn(n_in, n_hid) * 0.3).astype(np.float32)
b_ih = np.zeros((1, n_hid), dtype=np.float32)
w_ho = (np.random.randn(n_hid, n_out) * 0.3).astype(np.float32)
b_ho = np.zeros((1, n_out), dtype=np.float32)

lr = np.float32(0.1)

for epoch in range(400):
    hid = np.tanh(np.matmul(x, w_ih) + b_ih)
    logits = np.matmul(hid, w_ho) + b_ho
    logits = logits - logits.max(axis=1, keepdims=True)
    e = np.exp(logits)
    out = e / e.sum(axis=1, keepdims=True)
    loss = -(t * np.log(out)).sum() / batch

    d_logits = (out - t) / batch
    d_w_ho = np.matmul(hid.T, d_logits)
    d_b_ho = d_logits.sum(axis=0, keepdims=True)
    d_hid = np.matmul(d_logits, w_ho.T)
    d_pre = d_hid * (1 - hid * hid)
    d_w_ih = np.matmul(x.T, d_pre)
    d_b_ih = d_pre.sum(axis=0, keepdims=True)

    w_ho -= lr * d_w_ho
    b_ho -= lr * d_b_ho
    w_ih -= lr * d_w_ih
    b_ih -= lr * d_b_ih

    if epoch % 100 == 0:
        print(epoch, float(np.round(loss, 3)), w_ih.dtype)
