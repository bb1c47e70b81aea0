"""Speed and memory, as ratios of what was measured in one run: `python -m benchmarks`, and `python -m benchmarks review`."""
