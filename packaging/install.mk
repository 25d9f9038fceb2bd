# Both libraries are made of cargo's static one, by the compiler of the system: a version script that goes through rustc's
# own linker is silently ignored.

PREFIX ?= /usr/local
LIBDIR ?= $(PREFIX)/lib
INCLUDEDIR ?= $(PREFIX)/include
BINDIR ?= $(PREFIX)/bin
MANDIR ?= $(PREFIX)/share/man

# The shared library and the commands are installed without what only a debugger reads.
STRIP ?= strip
ifneq ($(STRIP),0)
STRIP_LIBRARY = $(STRIP) --strip-unneeded
endif

VERSION := $(shell sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml | head -1)
MAJOR = $(firstword $(subst ., ,$(VERSION)))
SONAME = libcopyfile2.so.$(MAJOR)
SHARED = libcopyfile2.so.$(VERSION)

PRODUCTS = $(addprefix $(PACKAGE)/,$(SHARED) libcopyfile2.a libcopyfile2main.a system-libs)
HEADERS = $(patsubst include/%,%,$(wildcard include/*.h include/copyfile2/*.h))
WIN32_HEADERS = $(patsubst include/win32/%,copyfile2/win32/%,$(wildcard include/win32/*.h include/win32/*/*.h))
WIN32_DIRECTORIES = $(sort $(patsubst %/,%,$(dir $(WIN32_HEADERS))))
# What is of no use without BITS.
COM_HEADERS = $(filter copyfile2/bits% copyfile2/com.h copyfile2/qmgr.h copyfile2/unknwn.h,$(HEADERS)) \
    $(filter $(addprefix copyfile2/win32/,$(OLE_H)),$(WIN32_HEADERS))
OLE_H = ObjBase.h Objbase.h OleAuto.h Unknwn.h ComDef.h atl% bits% Bits% com% deliveryoptimization% guiddef.h initguid.h \
    oaidl.h objbase.h objidl.h ole2.h oleauto.h qmgr.h rpc% unknwn% wrl.h wrl/% wtypes.h
