import numpy as np


class ShallowNet:
    """tanh hidden layer, sigmoid output, batch gradient descent."""

    def __init__(self, n_hidden, learning_rate=1.2, num_iterations=600, seed=2):
        self.n_hidden = n_hidden
        self.learning_rate = learning_rate
        self.num_iterations = num_iterations
        self.seed = seed

    def _sigmoid(self, Z):
        return 1.0 / (1.0 + np.exp(-Z))

    def _init(self, n_x, n_y):
        np.random.seed(self.seed)
        self.W1 = np.random.randn(self.n_hidden, n_x) * 0.1
        self.b1 = np.zeros((self.n_hidden, 1))
        self.W2 = np.random.randn(n_y, self.n_hidden) * 0.1
        self.b2 = np.zeros((n_y, 1))

    def _forward(self, X):
        self.Z1 = self.W1.dot(X) + self.b1
        self.A1 = np.tanh(self.Z1)
        self.Z2 = self.W2.dot(self.A1) + self.b2
        self.A2 = self._sigmoid(self.Z2)
        return self.A2

    def _cost(self, Y):
        m = Y.shape[1]
        return float(np.squeeze(-1.0 / m * np.sum(Y * np.log(self.A2) + (1 - Y) * np.log(1 - self.A2))))

    def _backward(self, X, Y):
        m = X.shape[1]
        self.dZ2 = self.A2 - Y
        self.dW2 = 1.0 / m * self.dZ2.dot(self.A1.T)
        self.db2 = 1.0 / m * np.sum(self.dZ2, axis=1, keepdims=True)
        self.dZ1 = self.W2.T.dot(self.dZ2) * (1 - self.A1 ** 2)
        self.dW1 = 1.0 / m * self.dZ1.dot(X.T)
        self.db1 = 1.0 / m * np.sum(self.dZ1, axis=1, keepdims=True)

    def _update(self):
        for name in ("W1", "b1", "W2", "b2"):
            value = getattr(self, name)
            setattr(self, name, value - self.learning_rate * getattr(self, "d" + name))

    def fit(self, X, Y):
        self._init(X.shape[0], Y.shape[0])
        self.costs = []
        for i in range(self.num_iterations):
            self._forward(X)
            self.costs.append(self._cost(Y))
            self._backward(X, Y)
            self._update()
        return self

    def score(self, X, Y):
        return np.mean((self._forward(X) > 0.5) == Y)


if __name__ == "__main__":
    np.random.seed(0)
    X = np.random.uniform(-1, 1, (2, 150))
    Y = ((X[0] * X[1]) > 0).astype(float)[np.newaxis, :]
    for n_h in [1, 2, 3, 5, 20]:
        net = ShallowNet(n_h).fit(X, Y)
        print("{:2d} hidden units: cost {:.4f}, accuracy {:.1%}".format(n_h, net.costs[-1], net.score(X, Y)))
