"""Clean text to rows: metadata, outline, sentences, quantities, indicators, checks, words."""
