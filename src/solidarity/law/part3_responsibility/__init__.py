"""Part III: the Member State responsible (Arts 16-55)."""
