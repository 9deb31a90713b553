import time

import numpy as np

# Stand-in for MNIST: ten fixed 28 x 28 patterns with noise.
np.random.seed(1)
prototypes = (np.random.rand(10, 784) > 0.8) * 1.0


def sample(count):
    labels = np.random.randint(0, 10, count)
    images = np.clip(prototypes[labels] + 0.4 * np.random.randn(count, 784), 0, 1)
    return images, labels


x_train, y_train = sample(1000)
x_test, y_test = sample(200)

batch_size = 50
epochs = 3
hidden = 64

W = [np.random.randn(784, hidden) * np.sqrt(1 / 784), np.random.randn(hidden, 10) * np.sqrt(1 / hidden)]
B = [np.zeros(hidden), np.zeros(10)]


def forward(x):
    pre = x.dot(W[0]) + B[0]
    act = np.maximum(pre, 0)
    return pre, act, act.dot(W[1]) + B[1]


def cross_entropy(logits, labels):
    log_norm = np.log(np.sum(np.exp(logits), axis=1))
    return np.mean(log_norm - logits[np.arange(len(labels)), labels])


start = time.time()
for epoch in range(epochs):
    permutation = np.random.permutation(len(x_train))
    for i in range(0, len(x_train), batch_size):
        batch = permutation[i:i + batch_size]
        x, y = x_train[batch], y_train[batch]

        pre, act, logits = forward(x)
        loss = cross_entropy(logits, y)

        probs = np.exp(logits) / np.exp(logits).sum(axis=1)[:, None]
        grad_logits = probs
        grad_logits[np.arange(len(y)), y] -= 1
        grad_logits = grad_logits / len(y)
        grad_W1 = act.T.dot(grad_logits)
        grad_B1 = grad_logits.sum(axis=0)
        grad_act = grad_logits.dot(W[1].T)
        grad_pre = grad_act * (pre > 0)
        grad_W0 = x.T.dot(grad_pre)
        grad_B0 = grad_pre.sum(axis=0)

        W[1] -= 0.1 * grad_W1
        B[1] -= 0.1 * grad_B1
        W[0] -= 0.1 * grad_W0
        B[0] -= 0.1 * grad_B0

    accuracy = np.mean(forward(x_test)[2].argmax(axis=1) == y_test)
    print("epoch %d, last loss %.4f, test accuracy %.3f" % (epoch + 1, loss, accuracy))
elapsed = time.time() - start
assert elapsed < 60
