"""Files that come in: readers that turn a file into plain data, and what applies them to the school."""
