"""The PDFs: the LaTeX theme, and the build with XeTeX."""
