# make deb  libcopyfile2-0, libcopyfile2-dev and copyfile2 as Debian packages of what `make` built, in $(DEBS)

MULTIARCH = $(shell dpkg-architecture -qDEB_HOST_MULTIARCH)
DEBS ?= $(PACKAGE)/debs

.PHONY: deb
deb: $(PRODUCTS)
	rm -rf '$(PACKAGE)/staged'
	$(MAKE) --no-print-directory install DESTDIR='$(abspath $(PACKAGE))/staged' PREFIX=/usr \
	    LIBDIR=/usr/lib/$(MULTIARCH) INCLUDEDIR=/usr/include BINDIR=/usr/bin MANDIR=/usr/share/man
	CARGO='$(CARGO)' FEATURES='$(FEATURES)' packaging/deb.sh '$(PACKAGE)/staged' '$(DEBS)'
	rm -rf '$(PACKAGE)/staged'
