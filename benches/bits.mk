# make bench-bits  downloads beside curl, wget and aria2c on loopback, the queue's speed and memory. BENCH_BITS=--strict
# fails when a target is missed.
.PHONY: bench-bits
bench-bits: all
	@packaging/install-deps.sh bench
	BITSADMIN='$(OUT)/bitsadmin' benches/bits/run.py $(BENCH_BITS)
