"""A second reader of QTI 1.2, written from the specification and sharing nothing with ours: it grades responses.

IMS QTI ASI Information Model 1.2: a `response_label` has an `ident`; a `respcondition` whose `conditionvar` holds
does its `setvar`s; conditions side by side must all hold; `continue="No"` ends the processing. For a typed response
Canvas lists alternatives side by side, which can only mean that one of them must hold.
"""

import io
import zipfile
from collections.abc import Mapping
from html import unescape
from xml.etree import ElementTree

Responses = Mapping[str, list[str]]
NS = {"q": "http://www.imsglobal.org/xsd/ims_qtiasiv1p2", "cp": "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"}


class SecondItem:
    """An item: what it shows, and what a response earns."""

    def __init__(self, node: ElementTree.Element) -> None:
        self.node = node
        self.ident = node.attrib["ident"]
        self.fields = {
            one.findtext("q:fieldlabel", "", NS): one.findtext("q:fieldentry", "", NS)
            for one in node.iterfind("q:itemmetadata/q:qtimetadata/q:qtimetadatafield", NS)
        }
        self.prompt = shown(node.find("q:presentation/q:material", NS))
        self.responses = {
            one.attrib["ident"]: one
            for kind in ("lid", "str")
            for one in node.iterfind(f"q:presentation/q:response_{kind}", NS)
        }

    def options(self, response: str) -> dict[str, str]:
        """The texts of a response's options, and their identifiers."""
        return {
            shown(one): one.attrib["ident"] for one in self.responses[response].iter(f"{{{NS['q']}}}response_label")
        }

    def left(self, response: str) -> str:
        """The text that stands beside a response."""
        return shown(self.responses[response].find("q:material", NS))

    def feedback(self, responses: Responses) -> list[str]:
        """The feedback that a response gets to see."""
        texts = {one.attrib["ident"]: shown(one) for one in self.node.iterfind("q:itemfeedback", NS)}
        names = (name for rule, holds in self._rules(responses) if holds for name in _shows(rule))
        return [texts[name] for name in names if name in texts]

    def score(self, responses: Responses) -> float:
        """What a response earns, in percent."""
        total = 0.0
        for rule, holds in self._rules(responses):
            changes = rule.findall("q:setvar", NS)
            if not holds:
                continue
            for change in changes:
                value = float(change.text or 0)
                total = value if change.attrib["action"] == "Set" else total + value
            if changes and rule.attrib.get("continue") == "No":
                break
        return total

    def _rules(self, responses: Responses) -> list[tuple[ElementTree.Element, bool]]:
        rules = self.node.findall("q:resprocessing/q:respcondition", NS)
        return [(rule, self._all(rule.find("q:conditionvar", NS), responses)) for rule in rules]

    def _all(self, condition: ElementTree.Element | None, responses: Responses) -> bool:
        assert condition is not None
        tests = list(condition)
        if len(tests) > 1 and all(_tag(one) == "varequal" for one in tests):
            response = self.responses[tests[0].attrib["respident"]]
            if _tag(response) == "response_str":
                return any(self._holds(one, responses) for one in tests)
            if response.attrib.get("rcardinality") == "Ordered":
                return [one.text for one in tests] == responses[response.attrib["ident"]]
        return all(self._holds(one, responses) for one in tests)

    def _holds(self, test: ElementTree.Element, responses: Responses) -> bool:
        given = responses.get(test.attrib.get("respident", ""), [])
        match _tag(test):
            case "other":
                return True
            case "and":
                return all(self._holds(one, responses) for one in test)
            case "or":
                return any(self._holds(one, responses) for one in test)
            case "not":
                return not any(self._holds(one, responses) for one in test)
            case "varequal":
                number = _number(test.text)
                return test.text in given or (number is not None and number in map(_number, given))
            case "vargte":
                return all(float(one) >= float(test.text or 0) for one in given)
            case "varlte":
                return all(float(one) <= float(test.text or 0) for one in given)
            case other:
                raise AssertionError(other)


def _number(text: str | None) -> float | None:
    try:
        return float(text or "")
    except ValueError:
        return None


def _tag(node: ElementTree.Element) -> str:
    return node.tag.partition("}")[2]


def _shows(rule: ElementTree.Element) -> list[str]:
    return [one.attrib["linkrefid"] for one in rule.iterfind("q:displayfeedback", NS)]


def shown(node: ElementTree.Element | None) -> str:
    """The text that a material shows (of HTML only what we write of it: paragraphs, line breaks, entities)."""
    if node is None:
        return ""
    texts = []
    for one in node.iter(f"{{{NS['q']}}}mattext"):
        text = one.text or ""
        if one.attrib["texttype"] == "text/html":
            for tag in ("<p>", "</p>", '<span style="white-space: pre-wrap">', "</span>"):
                text = text.replace(tag, "")
            text = unescape(text.replace("<br>", "\n"))
        texts.append(text)
    return "\n".join(texts)


def second_items(data: bytes) -> dict[str, SecondItem]:
    """The items of a package by the last part of their identifiers, found through its manifest."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        manifest = ElementTree.fromstring(archive.read("imsmanifest.xml"))
        resources = manifest.findall("cp:resources/cp:resource", NS)
        files = {one.attrib["href"] for resource in resources for one in resource.iterfind("cp:file", NS)}
        assert files | {"imsmanifest.xml"} == set(archive.namelist()), "all files are listed, and all listed are there"
        [quiz] = [resource for resource in resources if resource.attrib["type"] == "imsqti_xmlv1p2"]
        [file] = quiz.findall("cp:file", NS)
        root = ElementTree.fromstring(archive.read(file.attrib["href"]))
    items = [SecondItem(node) for node in root.iterfind("q:assessment/q:section/q:item", NS)]
    return {one.ident.rpartition("--")[2]: one for one in items}
