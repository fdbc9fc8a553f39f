"""Reads one xlsx file in a fenced process."""

from hoshin.exchange.plan_xlsx.reader import read_xlsx
from hoshin.exchange.workers.answering import answer_with

if __name__ == "__main__":
    answer_with(read_xlsx)
