"""Word lists, the codebook and the divisions: data with their source, licence and date."""
