"""The part of the extension that is shared by all Sphinx builders: settings, domain and directives."""
