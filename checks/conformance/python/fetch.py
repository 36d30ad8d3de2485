"""Fetches with Python's simple_httpclient: each line of the input says what, as JSON, and one comes back that says what it got.

Client.java does the same with ours.
"""

import asyncio
import json
import logging
import sys

from tornado.httpclient import AsyncHTTPClient, HTTPClientError, HTTPRequest
from tornado.httputil import HTTPHeaders

NUMBERS = {"max_redirects", "if_modified_since"}
FLAGS = {"follow_redirects", "decompress_response", "allow_nonstandard_methods", "expect_100_continue"}
PATIENCE = 2


def options(said: dict) -> dict:
    known = {}
    for name, value in said.items():
        if name in FLAGS:
            known[name] = value == "yes"
        elif name in NUMBERS:
            known[name] = int(value)
        elif name == "pieces":
            known["body_producer"] = producer(value.split(","))
        elif name != "streamed":
            known[name] = value
    return known


def producer(pieces: list):
    async def produce(write) -> None:
        for piece in pieces:
            await write(piece.encode())

    return produce


async def fetch(said: dict) -> dict:
    pieces = []
    try:
        fields = HTTPHeaders()
        for name, value in said["fields"]:
            fields.add(name, value)
        body = said["body"]
        request = HTTPRequest(
            said["url"], method=said["method"], headers=fields, body=None if body is None else body.encode("latin1"),
            request_timeout=PATIENCE, connect_timeout=PATIENCE,
            streaming_callback=pieces.append if "streamed" in said["options"] else None, **options(said["options"]))
        client = AsyncHTTPClient(force_instance=True)
        response = await asyncio.wait_for(client.fetch(request, raise_error=False), 2 * PATIENCE)
    except TimeoutError:
        return {"outcome": "no end"}
    except (ValueError, KeyError, TypeError):
        return {"outcome": "refused"}
    except HTTPClientError as error:
        return {"outcome": type(error).__name__}
    except Exception as error:  # What fails the fetch in any other way is what is compared.
        return {"outcome": "failed with " + type(error).__name__}
    return {
        "outcome": "response",
        "code": response.code,
        "reason": response.reason,
        "fields": list(response.headers.get_all()),
        "body": (response.body + b"".join(pieces)).decode("latin1"),
        "url": response.effective_url,
    }


async def main() -> None:
    for name in ("tornado", "asyncio"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    print("ready", flush=True)
    for line in sys.stdin:
        print(json.dumps(await fetch(json.loads(line))), flush=True)


if __name__ == "__main__":
    asyncio.run(main())
