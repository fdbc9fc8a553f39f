"""From atoms to estimates: the second stage of every survey engine, on small arrays and without a database.

An atom is a group of answers that share stratum, cluster, weighting cell, domain and (as a rule) weight. An engine
sums over each atom; weights, calibration, linearised variances, degrees of freedom and intervals follow exactly from
those sums. `hoshin.core.survey` does the same row by row and defines the answer.
"""
