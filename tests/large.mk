# make large   a file of more than 4 GiB through the network, every byte of it; 5 GiB of disk

.PHONY: large
large:
	COPYFILE2_LARGE=1 $(CARGO) test --release --test bits_large -- --nocapture
