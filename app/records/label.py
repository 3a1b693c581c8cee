"""A term in both languages. Domain terms stand in declarations; every other sentence stands in resources/i18n."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Label:
    """One term as the screen shows it: the word that teachers use, and a plain English one."""

    zh: str
    en: str

    def in_language(self, language: str) -> str:
        """The term in ``language``; English for any language but Chinese."""
        return self.zh if language == "zh" else self.en
