"""The ten units of the province before July 2025 as a sketch map: after the lie of the land, not to scale."""

from typing import NamedTuple

from catalog.i18n import Bilingual


class Area(NamedTuple):
    """A unit on the map: its outline as the path of an SVG, where its short name stands, and that name."""

    outline: str
    x: int
    y: int
    name: Bilingual


# Left, top, width and height of what is drawn.
VIEW = (0, 20, 620, 276)
AREAS = {
    "215": Area(
        "M75,101 78,59 104,28 140,8 179,28 200,62 190,95 162,108 130,97 101,89z",
        140,
        58,
        Bilingual("Yên Thế", "Yen The"),
    ),
    "216": Area(
        "M75,101 101,89 130,97 162,108 172,137 166,168 133,168 94,168 101,129z",
        134,
        130,
        Bilingual("Tân Yên", "Tan Yen"),
    ),
    "223": Area(
        "M10,148 36,109 75,101 101,129 94,168 88,207 60,218 29,187z",
        56,
        156,
        Bilingual("Hiệp Hòa", "Hiep Hoa"),
    ),
    "222": Area(
        "M88,207 94,168 133,168 166,168 156,187 151,209 140,235 114,243 88,229z",
        120,
        200,
        Bilingual("Việt Yên", "Viet Yen"),
    ),
    "213": Area(
        "M156,187 166,168 195,181 200,205 177,217 151,209z",
        176,
        194,
        Bilingual("TP", "City"),
    ),
    "217": Area(
        "M166,168 172,137 162,108 190,95 218,97 252,117 247,154 231,179 221,201 224,221 200,205 195,181z",
        206,
        142,
        Bilingual("Lạng Giang", "Lang Giang"),
    ),
    "221": Area(
        "M151,209 177,217 200,205 224,221 234,254 213,285 177,280 151,263 140,235z",
        188,
        248,
        Bilingual("Yên Dũng", "Yen Dung"),
    ),
    "218": Area(
        "M224,221 221,201 231,179 247,154 252,117 291,106 315,131 335,165 351,204 364,243 338,274 "
        "296,263 265,280 234,254z",
        290,
        204,
        Bilingual("Lục Nam", "Luc Nam"),
    ),
    "219": Area(
        "M291,106 333,73 377,39 419,28 452,48 484,73 494,109 471,143 439,165 419,196 385,205 351,204 335,165 315,131z",
        398,
        112,
        Bilingual("Lục Ngạn", "Luc Ngan"),
    ),
    "220": Area(
        "M494,109 536,103 572,117 608,151 593,196 556,232 523,263 481,280 439,274 400,263 364,243 "
        "351,204 385,205 419,196 439,165 471,143z",
        494,
        196,
        Bilingual("Sơn Động", "Son Dong"),
    ),
}
RIVERS = (
    "M2,138C18,178 26,206 58,226S96,252 118,252 148,276 172,290 204,292 222,296",
    "M250,92C240,120 226,132 220,160 206,184 192,196 197,222 202,246 188,262 182,284",
    "M540,262C506,240 468,226 430,190 396,162 368,176 340,186 304,214 272,222 246,242 232,256 226,268 214,284",
)
