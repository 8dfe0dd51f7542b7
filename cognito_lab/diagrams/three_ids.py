"""`three_ids`: one person, and who they are to the user pool, to the identity pool, and to AWS.

https://docs.aws.amazon.com/cognito/latest/developerguide/identity-pools.html
"""

from __future__ import annotations

from collections.abc import Iterable

from cognito_lab.diagrams import marks
from cognito_lab.diagrams.exchange_ladder import whole_way_of
from cognito_lab.diagrams.paragraph import paragraph
from cognito_lab.diagrams.picture import Picture
from cognito_lab.diagrams.svg import Drawing
from cognito_lab.diagrams.table import Table
from cognito_lab.diagrams.text_metrics import clean
from cognito_lab.diagrams.theme import FRAME, INK, MUTED, TAKEN, WHITE
from cognito_lab.exchange.whole_way import WholeWay
from cognito_lab.flow import ApiCall

COLUMNS = ("asked by", "the id", "what it is", "good for")
TITLE = "One person, three ids"

WIDTH = 860
_MARGIN, _GAP = 16, 34
_SMALL, _LINE = 11, 14

_PROVIDER = (
    "the provider's",
    "the claim sub of its token",
    "Signing in, and the pool's own operations. No policy of AWS's sees it.",
)
_VOUCHED = (
    "the one who vouches",
    "the login in amr of the pool's token",
    "Signing in there; the person's name is at its end. A trust policy may ask for it.",
)
_GUEST = (
    "nobody's: a guest",
    "no login was shown",
    "There is no such id: nobody vouches for a guest.",
)
_IDENTITY = (
    "the identity pool's",
    "the IdentityId",
    "The value of ${cognito-identity.amazonaws.com:sub} in policies. It is no principal.",
)
_SESSION = (
    "AWS's",
    "the role session",
    "It signs calls, and IAM asks its role's policies. Role and name are alike for many people.",
)


def three_ids(exchange: WholeWay | ApiCall | Iterable[ApiCall]) -> Picture:
    """The three ids of whoever came out of an exchange, side by side.

    Of a trace the last exchange that gave credentials is shown. Raises ValueError where nobody
    came out.
    """
    way = _came_out(exchange)
    table = ids_table(way)
    drawing = Drawing()
    inner = WIDTH - 2 * _MARGIN
    y = paragraph(drawing, TITLE, _MARGIN, 12, inner, size=16, line=21, fill=INK, bold=True) + 10
    width = (inner - 2 * _GAP) / 3
    bottoms, texts = [], Drawing()
    for number, (owner, one_id, what, good_for) in enumerate(table.rows):
        x = _MARGIN + number * (width + _GAP) + 12
        line = paragraph(texts, f"{number + 1} {owner}", x, y + 9, width - 24, bold=True, fill=INK)
        line = paragraph(texts, what, x, line, width - 24, size=_SMALL, line=_LINE, fill=MUTED)
        line = paragraph(texts, one_id, x, line + 6, width - 24, fill=TAKEN, bold=True)
        line = paragraph(
            texts, good_for, x, line + 6, width - 24, size=_SMALL, line=_LINE, fill=INK
        )
        bottoms.append(line)
    bottom = max(bottoms) + 8
    for number in range(3):
        x = _MARGIN + number * (width + _GAP)
        drawing.rect(x, y, width, bottom - y, fill=WHITE, stroke=FRAME, radius=5)
        if number:
            middle = (y + bottom) / 2
            drawing.line((x - _GAP + 2, middle), (x - 9, middle), stroke=TAKEN, width=3)
            marks.filled_head(drawing, (x - 2, middle), 1, TAKEN)
    drawing.add(texts)
    told = "; ".join(f"{row[0]} {row[1]}" for row in table.rows)
    svg = drawing.to_svg(WIDTH, bottom + 14, title=TITLE, description=f"{told}.")
    return Picture(TITLE, svg, table)


def _came_out(exchange: WholeWay | ApiCall | Iterable[ApiCall]) -> WholeWay:
    if isinstance(exchange, (WholeWay, ApiCall)):
        way = whole_way_of(exchange)
        if way.session is None:
            raise ValueError("nobody came out of this exchange: it was refused")
        return way
    for call in reversed(list(exchange)):
        way = call.evaluation
        if isinstance(way, WholeWay) and way.session is not None and way.identity_id is not None:
            return way
    raise ValueError("nobody has come out of an exchange in this trace yet")


def ids_table(way: WholeWay) -> Table:
    """The same as a table."""
    owner, what, good_for = _PROVIDER if way.logins else _GUEST
    ids = [login.subject for login in way.logins]
    own = next((login for login in way.logins if login.is_the_pools_own), None)
    if own is not None:  # its subject is the IdentityId: it says itself who vouched for whom
        owner, what, good_for = _VOUCHED
        ids = list(own.methods[1::2])
    first = ", ".join(ids) or "—"
    session = way.session.arn if way.session else "—"
    rows = (
        (owner, clean(first), what, good_for),
        (_IDENTITY[0], clean(way.identity_id or "—"), *_IDENTITY[1:]),
        (_SESSION[0], clean(session), *_SESSION[1:]),
    )
    return Table(f"{TITLE}, as text", COLUMNS, rows)
