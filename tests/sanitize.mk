# make tsan       64 threads copy for SECONDS=300 under ThreadSanitizer, then one copies large files with threads of the library
# make sanitize   the tests that call the engine and its C edge with the library itself under AddressSanitizer and
#                 LeakSanitizer, then the C programs under AddressSanitizer, UndefinedBehaviorSanitizer and valgrind
#
# The toolchain may be a stable one: RUSTC_BOOTSTRAP lets it sanitize. Its standard library is not instrumented, which
# tests/sanitize.tsan makes up for.

SANITIZED = $(TARGET)/sanitized
HOST_TRIPLE = $(shell rustc -vV | sed -n 's/^host: //p')
sanitized = RUSTC_BOOTSTRAP=1 RUSTFLAGS="-Zsanitizer=$(1) -Cunsafe-allow-abi-mismatch=sanitizer" \
    CARGO_TARGET_DIR=$(abspath $(SANITIZED))/$(1)
tsan: SECONDS ?= 300

.PHONY: tsan sanitize
tsan:
	TSAN_OPTIONS="suppressions=$(CURDIR)/tests/sanitize.tsan history_size=4" COPYFILE2_SECONDS=$(SECONDS) \
	    $(call sanitized,thread) $(CARGO) test --no-default-features --target $(HOST_TRIPLE) \
	    --test threads --test copy_large -- --nocapture

# Not those that build C programs: these get the library as it is.
SANITIZED_TESTS = copy_flags copy_messages copy_metadata copy_names copy_parameters copy_properties copy_restart \
    copy_scenarios hostile_fuzz hostile_names hostile_permissions threads
C_TESTS = c_transcripts family hostile_routines

sanitize:
	$(call sanitized,address) $(CARGO) test --no-default-features --target $(HOST_TRIPLE) --lib \
	    $(addprefix --test ,$(SANITIZED_TESTS))
	$(CARGO) test $(addprefix --test ,$(C_TESTS))
