"""The European Union's permanent solidarity mechanism, Regulation (EU) 2024/1351, as software."""
