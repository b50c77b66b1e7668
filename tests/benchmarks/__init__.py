"""Benchmarks: ratios taken in one run. No test asserts a time; `make bench` prints them."""
