import os
import pickle
import numpy as np

PARAM_FILE = "saved_parameters.pkl"

W1 = None
W2 = None
lr = 0.05


def setup(n_in, n_hid, n_out):
    global W1, W2
    try:
        with open(PARAM_FILE, "rb") as f:
            W1, W2 = pickle.load(f)
        print("loaded parameters")
    except (IOError, OSError):
        rng = np.random.RandomState(1)
        W1 = rng.uniform(-0.5, 0.5, (n_hid, n_in + 1))
        W2 = rng.uniform(-0.5, 0.5, (n_out, n_hid + 1))


def with_one(v):
    return np.append(v, 1.0)


def learn(x, target):
    """One sample: forward, backward, step. Returns half the squared error."""
    global W1, W2
    x1 = with_one(x)
    hid = np.tanh(np.dot(W1, x1))
    h1 = with_one(hid)
    out = np.dot(W2, h1)

    diff = out - target
    E = 0.5 * np.dot(diff, diff)

    dW2 = np.outer(diff, h1)
    dhid = np.dot(diff, W2)[:-1]
    dW1 = np.outer(dhid * (1.0 - hid * hid), x1)

    W2 = W2 - lr * dW2
    W1 = W1 - lr * dW1
    return E


if __name__ == '__main__':
    setup(2, 8, 2)
    rng = np.random.RandomState(2)
    running = 0.0
    for k in range(1, 3001):
        x = rng.uniform(-1, 1, 2)
        E = learn(x, np.array([x[0] * x[1], np.cos(2 * x[0])]))
        running += (E - running) / min(k, 200)
        if k % 1000 == 0:
            print("after %d samples: %.5f" % (k, running))
    assert not os.path.exists(PARAM_FILE)
