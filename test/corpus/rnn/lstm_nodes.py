import random

import numpy as np


def sigmoid(x):
    return 1. / (1 + np.exp(-x))


# derivatives by the value of the function
def sigmoid_derivative(values):
    return values * (1 - values)


def tanh_derivative(values):
    return 1. - values ** 2


def rand_arr(a, b, *args):
    np.random.seed(0)
    return np.random.rand(*args) * (b - a) + a


class LstmParam:
    def __init__(self, mem_cell_ct, x_dim):
        self.mem_cell_ct = mem_cell_ct
        self.x_dim = x_dim
        concat_len = x_dim + mem_cell_ct
        # weight matrices
        self.wg = rand_arr(-0.1, 0.1, mem_cell_ct, concat_len)
        self.wi = rand_arr(-0.1, 0.1, mem_cell_ct, concat_len)
        self.wf = rand_arr(-0.1, 0.1, mem_cell_ct, concat_len)
        self.wo = rand_arr(-0.1, 0.1, mem_cell_ct, concat_len)
        # bias terms
        self.bg = rand_arr(-0.1, 0.1, mem_cell_ct)
        self.bi = rand_arr(-0.1, 0.1, mem_cell_ct)
        self.bf = rand_arr(-0.1, 0.1, mem_cell_ct)
        self.bo = rand_arr(-0.1, 0.1, mem_cell_ct)
        self.zero_diffs()

    def zero_diffs(self):
        self.wg_diff = np.zeros_like(self.wg)
        self.wi_diff = np.zeros_like(self.wi)
        self.wf_diff = np.zeros_like(self.wf)
        self.wo_diff = np.zeros_like(self.wo)
        self.bg_diff = np.zeros_like(self.bg)
        self.bi_diff = np.zeros_like(self.bi)
        self.bf_diff = np.zeros_like(self.bf)
        self.bo_diff = np.zeros_like(self.bo)

    def apply_diff(self, lr=1):
        self.wg -= lr * self.wg_diff
        self.wi -= lr * self.wi_diff
        self.wf -= lr * self.wf_diff
        self.wo -= lr * self.wo_diff
        self.bg -= lr * self.bg_diff
        self.bi -= lr * self.bi_diff
        self.bf -= lr * self.bf_diff
        self.bo -= lr * self.bo_diff
        self.zero_diffs()


class LstmState:
    def __init__(self, mem_cell_ct):
        self.g = np.zeros(mem_cell_ct)
        self.i = np.zeros(mem_cell_ct)
        self.f = np.zeros(mem_cell_ct)
        self.o = np.zeros(mem_cell_ct)
        self.s = np.zeros(mem_cell_ct)
        self.h = np.zeros(mem_cell_ct)


class LstmNode:
    def __init__(self, param):
        self.param = param
        self.state = LstmState(param.mem_cell_ct)
        self.xc = None

    def bottom_data_is(self, x, s_prev=None, h_prev=None):
        # the first node of the network
        if s_prev is None:
            s_prev = np.zeros_like(self.state.s)
        if h_prev is None:
            h_prev = np.zeros_like(self.state.h)
        self.s_prev = s_prev
        self.h_prev = h_prev

        xc = np.hstack((x, h_prev))
        p = self.param
        self.state.g = np.tanh(np.dot(p.wg, xc) + p.bg)
        self.state.i = sigmoid(np.dot(p.wi, xc) + p.bi)
        self.state.f = sigmoid(np.dot(p.wf, xc) + p.bf)
        self.state.o = sigmoid(np.dot(p.wo, xc) + p.bo)
        self.state.s = self.state.g * self.state.i + s_prev * self.state.f
        self.state.h = self.state.s * self.state.o
        self.xc = xc

    def top_diff_is(self, top_diff_h, top_diff_s):
        ds = self.state.o * top_diff_h + top_diff_s
        do = self.state.s * top_diff_h
        di = self.state.g * ds
        dg = self.state.i * ds
        df = self.s_prev * ds

        # diffs w.r.t. the vectors inside sigma / tanh
        di_input = sigmoid_derivative(self.state.i) * di
        df_input = sigmoid_derivative(self.state.f) * df
        do_input = sigmoid_derivative(self.state.o) * do
        dg_input = tanh_derivative(self.state.g) * dg

        self.param.wi_diff += np.outer(di_input, self.xc)
        self.param.wf_diff += np.outer(df_input, self.xc)
        self.param.wo_diff += np.outer(do_input, self.xc)
        self.param.wg_diff += np.outer(dg_input, self.xc)
        self.param.bi_diff += di_input
        self.param.bf_diff += df_input
        self.param.bo_diff += do_input
        self.param.bg_diff += dg_input

        dxc = np.zeros_like(self.xc)
        dxc += np.dot(self.param.wi.T, di_input)
        dxc += np.dot(self.param.wf.T, df_input)
        dxc += np.dot(self.param.wo.T, do_input)
        dxc += np.dot(self.param.wg.T, dg_input)

        self.bottom_diff_s = ds * self.state.f
        self.bottom_diff_h = dxc[self.param.x_dim:]


