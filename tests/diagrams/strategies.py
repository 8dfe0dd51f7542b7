"""Calls and notes with any text in any place, for property tests."""

from __future__ import annotations

from hypothesis import strategies as st

from cognito_lab.flow import ApiCall, CallError
from cognito_lab.flow.call import ANSWERS, CREDENTIALS
from tests.diagrams import traces

# Any text at all: unlikely scripts, control characters and lone surrogates included.
any_text = st.one_of(
    st.sampled_from(traces.HOSTILE_TEXTS),
    st.text(st.characters(exclude_categories=()), max_size=60),
    st.text("abcABC /-_.:", max_size=120),
    st.integers(1, 400).map(lambda n: "W" * n),
)
any_number = st.one_of(st.integers(1, 120), st.integers(1, 10**9))
any_lane = st.one_of(
    st.sampled_from(["app", "administrator", "user-pool", "s3", "dynamodb"]), any_text
)


@st.composite
def any_calls(draw: st.DrawFn) -> ApiCall:
    failed = draw(st.booleans())
    return traces.call(
        draw(any_number),
        draw(any_text),
        draw(st.dictionaries(any_text, any_text, max_size=3)),
        draw(st.dictionaries(any_text, any_text, max_size=2)),
        service=draw(any_text),
        caller=draw(any_lane),
        callee=draw(any_lane),
        principal=draw(any_text),
        credential=draw(st.sampled_from(CREDENTIALS)),
        error=CallError(draw(any_text), draw(any_text), draw(st.booleans())) if failed else None,
        status=draw(st.sampled_from([200, 302, 400, 403, 500])),
        answered_by=draw(st.sampled_from(ANSWERS)),
        behaviours=tuple(draw(st.lists(any_text, max_size=2))),
        question=draw(st.sampled_from(["authentication", "authorization", "neither"])),
        step=draw(st.none() | any_text),
        attempt=draw(st.integers(1, 12)),
    )


any_notes = st.builds(
    traces.note,
    st.integers(0, 50),
    st.sampled_from(["message", "clock", "reset"]) | any_text,
    any_text,
    st.none() | any_text,
)
