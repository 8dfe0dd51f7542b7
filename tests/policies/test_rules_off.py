"""Each policy case would notice if some one rule of the evaluator were missing, and each rule
would be missed. `python -m tests.policies.rules_off` shows which case rests on which rules.
"""

from tests.policies.rules_off.rule import Rule, failing
from tests.policies.rules_off.table import RULES
from tests.policies.test_cases import CASES

A_TENTH = len(CASES) // 10
NOTHING_OFF = Rule("nothing is off", "", lambda _: None)


def test_every_rule_is_named_once_with_the_page_that_has_it() -> None:
    names = [rule.without for rule in RULES]
    assert sorted(names) == sorted(set(names))
    assert all(rule.source.startswith("https://docs.aws.amazon.com/") for rule in RULES)


# One test: it evaluates every case under every rule, which need not be done twice.
def test_every_case_fails_without_some_rule_and_every_rule_fails_some_case() -> None:
    missed = {rule.without: failing(rule, CASES) for rule in RULES}
    assert failing(NOTHING_OFF, CASES) == frozenset()
    assert [without for without, cases in missed.items() if not cases] == []
    # A rule on which very many cases rest says little of any of them.
    pinned = {name for cases in missed.values() if len(cases) <= A_TENTH for name in cases}
    assert [case.name for case in CASES if case.name not in pinned] == []
