import numpy as np


class SoftmaxRegression:
    """Multinomial logistic regression with weight decay, trained on all data at once."""

    def __init__(self, lr=0.5, reg=1e-3, n_iter=300, random_state=None):
        self.lr = lr
        self.reg = reg
        self.n_iter = n_iter
        self.random_state = random_state
        self.loss_history = []

    def fit(self, X, y):
        rs = np.random.RandomState(self.random_state)
        n, d = X.shape
        self.classes_ = np.unique(y)
        k = len(self.classes_)
        onehot = (y.reshape(-1, 1) == self.classes_.reshape(1, -1)).astype(float)
        self.W = 0.001 * rs.normal(size=(d, k))
        self.b = np.zeros(k)
        for _ in range(self.n_iter):
            P = self.predict_proba(X)
            loss = -np.sum(onehot * np.log(P)) / n + 0.5 * self.reg * np.sum(self.W ** 2)
            self.loss_history.append(loss)

            grad_logits = (P - onehot) / n
            grad_W = X.T @ grad_logits + self.reg * self.W
            grad_b = grad_logits.sum(axis=0)

            self.W -= self.lr * grad_W
            self.b -= self.lr * grad_b
        return self

    def predict_proba(self, X):
        scores = X @ self.W + self.b
        scores -= scores.max(axis=1, keepdims=True)
        exp = np.exp(scores)
        return exp / exp.sum(axis=1, keepdims=True)

    def predict(self, X):
        return self.classes_[np.argmax(self.predict_proba(X), axis=1)]


if __name__ == '__main__':
    rs = np.random.RandomState(0)
    centers = rs.uniform(-4, 4, size=(4, 2))
    y = rs.randint(0, 4, size=200)
    X = centers[y] + rs.normal(size=(200, 2))
    clf = SoftmaxRegression(random_state=1).fit(X, y)
    print('first loss %.4f last loss %.4f' % (clf.loss_history[0], clf.loss_history[-1]))
    print('accuracy', (clf.predict(X) == y).mean())
