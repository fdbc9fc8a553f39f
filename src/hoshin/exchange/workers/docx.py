"""Reads one docx file in a fenced process."""

from hoshin.exchange.plan_docx.reader import read_docx
from hoshin.exchange.workers.answering import answer_with

if __name__ == "__main__":
    answer_with(read_docx)
