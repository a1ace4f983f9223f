"""What `Benchmarks/run` is made of; needs Python 3.9 and nothing beyond its standard library."""
