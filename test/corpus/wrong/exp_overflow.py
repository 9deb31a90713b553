import numpy as np

# Scores of a thousand overflow exp: the probabilities are NaN.
rng = np.random.RandomState(1)
X = rng.randn(30, 4) * 1000
labels = rng.randint(0, 3, 30)
W = rng.randn(4, 3)

for i in range(10):
    scores = X.dot(W)
    e = np.exp(scores)
    probs = e / e.sum(axis=1, keepdims=True)
    loss = -np.mean(np.log(probs[np.arange(30), labels]))
    dscores = probs.copy()
    dscores[np.arange(30), labels] -= 1
    dscores /= 30
    dW = X.T.dot(dscores)
    W -= 0.1 * dW
