import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


# one example with three features
x = np.array([[0.5], [-1.2], [2.0]])
y = 1

w = np.zeros((3, 1))
b = np.zeros((1, 1))
alpha = 0.1

for step in range(100):
    # forward
    z = np.dot(w.T, x) + b
    a = sigmoid(z)
    loss = -(y * np.log(a) + (1 - y) * np.log(1 - a))

    # backward
    da = -y / a + (1 - y) / (1 - a)
    dz = da * a * (1 - a)
    dw = dz * x
    db = dz

    w = w - alpha * dw
    b = b - alpha * db

    if step % 20 == 0:
        print(step, loss.item())

print("w =", w.ravel(), "b =", b)
