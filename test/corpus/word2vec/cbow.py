import numpy as np

sentence = "we are about to study the idea of a computational process and we are to study it well".split()
vocab = list(dict.fromkeys(sentence))
ix = {w: i for i, w in enumerate(vocab)}
V, N, C = len(vocab), 10, 2

contexts = []
for t in range(C, len(sentence) - C):
    around = sentence[t - C:t] + sentence[t + 1:t + C + 1]
    contexts.append(([ix[w] for w in around], ix[sentence[t]]))
ctx = np.array([c for c, _ in contexts])       # (n, 2C)
centre = np.array([t for _, t in contexts])    # (n,)
n = len(centre)

np.random.seed(19)
E_in = np.random.uniform(-0.5, 0.5, (V, N))
E_out = np.random.uniform(-0.5, 0.5, (N, V))

for epoch in range(300):
    h = E_in[ctx].mean(axis=1)
    scores = h @ E_out
    scores -= scores.max(axis=1, keepdims=True)
    logp = scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))
    nll = -logp[np.arange(n), centre].mean()

    err = np.exp(logp)
    err[np.arange(n), centre] -= 1
    err /= n
    dE_out = h.T @ err
    dh = err @ E_out.T
    dE_in = np.zeros_like(E_in)
    # every context word gets its share; a word may stand in several places
    np.add.at(dE_in, ctx, np.repeat(dh[:, None, :], 2 * C, axis=1) / (2 * C))

    E_out -= 1.0 * dE_out
    E_in -= 1.0 * dE_in
    if epoch % 100 == 0:
        print(epoch, 'perplexity', round(float(np.exp(nll)), 3))
