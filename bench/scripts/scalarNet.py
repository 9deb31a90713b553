import math
import random

random.seed(3)
INPUTS, HIDDEN, ROWS, EPOCHS = 8, 12, 60, 160
weights = [[random.uniform(-0.5, 0.5) for _ in range(INPUTS)] for _ in range(HIDDEN)]
bias = [0.0] * HIDDEN
out = [random.uniform(-0.5, 0.5) for _ in range(HIDDEN)]
out_bias = 0.0
data = [[random.gauss(0, 1) for _ in range(INPUTS)] for _ in range(ROWS)]
labels = [1.0 if sum(row) > 0 else 0.0 for row in data]


def sigmoid(x):
    return 1.0 / (1.0 + math.exp(-x))


for epoch in range(EPOCHS):
    total = 0.0
    for row, label in zip(data, labels):
        hidden = []
        for j in range(HIDDEN):
            z = bias[j]
            for i in range(INPUTS):
                z += weights[j][i] * row[i]
            hidden.append(sigmoid(z))
        z = out_bias
        for j in range(HIDDEN):
            z += out[j] * hidden[j]
        a = sigmoid(z)
        total -= label * math.log(a) + (1 - label) * math.log(1 - a)
        delta = a - label
        for j in range(HIDDEN):
            back = delta * out[j] * hidden[j] * (1 - hidden[j])
            out[j] -= 0.05 * delta * hidden[j]
            bias[j] -= 0.05 * back
            for i in range(INPUTS):
                weights[j][i] -= 0.05 * back * row[i]
        out_bias -= 0.05 * delta
    if epoch % 40 == 0:
        print(epoch, '%.9f' % (total / ROWS))
