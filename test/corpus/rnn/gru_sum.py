import numpy as np

# GRU that learns the running mean of a sequence.
rs = np.random.RandomState(99)
T, nx, nh = 6, 1, 8


def sigma(a):
    return 1 / (1 + np.exp(-a))


def init(*shape):
    return rs.randn(*shape) * 0.4


P = {
    'Wz': init(nh, nx), 'Uz': init(nh, nh), 'bz': np.zeros(nh),
    'Wr': init(nh, nx), 'Ur': init(nh, nh), 'br': np.zeros(nh),
    'Wc': init(nh, nx), 'Uc': init(nh, nh), 'bc': np.zeros(nh),
    'wy': init(nh), 'by': np.zeros(1),
}


def run(x, y, P):
    """x: (T, nx), y: scalar. Returns half the squared error and its gradient for every parameter."""
    h = np.zeros((T + 1, nh))
    z, r, c = (np.zeros((T, nh)) for _ in range(3))
    for t in range(T):
        prev = h[t]
        z[t] = sigma(P['Wz'] @ x[t] + P['Uz'] @ prev + P['bz'])
        r[t] = sigma(P['Wr'] @ x[t] + P['Ur'] @ prev + P['br'])
        c[t] = np.tanh(P['Wc'] @ x[t] + P['Uc'] @ (r[t] * prev) + P['bc'])
        h[t + 1] = (1 - z[t]) * prev + z[t] * c[t]
    out = h[T] @ P['wy'] + P['by'][0]
    loss = 0.5 * (out - y) ** 2

    G = {name: np.zeros_like(value) for name, value in P.items()}
    dout = out - y
    G['wy'] = dout * h[T]
    G['by'][0] = dout
    dh = dout * P['wy']
    for t in range(T - 1, -1, -1):
        prev = h[t]
        dz = dh * (c[t] - prev)
        dc = dh * z[t]
        dprev = dh * (1 - z[t])

        da_c = dc * (1 - c[t] ** 2)
        G['Wc'] += np.outer(da_c, x[t])
        G['Uc'] += np.outer(da_c, r[t] * prev)
        G['bc'] += da_c
        drp = P['Uc'].T @ da_c
        dr = drp * prev
        dprev += drp * r[t]

        da_r = dr * r[t] * (1 - r[t])
        G['Wr'] += np.outer(da_r, x[t])
        G['Ur'] += np.outer(da_r, prev)
        G['br'] += da_r
        dprev += P['Ur'].T @ da_r

        da_z = dz * z[t] * (1 - z[t])
        G['Wz'] += np.outer(da_z, x[t])
        G['Uz'] += np.outer(da_z, prev)
        G['bz'] += da_z
        dprev += P['Uz'].T @ da_z

        dh = dprev
    return loss, G


history = []
for it in range(600):
    x = rs.uniform(-1, 1, (T, nx))
    y = x.mean()
    loss, G = run(x, y, P)
    history.append(loss)
    for name in P:
        P[name] -= 0.2 * G[name]
    if (it + 1) % 200 == 0:
        print(it + 1, 'mean loss of the last 100: %.5f' % np.mean(history[-100:]))
