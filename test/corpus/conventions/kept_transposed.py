import numpy as np

# W1 is (hidden, inputs), but its gradient is kept as (inputs, hidden) and turned round in the update.
rng = np.random.RandomState(14)
inputs = rng.randn(70, 3)
targets = np.sin(inputs[:, :1]) + inputs[:, 1:2] * inputs[:, 2:]

W1 = rng.randn(10, 3) * 0.5
b1 = np.zeros(10)
w2 = rng.randn(10) * 0.3
b2 = 0.0

for k in range(500):
    hidden = np.tanh(inputs @ W1.T + b1)
    out = (hidden @ w2 + b2)[:, None]
    loss = np.mean((out - targets) ** 2)

    d_out = 2 * (out - targets) / len(inputs)
    d_w2 = (d_out * hidden).sum(axis=0)
    d_b2 = d_out.sum()
    d_hidden = d_out * w2
    d_pre = d_hidden * (1 - hidden ** 2)
    d_W1 = inputs.T @ d_pre
    d_b1 = d_pre.sum(axis=0)

    W1 -= 0.1 * d_W1.T
    b1 -= 0.1 * d_b1
    w2 -= 0.1 * d_w2
    b2 -= 0.1 * d_b2
    if k % 100 == 0:
        print("%d %.5f" % (k, loss))
