import numpy as np


class LogisticRegression:
    def __init__(self, learning_rate=0.1, n_iters=500):
        self.lr = learning_rate
        self.n_iters = n_iters
        self.weights = None
        self.bias = None

    def fit(self, X, y):
        n_samples, n_features = X.shape

        # init parameters
        self.weights = np.zeros(n_features)
        self.bias = 0

        # gradient descent
        for _ in range(self.n_iters):
            linear_model = np.dot(X, self.weights) + self.bias
            y_predicted = self._sigmoid(linear_model)

            dw = (1 / n_samples) * np.dot(X.T, (y_predicted - y))
            db = (1 / n_samples) * np.sum(y_predicted - y)

            self.weights -= self.lr * dw
            self.bias -= self.lr * db

    def predict(self, X):
        y_predicted = self._sigmoid(np.dot(X, self.weights) + self.bias)
        return np.array([1 if i > 0.5 else 0 for i in y_predicted])

    def _sigmoid(self, x):
        return 1 / (1 + np.exp(-x))


np.random.seed(40)
X = np.random.randn(120, 4)
y = (X.sum(axis=1) + 0.5 * np.random.randn(120) > 0).astype(int)

regressor = LogisticRegression(learning_rate=0.1, n_iters=300)
regressor.fit(X[:90], y[:90])
predictions = regressor.predict(X[90:])
print("accuracy:", np.sum(y[90:] == predictions) / len(predictions))
