"""What an answer puts in the place of the tools is found, by name."""

import builtins
import json
import sys
import types

import boto3

from cognito_lab.exercises import build_a_client, report
from cognito_lab.exercises.report import Report
from cognito_lab.exercises.tampering import watch
from cognito_lab.exercises.verdict import Outcome

NOT_YET = vars(Outcome)["NOT_YET"]


class Thing:
    def __init__(self):
        self.look = print
        self.count = 1


def test_nothing_is_said_where_nothing_was_replaced(bench):
    replaced = watch(Thing())
    bench.client("cognito-idp").list_user_pools(MaxResults=1)
    bench.client("s3").list_buckets()
    assert replaced() == []


def test_functions_methods_properties_and_whole_modules_are_watched(monkeypatch):
    replaced = watch()
    monkeypatch.setattr(json, "dumps", repr)
    monkeypatch.setattr(boto3.Session, "client", print)
    monkeypatch.setattr(Report, "findings", property(lambda self: ()))
    monkeypatch.setattr(report, "CheckStopped", Exception)
    monkeypatch.setitem(sys.modules, "pickle", types.ModuleType("pickle"))
    assert replaced() == [
        # Two names of one function are two places.
        "boto3.session.Session.client",
        "cognito_lab.exercises.report.CheckStopped",
        "cognito_lab.exercises.report.Report.findings",
        "json.dumps",
        "pickle",
    ]


def test_code_and_defaults_that_are_changed_inside_a_function_are_found(monkeypatch):
    replaced = watch()
    monkeypatch.setattr(Report.add_finding, "__code__", (lambda *a, **k: True).__code__)
    monkeypatch.setattr(watch, "__defaults__", (1,))
    # The function is told under each of its names, in whichever modules imported it.
    assert set(replaced()) >= {
        "cognito_lab.exercises.report.Report.add_finding",
        "cognito_lab.exercises.tampering.watch",
    }


def test_what_an_answer_is_held_to_is_watched_to_its_values(monkeypatch):
    replaced = watch()
    monkeypatch.setattr(build_a_client, "_FLOWS", ("ALLOW_ADMIN_USER_PASSWORD_AUTH",))
    monkeypatch.setitem(build_a_client._SECONDS, "hours", 60)
    type.__setattr__(Outcome, "NOT_YET", Outcome.ACCEPTED)
    try:
        found = replaced()
    finally:
        type.__setattr__(Outcome, "NOT_YET", NOT_YET)
    assert found == [
        "cognito_lab.exercises.build_a_client._FLOWS",
        "cognito_lab.exercises.build_a_client._SECONDS",
        "cognito_lab.exercises.verdict.Outcome.NOT_YET",
    ]


def test_what_was_taken_away_is_found(monkeypatch):
    replaced = watch()
    monkeypatch.delattr(Report, "require")
    assert replaced() == ["cognito_lab.exercises.report.Report.require"]


def test_an_object_that_is_named_is_watched_but_for_its_plain_values():
    thing = Thing()
    replaced = watch(thing)
    thing.count = 2
    assert replaced() == []
    thing.look = repr
    assert replaced() == ["Thing.look"]


def test_pythons_own_are_put_back_before_anything_else_is_looked_at(monkeypatch):
    monkeypatch.setattr(builtins, "sorted", sorted)  # put back whatever happens
    monkeypatch.setattr(builtins, "callable", callable)
    before = sorted, callable
    replaced = watch()
    builtins.sorted = lambda *a, **k: []
    builtins.callable = lambda value: False
    found = replaced()
    assert (sorted, callable) == before
    assert found == ["builtins.callable", "builtins.sorted"]


def test_new_names_and_plain_values_are_nobodys_concern(monkeypatch):
    replaced = watch()
    monkeypatch.setattr(boto3, "DEFAULT_SESSION", None)
    monkeypatch.setattr(json, "something_new", print, raising=False)
    assert replaced() == []
