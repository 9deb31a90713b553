#!/usr/bin/env python3
"""A batch of bit streams; the net must repeat what it saw two steps before."""
import numpy as np

RNG = np.random.RandomState(5)
BATCH, STEPS, HIDDEN, DELAY = 16, 12, 10, 2


def new_batch():
    bits = RNG.randint(0, 2, size=(STEPS, BATCH, 1)).astype(float)
    wanted = np.concatenate([np.zeros((DELAY, BATCH, 1)), bits[:-DELAY]])
    return bits, wanted


class Echo:
    names = ('w_in', 'w_rec', 'w_out', 'b_rec', 'b_out')

    def __init__(self):
        self.w_in = RNG.normal(scale=0.5, size=(1, HIDDEN))
        self.w_rec = RNG.normal(scale=0.3, size=(HIDDEN, HIDDEN))
        self.w_out = RNG.normal(scale=0.5, size=(HIDDEN, 1))
        self.b_rec = np.zeros((1, HIDDEN))
        self.b_out = np.zeros((1, 1))

    def unroll(self, bits):
        states = np.zeros((STEPS + 1, BATCH, HIDDEN))
        outs = np.empty((STEPS, BATCH, 1))
        for t, x in enumerate(bits):
            states[t + 1] = np.tanh(x.dot(self.w_in) + states[t].dot(self.w_rec) + self.b_rec)
            outs[t] = 1 / (1 + np.exp(-(states[t + 1].dot(self.w_out) + self.b_out)))
        return states, outs

    def gradients(self, bits, wanted):
        states, outs = self.unroll(bits)
        xent = -(wanted * np.log(outs) + (1 - wanted) * np.log(1 - outs)).mean()

        grad = {n: np.zeros_like(getattr(self, n)) for n in self.names}
        delta_out = (outs - wanted) / outs.size
        carry = np.zeros((BATCH, HIDDEN))
        for t in range(STEPS)[::-1]:
            grad['w_out'] += states[t + 1].T.dot(delta_out[t])
            grad['b_out'] += delta_out[t].sum(0, keepdims=True)
            delta = (delta_out[t].dot(self.w_out.T) + carry) * (1 - states[t + 1] ** 2)
            grad['w_in'] += bits[t].T.dot(delta)
            grad['w_rec'] += states[t].T.dot(delta)
            grad['b_rec'] += delta.sum(0, keepdims=True)
            carry = delta.dot(self.w_rec.T)
        return xent, grad


net = Echo()
speed = {n: 0.0 for n in Echo.names}
for step in range(400):
    xent, grad = net.gradients(*new_batch())
    for n in Echo.names:
        speed[n] = 0.8 * speed[n] - 0.2 * grad[n]
        setattr(net, n, getattr(net, n) + speed[n])
    if step % 100 == 0:
        print('%4d  %.4f bits' % (step, xent / np.log(2)))
