"""Web archives (mhtml) to the HTML page inside them."""

from __future__ import annotations

import email
import email.policy

__all__ = ["read_mhtml"]


def read_mhtml(data: bytes) -> tuple[bytes, str | None]:
    """Return the bytes of the page and the address that it was saved from.

    Raises
    ------
    ValueError
        There is no HTML part.
    """
    try:
        message = email.message_from_bytes(data, policy=email.policy.compat32)
        url = _header(message, "Snapshot-Content-Location") or _header(message, "Content-Location")
        for part in message.walk():
            if part.get_content_type() in {"text/html", "application/xhtml+xml"}:
                payload = part.get_payload(decode=True)
                if isinstance(payload, bytes) and payload.strip():
                    own = url or _header(part, "Content-Location")
                    return payload, own if own and own.startswith("http") else None
    except Exception as error:  # the email package raises many kinds on damaged headers
        raise ValueError(type(error).__name__) from error
    raise ValueError("no HTML part")


def _header(message: object, name: str) -> str | None:
    value = message.get(name)  # type: ignore[attr-defined]
    return None if value is None else "".join(str(value).split()) or None
