# make soak   random trees, copied, interrupted and compared on all file systems for SECONDS=600

soak: SECONDS ?= 600

.PHONY: soak
soak:
	COPYFILE2_SECONDS=$(SECONDS) $(CARGO) test --test soak -- --nocapture
