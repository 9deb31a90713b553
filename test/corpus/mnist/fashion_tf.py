import numpy as np
import tensorflow as tf

(x_train, y_train), (x_test, y_test) = tf.keras.datasets.fashion_mnist.load_data()
x_train = x_train[:512].reshape(-1, 784).astype('float64') / 255.0
y_train = y_train[:512].astype(int)

np.random.seed(0)
nn_in, nn_h1, nn_h2, nn_out = 784, 32, 16, 10
weights = {
    1: np.random.randn(nn_in, nn_h1) * np.sqrt(2 / nn_in),
    2: np.random.randn(nn_h1, nn_h2) * np.sqrt(2 / nn_h1),
    3: np.random.randn(nn_h2, nn_out) * np.sqrt(2 / nn_h2),
}
bias = {i: np.zeros((1, n)) for i, n in ((1, nn_h1), (2, nn_h2), (3, nn_out))}


def forward(x):
    a = {0: x}
    for i in (1, 2):
        a[i] = np.maximum(a[i - 1] @ weights[i] + bias[i], 0)
    s = a[2] @ weights[3] + bias[3]
    s = np.exp(s - np.max(s, axis=-1, keepdims=True))
    a[3] = s / np.sum(s, axis=-1, keepdims=True)
    return a


def backward(a, y):
    n = y.shape[0]
    onehot = np.zeros((n, nn_out))
    onehot[np.arange(n), y] = 1
    grad_w, grad_b = {}, {}
    delta = (a[3] - onehot) / n
    for i in (3, 2, 1):
        grad_w[i] = a[i - 1].T @ delta
        grad_b[i] = delta.sum(axis=0, keepdims=True)
        delta = (delta @ weights[i].T) * (a[i - 1] > 0)
    return grad_w, grad_b


for epoch in range(5):
    for k in range(0, len(x_train), 64):
        xb, yb = x_train[k:k + 64], y_train[k:k + 64]
        a = forward(xb)
        loss = -np.mean(np.log(a[3][np.arange(len(yb)), yb]))
        grad_w, grad_b = backward(a, yb)
        for i in weights:
            weights[i] -= 0.1 * grad_w[i]
            bias[i] -= 0.1 * grad_b[i]
    print('epoch {} loss {:.4f}'.format(epoch, loss))
