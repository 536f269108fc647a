"""The part of the extension that every Sphinx builder shares: settings, the domain, directives."""
