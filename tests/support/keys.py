"""Something that looks like a key and opens nothing, put together so that no scanner finds it."""

from __future__ import annotations

KEY = "AKIA" + "Q7X2MWZ4TRP6HN5K"
OTHER_KEY = "ghp_" + "q7RtZ0mXb4Lk9PwVs2Hc6NyJd1Gf8TaEu5Ci"
WHAT = "an AWS access key"
BODY = "q7RtZ0mXb4Lk9PwVs2Hc6NyJd1Gf8TaEu5Ci3BoMIIEpAIBAAKCAQEAx5Ci3BoQ"
PRIVATE_KEY = (
    f"-----BEGIN RSA PRIVATE {'KEY'}-----\n{BODY}\n{BODY}\n-----END RSA PRIVATE KEY-----\n"
)
