#!/usr/bin/env python
import random

import numpy as np


def sigmoid(x):
    """
    Arguments:
    x -- A scalar or numpy array.
    """
    return 1 / (1 + np.exp(-x))


def softmax(x):
    e = np.exp(x - np.max(x))
    return e / np.sum(e)


def naive_softmax_loss_and_gradient(center_word_vec, outside_word_idx, outside_vectors, dataset):
    """ Naive softmax loss & gradient function for word2vec models

    Arguments:
    center_word_vec -- numpy ndarray, center word's embedding in shape (word vector length, )
    outside_word_idx -- integer, the index of the outside word
    outside_vectors -- outside vectors is in shape (num words in vocab, word vector length)
    dataset -- needed for negative sampling, unused here.

    Return:
    loss -- naive softmax loss
    grad_center_vec -- the gradient with respect to the center word vector in shape (word vector length, )
    grad_outside_vecs -- the gradient with respect to all the outside word vectors
    """
    y_hat = softmax(np.dot(outside_vectors, center_word_vec))
    loss = -np.log(y_hat[outside_word_idx])
    d = y_hat.copy()
    d[outside_word_idx] -= 1
    grad_center_vec = np.dot(outside_vectors.T, d)
    grad_outside_vecs = np.outer(d, center_word_vec)
    return loss, grad_center_vec, grad_outside_vecs


def get_negative_samples(outside_word_idx, dataset, K):
    """ Samples K indexes which are not the outside_word_idx """
    neg_sample_word_indices = [None] * K
    for k in range(K):
        newidx = dataset.sample_token_idx()
        while newidx == outside_word_idx:
            newidx = dataset.sample_token_idx()
        neg_sample_word_indices[k] = newidx
    return neg_sample_word_indices


def neg_sampling_loss_and_gradient(center_word_vec, outside_word_idx, outside_vectors, dataset, K=5):
    """ Negative sampling loss function for word2vec models; a negative word may be drawn several times """
    neg_sample_word_indices = get_negative_samples(outside_word_idx, dataset, K)

    pos = sigmoid(np.dot(outside_vectors[outside_word_idx], center_word_vec))
    loss = -np.log(pos)
    grad_center_vec = (pos - 1) * outside_vectors[outside_word_idx]
    grad_outside_vecs = np.zeros(outside_vectors.shape)
    grad_outside_vecs[outside_word_idx] = (pos - 1) * center_word_vec

    for k in neg_sample_word_indices:
        neg = sigmoid(-np.dot(outside_vectors[k], center_word_vec))
        loss += -np.log(neg)
        grad_center_vec += (1 - neg) * outside_vectors[k]
        grad_outside_vecs[k] += (1 - neg) * center_word_vec

    return loss, grad_center_vec, grad_outside_vecs


def skipgram(current_center_word, outside_words, word2ind, center_word_vectors, outside_vectors, dataset,
             word2vec_loss_and_gradient=neg_sampling_loss_and_gradient):
    loss = 0.0
    grad_center_vecs = np.zeros(center_word_vectors.shape)
    grad_outside_vectors = np.zeros(outside_vectors.shape)

    c = word2ind[current_center_word]
    for word in outside_words:
        l, gc, go = word2vec_loss_and_gradient(center_word_vectors[c], word2ind[word], outside_vectors, dataset)
        loss += l
        grad_center_vecs[c] += gc
        grad_outside_vectors += go
    return loss, grad_center_vecs, grad_outside_vectors


def word2vec_sgd_wrapper(word2ind, word_vectors, dataset, window_size, loss_and_gradient):
    batchsize = 10
    loss = 0.0
    grad = np.zeros(word_vectors.shape)
    N = word_vectors.shape[0]
    center_word_vectors = word_vectors[:int(N / 2), :]
    outside_vectors = word_vectors[int(N / 2):, :]
    for i in range(batchsize):
        window_size_1 = random.randint(1, window_size)
        center_word, context = dataset.get_random_context(window_size_1)
        c, gin, gout = skipgram(center_word, context, word2ind, center_word_vectors, outside_vectors, dataset, loss_and_gradient)
        loss += c / batchsize
        grad[:int(N / 2), :] += gin / batchsize
        grad[int(N / 2):, :] += gout / batchsize
    return loss, grad


class Toy:
    tokens = "a b c d e".split()

    def sample_token_idx(self):
        return random.randint(0, 4)

    def get_random_context(self, C):
        return random.choice(self.tokens), [random.choice(self.tokens) for _ in range(2 * C)]


if __name__ == "__main__":
    random.seed(31415)
    np.random.seed(9265)
    dataset = Toy()
    word2ind = dict((t, i) for i, t in enumerate(dataset.tokens))
    vectors = np.random.randn(10, 3) * 0.5
    for iteration in range(300):
        loss, grad = word2vec_sgd_wrapper(word2ind, vectors, dataset, 3, neg_sampling_loss_and_gradient)
        vectors -= 0.05 * grad
        if iteration % 100 == 0:
            print("iter %d: %f" % (iteration, loss))
    loss, grad = word2vec_sgd_wrapper(word2ind, vectors, dataset, 3, naive_softmax_loss_and_gradient)
    print("softmax loss %f" % loss)
