import pytest
from hypothesis import given
from hypothesis import strategies as st

from learn.exchange.html_text import GAP, GAP_TAG, escaped, escaped_around, is_html, lost_notes, plain
from learn.text import clean
from tests.exchange.banks import texts


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("", ""),
        ("two  spaces\n and a line", "two spaces and a line"),
        ("<p>one</p><p>two</p>", "one\ntwo"),
        ("<p>one<br></p>\n<p>two</p>", "one\ntwo"),
        ("one<br><br>two<br/>", "one\n\ntwo"),
        ("<ul><li>one</li><li>two</li></ul>", "- one\n- two"),
        ("<div>a</div>b<div>c</div>", "a\nb\nc"),
        ("a&nbsp;b &amp; c&lt;d&#44032;&#x2014;", "a b & c<d가—"),
        ("AT&T, R&D; x &y", "AT&T, R&D; x &y"),
        ("10<sup>2</sup> m<sup>2</sup>, H<sub>2</sub>O", "10² m², H₂O"),
        ("x<sup>ab</sup>, x<sub>y</sub>", "x^(ab), x_y"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><th>c</th></tr></table>", "a | b\nc"),
        ("a<script>alert(1)</script><style>p{}</style>b", "ab"),
        ("a<!-- no -->b<!-- never closed", "ab"),
        ("<![if !supportLists]>a<![endif]><!DOCTYPE html>", "a"),
        ("x<y, a < b > c, <notag>", "x<y, a < b > c, <notag>"),
        ('<a href="x>y">z</a>', "z"),
        ('<img src="f/a%20b.png?x=1" alt=" A  cat ">', "[picture a b.png: A cat]"),
        ("<img src='data:image/png;base64,AAAA'>", "[picture]"),
        ("<pre>a\n  b</pre>", "a\n  b"),
        ('<span style="white-space: pre-wrap"> a\tb </span></span>', " a\tb "),
        ("</sup></span>a", "a"),
        ("<SPAN>a</SPAN><BR>b", "a\nb"),
        ("a\u202eb\x1b[31mc", "abc"),
        ("<ul><li><p>one</p></li>\n<li>\n<div>two</div></li><li></li></ul><p>three</p>", "- one\n- two\n-\nthree"),
        ("<table><tr>\n<td>\n<p>a</p>\n</td>\n<td><p>b</p></td></tr><tr><td>c</td></tr></table>", "a | b\nc"),
        ("<p>Word<o:p></o:p> <st1:City w:st='on'>Rome</st1:City><o:p>&nbsp;</o:p></p>", "Word Rome"),
        ("<mailto:a@b.org> <std::map> <x:y>", "<mailto:a@b.org> <std::map> <x:y>"),
    ],
)
def test_markup_becomes_what_a_browser_would_show(html: str, text: str) -> None:
    assert plain(html).text == text


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ("<mi>x</mi><mo>&#x2264;</mo><mfrac><mn>1</mn><mn>2</mn></mfrac>", "x≤1/2"),
        ("<mrow><msup><mi>x</mi><mn>2</mn></msup><mo>&lt;</mo><mi>y</mi></mrow>", "x^2<y"),
        ("<mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mn>20</mn></mfrac>", "(a+b)/20"),
        ("<msqrt><mi>a</mi><mo>+</mo><mn>1</mn></msqrt><mroot><mi>x</mi><mn>3</mn></mroot>", "√(a+1)root(3)(x)"),
        ("<msubsup><mo>∫</mo><mn>0</mn><mrow><mo>-</mo><mn>1</mn></mrow></msubsup><mspace/>", "∫_0^(-1)"),
        ("<mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>2</mn></mtd></mtr><mtr><mtd/></mtr></mtable>", "[1, 2; ]"),
        ("<m:mi>x</m:mi><m:mo>&#x2062;</m:mo><m:mi>y</m:mi>", "xy"),
        (
            '<semantics><mi>x</mi><annotation encoding="application/x-tex">\\frac{a}{b}</annotation></semantics>',
            "\\(\\frac{a}{b}\\)",
        ),
        ("</mi></mi><mfrac><mi>x", "x"),
    ],
)
def test_a_formula_in_mathml_is_one_line_of_text(inner: str, text: str) -> None:
    read = plain(f'Is <math xmlns="http://www.w3.org/1998/Math/MathML">{inner}</math> so?')
    assert read.text == f"Is {text} so?"
    assert "formulas" in read.lost


