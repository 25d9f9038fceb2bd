# make bench  the library beside other copiers and the kernel's bare calls: a table, also in BENCHMARKS.md. BENCH=--long
# measures longer and more.
.PHONY: bench
bench: all
	@packaging/install-deps.sh bench
	PACKAGE='$(PACKAGE)' benches/bench.py $(BENCH)