HAS_BITS = nm -D $(PACKAGE)/$(SHARED) | grep -q DllGetClassObject
MANPAGES = $(foreach section,1 3 7,$(patsubst man/%,man$(section)/%,$(wildcard man/*.$(section))))
# Each line an alias and its page.
MANLINKS := $(shell sed 's/ .*//' man/links.txt)
PKGCONFIG = copyfile2.pc copyfile2-win32.pc
CMAKE_PACKAGE = copyfile2Config.cmake copyfile2ConfigVersion.cmake
COMMANDS = copyfile2 bitsadmin

.PHONY: products install uninstall
products: $(PRODUCTS)

$(PACKAGE)/system-libs: $(BUILT) packaging/system-libs.sh
	packaging/system-libs.sh $(OUT) >$@.new
	mv $@.new $@

# What the library calls of itself is its own, whatever the program defines (-Bsymbolic-functions), and dlclose leaves its
# code where its threads are (nodelete).
#
# libcurl is loaded by the first use of BITS.
$(PACKAGE)/$(SHARED): $(BUILT) $(PACKAGE)/system-libs packaging/copyfile2.map packaging/install.mk \
    packaging/libcurl-later.c packaging/libcurl-later.sh
	libs=$$(CC='$(CC)' packaging/libcurl-later.sh $(PACKAGE)/libcurl-later.o $$(cat $(PACKAGE)/system-libs)) && \
	$(CC) -shared -o $@ $(LDFLAGS) -Wl,-soname,$(SONAME) -Wl,--version-script=packaging/copyfile2.map \
	    -Wl,--gc-sections -Wl,--as-needed -Wl,--no-undefined -Wl,-z,relro,-z,now \
	    -Wl,-Bsymbolic-functions -Wl,-z,nodelete \
	    -Wl,--whole-archive $(OUT)/libcopyfile2.a -Wl,--no-whole-archive $$libs

$(PACKAGE)/libcopyfile2.a: $(BUILT) packaging/archive.sh
	packaging/archive.sh $(OUT) $@

# The main of programs with wmain or _tmain.
$(PACKAGE)/libcopyfile2main.a: packaging/main.c packaging/install.mk
	mkdir -p $(PACKAGE)
	$(CC) $(CFLAGS) -std=c11 -fPIC -c packaging/main.c -o $(PACKAGE)/main.o
	rm -f $@
	$(AR) rcs $@ $(PACKAGE)/main.o

# A directory below PREFIX as the .pc files write it.
BELOW_PREFIX = $(patsubst $(PREFIX)/%,$${prefix}/%,$(1))
FILL_IN = sed -e 's|@PREFIX@|$(PREFIX)|' -e 's|@INCLUDEDIR@|$(call BELOW_PREFIX,$(INCLUDEDIR))|' \
    -e 's|@LIBDIR@|$(call BELOW_PREFIX,$(LIBDIR))|' -e 's|@VERSION@|$(VERSION)|' -e 's|@MAJOR@|$(MAJOR)|' \
    -e 's|@SONAME@|$(SONAME)|' -e 's|@SHARED@|$(SHARED)|' -e "s|@LIBS@|$$(cat $(PACKAGE)/system-libs)|" \
    -e "s|@CMAKE_LIBS@|$$(tr ' ' ';' <$(PACKAGE)/system-libs)|" \
    -e "s|@INCLUDE_FROM_LIB@|$$(realpath -m --relative-to='$(LIBDIR)' '$(INCLUDEDIR)')|" \
    -e "s|@POINTER@|$$(echo __SIZEOF_POINTER__ | $(CC) -E -P -)|"

# Nothing of the tree is built again that is up to date, so that `sudo make install` needs no cargo after `make`.
install: $(PRODUCTS)
	install -d $(addprefix '$(DESTDIR)$(INCLUDEDIR)'/,$(WIN32_DIRECTORIES)) '$(DESTDIR)$(LIBDIR)/pkgconfig' \
	    '$(DESTDIR)$(LIBDIR)/cmake/copyfile2' '$(DESTDIR)$(BINDIR)' $(patsubst %,'$(DESTDIR)$(MANDIR)/%',$(sort $(dir $(MANPAGES))))
	for header in $(HEADERS); do install -m 644 include/$$header '$(DESTDIR)$(INCLUDEDIR)'/$$header || exit; done
	for directory in $(patsubst copyfile2/%,%,$(WIN32_DIRECTORIES)); do \
	    install -m 644 include/$$directory/*.h "$(DESTDIR)$(INCLUDEDIR)/copyfile2/$$directory/" || exit; done
	$(HAS_BITS) || rm -f $(patsubst %,'$(DESTDIR)$(INCLUDEDIR)/%',$(COM_HEADERS))
	install -m 644 $(PACKAGE)/$(SHARED) $(PACKAGE)/libcopyfile2.a $(PACKAGE)/libcopyfile2main.a '$(DESTDIR)$(LIBDIR)/'
	$(if $(STRIP_LIBRARY),$(STRIP_LIBRARY) '$(DESTDIR)$(LIBDIR)/$(SHARED)')
	ln -sf $(SHARED) '$(DESTDIR)$(LIBDIR)/$(SONAME)'
	ln -sf $(SONAME) '$(DESTDIR)$(LIBDIR)/libcopyfile2.so'
	for file in $(PKGCONFIG); do \
	    $(FILL_IN) packaging/$$file.in >'$(DESTDIR)$(LIBDIR)'/pkgconfig/$$file && \
	    chmod 644 '$(DESTDIR)$(LIBDIR)'/pkgconfig/$$file || exit; done
	for file in $(CMAKE_PACKAGE); do \
	    $(FILL_IN) packaging/$$file.in >'$(DESTDIR)$(LIBDIR)'/cmake/copyfile2/$$file && \
	    chmod 644 '$(DESTDIR)$(LIBDIR)'/cmake/copyfile2/$$file || exit; done
# A build without BITS has no bitsadmin, one without the feature `cli` no copyfile2.
	for command in $(COMMANDS); do [ ! -x $(OUT)/$$command ] || \
	    { install -m 755 $(OUT)/$$command '$(DESTDIR)$(BINDIR)/' && \
	      $(if $(STRIP_LIBRARY),$(STRIP) '$(DESTDIR)$(BINDIR)'/$$command,:); } || exit; done
	for page in $(MANPAGES); do install -m 644 man/$${page##*/} '$(DESTDIR)$(MANDIR)'/$$page || exit; done
	while read -r alias page; do ln -sf $$page '$(DESTDIR)$(MANDIR)'/man3/$$alias || exit; done <man/links.txt
# The loader looks into its cache for the directories of the system.
	@case '$(DESTDIR)$(PREFIX)' in /usr | /usr/local) ldconfig 2>/dev/null || : ;; esac

uninstall:
	rm -f $(patsubst %,'$(DESTDIR)$(INCLUDEDIR)/%',$(HEADERS) $(WIN32_HEADERS))
	rm -f $(patsubst %,'$(DESTDIR)$(LIBDIR)/%',$(SHARED) $(SONAME) libcopyfile2.so libcopyfile2.a libcopyfile2main.a)
	rm -f $(patsubst %,'$(DESTDIR)$(LIBDIR)/pkgconfig/%',$(PKGCONFIG))
	rm -f $(patsubst %,'$(DESTDIR)$(LIBDIR)/cmake/copyfile2/%',$(CMAKE_PACKAGE))
	rm -f $(patsubst %,'$(DESTDIR)$(BINDIR)/%',$(COMMANDS))
	rm -f $(patsubst %,'$(DESTDIR)$(MANDIR)/%',$(MANPAGES) $(addprefix man3/,$(MANLINKS)))
	-rmdir --ignore-fail-on-non-empty $(patsubst %,'$(DESTDIR)$(INCLUDEDIR)/%',$(filter-out copyfile2/win32,$(WIN32_DIRECTORIES))) \
	    '$(DESTDIR)$(INCLUDEDIR)/copyfile2/win32' '$(DESTDIR)$(INCLUDEDIR)/copyfile2' \
	    '$(DESTDIR)$(LIBDIR)/cmake/copyfile2'
	@case '$(DESTDIR)$(PREFIX)' in /usr | /usr/local) ldconfig 2>/dev/null || : ;; esac

# The tests of the installation again, on what is released, and on the build that brings libcurl, OpenSSL and SQLite along.
.PHONY: check-packaging check-bundled
check-packaging:
	COPYFILE2_CHECK_PROFILE=release $(CARGO) test --test packaging

check-bundled:
	COPYFILE2_CHECK_FEATURES="--features bundled" $(CARGO) test --target-dir $(TARGET)/bundled --features bundled --test packaging
