# make faults   every fault once more, and again for good, on every file system; some minutes

.PHONY: faults
faults:
	@packaging/install-deps.sh
	COPYFILE2_FAULTS=long $(CARGO) test --lib fault -- --nocapture
	COPYFILE2_FAULTS=long $(CARGO) test --test faults --test faults_outside --test faults_disks --test faults_servers \
	    -- --nocapture
