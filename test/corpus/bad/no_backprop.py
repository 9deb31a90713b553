"""Counts words. Nothing to do with networks."""
import collections
import sys


def count(lines):
    words = collections.Counter()
    for line in lines:
        words.update(line.lower().split())
    return words


if __name__ == "__main__":
    print(count(["a b a", "c a"]).most_common(2))
