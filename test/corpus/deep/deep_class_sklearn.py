from sklearn.datasets import make_circles
from sklearn.preprocessing import StandardScaler
import numpy as np


class DeepNN():
    def __init__(self, dims, lr=0.1):
        self.dims = dims
        self.L = len(dims) - 1
        self.lr = lr
        self.params = {}
        self.grads = {}
        self.cache = {}
        np.random.seed(24)
        for l in range(1, self.L + 1):
            self.params[f'W{l}'] = np.random.randn(dims[l], dims[l-1]) * np.sqrt(2. / dims[l-1])
            self.params[f'b{l}'] = np.zeros((dims[l], 1))

    def forward(self, X):
        self.cache['A0'] = X
        for l in range(1, self.L + 1):
            Z = np.dot(self.params[f'W{l}'], self.cache[f'A{l-1}']) + self.params[f'b{l}']
            self.cache[f'Z{l}'] = Z
            self.cache[f'A{l}'] = 1 / (1 + np.exp(-Z)) if l == self.L else np.maximum(0.01 * Z, Z)
        return self.cache[f'A{self.L}']

    def cost(self, Y):
        AL = np.clip(self.cache[f'A{self.L}'], 1e-10, 1 - 1e-10)
        return -np.mean(Y * np.log(AL) + (1 - Y) * np.log(1 - AL))

    def backward(self, Y):
        m = Y.shape[1]
        dZ = self.cache[f'A{self.L}'] - Y
        for l in range(self.L, 0, -1):
            self.grads[f'dW{l}'] = 1. / m * np.dot(dZ, self.cache[f'A{l-1}'].T)
            self.grads[f'db{l}'] = 1. / m * np.sum(dZ, axis=1, keepdims=True)
            if l > 1:
                dA = np.dot(self.params[f'W{l}'].T, dZ)
                slope = np.ones_like(dA)
                slope[self.cache[f'Z{l-1}'] <= 0] = 0.01
                dZ = dA * slope

    def step(self):
        for name in self.params:
            self.params[name] -= self.lr * self.grads['d' + name]


X, y = make_circles(n_samples=200, noise=0.05, factor=0.5, random_state=0)
X = StandardScaler().fit_transform(X).T
Y = y.reshape(1, -1)

net = DeepNN([2, 8, 6, 1], lr=0.3)
for it in range(501):
    net.forward(X)
    c = net.cost(Y)
    net.backward(Y)
    net.step()
    if it % 100 == 0:
        print('iteration', it, 'cost', round(c, 4))
