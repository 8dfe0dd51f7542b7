"""A request and its policies are edited, and the verdict follows, by the explorer's controls."""

from __future__ import annotations

import json
from typing import Any

import pytest

from cognito_lab.diagrams import evaluation_flow, statement_table
from cognito_lab.panels import PolicyExplorer
from cognito_lab.panels.explorer_examples import EXAMPLES
from cognito_lab.panels.explorer_policy import MOST_ROWS
from cognito_lab.panels.policy_explorer import POLICIES, STATEMENTS, WAY
from cognito_lab.policies.reasons import STEP_SENTENCES
from cognito_lab.policies.wording import denial
from tests.panels.explorers import (
    ALLOW_AND_DENY,
    BOUNDARY,
    IDENTITY,
    READS,
    explorer,
    give,
    line,
    names,
    policy,
    press,
    read,
    seen,
    statement,
    write,
)
from tests.panels.page import control, html_of, state_size

CONTEXT = "Context (JSON: keys with a value, or a list)"
VERDICTS = (
    "Allowed by",
    "Denied explicitly",
    "Denied implicitly",
    "✓ allowed",
    "✕ denied",
    "applies",
)


def test_the_verdict_stands_above_every_tab() -> None:
    panel = explorer()
    for tab in (POLICIES, WAY, STATEMENTS):
        assert "✓ Allowed by the identity policies" in read(panel, tab)


def test_a_denial_has_awss_own_sentence() -> None:
    panel = explorer(action="s3:PutObject")
    assert panel.evaluation is not None
    assert denial(panel.evaluation) in seen(panel)  # type: ignore[operator]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.title)
def test_an_example_is_chosen_and_says_what_to_try(example: Any) -> None:
    panel = explorer()
    give(panel, "Example", example.title)
    assert f"To try: {example.to_try}" in seen(panel)
    assert panel.evaluation is not None
    assert panel.line["action"] == example.line["action"]


def test_without_a_line_it_begins_with_the_first_example() -> None:
    assert PolicyExplorer().line["resource"] == EXAMPLES[0].line["resource"]


def test_every_field_of_the_request_is_followed() -> None:
    panel = explorer()
    give(panel, "Action", "s3:PutObject")
    assert "✕ Denied implicitly" in seen(panel)
    give(panel, "Action", " s3:GetObject ")
    assert "✓ Allowed" in seen(panel)
    give(panel, "The resource's account", "444455556666")
    assert "✕ Denied implicitly: nothing in the resource policy" in seen(panel)
    give(panel, "The resource's account", "")
    assert "✓ Allowed" in seen(panel)


def test_a_condition_follows_the_context() -> None:
    condition = {"Bool": {"aws:MultiFactorAuthPresent": "true"}}
    panel = explorer(
        identityPolicies=[policy(statement("Allow", "*", Condition=condition))],
    )
    assert "✕ Bool aws:MultiFactorAuthPresent : the policy has true , the request has none" in (
        seen(panel)
    )
    give(panel, CONTEXT, '{"aws:MultiFactorAuthPresent": ')
    assert "No verdict: mend the request first." in seen(panel)
    give(
        panel,
        CONTEXT,
        '{"aws:MultiFactorAuthPresent": true}',
    )
    assert "✓ Allowed" in seen(panel)


def test_a_policy_that_cannot_be_read_leaves_no_verdict_in_any_tab() -> None:
    panel = explorer(permissionsBoundary=READS, identityPolicies=[READS, READS])
    for tab in (WAY, STATEMENTS, POLICIES):
        panel.open(tab)
    write(panel, IDENTITY, '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow"')
    assert panel.evaluation is None
    for tab in (POLICIES, WAY, STATEMENTS):
        words = read(panel, tab)
        assert "✕ No verdict: mend identityPolicies[0] first." in words
        assert not [verdict for verdict in VERDICTS if verdict in words]
        assert "<svg" not in "".join(html_of(panel.widget))
    assert "– waits" in read(panel)


def test_a_tab_that_is_not_open_keeps_no_older_picture() -> None:
    panel = explorer()
    panel.open(WAY)
    panel.open(POLICIES)
    write(panel, IDENTITY, "{")
    assert "<svg" not in "".join(html_of(panel.widget))


def test_all_faults_of_a_policy_stand_under_it_with_place_and_remedy() -> None:
    panel = explorer()
    write(panel, IDENTITY, policy({"Effect": "Maybe", "Action": "s3:Get*", "Ressource": "*"}))
    words = seen(panel)
    assert "✕ Statement[0].Effect is not Allow or Deny:" in words
    assert "write “Allow”" in words or 'write "Allow" or "Deny"' in words
    assert "Ressource" in words
    write(panel, IDENTITY, READS)
    assert "Ressource" not in seen(panel)


def test_what_is_no_fault_and_does_not_do_what_it_seems_to_is_noted() -> None:
    old = {"Statement": [statement("Allow", "s3:*", "arn:aws:s3:::x/${aws:username}")]}
    panel = explorer(identityPolicies=[old])
    assert panel.evaluation is not None
    assert "Note: Statement[0]" in seen(panel)


def test_each_statement_says_whether_it_applies_and_what_keeps_it_from_that() -> None:
    panel = explorer(identityPolicies=[ALLOW_AND_DENY], action="s3:PutObject")
    words = seen(panel)
    assert "✓ Allow applies ● decides" in words
    assert "✕ Deny does not apply ✕ Action : the policy has s3:Get*" in words
    assert {'Statement[0] "All"', 'Statement[1] "NoReads"'} <= set(names(panel))


