"""What services on the network say of publications: the commands `add`, `sync` and `verify`. No build imports this."""
