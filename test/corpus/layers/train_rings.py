import numpy as np

from tinylayers import FullyConnected, SigmoidLayer

rs = np.random.RandomState(6)
n = 200
radius = np.where(np.arange(n) % 2 == 0, 0.5, 1.5) + 0.1 * rs.randn(n)
angle = rs.uniform(0, 2 * np.pi, n)
inputs = np.stack((radius * np.cos(angle), radius * np.sin(angle)), axis=1)
targets = (np.arange(n) % 2).reshape(n, 1).astype(float)

layers = [FullyConnected(2, 12, seed=1), SigmoidLayer(), FullyConnected(12, 1, seed=2), SigmoidLayer()]

for epoch in range(1500):
    activation = inputs
    for layer in layers:
        activation = layer.fprop(activation)

    error = 0.5 * np.sum((activation - targets) ** 2) / n

    grad = (activation - targets) / n
    for layer in layers[::-1]:
        grad = layer.bprop(grad)
    for layer in layers:
        layer.update(4.0)

    if epoch % 500 == 0:
        print('epoch', epoch, 'error', error.round(5))

print('correct:', int(((activation > 0.5) == (targets > 0.5)).sum()), 'of', n)
