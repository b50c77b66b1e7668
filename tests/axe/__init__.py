"""axe-core on every page, and the W3C's checker on its HTML: instruments that nobody here wrote."""
