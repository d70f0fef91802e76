"""
Scans the QR code that a browser shows.
"""

from __future__ import annotations

from io import BytesIO

import zxingcpp
from PIL import Image
from selenium import webdriver

from kontokit_sandbox.flicker.bars import bars_of
from kontokit_sandbox.flicker.device import read_bars
from kontokit_sandbox.flicker.qr import wire_of_qr


def scanned(browser: webdriver.Chrome) -> list[str]:
    """
    What a TAN generator shows after it has scanned the code on the screen, such as the IBAN and
    the amount of an order.
    """
    with Image.open(BytesIO(browser.get_screenshot_as_png())) as screen:
        (code,) = zxingcpp.read_barcodes(screen.convert("L"))
    wire = wire_of_qr(code.bytes)
    assert wire, "it is no chipTAN-QR"
    reading = read_bars(bars_of(wire))
    assert reading is not None
    return list(reading.elements)