def test_a_statement_is_switched_off_to_try_what_if_and_on_again() -> None:
    panel = explorer(identityPolicies=[ALLOW_AND_DENY])
    assert "✕ Denied explicitly by the identity policies" in seen(panel)
    assert "What if" not in seen(panel)
    give(panel, 'Statement[1] "NoReads"', False)
    words = seen(panel)
    assert "Note: What if: with 1 statement left out." in words
    assert "As it is written: “Denied explicitly by the identity policies”." in words
    assert "What if: Allowed by the identity policies" in words
    assert "– Deny left out (what if)" in words
    assert json.loads(panel.line["identityPolicies"][0]) == ALLOW_AND_DENY
    press(panel, "Switch everything on")
    assert "What if" not in seen(panel)
    assert control(panel.widget, 'Statement[1] "NoReads"').value


def test_a_layer_is_switched_off_to_try_what_if() -> None:
    panel = explorer(permissionsBoundary=policy(statement("Allow", "ec2:*")))
    assert "Denied implicitly: nothing in the permissions boundary" in seen(panel)
    give(panel, "Ask the permissions boundary", False)
    words = seen(panel)
    assert "What if: with the permissions boundary left out." in words
    assert "✓ What if: Allowed by the identity policies" in words
    assert "– left out (what if)" in words
    give(panel, "Ask the permissions boundary", True)
    assert "What if" not in seen(panel)


def test_policies_and_layers_are_added_and_taken_away() -> None:
    panel = explorer()
    assert "Add a permissions boundary" in names(panel)
    press(panel, "Add a permissions boundary")
    assert BOUNDARY in names(panel) and "Add a permissions boundary" not in names(panel)
    press(panel, "Add another identity policy")
    assert "identity policy [1] (JSON)" in names(panel)
    assert len(panel.line["identityPolicies"]) == 2
    press(panel, "Remove identity policy [0]")
    assert "identity policy [1] (JSON)" not in names(panel)
    # The second is the first now, and its text is what its editor has.
    assert control(panel.widget, IDENTITY).value == panel.line["identityPolicies"][0]
    press(panel, "Remove permissions boundary")
    assert "permissionsBoundary" not in panel.line
    assert BOUNDARY not in names(panel)


def test_an_organization_gets_levels_and_policies_at_them() -> None:
    panel = explorer()
    press(panel, "Add a service control policy")
    press(panel, "Add a level of service control policies")
    press(panel, "Add a service control policy to level 1")
    assert [len(level) for level in panel.line["serviceControlPolicies"]] == [1, 2]
    write(panel, "service control policy [1][0] (JSON)", policy(statement("Deny", "s3:*")))
    words = seen(panel)
    assert "✓ level 0 allows it" in words and "✕ level 1 denies it" in words
    assert "Denied explicitly by the service control policies of level 1" in words


def test_the_pictures_are_those_of_the_evaluation() -> None:
    panel = explorer(identityPolicies=[ALLOW_AND_DENY])
    assert panel.evaluation is not None
    for tab, picture in (
        (WAY, evaluation_flow(panel.evaluation)),
        (STATEMENTS, statement_table(panel.evaluation)),
    ):
        read(panel, tab)
        page = "".join(html_of(panel.widget))
        assert picture.svg in page
        assert picture.table.html in page
    assert STEP_SENTENCES[panel.evaluation.steps[0].reason] in read(panel, WAY)


def test_as_it_was_brings_back_the_chosen_line() -> None:
    panel = explorer()
    write(panel, IDENTITY, "{")
    give(panel, "Action", "s3:PutObject")
    press(panel, "As it was")
    assert json.loads(panel.line["identityPolicies"][0]) == READS
    assert panel.line["action"] == control(panel.widget, "Action").value == "s3:GetObject"
    assert "✓ Allowed" in seen(panel)


def test_another_line_is_shown_and_can_be_gone_back_to() -> None:
    panel = PolicyExplorer()
    panel.show(line(action="s3:PutObject"))
    assert "✕ Denied implicitly" in seen(panel)
    give(panel, "Action", "s3:GetObject")
    press(panel, "As it was")
    assert panel.line["action"] == "s3:PutObject"
    with pytest.raises(ValueError, match="a line has no who"):
        panel.show({"who": 1})
    assert panel.line["action"] == "s3:PutObject"


def test_a_federated_users_session_has_a_field_for_its_user() -> None:
    label = "Whose session it is (the user's ARN)"
    panel = explorer()
    assert label not in names(panel)
    give(panel, "Who asks (ARN, account, service)", "arn:aws:sts::111122223333:federated-user/ana")
    assert label in names(panel)
    give(panel, label, "arn:aws:iam::111122223333:user/ana")
    assert panel.line["parentUser"] == "arn:aws:iam::111122223333:user/ana"
    assert panel.evaluation is not None


def test_of_a_large_policy_the_first_statements_have_rows_and_the_rest_is_counted() -> None:
    many = policy(*(statement("Allow", f"s3:A{n}", Sid=f"S{n}") for n in range(MOST_ROWS + 7)))
    panel = explorer(identityPolicies=[many])
    assert "… and 7 more statements" in seen(panel)
    assert f'Statement[{MOST_ROWS - 1}] "S{MOST_ROWS - 1}"' in names(panel)
    assert f'Statement[{MOST_ROWS}] "S{MOST_ROWS}"' not in names(panel)
    write(panel, IDENTITY, READS)
    assert [name for name in names(panel) if name.startswith("Statement")] == [
        'Statement[0] "Reads"'
    ]


def test_every_control_has_a_name_and_no_two_the_same() -> None:
    for example in EXAMPLES:
        found = [name for name in names(explorer(example.line)) if not name.startswith("Statement")]
        assert len(found) == len(set(found))
        assert all(found)


def test_what_a_stored_page_keeps_is_small() -> None:
    assert state_size(PolicyExplorer().widget) < 150_000
