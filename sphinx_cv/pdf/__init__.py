"""The PDFs: the LaTeX theme, and the build by XeTeX."""
