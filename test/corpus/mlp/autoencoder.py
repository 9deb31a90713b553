import numpy as np

# Autoencoder with tied weights: the decoder uses the transpose of the encoder.
np.random.seed(33)
N, D, K = 150, 12, 3
basis = np.random.randn(K, D)
data = np.tanh(np.random.randn(N, K).dot(basis)) + 0.05 * np.random.randn(N, D)

W = 0.2 * np.random.randn(D, K)
b_enc = np.zeros(K)
b_dec = np.zeros(D)
rate = 0.02

for epoch in range(601):
    code = np.tanh(data.dot(W) + b_enc)
    recon = code.dot(W.T) + b_dec
    diff = recon - data
    cost = 0.5 * np.sum(diff ** 2) / N

    # W is used twice, so its gradient has two parts
    g_recon = diff / N
    g_code = g_recon.dot(W)
    g_pre = g_code * (1.0 - code ** 2)
    g_W = data.T.dot(g_pre) + g_recon.T.dot(code)
    g_b_dec = g_recon.sum(axis=0)
    g_b_enc = g_pre.sum(axis=0)

    W -= rate * g_W
    b_enc -= rate * g_b_enc
    b_dec -= rate * g_b_dec

    if epoch % 150 == 0:
        print('epoch {0:4d}  reconstruction {1:.5f}'.format(epoch, cost))
