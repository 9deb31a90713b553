import numpy as np

# dz, da, dw and db stand for one layer after another
np.random.seed(0)
m = 64
x = np.random.randn(4, m)
t = (x[0] > x[1]).astype(float).reshape(1, m)
w = [np.random.randn(5, 4) * 0.5, np.random.randn(3, 5) * 0.5, np.random.randn(1, 3) * 0.5]
b = [np.zeros((5, 1)), np.zeros((3, 1)), np.zeros((1, 1))]

for step in range(300):
    a0 = x
    a1 = np.tanh(w[0].dot(a0) + b[0])
    a2 = np.tanh(w[1].dot(a1) + b[1])
    a3 = 1 / (1 + np.exp(-(w[2].dot(a2) + b[2])))
    loss = -np.mean(t * np.log(a3) + (1 - t) * np.log(1 - a3))

    dz = (a3 - t) / m
    da = w[2].T.dot(dz)
    dw = dz.dot(a2.T)
    db = dz.sum(axis=1, keepdims=True)
    w[2] -= 0.5 * dw
    b[2] -= 0.5 * db

    dz = da * (1 - a2 ** 2)
    da = w[1].T.dot(dz)
    dw = dz.dot(a1.T)
    db = dz.sum(axis=1, keepdims=True)
    w[1] -= 0.5 * dw
    b[1] -= 0.5 * db

    dz = da * (1 - a1 ** 2)
    dw = dz.dot(a0.T)
    db = dz.sum(axis=1, keepdims=True)
    w[0] -= 0.5 * dw
    b[0] -= 0.5 * db

    if step % 100 == 0:
        print('step %d loss %.4f' % (step, loss))
