# The library beside other libraries and the kernel's bare calls, on file systems made on the spot.
.PHONY: bench-library
bench-library: all
	benches/library.py
