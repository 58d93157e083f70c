"""Faults made on purpose, each many times: what was acknowledged must be there after, and nothing half done.

`python -m benchmarks faults --times N [--only kill,full,away,clock,twice,power]`
"""
