import numpy as np


def tanh(x):
    return np.tanh(x)


def tanh_deriv(x):
    return 1.0 - np.tanh(x) ** 2


def logistic(x):
    return 1 / (1 + np.exp(-x))


def logistic_derivative(x):
    return logistic(x) * (1 - logistic(x))


class NeuralNetwork:
    def __init__(self, layers, activation='tanh'):
        """
        :param layers: A list containing the number of units in each layer.
        :param activation: "logistic" or "tanh"
        """
        if activation == 'logistic':
            self.activation = logistic
            self.activation_deriv = logistic_derivative
        elif activation == 'tanh':
            self.activation = tanh
            self.activation_deriv = tanh_deriv

        self.weights = []
        for i in range(1, len(layers)):
            self.weights.append((2 * np.random.random((layers[i - 1], layers[i])) - 1) * 0.5)

    def fit(self, X, y, learning_rate=0.2, epochs=10000):
        X = np.atleast_2d(X)
        temp = np.ones([X.shape[0], X.shape[1] + 1])
        temp[:, 0:-1] = X  # the last column is the bias
        X = temp
        y = np.array(y)

        for k in range(epochs):
            i = np.random.randint(X.shape[0])
            inputs = [X[i]]
            sums = []

            for l in range(len(self.weights)):
                sums.append(np.dot(inputs[l], self.weights[l]))
                inputs.append(self.activation(sums[l]))
            error = y[i] - inputs[-1]
            deltas = [error * self.activation_deriv(sums[-1])]

            for l in range(len(self.weights) - 1, 0, -1):
                deltas.append(deltas[-1].dot(self.weights[l].T) * self.activation_deriv(sums[l - 1]))
            deltas.reverse()

            for l in range(len(self.weights)):
                layer = np.atleast_2d(inputs[l])
                delta = np.atleast_2d(deltas[l])
                self.weights[l] += learning_rate * layer.T.dot(delta)

    def predict(self, x):
        x = np.array(x)
        temp = np.ones(x.shape[0] + 1)
        temp[0:-1] = x
        a = temp
        for l in range(0, len(self.weights)):
            a = self.activation(np.dot(a, self.weights[l]))
        return a


np.random.seed(0)
nn = NeuralNetwork([3, 4, 1], 'tanh')
X = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
y = np.array([0, 1, 1, 0])
nn.fit(X, y)
for i in [[0, 0], [0, 1], [1, 0], [1, 1]]:
    print(i, nn.predict(i))
