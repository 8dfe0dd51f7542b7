import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cognito_lab.sign_in.user_filter import (
    MAX_LENGTH,
    SEARCHABLE,
    Match,
    UserFacts,
    UserFilter,
    UserFilterError,
    matches,
    parse_filter,
    searched_value,
)

ANA = UserFacts(
    username="Ana",
    status="FORCE_CHANGE_PASSWORD",
    enabled=True,
    attributes={
        "sub": "5F4DCC3B",
        "email": "Ana@Example.com",
        "phone_number": "+13125551212",
        "given_name": 'Ana "Annie"',
        "family_name": "Ready\\Reddy",
        "custom:role": "admin",
        "status": "Forged",
        "username": "forged",
    },
)


def lists(text: str, user: UserFacts = ANA) -> bool:
    return matches(parse_filter(text), user)


# https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListUsers.html
@pytest.mark.parametrize(
    ("text", "attribute", "match", "value"),
    [
        ('family_name = "Reddy"', "family_name", Match.EXACT, "Reddy"),
        ('given_name ^= "Jon"', "given_name", Match.PREFIX, "Jon"),
        ('phone_number ^= "+1312"', "phone_number", Match.PREFIX, "+1312"),
        ('username="ana"', "username", Match.EXACT, "ana"),
        ('sub^="5f"', "sub", Match.PREFIX, "5f"),
        ('  email\t=\n"a@b.co"  ', "email", Match.EXACT, "a@b.co"),
        ('cognito:user_status = "CONFIRMED"', "cognito:user_status", Match.EXACT, "CONFIRMED"),
        ('name = ""', "name", Match.EXACT, ""),
        (r'name = "say \"hi\""', "name", Match.EXACT, 'say "hi"'),
        (r'name = "\\\""', "name", Match.EXACT, '\\"'),
        (r'name = "\\n"', "name", Match.EXACT, r"\n"),
        ('name = "a\nb"', "name", Match.EXACT, "a\nb"),
        ('name = "it\'s = ^= fine"', "name", Match.EXACT, "it's = ^= fine"),
        ('name = "\ud800"', "name", Match.EXACT, "\ud800"),
    ],
)
def test_a_filter_is_an_attribute_a_sign_and_a_quoted_value(
    text: str, attribute: str, match: Match, value: str
) -> None:
    assert parse_filter(text) == UserFilter(attribute, match, value)


def test_an_empty_filter_lists_everybody() -> None:
    assert parse_filter("") is None
    assert lists("")


@pytest.mark.parametrize(
    "text",
    [
        " ",
        "foo",  # https://github.com/aws/aws-sdk-php/issues/1088
        "username=",
        "username = ana",
        "username = 'ana'",
        'username = "ana',
        'username = ana"',
        '"username" = "ana"',
        '= "ana"',
        'username "ana"',
        'username == "ana"',
        'username != "ana"',
        'username ^ = "ana"',
        'username =^ "ana"',
        'username ~ "ana"',
        'username = "ana" and email = "a@b.co"',
        'username = "ana" "bob"',
        'username = "an"a"',
        'username = "ana\\"',
        r'username = "a\na"',
        'username = "ana"; drop',
        "username = “ana”",
        'user name = "ana"',
        "\x00",
    ],
)
def test_what_is_no_filter_is_refused_in_aws_words(text: str) -> None:
    with pytest.raises(UserFilterError, match=r"^Error while parsing filter\.$") as refused:
        parse_filter(text)
    assert refused.value.code == "InvalidParameterException"
    assert refused.value.message == "Error while parsing filter."


@pytest.mark.parametrize(
    "attribute", ["custom:role", "birthdate", "Username", "enabled", "user_status", "ünï"]
)
def test_only_the_documented_attributes_can_be_searched(attribute: str) -> None:
    with pytest.raises(UserFilterError) as refused:
        parse_filter(f'{attribute} = "x"')
    assert refused.value.message == f"Invalid search attribute: {attribute}"


def test_each_documented_attribute_can_be_searched() -> None:
    documented = """username email phone_number name given_name family_name preferred_username
    cognito:user_status status sub""".split()
    assert set(documented) == SEARCHABLE
    for attribute in documented:
        assert parse_filter(f'{attribute} = "x"') is not None


