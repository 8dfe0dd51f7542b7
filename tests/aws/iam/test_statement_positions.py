"""Where statements stand in a policy's text, by the examples of AWS and at their limits."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cognito_lab.aws.iam.statement_positions import Position, Span, statement_positions

# https://docs.aws.amazon.com/cli/latest/reference/iam/simulate-custom-policy.html#examples
OF_THE_CLI = (
    '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"dynamodb:*","Resource":"*",'
    '"Condition":{"DateGreaterThan":{"aws:CurrentTime":"2018-08-16T12:00:00Z"}}}}'
)
# https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html
OF_THE_API = """{
  "Version":"2012-10-17",
  "Statement":{
    "Effect":"Allow",
    "Action":"s3:PutObject",
    "Resource":"arn:aws:s3:::my-test-bucket"
  }
}"""


def spans(text: str) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    return [(tuple(start), tuple(end)) for start, end in statement_positions(text)]  # type: ignore[misc]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (OF_THE_CLI, [((1, 38), (1, 167))]),
        (OF_THE_API, [((3, 16), (7, 4))]),
        ('{"Version":"2012-10-17","Statement":[{"a":1}]}', [((1, 38), (1, 45))]),
        ('{\n  "Statement": [\n    {\n    }\n  ]\n}', [((2, 17), (4, 6))]),
    ],
    ids=["the CLI's example", "the API's example", "a list", "a list over several lines"],
)
def test_a_statement_stands_where_aws_says(text: str, expected: object) -> None:
    assert spans(text) == expected


def test_a_second_statement_begins_where_the_first_ends() -> None:
    text = json.dumps({"Version": "2012-10-17", "Statement": [{"a": "]"}, {"b": "{"}, {"c": ","}]})
    first, second, third = statement_positions(text)
    assert first.start == Position(1, text.index("[") + 2)
    assert (first.end, second.end) == (second.start, third.start)
    assert third.end.column == len(text) - 1


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_end_ends_one_line(line_end: str) -> None:
    text = line_end.join(['{"Statement":', "", "[{}", ", {}", "]}"])
    assert spans(text) == [((3, 2), (3, 4)), ((3, 4), (4, 5))]


@pytest.mark.parametrize(
    "text",
    [
        '{"Id":"\\"Statement\\":[{","Statement":[{}]}',
        '{"Other":{"Statement":[{},{}]},"Statement":[{}]}',
        '{"Id":[{"Statement":{}}] , "Statement" : [ {} ] , "Version":"x"}',
        '{"\\u0053tatement":[{}]}',
    ],
    ids=["in a text", "further in", "spaces", "an escaped name"],
)
def test_only_the_policys_own_statement_counts(text: str) -> None:
    [(_, (line, column))] = spans(text)
    assert (line, column - 1) == (1, text.rindex("{}") + 2)


def test_without_statements_there_is_no_position() -> None:
    assert spans('{"Version":"2012-10-17"}') == spans('{"Statement":[]}') == spans("{}") == []


@pytest.mark.parametrize("text", ["[]", "1", "", "{", '{"a"', '{"a":', '{"Statement":[{}'])
def test_what_is_no_object_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        statement_positions(text)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=8,
)


@given(
    st.lists(st.dictionaries(st.text(max_size=4), JSON, max_size=3), max_size=4),
    st.dictionaries(st.sampled_from(["Version", "Id", 'a"b']), JSON),
    st.sampled_from([None, 0, 1, 3]),
)
def test_the_text_between_the_positions_is_the_statement(
    statements: list[object], others: dict[str, object], indent: int | None
) -> None:
    text = json.dumps({**others, "Statement": statements}, indent=indent)
    lines = text.split("\n")

    def between(span: Span) -> str:
        (first, start), (last, end) = span
        if first == last:
            return lines[first - 1][start - 1 : end - 1]
        whole = [
            lines[first - 1][start - 1 :],
            *lines[first : last - 1],
            lines[last - 1][: end - 1],
        ]
        return "\n".join(whole)

    found = [between(span).lstrip(", \n") for span in statement_positions(text)]
    assert [json.loads(each) for each in found] == statements
