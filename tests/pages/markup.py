"""What an HTML file holds, for tests to ask."""

from html.parser import HTMLParser
from itertools import pairwise

FRAME = {
    "html", "head", "meta", "title", "link", "style", "body", "header", "main", "footer", "div", "section",
    "h1", "h2", "h3", "p", "b", "span", "ul", "li", "dl", "dt", "dd", "figure", "figcaption", "details", "summary",
    "table", "caption", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
DRAWN = {"svg", "g", "path", "line", "text", "rect", "circle", "defs", "clippath"}


class Markup(HTMLParser):
    """Elements with their attributes in the order of the file, and the text within each kind of element."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.texts: dict[str, list[str]] = {}
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in {"meta", "link"}:
            self.open.append(tag)
            self.texts.setdefault(tag, []).append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag, f"</{tag}> closes another element"

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        for tag in set(self.open):
            self.texts[tag][-1] += data

    def all(self, tag: str) -> list[dict[str, str]]:
        """The attributes of each element of a kind."""
        return [attributes for name, attributes in self.elements if name == tag]

    def figures(self) -> dict[str, str]:
        """The numbers under the headings, by their names."""
        return dict(zip(self.texts["dt"], self.texts["dd"], strict=True))


def check(page: str) -> Markup:
    """A page as every page must be; what it holds, for more questions."""
    found = Markup(page)
    assert not found.open, f"left open: {found.open}"
    assert {name for name, _ in found.elements} <= FRAME | DRAWN
    assert found.all("html") == [{"lang": "en"}]
    for name, attributes in found.elements:
        assert not [key for key in attributes if key.startswith("on")], (name, attributes)
        assert attributes.get("href", "data:,") == "data:,", attributes
        assert not {"src", "srcset", "action", "xlink:href", "http-equiv"} & set(attributes) or name == "meta"
    policies = [one["content"] for one in found.all("meta") if "http-equiv" in one]
    assert len(policies) == 1
    assert policies[0].startswith("default-src 'none'; style-src 'unsafe-inline'")
    for landmark in ("header", "main", "footer", "h1", "title"):
        assert len(found.all(landmark)) == 1, landmark
    levels = [int(name[1]) for name, _ in found.elements if name in {"h1", "h2", "h3"}]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels)), levels
    for svg in found.all("svg"):
        assert svg["role"] == "img"
        assert len(svg["aria-label"]) > 10
    return found
