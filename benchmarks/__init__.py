"""The lab's speed, as ratios against bare moto in the same run.

    python -m benchmarks            all of them
    python -m benchmarks seam       one or several, by name
    python -m benchmarks --quick    fewer repetitions: to see that they run, not to judge

Every engine runs in processes of its own, and they alternate (lab, moto, lab, moto, …), so
that a slow minute of the machine falls on both. A figure is a median; smallest and largest
stand beside it, because on a shared machine the spread is the noise. Nothing here is a
test: a time that fails on a busy machine proves nothing.

Reading order: `measurement` (one row), `engines` (the lab and moto, started in a fresh
process), then one module for each benchmark; `table` prints them.
"""
