# make install: headers, the shared library linked from the static archive with a version map, pkg-config, command, man page.

VERSION := $(shell sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml | head -1)
SONAME = libcopyfile2.so.0
SHARED = libcopyfile2.so.$(VERSION)
STAGE = $(DESTDIR)$(PREFIX)

.PHONY: shared install

# A version script passed through rustc's own linker is silently ignored, so cc links the released library.
shared: all
	$(CC) -shared -o target/release/$(SHARED) -Wl,-soname,$(SONAME) -Wl,--version-script=packaging/copyfile2.map \
	    -Wl,--gc-sections -Wl,--no-undefined -Wl,-z,relro,-z,now \
	    -Wl,--whole-archive target/release/libcopyfile2.a -Wl,--no-whole-archive \
	    $(shell packaging/system-libs.sh) -lgcc_s -lc

install: shared
	install -d $(STAGE)/include/copyfile2 $(STAGE)/lib/pkgconfig $(STAGE)/bin $(STAGE)/share/man/man1
	install -m 644 include/copyfile2.h $(STAGE)/include/
	cp -R include/copyfile2/. $(STAGE)/include/copyfile2/
	install -d $(STAGE)/include/copyfile2/win32
	cp -R include/win32/. $(STAGE)/include/copyfile2/win32/
	install -m 755 target/release/$(SHARED) $(STAGE)/lib/
	ln -sf $(SHARED) $(STAGE)/lib/$(SONAME)
	ln -sf $(SONAME) $(STAGE)/lib/libcopyfile2.so
	install -m 644 target/release/libcopyfile2.a $(STAGE)/lib/
	sed -e 's|@PREFIX@|$(PREFIX)|' -e 's|@VERSION@|$(VERSION)|' -e "s|@LIBS@|$$(packaging/system-libs.sh)|" \
	    packaging/copyfile2.pc.in >$(STAGE)/lib/pkgconfig/copyfile2.pc
	install -m 755 target/release/copyfile2 target/release/bitsadmin $(STAGE)/bin/
	install -m 644 man/copyfile2.1 $(STAGE)/share/man/man1/
