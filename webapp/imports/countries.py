"""Countries whose schools are known here: name and the time zone of most schools, by ISO 3166."""

from typing import NamedTuple

from webapp.language import lazy


class Country(NamedTuple):
    """zone is an IANA name."""

    name: str
    zone: str


COUNTRIES = {
    "RU": Country(lazy("Россия"), "Europe/Moscow"),
    "AZ": Country(lazy("Азербайджан"), "Asia/Baku"),
    "AM": Country(lazy("Армения"), "Asia/Yerevan"),
    "BY": Country(lazy("Беларусь"), "Europe/Minsk"),
    "BG": Country(lazy("Болгария"), "Europe/Sofia"),
    "GE": Country(lazy("Грузия"), "Asia/Tbilisi"),
    "KZ": Country(lazy("Казахстан"), "Asia/Almaty"),
    "KG": Country(lazy("Киргизия"), "Asia/Bishkek"),
    "MD": Country(lazy("Молдавия"), "Europe/Chisinau"),
    "UZ": Country(lazy("Узбекистан"), "Asia/Tashkent"),
}


def name_of(country: str) -> str:
    """The country's name, its code for one not listed."""
    return str(COUNTRIES[country].name) if country in COUNTRIES else country


def zone_of(country: str) -> str:
    """The time zone that a new school there gets; Moscow's for a country not listed."""
    return COUNTRIES[country].zone if country in COUNTRIES else COUNTRIES["RU"].zone
