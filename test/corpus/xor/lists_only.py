"""XOR without NumPy: every weight is a float in a list."""
import math
import random

random.seed(3)


def sigmoid(x):
    return 1 / (1 + math.exp(-x))


def d_sigmoid(out):
    return out * (1 - out)


training_inputs = [[0.0, 0.0], [1.0, 0.0], [0.0, 1.0], [1.0, 1.0]]
training_outputs = [[0.0], [1.0], [1.0], [0.0]]

num_inputs = 2
num_hidden = 3
num_outputs = 1
lr = 0.5

hidden_bias = [random.uniform(-1, 1) for _ in range(num_hidden)]
output_bias = [random.uniform(-1, 1) for _ in range(num_outputs)]
hidden_weights = [[random.uniform(-1, 1) for _ in range(num_hidden)] for _ in range(num_inputs)]
output_weights = [[random.uniform(-1, 1) for _ in range(num_outputs)] for _ in range(num_hidden)]

order = [0, 1, 2, 3]

for epoch in range(4000):
    random.shuffle(order)
    sq_error = 0.0
    for i in order:
        # forward
        hidden = []
        for j in range(num_hidden):
            activation = hidden_bias[j]
            for k in range(num_inputs):
                activation += training_inputs[i][k] * hidden_weights[k][j]
            hidden.append(sigmoid(activation))

        output = []
        for j in range(num_outputs):
            activation = output_bias[j]
            for k in range(num_hidden):
                activation += hidden[k] * output_weights[k][j]
            output.append(sigmoid(activation))

        sq_error += sum((t - o) ** 2 for t, o in zip(training_outputs[i], output))

        # backward
        delta_output = [0.0] * num_outputs
        for j in range(num_outputs):
            error = training_outputs[i][j] - output[j]
            delta_output[j] = error * d_sigmoid(output[j])

        delta_hidden = [0.0] * num_hidden
        for j in range(num_hidden):
            error = 0.0
            for k in range(num_outputs):
                error += delta_output[k] * output_weights[j][k]
            delta_hidden[j] = error * d_sigmoid(hidden[j])

        # update
        for j in range(num_outputs):
            output_bias[j] += delta_output[j] * lr
            for k in range(num_hidden):
                output_weights[k][j] += hidden[k] * delta_output[j] * lr

        for j in range(num_hidden):
            hidden_bias[j] += delta_hidden[j] * lr
            for k in range(num_inputs):
                hidden_weights[k][j] += training_inputs[i][k] * delta_hidden[j] * lr

    if epoch % 1000 == 0:
        print("epoch %d squared error %.5f" % (epoch, sq_error))

for i in range(4):
    print(training_inputs[i], "expected", training_outputs[i][0])
