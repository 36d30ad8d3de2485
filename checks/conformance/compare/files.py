"""The folder that both servers serve: ../files, and static files that are made here, so that their dates are the same everywhere."""

import os
import shutil

# 2020-01-01 00:00:00 UTC.
MODIFIED = 1577836800

BY_NAME = [
    "picture.png", "picture.svg", "picture.jpeg", "picture.webp", "picture.avif", "data.json", "data.xml", "archive.tar.gz", "archive.zip",
    "page.html.gz", "module.mjs", "font.woff2", "sound.mp3", "film.mp4", "code.wasm", "text.md", "none", "UPPER.TXT", "table.csv",
    "letter.pdf", "app.webmanifest", "text.bz2", "old.xls", "unknown.xyzzy", ".hidden", "with space.txt", "plus+sign.txt", "café.txt",
    "100%.txt", "semi;colon.txt", "a&b.txt", "style.css", "script.js", "entry.css", "common.js", "other.js", "two.dots.txt", "dot.",
]
CONTENTS = {
    "hello.txt": b"hello static\n",
    "data.bin": bytes(range(256)) * 2,
    "large.txt": b"0123456789abcdef" * 16384,
    "empty.txt": b"",
    "page.html": b"<!DOCTYPE html>\n<title>page</title>\n",
    "robots.txt": b"User-agent: *\nDisallow: /\n",
    "favicon.ico": b"\0\0\1\0",
    "folder/index.html": b"<title>index</title>\n",
    "folder/inner/deep.txt": b"deep\n",
    "no-index/a.txt": b"a\n",
}


def make(source: str, target: str) -> None:
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(source, target)
    static = os.path.join(target, "static")
    contents = CONTENTS | {name: f"{name}\n".encode() for name in BY_NAME}
    for name, content in contents.items():
        path = os.path.join(static, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(content)
        os.utime(path, (MODIFIED, MODIFIED))
    with open(os.path.join(target, "secret.txt"), "w", encoding="ascii") as file:
        file.write("outside of static\n")
    os.symlink("hello.txt", os.path.join(static, "link.txt"))
    os.symlink("../secret.txt", os.path.join(static, "link-out.txt"))
