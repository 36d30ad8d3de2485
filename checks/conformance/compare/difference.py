"""What two outcomes differ in: a line each, `what: Python's -> ours`."""

import json

import normal
from wire import Answer, Outcome

LONGEST = 160


def between(theirs: Outcome, ours: Outcome) -> list:
    lines = []
    for index in range(max(len(theirs.answers), len(ours.answers))):
        mark = f"{index + 1}. " if index else ""
        lines += [mark + line for line in of_answers(at(theirs, index), at(ours, index))]
    if theirs.connection != ours.connection:
        lines.append(f"connection: {theirs.connection} -> {ours.connection}")
    return lines


def at(outcome: Outcome, index: int) -> Answer | None:
    return normal.answer(outcome.answers[index]) if index < len(outcome.answers) else None


def of_answers(theirs: Answer | None, ours: Answer | None) -> list:
    if theirs is None or ours is None or theirs.code() != ours.code():
        return [f"status: {status(theirs)} -> {status(ours)}"]
    lines = []
    if theirs.status != ours.status:
        lines.append(f"status: {status(theirs)} -> {status(ours)}")
    bodies = of_bodies(theirs.body, ours.body)
    return lines + of_fields(theirs, ours, bool(bodies)) + bodies


def status(answer: Answer | None) -> str:
    return "none" if answer is None else answer.status.removeprefix("HTTP/1.1 ")


def of_fields(theirs: Answer, ours: Answer, bodies_differ: bool) -> list:
    """Fields of one name are compared in order; that of different names means nothing (RFC 9110 section 5.3)."""
    lines = []
    names = list(dict.fromkeys([name for name, _ in theirs.fields + ours.fields]))
    for name in names:
        left, right = values(theirs, name), values(ours, name)
        follows = name in ("Content-Length", "Etag", "(chunks)") and bodies_differ
        if left != right and not (follows and len(left) == len(right)):
            lines.append(f"field {name}: {cut(said(left))} -> {cut(said(right))}")
    return lines


def values(answer: Answer, name: str) -> list:
    return [value for other, value in answer.fields if other == name]


def said(found: list) -> str:
    return " & ".join(value or "(empty)" for value in found) if found else "none"


def of_bodies(theirs: bytes, ours: bytes) -> list:
    if theirs == ours:
        return []
    left, right = as_object(theirs), as_object(ours)
    if left is None or right is None or list(left) != list(right) or left == right:
        return [f"body: {cut(shown(theirs))} -> {cut(shown(ours))}"]
    return [f"body.{key}: {cut(json.dumps(left[key], ensure_ascii=False))} -> {cut(json.dumps(right[key], ensure_ascii=False))}"
            for key in left if left[key] != right[key]]


def as_object(body: bytes) -> dict | None:
    try:
        value = json.loads(body)
    except ValueError:
        return None
    return value if isinstance(value, dict) else None


def shown(body: bytes) -> str:
    return repr(body)[1:]


def cut(text: str) -> str:
    return text if len(text) <= LONGEST else text[:LONGEST] + "..."
