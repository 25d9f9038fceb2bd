# make soak   random trees, copied, interrupted and compared on all file systems for SECONDS=600; disks pulled 200 times each, a
#             tree copy killed 200 times, a tree of a million entries

soak: SECONDS ?= 600

.PHONY: soak
soak:
	COPYFILE2_SECONDS=$(SECONDS) $(CARGO) test --test soak -- --nocapture
	COPYFILE2_SEEDS=500 $(CARGO) test --test bits_family -- --nocapture
	COPYFILE2_PULLS=200 COPYFILE2_KILLS=400 $(CARGO) test --test copy_unplug --test copy_crashes -- --nocapture
	COPYFILE2_ROUNDS=200 COPYFILE2_ENTRIES=1000000 $(CARGO) test --test command_trees -- --nocapture
