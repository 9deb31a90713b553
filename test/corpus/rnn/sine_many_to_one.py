import math

import numpy as np

# Predict the next value of a sine wave from the last 20 values.
sin_wave = np.array([math.sin(x) for x in np.arange(120)])

seq_len = 20
num_records = len(sin_wave) - seq_len
X = np.array([sin_wave[i:i + seq_len] for i in range(num_records - 20)])
Y = np.array([sin_wave[i + seq_len] for i in range(num_records - 20)])
X = X.T[:, :, None]        # (time, batch, 1)
Y = Y[:, None]             # (batch, 1)
T, N, _ = X.shape

np.random.seed(161)
hidden_dim = 12
U = np.random.uniform(-0.5, 0.5, (1, hidden_dim))
W = np.random.uniform(-0.3, 0.3, (hidden_dim, hidden_dim))
V = np.random.uniform(-0.5, 0.5, (hidden_dim, 1))
b = np.zeros(hidden_dim)
c = np.zeros(1)

for epoch in range(150):
    S = [np.zeros((N, hidden_dim))]
    for t in range(T):
        S.append(np.tanh(X[t] @ U + S[-1] @ W + b))
    pred = S[-1] @ V + c
    loss = ((pred - Y) ** 2).sum() / (2 * N)

    d_pred = (pred - Y) / N
    dV = S[-1].T @ d_pred
    dc = d_pred.sum(axis=0)
    dU = np.zeros_like(U)
    dW = np.zeros_like(W)
    db = np.zeros_like(b)
    dS = d_pred @ V.T
    for t in range(T - 1, -1, -1):
        da = dS * (1 - S[t + 1] ** 2)
        dU += X[t].T @ da
        dW += S[t].T @ da
        db += da.sum(axis=0)
        dS = da @ W.T

    for p, g in ((U, dU), (W, dW), (V, dV), (b, db), (c, dc)):
        p -= 0.3 * g

    if epoch % 30 == 0:
        print("Epoch: ", epoch + 1, ", Loss: ", round(loss, 6))
