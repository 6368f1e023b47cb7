"""How a source file becomes a publication: received, read apart, recognised, checked, published."""
