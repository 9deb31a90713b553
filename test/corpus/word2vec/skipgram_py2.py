# skip-gram, negative sampling, one pair at a time (Python 2)
import numpy as np

np.random.seed(3)
words = 'the king rules the land and the queen rules the sea the land meets the sea'.split()
names = sorted(set(words))
num = dict(zip(names, xrange(len(names))))
ids = [num[w] for w in words]
V, dim, neg = len(names), 6, 3

v = (np.random.rand(V, dim) - 0.5) / dim
u = np.zeros((V, dim))
alpha = 0.05

def sig(x):
    return 1 / (1 + np.exp(-x))

for it in xrange(60):
    cost = 0
    for pos in xrange(len(ids)):
        for off in (-2, -1, 1, 2):
            if pos + off < 0 or pos + off >= len(ids):
                continue
            centre, context = ids[pos], ids[pos + off]
            chosen = [(context, 1)] + [(k, 0) for k in np.random.permutation(V)[:neg] if k != context]
            neu1e = np.zeros(dim)
            for target, label in chosen:
                p = sig(np.dot(v[centre], u[target]))
                cost -= np.log(p) if label else np.log(1 - p)
                g = alpha * (label - p)
                neu1e += g * u[target]
                u[target] += g * v[centre]
            v[centre] += neu1e
    if it % 20 == 0:
        print 'iteration', it, 'cost', round(cost, 3)
