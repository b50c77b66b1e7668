"""«An hour in the life»: the demo school without a network, kept as pictures in docs/hour."""