class LstmNetwork:
    def __init__(self, lstm_param):
        self.param = lstm_param
        self.nodes = []
        self.x_list = []

    def y_list_is(self, y_list, loss_layer):
        """Updates the diffs by setting the targets; returns the loss. Does not update parameters."""
        assert len(y_list) == len(self.x_list)
        idx = len(self.x_list) - 1
        loss = loss_layer.loss(self.nodes[idx].state.h, y_list[idx])
        diff_h = loss_layer.bottom_diff(self.nodes[idx].state.h, y_list[idx])
        diff_s = np.zeros(self.param.mem_cell_ct)
        self.nodes[idx].top_diff_is(diff_h, diff_s)
        idx -= 1
        while idx >= 0:
            loss += loss_layer.loss(self.nodes[idx].state.h, y_list[idx])
            diff_h = loss_layer.bottom_diff(self.nodes[idx].state.h, y_list[idx])
            diff_h += self.nodes[idx + 1].bottom_diff_h
            diff_s = self.nodes[idx + 1].bottom_diff_s
            self.nodes[idx].top_diff_is(diff_h, diff_s)
            idx -= 1
        return loss

    def x_list_clear(self):
        self.x_list = []

    def x_list_add(self, x):
        self.x_list.append(x)
        if len(self.x_list) > len(self.nodes):
            self.nodes.append(LstmNode(self.param))
        idx = len(self.x_list) - 1
        if idx == 0:
            self.nodes[idx].bottom_data_is(x)
        else:
            s_prev = self.nodes[idx - 1].state.s
            h_prev = self.nodes[idx - 1].state.h
            self.nodes[idx].bottom_data_is(x, s_prev, h_prev)


class ToyLossLayer:
    """Square loss with the first element of the hidden layer."""

    @classmethod
    def loss(cls, pred, label):
        return (pred[0] - label) ** 2

    @classmethod
    def bottom_diff(cls, pred, label):
        diff = np.zeros_like(pred)
        diff[0] = 2 * (pred[0] - label)
        return diff


def example():
    np.random.seed(0)
    random.seed(0)
    mem_cell_ct = 20
    x_dim = 10
    lstm_param = LstmParam(mem_cell_ct, x_dim)
    lstm_net = LstmNetwork(lstm_param)
    y_list = [-0.5, 0.2, 0.1, -0.5]
    input_val_arr = [np.random.random(x_dim) for _ in y_list]

    for cur_iter in range(60):
        for ind in range(len(y_list)):
            lstm_net.x_list_add(input_val_arr[ind])
        loss = lstm_net.y_list_is(y_list, ToyLossLayer)
        if cur_iter % 20 == 0:
            print("iter", "%2s" % str(cur_iter), end=": ")
            print("y_pred = [" + ", ".join(["% 2.5f" % lstm_net.nodes[ind].state.h[0] for ind in range(len(y_list))]) + "]",
                  end=", ")
            print("loss:", "%.3e" % loss)
        lstm_param.apply_diff(lr=0.1)
        lstm_net.x_list_clear()


if __name__ == "__main__":
    example()
