"""Speed, as ratios of medians taken in one run: `python -m benchmarks`."""
