"""The pages: what the stations and the chain say, for people, over HTTP; no rule, no arithmetic."""