def test_a_filter_is_as_long_as_256_characters_and_no_longer() -> None:
    longest = 'name = "'.ljust(MAX_LENGTH - 1, "x") + '"'
    assert len(longest) == 256
    assert parse_filter(longest) is not None
    with pytest.raises(UserFilterError) as refused:
        parse_filter(longest + " ")
    # https://github.com/aws/aws-sdk-net/issues/3565
    assert refused.value.message == (
        f"1 validation error detected: Value '{longest} ' at 'filter' failed to satisfy "
        "constraint: Member must have length less than or equal to 256"
    )


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        ('username = "Ana"', True),
        ('username = "ana"', False),
        ('username = "forged"', False),
        ('username ^= "An"', True),
        ('username ^= "an"', False),
        ('status = "Enabled"', True),
        ('status = "enabled"', False),
        ('status = "Disabled"', False),
        ('status = "Forged"', False),
        ('cognito:user_status = "FORCE_CHANGE_PASSWORD"', True),
        ('cognito:user_status = "force_change_password"', True),
        ('cognito:user_status ^= "f"', True),
        ('cognito:user_status = "CONFIRMED"', False),
        ('email = "ana@example.COM"', True),
        ('email = "ana@example.co"', False),
        ('email ^= "ana@example.co"', True),
        ('email ^= "example"', False),
        ('email ^= ""', True),
        ('email = ""', False),
        ('phone_number ^= "+1312"', True),
        ('sub = "5f4dcc3b"', True),
        (r'given_name = "Ana \"Annie\""', True),
        (r'family_name = "Ready\\Reddy"', True),
        ('name = ""', False),
        ('name ^= ""', False),
    ],
)
def test_a_user_is_listed_whose_value_is_or_begins_with_the_one_that_is_asked_for(
    text: str, listed: bool
) -> None:
    assert lists(text) == listed


def test_a_disabled_user_is_listed_as_disabled() -> None:
    bob = UserFacts("bob", "CONFIRMED", False, {})
    assert lists('status = "Disabled"', bob)
    assert not lists('status = "Enabled"', bob)


def test_the_searched_value_is_what_the_results_are_sorted_by() -> None:
    wanted = {
        "username": "Ana",
        "status": "Enabled",
        "cognito:user_status": "FORCE_CHANGE_PASSWORD",
        "sub": "5F4DCC3B",
        "name": None,
    }
    for attribute, value in wanted.items():
        assert searched_value(UserFilter(attribute, Match.EXACT, "x"), ANA) == value


@given(text=st.text(st.characters()) | st.text('username^= "\\x'))
@example(text='name="' + "\\\\" * 120 + '"')
@example(text='name="' + '\\"' * 120)
@example(text=" " * 250 + "x")
def test_whatever_is_given_is_read_or_refused_with_the_documented_error(text: str) -> None:
    try:
        wanted = parse_filter(text)
    except UserFilterError as refused:
        assert refused.code == "InvalidParameterException"
        assert str(refused) == refused.message
    else:
        assert matches(wanted, ANA) in (True, False)


@given(
    attribute=st.sampled_from(sorted(SEARCHABLE)),
    match=st.sampled_from(Match),
    value=st.text(st.characters(), max_size=60),
    space=st.sampled_from(["", " ", "\t  "]),
)
def test_a_value_that_was_escaped_is_read_as_it_was(
    attribute: str, match: Match, value: str, space: str
) -> None:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    text = f'{attribute}{space}{match.value}{space}"{escaped}"'
    assert parse_filter(text) == UserFilter(attribute, match, value)


@given(
    attribute=st.sampled_from(["email", "username", "name", "sub"]),
    value=st.text("aAbB", max_size=4),
    own=st.text("aAbB", max_size=4),
)
def test_a_prefix_lists_all_that_the_exact_value_lists(
    attribute: str, value: str, own: str
) -> None:
    user = UserFacts(own, "CONFIRMED", True, {} if attribute == "username" else {attribute: own})
    exact = matches(UserFilter(attribute, Match.EXACT, value), user)
    prefix = matches(UserFilter(attribute, Match.PREFIX, value), user)
    assert prefix or not exact
    assert exact == (own == value if attribute == "username" else own.lower() == value.lower())
