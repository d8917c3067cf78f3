"""Regulation (EU) 2024/1359 (crisis and force majeure), where it overlays Parts III and IV."""
