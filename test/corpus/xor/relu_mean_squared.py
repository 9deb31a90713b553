import numpy as np

np.random.seed(6)

X = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
Y = np.array([[0.0], [1.0], [1.0], [0.0]])

D_in, H, D_out = 2, 10, 1
w1 = np.random.randn(D_in, H)
b1 = np.random.randn(H) * 0.1
w2 = np.random.randn(H, D_out) * 0.3
b2 = np.zeros(D_out)

learning_rate = 0.05
for t in range(2001):
    h = X.dot(w1) + b1
    h_relu = np.maximum(h, 0)
    y_pred = h_relu.dot(w2) + b2

    loss = np.square(y_pred - Y).mean()
    if t % 400 == 0:
        print(t, loss)

    grad_y_pred = 2.0 * (y_pred - Y) / Y.size
    grad_w2 = h_relu.T.dot(grad_y_pred)
    grad_b2 = grad_y_pred.sum(axis=0)
    grad_h_relu = grad_y_pred.dot(w2.T)
    grad_h = grad_h_relu.copy()
    grad_h[h < 0] = 0
    grad_w1 = X.T.dot(grad_h)
    grad_b1 = grad_h.sum(axis=0)

    w1 -= learning_rate * grad_w1
    b1 -= learning_rate * grad_b1
    w2 -= learning_rate * grad_w2
    b2 -= learning_rate * grad_b2

print(np.round(y_pred.ravel()))