def test_a_drawing_is_a_picture() -> None:
    drawn = plain('Is <svg width="3"><title>A circle</title><g><path d="M 0"/><text>r</text></g></svg> round?')
    assert drawn == ("Is [picture: A circle] round?", ("pictures",))
    assert plain("<svg><g></g></svg>").text == "[picture]"
    assert "still here" in plain("<svg><p>still here").text
    assert "still here" in plain("<math><mi>still here").text


def test_line_ends_are_line_breaks_where_the_format_says_so() -> None:
    assert plain("one\n  two  three").text == "one two three"
    assert plain("one\n  two  three", breaks=True).text == "one\ntwo three"
    assert plain("one\n<b>two</b>", breaks=True).text == "one\ntwo"


def test_pictures_go_by_the_names_they_are_kept_under() -> None:
    assert plain('<img src="@@PLUGINFILE@@/a.png">', pictures={"a.png": "a-2.png"}).text == "[picture a-2.png]"


@pytest.mark.parametrize(
    ("html", "lost"),
    [
        ("<p>plain</p>", []),
        ("<b>a</b>", ["lost of its texts: formatting"]),
        ('<span style="color: red">a</span>', ["lost of its texts: formatting"]),
        ('<p style="margin: 0">a</p>', []),
        ('<a href="x"><img src="y"></a>', ["lost of its texts: links, pictures"]),
        ("<video></video><math></math>", ["lost of its texts: sounds or films, formulas"]),
        ("so \\(x\\)", ["formulas stay as TeX"]),
        ("<b>so</b> $$x$$", ["lost of its texts: formatting", "formulas stay as TeX"]),
        ("<script><b></script>", []),
        ('<span lang="en" class="multilang">a</span>', ["translations stand side by side"]),
        ("{mlang en}a{mlang}", ["translations stand side by side"]),
        ('<img style="vertical-align: top">', ["lost of its texts: formatting, pictures"]),
    ],
)
def test_what_is_lost_is_said(html: str, lost: list[str]) -> None:
    assert lost_notes(plain(html).lost) == lost


def test_gaps_stay_where_they_are() -> None:
    assert plain(f"<p>a {GAP_TAG} b</p>").text == f"a {GAP} b"
    assert escaped_around(["a ", " <b>"]) == ["a ", " &lt;b&gt;"]
    assert plain(GAP).text != GAP, "the mark itself comes in by no text"


def test_only_markup_is_taken_for_html() -> None:
    assert is_html("a&amp;b")
    assert is_html("<b>")
    assert not is_html("a & b < c > d")


@given(texts() | st.text().map(lambda text: clean(text, "\n\t")))
def test_what_is_escaped_reads_back_as_it_was(text: str) -> None:
    assert plain(escaped(text)).text == text
    assert plain(escaped(text)).lost in ((), ("formulas stay as TeX",))


@given(st.lists(texts(), min_size=2, max_size=4))
def test_texts_around_gaps_read_back_as_they_were(around: list[str]) -> None:
    assert plain(GAP_TAG.join(escaped_around(around))).text == GAP.join(around)


@given(st.text(st.sampled_from("<>/\"'&;=-! abpr\n#x1"), max_size=60))
def test_nothing_is_too_broken(html: str) -> None:
    text = plain(html).text
    assert clean(text, "\n\t") == text
    is_html(html)


@pytest.mark.parametrize(
    "piece",
    [
        "<",
        "<!--",
        "<!",
        "<a ",
        '<a "',
        "<a '\"",
        "&",
        "<sup>",
        "<p>",
        "<span>",
        "</",
        " \n",
        "<math>",
        "<svg>",
        "<td><p> ",
        "<o:",
    ],
)
def test_no_input_takes_forever(piece: str) -> None:
    plain(piece * 50_000)
    is_html(piece * 50_000)
