"""
Renders flicker codes: frames, SVG, HTML, GIF and QR codes.
"""
