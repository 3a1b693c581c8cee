"""What a person's hand did to the forms of a kind: which sections are folded, which tables are cards."""

import json
from dataclasses import dataclass, field

#: The preference that keeps it, before the key of the kind.
PREFERENCE = "form "


@dataclass
class Memory:
    """Sections by the English of their label, True for open; fields of rows by key, ``table`` or ``cards``."""

    sections: dict[str, bool] = field(default_factory=dict)
    layouts: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, text: str) -> "Memory":
        """What was kept; nothing of what cannot be read any more: it is only a habit."""
        try:
            kept = json.loads(text or "{}")
        except ValueError:
            return cls()
        if not isinstance(kept, dict):
            return cls()
        sections, layouts = kept.get("sections"), kept.get("layouts")
        return cls(
            {str(key): bool(value) for key, value in sections.items()} if isinstance(sections, dict) else {},
            {str(key): str(value) for key, value in layouts.items()} if isinstance(layouts, dict) else {},
        )

    def written(self) -> str:
        """As it is kept."""
        return json.dumps({"sections": self.sections, "layouts": self.layouts}, ensure_ascii=False)
