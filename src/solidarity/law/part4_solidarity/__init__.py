"""Part IV: solidarity (Arts 56-69)."""
