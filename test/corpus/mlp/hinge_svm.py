import numpy as np
from random import randrange


def svm_loss_naive(W, X, y, reg):
    """
    Structured SVM loss function, naive implementation (with loops).

    Inputs:
    - W: A numpy array of shape (D, C) containing weights.
    - X: A numpy array of shape (N, D) containing a minibatch of data.
    - y: A numpy array of shape (N,) containing training labels.
    - reg: (float) regularization strength

    Returns a tuple of:
    - loss as single float
    - gradient with respect to weights W; an array of same shape as W
    """
    dW = np.zeros(W.shape)
    num_classes = W.shape[1]
    num_train = X.shape[0]
    loss = 0.0
    for i in range(num_train):
        scores = X[i].dot(W)
        correct_class_score = scores[y[i]]
        for j in range(num_classes):
            if j == y[i]:
                continue
            margin = scores[j] - correct_class_score + 1
            if margin > 0:
                loss += margin
                dW[:, j] += X[i]
                dW[:, y[i]] -= X[i]
    loss /= num_train
    dW /= num_train
    loss += reg * np.sum(W * W)
    dW += 2 * reg * W
    return loss, dW


def svm_loss_vectorized(W, X, y, reg):
    """Same inputs and outputs as svm_loss_naive."""
    num_train = X.shape[0]
    scores = X.dot(W)
    correct_class_scores = scores[np.arange(num_train), y][:, np.newaxis]
    margins = np.maximum(0, scores - correct_class_scores + 1)
    margins[np.arange(num_train), y] = 0
    loss = margins.sum() / num_train + reg * np.sum(W * W)

    dmargins = (margins > 0).astype(float)
    dmargins[np.arange(num_train), y] -= dmargins.sum(axis=1)
    dW = X.T.dot(dmargins) / num_train + 2 * reg * W
    return loss, dW


np.random.seed(13)
X = np.random.randn(90, 5)
y = np.argmax(X[:, :3] + 0.3 * np.random.randn(90, 3), axis=1)
W = np.random.randn(5, 3) * 0.01

loss_naive, grad_naive = svm_loss_naive(W, X, y, 0.05)
loss_vec, grad_vec = svm_loss_vectorized(W, X, y, 0.05)
print('difference: %e' % np.linalg.norm(grad_naive - grad_vec, ord='fro'))

for it in range(200):
    loss, grad = svm_loss_vectorized(W, X, y, 0.05)
    W -= 0.1 * grad
    if it % 50 == 0:
        print('iteration %d / 200: loss %f' % (it, loss))
print('training accuracy: %f' % np.mean(np.argmax(X.dot(W), axis=1) == y))
