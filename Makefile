# Targets (`make help` prints this):
#
# make             the libraries and commands
# make demo        copies a real file with progress
# make check       every test
# make deps        installs the Debian packages that building needs, as root; otherwise says which are missing
# make install     PREFIX=/usr/local DESTDIR=; STRIP=0 leaves the symbols for a debugger in
# make uninstall   takes the same files away
# make deb         Debian packages of what was built
# make bench       the speed beside other copiers, into BENCHMARKS.md; BENCH=--long takes its time
# make msrv        builds and tests with Rust 1.85, the oldest that is promised
# make wine-check Windows programs under Wine with the layer of examples/wine
# make cross       builds for arm64, armhf and i386 and runs under user emulation what that can run; CROSS=arm64 for one
# make fuzz, make tsan, make sanitize, make soak
#                  at length what `make check` tries for short; SECONDS=n says for how long
#
# FEATURES="--no-default-features" or "--features bundled" chooses what is built in, PROFILE=dev a build for debugging.
#
# `make demo` and `make check` install missing packages by themselves when run as root on Debian; DEPS=0 forbids it. No other
# target does but `make deps`.

CARGO ?= cargo
CC ?= cc
CFLAGS ?= -O2
PROFILE ?= release
FEATURES ?=
DEPS ?= 1
export DEPS
STRICT = -Wall -Wextra -Wpedantic -Werror

# Where cargo puts what it makes, and where what is made of that stands.
TARGET := $(or $(CARGO_TARGET_DIR),target)
OUT := $(TARGET)/$(if $(CARGO_BUILD_TARGET),$(CARGO_BUILD_TARGET)/)$(patsubst dev,debug,$(PROFILE))
PACKAGE := $(OUT)/package
BUILT := $(PACKAGE)/built

.PHONY: all help deps check demo demo-deps msrv cross clean FORCE
all: products

help:
	@sed -n -e '/^[^#]/q' -e 's/^# \{0,1\}//p' Makefile

deps:
	@DEPS=1 packaging/install-deps.sh build

demo-deps:
	@packaging/install-deps.sh build

# cargo's part is done when it is younger than the sources and had the same features.
$(BUILT): $(shell find src -name '*.rs') Cargo.toml Cargo.lock $(PACKAGE)/features
	@DEPS=0 packaging/install-deps.sh build
# With fewer features a command that was built with more would be left over.
	@touch $@.begun
	@$(if $(FEATURES),rm -f $(OUT)/copyfile2 $(OUT)/bitsadmin,:)
	$(CARGO) build --profile $(PROFILE) $(FEATURES)
	@mv $@.begun $@

$(PACKAGE)/features: FORCE
	@mkdir -p $(PACKAGE)
	@echo '$(FEATURES)' | cmp -s - $@ || echo '$(FEATURES)' >$@

check:
	@packaging/install-deps.sh
	@tests/run.sh

msrv:
	@packaging/install-deps.sh
	@packaging/msrv.sh $(TARGET)

CROSS ?= arm64 armhf i386
cross:
	@packaging/install-deps.sh
	@for architecture in $(CROSS); do packaging/cross.sh $$architecture $(TARGET) || exit; done

# The C example against the header and the static library, on a file made on the spot.
demo: | demo-deps
	@$(MAKE) --no-print-directory all
	@mkdir -p $(TARGET)/demo
	$(CC) -std=c11 $(STRICT) $(CFLAGS) -Iinclude examples/progress.c -o $(TARGET)/demo/progress \
	    $(PACKAGE)/libcopyfile2.a $$(cat $(PACKAGE)/system-libs)
	@packaging/demo.sh $(TARGET)/demo/progress

clean:
	$(CARGO) clean

# install, and what else the rooms bring along (fuzz, soak).
-include packaging/*.mk tests/*.mk fuzz/*.mk benches/*.mk
