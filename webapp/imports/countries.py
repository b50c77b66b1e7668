"""Countries whose schools are known here: name and the time zone of most schools, by ISO 3166."""

from typing import NamedTuple


class Country(NamedTuple):
    """name is Russian, zone an IANA name."""

    name: str
    zone: str


COUNTRIES = {
    "RU": Country("Россия", "Europe/Moscow"),
    "AZ": Country("Азербайджан", "Asia/Baku"),
    "AM": Country("Армения", "Asia/Yerevan"),
    "BY": Country("Беларусь", "Europe/Minsk"),
    "BG": Country("Болгария", "Europe/Sofia"),
    "GE": Country("Грузия", "Asia/Tbilisi"),
    "KZ": Country("Казахстан", "Asia/Almaty"),
    "KG": Country("Киргизия", "Asia/Bishkek"),
    "MD": Country("Молдавия", "Europe/Chisinau"),
    "UZ": Country("Узбекистан", "Asia/Tashkent"),
}


def name_of(country: str) -> str:
    """The country's name, its code for one not listed."""
    return COUNTRIES[country].name if country in COUNTRIES else country


def zone_of(country: str) -> str:
    """The time zone that a new school there gets; Moscow's for a country not listed."""
    return COUNTRIES[country].zone if country in COUNTRIES else COUNTRIES["RU"].zone
