"""Photos: looked at before they are loaded, turned upright, and written anew without anything but their pixels."""

import io
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

from catalog.attachments.refusals import MOST_PHOTO_BYTES, MOST_PIXELS, RefusedFile

if TYPE_CHECKING:
    from PIL.Image import Image

# The longer side in pixels: beside the text, on a page, in print. Nothing is made larger than it came.
LONGEST_SIDES = (480, 960, 1920)
FORMATS = ("JPEG", "PNG", "WEBP", "HEIF")
# JPEG rather than WebP: the same file goes into the Word documents, which older Offices must open.
MEDIA_TYPE = "image/jpeg"
QUALITY = 82
# What pages offer beside it to browsers that know it, by the ending of the address; about as good to look at.
LIGHTER: dict[str, tuple[str, dict[str, int]]] = {
    "avif": ("AVIF", {"quality": 55, "speed": 8}),
    "webp": ("WEBP", {"quality": 78, "method": 4}),
}
WITH_ALPHA = ("RGBA", "LA", "PA", "RGBa", "La")
# Forty million pixels take a good 300 MB for a moment: one photo after the other.
_decoding = threading.Lock()


@dataclass(frozen=True)
class Photo:
    """A photo in its sizes: JPEG files by their width in pixels; `width` and `height` of the largest."""

    width: int
    height: int
    files: dict[int, bytes]


def read_photo(data: bytes) -> Photo:
    """Re-encode a JPEG, PNG, WebP or HEIC photo. Raises RefusedFile and nothing else."""
    if not data:
        raise RefusedFile("empty")
    if len(data) > MOST_PHOTO_BYTES:
        raise RefusedFile("photo_too_big")
    with _decoding:
        try:
            return _sizes(_largest(data))
        except RefusedFile:
            raise
        except Exception:  # decoders of hostile files raise anything
            raise RefusedFile("broken_photo") from None


def _largest(data: bytes) -> "Image":
    """The picture as it will be shown, at its largest: upright, in sRGB, on white."""
    from PIL import ImageOps

    opened = _open(data)
    profile = opened.info.get("icc_profile")
    if opened.mode not in ("RGB", "L", "CMYK", "RGBA"):
        opened = opened.convert("RGBA" if _has_alpha(opened) else "RGB")
    # For JPEG this decodes at a smaller scale from the start.
    opened.thumbnail((LONGEST_SIDES[-1], LONGEST_SIDES[-1]))
    upright = ImageOps.exif_transpose(opened)
    return _on_white(_in_srgb(upright, profile))


def _open(data: bytes) -> "Image":
    """Read the head of a file and no more, unless it is small enough."""
    import pillow_heif
    from PIL import Image, UnidentifiedImageError

    pillow_heif.register_heif_opener()
    try:
        opened = Image.open(io.BytesIO(data), formats=FORMATS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise RefusedFile("too_many_pixels") from None
    except UnidentifiedImageError:
        raise RefusedFile("not_a_photo") from None
    if opened.width * opened.height > MOST_PIXELS:
        raise RefusedFile("too_many_pixels")
    return opened


def _has_alpha(image: "Image") -> bool:
    return image.mode in WITH_ALPHA or "transparency" in image.info


def _in_srgb(image: "Image", profile: bytes | None) -> "Image":
    """Colours as every screen shows them; a profile that is none, or for another kind of picture, is ignored."""
    from PIL import ImageCms

    if profile and image.mode in ("RGB", "CMYK"):
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            shown = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
        except (ImageCms.PyCMSError, OSError):
            return image
        return shown or image
    return image


def _on_white(image: "Image") -> "Image":
    """A picture of its own, with no more than pixels."""
    from PIL import Image

    plain = Image.new("RGB", image.size, "white")
    if _has_alpha(image):
        with_alpha = image.convert("RGBA")
        plain.paste(with_alpha, mask=with_alpha.getchannel("A"))
    else:
        plain.paste(image.convert("RGB"))
    return plain


def _sizes(largest: "Image") -> Photo:
    files = {}
    for side in LONGEST_SIDES:
        shown = largest.copy()
        shown.thumbnail((side, side))
        written = io.BytesIO()
        shown.save(written, "JPEG", quality=QUALITY, optimize=True, progressive=True)
        files[shown.width] = written.getvalue()
    return Photo(largest.width, largest.height, files)


def lighter(jpeg: bytes, ending: str) -> bytes:
    """One of our own JPEG files in a form of LIGHTER, by its ending; raises OSError for a file that is none."""
    from PIL import Image

    kind, options = LIGHTER[ending]
    written = io.BytesIO()
    with _decoding, Image.open(io.BytesIO(jpeg), formats=("JPEG",)) as opened:
        opened.save(written, kind, **options)
    return written.getvalue()
