"""What `cognito_lab.aws` offers by name, before anything slow is imported."""

import pytest

import cognito_lab.aws


def test_what_it_offers_is_found_by_tab_and_loaded_on_demand():
    offered = set(cognito_lab.aws.__all__)
    assert offered <= set(dir(cognito_lab.aws))
    assert all(getattr(cognito_lab.aws, name) is not None for name in offered)


def test_an_unknown_name_is_an_ordinary_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'start_labb'"):
        _ = cognito_lab.aws.start_labb
