# make          the release build
# make demo     copies a real file with progress
# make check    every test
# make install  PREFIX=/usr/local DESTDIR=
# make bench    the speed beside other copiers

CARGO ?= cargo
CC ?= cc
CFLAGS ?= -O2
PREFIX ?= /usr/local
STRICT = -Wall -Wextra -Wpedantic -Werror

.PHONY: all deps check demo bench clean
all: deps
	$(CARGO) build --release

deps:
	@packaging/install-deps.sh build

check:
	@packaging/install-deps.sh
	@tests/run.sh

# The C example against the header and the static library, on a file made on the spot.
demo: all
	@mkdir -p target/demo
	$(CC) -std=c11 $(STRICT) $(CFLAGS) -Iinclude examples/progress.c -o target/demo/progress \
	    target/release/libcopyfile2.a $(shell packaging/system-libs.sh)
	@packaging/demo.sh target/demo/progress

bench: all
	benches/run.py

clean:
	$(CARGO) clean

# install, and what else the rooms bring along (fuzz, soak).
-include packaging/*.mk tests/*.mk fuzz/*.mk benches/*.mk
