# Layers used by train_rings.py
import numpy as np


class FullyConnected(object):
    def __init__(self, fan_in, fan_out, seed):
        r = np.random.RandomState(seed)
        self.W = r.normal(0.0, np.sqrt(1.0 / fan_in), (fan_in, fan_out))
        self.b = np.zeros((1, fan_out))

    def fprop(self, inputs):
        self.inputs = inputs
        return inputs.dot(self.W) + self.b

    def bprop(self, grads_wrt_outputs):
        self.grad_W = self.inputs.T.dot(grads_wrt_outputs)
        self.grad_b = grads_wrt_outputs.sum(axis=0, keepdims=True)
        return grads_wrt_outputs.dot(self.W.T)

    def update(self, rate):
        self.W -= rate * self.grad_W
        self.b -= rate * self.grad_b


class SigmoidLayer(object):
    def fprop(self, inputs):
        self.outputs = 1.0 / (1.0 + np.exp(-inputs))
        return self.outputs

    def bprop(self, grads_wrt_outputs):
        return grads_wrt_outputs * self.outputs * (1.0 - self.outputs)

    def update(self, rate):
        pass
