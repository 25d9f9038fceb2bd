"""Python's shutil.copy2, with the command line and the output of peer.h."""
import os
import shutil
import sys
import time

_, _, source, target = sys.argv
pairs = [(source, target)]
if os.path.isdir(source):
    pairs = [(os.path.join(source, name), os.path.join(target, name)) for name in os.listdir(source)]
wall, cpu = time.perf_counter(), time.process_time()
for one, other in pairs:
    shutil.copy2(one, other)
print(time.perf_counter() - wall, time.process_time() - cpu, 0, 0, 0)
