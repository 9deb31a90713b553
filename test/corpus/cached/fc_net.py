import numpy as np

from layers import affine_backward, affine_forward, affine_relu_backward, affine_relu_forward, softmax_loss


class TwoLayerNet(object):
    """
    A two-layer fully-connected neural network with ReLU nonlinearity and
    softmax loss that uses a modular layer design. The architecture is
    affine - relu - affine - softmax. Weights are regularized.
    """

    def __init__(self, input_dim=4 * 5 * 3, hidden_dim=16, num_classes=4,
                 weight_scale=1e-2, reg=0.1):
        self.params = {}
        self.reg = reg
        self.params['W1'] = weight_scale * np.random.randn(input_dim, hidden_dim)
        self.params['b1'] = np.zeros(hidden_dim)
        self.params['W2'] = weight_scale * np.random.randn(hidden_dim, num_classes)
        self.params['b2'] = np.zeros(num_classes)

    def loss(self, X, y=None):
        """
        Inputs:
        - X: Array of input data of shape (N, d_1, ..., d_k)
        - y: Array of labels, of shape (N,). y[i] gives the label for X[i].
        """
        W1, b1 = self.params['W1'], self.params['b1']
        W2, b2 = self.params['W2'], self.params['b2']

        hidden, hidden_cache = affine_relu_forward(X, W1, b1)
        scores, scores_cache = affine_forward(hidden, W2, b2)

        # If y is None then we are in test mode so just return scores
        if y is None:
            return scores

        loss, grads = 0, {}
        data_loss, dscores = softmax_loss(scores, y)
        reg_loss = 0.5 * self.reg * (np.sum(W1 * W1) + np.sum(W2 * W2))
        loss = data_loss + reg_loss

        dhidden, dW2, grads['b2'] = affine_backward(dscores, scores_cache)
        dX, dW1, grads['b1'] = affine_relu_backward(dhidden, hidden_cache)
        grads['W2'] = dW2 + self.reg * W2
        grads['W1'] = dW1 + self.reg * W1
        return loss, grads


def sgd(w, dw, config=None):
    if config is None:
        config = {}
    config.setdefault('learning_rate', 1e-2)
    w -= config['learning_rate'] * dw
    return w, config


if __name__ == '__main__':
    np.random.seed(231)
    X = np.random.randn(50, 4, 5, 3)
    y = np.random.randint(4, size=50)
    model = TwoLayerNet(reg=0.001)
    for it in range(120):
        loss, grads = model.loss(X, y)
        for p in model.params:
            model.params[p], _ = sgd(model.params[p], grads[p], {'learning_rate': 0.5})
        if it % 40 == 0:
            print('(Iteration %d) loss: %f' % (it + 1, loss))
