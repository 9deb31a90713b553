"""Counts words: nothing to learn here."""
import sys
from collections import Counter


def main():
    data = Counter(sys.stdin.read().split())
    for word, count in data.most_common(10):
        print(word, count)


if __name__ == "__main__":
    main()
