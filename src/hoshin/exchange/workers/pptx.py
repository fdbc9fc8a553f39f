"""Reads one pptx file in a fenced process."""

from hoshin.exchange.plan_pptx.reader import read_pptx
from hoshin.exchange.workers.answering import answer_with

if __name__ == "__main__":
    answer_with(read_pptx)
