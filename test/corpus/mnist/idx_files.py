"""Two-layer network on MNIST. Put the four .gz files into ./mnist first."""
import gzip
import os
import struct

import numpy as np

DATA = os.path.join(os.path.dirname(os.path.abspath(__file__)), "mnist")


def read_images(name):
    with gzip.open(os.path.join(DATA, name), "rb") as f:
        magic, count, rows, cols = struct.unpack(">IIII", f.read(16))
        pixels = np.frombuffer(f.read(), dtype=np.uint8)
    return pixels.reshape(count, rows * cols).astype(np.float64) / 255


def read_labels(name):
    with gzip.open(os.path.join(DATA, name), "rb") as f:
        f.read(8)
        return np.frombuffer(f.read(), dtype=np.uint8)


def one_hot(labels, k=10):
    out = np.zeros((labels.size, k))
    out[np.arange(labels.size), labels] = 1
    return out


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def softmax(x):
    x = x - x.max(axis=1, keepdims=True)
    e = np.exp(x)
    return e / e.sum(axis=1, keepdims=True)


def main():
    X, labels = read_images("train-images-idx3-ubyte.gz"), read_labels("train-labels-idx1-ubyte.gz")
    T = one_hot(labels)
    rng = np.random.RandomState(0)
    W1 = rng.normal(0, 0.05, (X.shape[1], 64))
    b1 = np.zeros(64)
    W2 = rng.normal(0, 0.05, (64, 10))
    b2 = np.zeros(10)
    batch = 100

    for epoch in range(3):
        order = rng.permutation(len(X))
        total = 0.0
        for k in range(0, len(X), batch):
            idx = order[k:k + batch]
            x, t = X[idx], T[idx]
            n = len(x)

            h = sigmoid(x @ W1 + b1)
            p = softmax(h @ W2 + b2)
            loss = -np.sum(t * np.log(p + 1e-12)) / n
            total += loss * n

            dp = (p - t) / n
            dW2 = h.T @ dp
            db2 = dp.sum(axis=0)
            dh = dp @ W2.T * h * (1 - h)
            dW1 = x.T @ dh
            db1 = dh.sum(axis=0)

            for w, g in ((W1, dW1), (b1, db1), (W2, dW2), (b2, db2)):
                w -= 0.5 * g
        print("epoch %d: loss %.4f" % (epoch + 1, total / len(X)))

    Xt, yt = read_images("t10k-images-idx3-ubyte.gz"), read_labels("t10k-labels-idx1-ubyte.gz")
    guess = softmax(sigmoid(Xt @ W1 + b1) @ W2 + b2).argmax(axis=1)
    print("test accuracy: %.2f%%" % (100 * np.mean(guess == yt)))


if __name__ == "__main__":
    main()
