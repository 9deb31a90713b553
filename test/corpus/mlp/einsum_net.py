import numpy as np

rng = np.random.default_rng(17)
B, I, H, O = 40, 5, 9, 2

inputs = rng.standard_normal((B, I))
teacher = rng.standard_normal((I, O))
targets = np.sin(np.einsum("bi,io->bo", inputs, teacher))

weights = {
    "hidden": rng.standard_normal((I, H)) / np.sqrt(I),
    "output": rng.standard_normal((H, O)) / np.sqrt(H),
}
biases = {"hidden": np.zeros(H), "output": np.zeros(O)}


def softplus(a):
    return np.log1p(np.exp(a))


for step in range(800):
    pre = np.einsum("bi,ih->bh", inputs, weights["hidden"]) + biases["hidden"]
    act = softplus(pre)
    outputs = np.einsum("bh,ho->bo", act, weights["output"]) + biases["output"]
    residual = outputs - targets
    loss = np.einsum("bo,bo->", residual, residual) / B

    d_outputs = 2 * residual / B
    d_weights_output = np.einsum("bh,bo->ho", act, d_outputs)
    d_biases_output = np.einsum("bo->o", d_outputs)
    d_act = np.einsum("bo,ho->bh", d_outputs, weights["output"])
    d_pre = d_act / (1 + np.exp(-pre))
    d_weights_hidden = np.einsum("bi,bh->ih", inputs, d_pre)
    d_biases_hidden = np.einsum("bh->h", d_pre)

    weights["output"] -= 0.1 * d_weights_output
    biases["output"] -= 0.1 * d_biases_output
    weights["hidden"] -= 0.1 * d_weights_hidden
    biases["hidden"] -= 0.1 * d_biases_hidden

    if step % 200 == 0:
        print(f"{step=} {loss=:.5f}")
