"""Commission Implementing Regulation (EU) 2025/2055."""
