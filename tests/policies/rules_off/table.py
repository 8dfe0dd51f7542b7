"""Every rule that can be switched off."""

from __future__ import annotations

from tests.policies.rules_off import (
    actions,
    addresses_and_arns,
    combination,
    denies,
    derived_keys,
    layers,
    limits,
    missing_keys,
    numbers_and_dates,
    principals,
    resource_variables,
    resources,
    service_control,
    text_operators,
    value_sets,
    variable_texts,
)
from tests.policies.rules_off.rule import Rule

RULES: tuple[Rule, ...] = (
    *denies.RULES,
    *service_control.RULES,
    *layers.RULES,
    *limits.RULES,
    *principals.RULES,
    *derived_keys.RULES,
    *actions.RULES,
    *resources.RULES,
    *combination.RULES,
    *missing_keys.RULES,
    *value_sets.RULES,
    *text_operators.RULES,
    *numbers_and_dates.RULES,
    *addresses_and_arns.RULES,
    *resource_variables.RULES,
    *variable_texts.RULES,
)
