// Linear algebra written in operations that have derivatives, for matrices that depend on what is learned. The order of the pivots
// comes with the matrix, so that no value decides which way the code goes.

export const linalg = `
import numpy as np

def _eliminated(M, n):
    for k in range(n):
        row = M[k:k + 1] / M[k:k + 1, k:k + 1]
        above = M[:k] - M[:k, k:k + 1] @ row
        below = M[k + 1:] - M[k + 1:, k:k + 1] @ row
        M = np.concatenate([above, row, below])
    return M

def inv(A, order):
    n = len(order)
    return _eliminated(np.concatenate([A[order], np.eye(n)[order]], axis=1), n)[:, n:]

def solve(A, b, order):
    n = len(order)
    right = b.reshape(n, 1) if b.ndim == 1 else b
    x = _eliminated(np.concatenate([A, right], axis=1)[order], n)[:, n:]
    return x.reshape(n) if b.ndim == 1 else x

def pivots(A, order):
    M, found = A[order], []
    for k in range(len(order)):
        pivot = M[0, 0]
        found.append(pivot)
        M = M[1:, 1:] - (M[1:, 0:1] / pivot) @ M[0:1, 1:]
    return np.stack(found)

def det(A, order, sign):
    return sign * np.prod(pivots(A, order))

def logdet(A, order):
    return np.sum(np.log(np.abs(pivots(A, order))))

def cholesky(A):
    n = len(A)
    columns = []
    for k in range(n):
        column = A[:, 0:1] / np.sqrt(A[0, 0])
        columns.append(np.concatenate([np.zeros((k, 1)), column]))
        A = A[1:, 1:] - column[1:] @ column[1:].T
    return np.concatenate(columns, axis=1)

def pinv(A):
    if A.shape[0] >= A.shape[1]:
        return np.linalg.solve(A.T @ A, A.T)
    return np.linalg.solve(A @ A.T, A).T

def cumprod(a, axis):
    rows = np.moveaxis(a, axis, 0)
    found = [rows[0]]
    for row in rows[1:]:
        found.append(found[-1] * row)
    return np.moveaxis(np.stack(found), 0, axis)

def interp(x, xp, fp):
    y = x * 0 + fp[0]
    for k in range(len(xp) - 1):
        y = y + (fp[k + 1] - fp[k]) / (xp[k + 1] - xp[k]) * (np.clip(x, xp[k], xp[k + 1]) - xp[k])
    return y
`;
