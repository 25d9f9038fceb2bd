# make fuzz   each fuzz target for SECONDS=300, under AddressSanitizer; a crash stays in fuzz/artifacts
#
# cargo-fuzz is installed if it is missing. The toolchain may be a stable one: RUSTC_BOOTSTRAP lets it sanitize.

FUZZ_TARGETS ?= $(patsubst fuzz/fuzz_targets/%.rs,%,$(wildcard fuzz/fuzz_targets/*.rs))
fuzz: SECONDS ?= 300

.PHONY: fuzz
fuzz:
	@command -v cargo-fuzz >/dev/null || $(CARGO) install --locked cargo-fuzz
	@for target in $(FUZZ_TARGETS); do \
	    mkdir -p fuzz/corpus/$$target; \
	    RUSTC_BOOTSTRAP=1 $(CARGO) fuzz run $$target fuzz/corpus/$$target fuzz/seeds/$$target \
	        -- -max_total_time=$(SECONDS) -max_len=512 -timeout=20 -print_final_stats=1 || exit 1; \
	done
