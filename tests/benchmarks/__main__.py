"""`make bench`: ratios of pages, then the bytes of a first visit and a revisit as a browser counts them."""

from tests.benchmarks import ratios, wire

if __name__ == "__main__":
    ratios.run()
    wire.run()
