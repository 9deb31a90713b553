import numpy as np
import re
from collections import defaultdict

settings = {'window_size': 2, 'n': 8, 'epochs': 40, 'learning_rate': 0.02}

text = "natural language processing and machine learning is fun and exciting"
corpus = [[word.lower() for word in text.split()]]


class word2vec():

  def __init__(self):
    self.n = settings['n']
    self.lr = settings['learning_rate']
    self.epochs = settings['epochs']
    self.window = settings['window_size']

  def generate_training_data(self, settings, corpus):
    word_counts = defaultdict(int)
    for row in corpus:
      for word in row:
        word_counts[word] += 1

    self.v_count = len(word_counts.keys())
    self.words_list = sorted(list(word_counts.keys()))
    self.word_index = dict((word, i) for i, word in enumerate(self.words_list))
    self.index_word = dict((i, word) for i, word in enumerate(self.words_list))

    training_data = []
    for sentence in corpus:
      sent_len = len(sentence)
      for i, word in enumerate(sentence):
        w_target = self.word2onehot(sentence[i])
        w_context = []
        for j in range(i - self.window, i + self.window + 1):
          # Criteria for context word: not the target word, inside the sentence
          if j != i and j <= sent_len - 1 and j >= 0:
            w_context.append(self.word2onehot(sentence[j]))
        training_data.append([w_target, w_context])
    return training_data

  def word2onehot(self, word):
    word_vec = [0 for i in range(0, self.v_count)]
    word_index = self.word_index[word]
    word_vec[word_index] = 1
    return word_vec

  def train(self, training_data):
    np.random.seed(1)
    self.w1 = np.random.uniform(-1, 1, (self.v_count, self.n))
    self.w2 = np.random.uniform(-1, 1, (self.n, self.v_count))

    for i in range(self.epochs):
      self.loss = 0
      for w_t, w_c in training_data:
        y_pred, h, u = self.forward_pass(w_t)

        # sum up the prediction errors of all context words
        EI = np.sum([np.subtract(y_pred, word) for word in w_c], axis=0)
        self.backprop(EI, h, w_t)

        self.loss += -np.sum([u[word.index(1)] for word in w_c]) + len(w_c) * np.log(np.sum(np.exp(u)))
      if i % 10 == 0:
        print('Epoch:', i, "Loss:", round(float(self.loss), 4))

  def forward_pass(self, x):
    h = np.dot(x, self.w1)
    u = np.dot(h, self.w2)
    y_c = self.softmax(u)
    return y_c, h, u

  def softmax(self, x):
    e_x = np.exp(x - np.max(x))
    return e_x / e_x.sum(axis=0)

  def backprop(self, e, h, x):
    dl_dw2 = np.outer(h, e)
    dl_dw1 = np.outer(x, np.dot(self.w2, e.T))

    self.w1 = self.w1 - (self.lr * dl_dw1)
    self.w2 = self.w2 - (self.lr * dl_dw2)

  def word_vec(self, word):
    w_index = self.word_index[word]
    v_w = self.w1[w_index]
    return v_w

  def vec_sim(self, word, top_n):
    v_w1 = self.word_vec(word)
    word_sim = {}
    for i in range(self.v_count):
      v_w2 = self.w1[i]
      theta_sum = np.dot(v_w1, v_w2)
      theta_den = np.linalg.norm(v_w1) * np.linalg.norm(v_w2)
      word_sim[self.index_word[i]] = theta_sum / theta_den
    for word, sim in sorted(word_sim.items(), key=lambda kv: kv[1], reverse=True)[:top_n]:
      print(word, round(float(sim), 3))


w2v = word2vec()
training_data = w2v.generate_training_data(settings, corpus)
w2v.train(training_data)
w2v.vec_sim("machine", 3)
