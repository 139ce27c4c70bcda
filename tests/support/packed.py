"""Files of the explorer with the data that they carry packed, as if it stood there in plain letters."""

from __future__ import annotations

import base64
import gzip
import re
from typing import Final

_PACKED: Final = re.compile(r'(?<=-data">)"([A-Za-z0-9+/=]+)"(?=</script>)')


def unpacked(html: str) -> str:
    """The same text with its data as JSON; any other text as it is."""
    return _PACKED.sub(lambda found: gzip.decompress(base64.b64decode(found[1])).decode(), html)
