"""Reads one PDF file in a fenced process."""

from hoshin.exchange.plan_pdf.reader import read_pdf
from hoshin.exchange.workers.answering import answer_with

if __name__ == "__main__":
    answer_with(read_pdf)
