"""Random writes through random faults, in one engine; at the end nothing is lost, doubled or out of order."""
