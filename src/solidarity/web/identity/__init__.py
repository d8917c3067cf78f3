"""Who is at the desk: accounts of this installation, a provider of identities, sessions."""
