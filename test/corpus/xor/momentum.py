# XOR, sum of squares with the usual one half, momentum
from numpy import array, dot, exp, random, zeros_like

random.seed(11)

inp = array([[0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 1]], dtype=float)
target = array([[0, 1, 1, 0]], dtype=float).T

w_hid = random.normal(0, 1, (3, 5))
w_out = random.normal(0, 1, (5, 1))
v_hid = zeros_like(w_hid)
v_out = zeros_like(w_out)

RATE = 0.3
MOMENTUM = 0.9


def act(s):
    return 1 / (1 + exp(-s))


err_history = []
epoch = 0
while epoch < 3000:
    net_hid = dot(inp, w_hid)
    out_hid = act(net_hid)
    net_out = dot(out_hid, w_out)
    out = act(net_out)

    err = 0.5 * ((out - target) ** 2).sum()
    err_history.append(err)

    dE_dout = out - target
    dE_dnet_out = dE_dout * out * (1 - out)
    dE_dw_out = dot(out_hid.T, dE_dnet_out)

    dE_dout_hid = dot(dE_dnet_out, w_out.T)
    dE_dnet_hid = dE_dout_hid * out_hid * (1 - out_hid)
    dE_dw_hid = dot(inp.T, dE_dnet_hid)

    v_out = MOMENTUM * v_out - RATE * dE_dw_out
    v_hid = MOMENTUM * v_hid - RATE * dE_dw_hid
    w_out += v_out
    w_hid += v_hid

    if epoch % 500 == 0:
        print('%6d  %.6f' % (epoch, err))
    epoch += 1

print('done', err_history[-1] < err_history[0])
