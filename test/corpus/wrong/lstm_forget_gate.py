import numpy as np


# backprop: x (N, D), h (N, H), c (N, H), Wx (D, 4*H), Wh (H, 4*H), b (4*H,)
def step_forward(x, h, c, Wx, Wh, b):
    H = h.shape[1]
    a = x @ Wx + h @ Wh + b
    i, f, o = [1 / (1 + np.exp(-a[:, k * H:(k + 1) * H])) for k in range(3)]
    g = np.tanh(a[:, 3 * H:])
    c_next = f * c + i * g
    t = np.tanh(c_next)
    h_next = o * t
    return h_next, c_next, (x, h, c, Wx, Wh, i, f, o, g, t)


def step_backward(dh_next, dc_next, cache):
    x, h, c, Wx, Wh, i, f, o, g, t = cache
    dc_all = dc_next + dh_next * o * (1 - t ** 2)
    do = dh_next * t * o * (1 - o)
    df = dc_all * g * f * (1 - f)
    di = dc_all * g * i * (1 - i)
    dg = dc_all * i * (1 - g ** 2)
    da = np.hstack([di, df, do, dg])
    dx = da @ Wx.T
    dh = da @ Wh.T
    dc = dc_all * f
    return dx, dh, dc, x.T @ da, h.T @ da, da.sum(axis=0)
