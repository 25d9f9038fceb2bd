# make wine-check   Windows programs under Wine with the layer of examples/wine; 0.7 GB of disk for the prefix, a minute

.PHONY: wine-check
wine-check:
	$(CARGO) test --test wine -- --ignored --nocapture
