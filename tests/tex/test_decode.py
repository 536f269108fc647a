"""LaTeX of fields: accents, styles, math, references, and what is said of the rest."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sphinx_cv.model.text import EMPTY, Math, Piece, Reference, RichText, Styled
from sphinx_cv.render.text import to_nodes
from sphinx_cv.tex.decode import decode
from sphinx_cv.tex.symbols import ACCENTS

if TYPE_CHECKING:
    from collections.abc import Iterator

PROPERTY = settings(max_examples=200, deadline=None, derandomize=True)
PERCENT = r"an unescaped % begins a comment in LaTeX; it is kept here: write \%"
OPEN_MATH = r"a $ begins a formula that does not end; it is kept here: write \$"
ACCENTED = [
    # each accent, braced and bare
    (r"\`a", "à"), (r"\`{a}", "à"), (r"\'e", "é"), (r"{\'e}", "é"), (r"\'{e}", "é"), (r"{\'{e}}", "é"), (r"\^o", "ô"),
    (r"\~n", "ñ"), (r"\=a", "ā"), (r"\.z", "ż"), (r'\"u', "ü"), (r"\u{a}", "ă"), (r"\u a", "ă"), (r"\v{s}", "š"),
    (r"\v s", "š"), (r"{\v s}", "š"), (r"\H{o}", "ő"), (r"\r{u}", "ů"), (r"\r u", "ů"), (r"\c{c}", "ç"), (r"\c c", "ç"),
    (r"\k{a}", "ą"), (r"\d{a}", "ạ"), (r"\d a", "ạ"), (r"\h{o}", "ỏ"), (r"\h o", "ỏ"), (r"\b{b}", "ḇ"),
    (r"\G{a}", "ȁ"), (r"\t{oo}", "o͡o"),
    # spaces between an accent and its letter, as TeX skips them
    (r"\'  {e}", "é"), (r"\' e", "é"), (r"\^ o", "ô"), (r"\' \i", "í"),
    # dotless letters take their dot's place
    (r"\'\i", "í"), (r"\'{\i}", "í"), (r"{\'{\i }}", "í"), (r"\`{\i}", "ì"), (r"\=\i", "ī"), (r"\v{\j}", "ǰ"),
    (r"\^\j", "ĵ"),
    (r"\i", "ı"), (r"Ba{\c s}{\i}", "Başı"), (r"\j", "ȷ"),
    # nested, in either order
    (r"\'{\^e}", "ế"), (r"\'{\^{e}}", "ế"), (r"\~{\^o}", "ỗ"), (r"\h{\^a}", "ẩ"), (r"\d{\^e}", "ệ"),
    (r"\^{\d{e}}", "ệ"),
    (r"\'{\u a}", "ắ"), (r"\d{\u{a}}", "ặ"), (r"\u{\d a}", "ặ"), (r"\h{\ohorn}", "ở"), (r"\'{\uhorn}", "ứ"),
    (r"\d{\OHORN}", "Ợ"), (r"\~{\UHORN}", "Ữ"), (r"\=\"u", "ǖ"), (r"\'{\"u}", "ǘ"), (r'\"{\=u}', "ṻ"),
    (r"\'{\ae}", "ǽ"),
    # letters of their own
    (r"{\o}", "ø"), (r"\O{}", "Ø"), (r"{\aa}{\AA}", "åÅ"), (r"\ae", "æ"), (r"\AE", "Æ"), (r"\oe", "œ"), (r"\OE", "Œ"),
    (r"{\ss}", "ß"), (r"\SS", "ẞ"), (r"\l{}\L{}", "łŁ"), (r"\dj\DJ", "đĐ"), (r"\ng\NG", "ŋŊ"), (r"\th\TH", "þÞ"),
    (r"\dh\DH", "ðÐ"), (r"\aa ngstr\"om", "ångström"),
    # composed, decomposed and mixed input
    ("é", "é"), ("e\u0301", "é"), ("\\'e and e\u0301", "é and é"), ("\\^{e\u0323}", "ệ"), ("\\d{ê}", "ệ"),
    # names of many languages
    (r"Nguy{\~{\^e}}n V\u{a}n \DJ\`{\^o}ng", "Nguyễn Văn Đồng"),
    (r"Tr\`{\^a}n H\uhorn ng \DJ{\d{a}}o", "Trần Hưng Đạo"),
    (r"Ph{\d{a}}m Nh{\d{\^a}}t V{\uhorn}{\d{\ohorn}}ng", "Phạm Nhật Vượng"), (r"{\L}\'od\'z", "Łódź"),
    (r"Wa{\l}{\k e}sa", "Wałęsa"), (r"\.Zebrowski", "Żebrowski"), (r"\.Istanbul", "İstanbul"),
    (r"Erdo\u{g}an {\c{S}}{\i}k", "Erdoğan Şık"), (r"Dvo\v{r}\'ak", "Dvořák"), (r"\v{D}urica", "Ďurica"),
    (r"K{\r u}{\v{r}}", "Kůř"), (r"Br\^ancu\c{s}i", "Brâncuşi"), (r"\u{A}str\u{a}\^{\i}n", "Ăstrăîn"),
    (r"\textcommabelow{S}tefan \textcommabelow{T}", "Ștefan Ț"), (r"Erd\H{o}s, P{\'a}l", "Erdős, Pál"),
    (r"Universit\"{a}t Z\"urich", "Universität Zürich"), (r"Gar\c{c}\~ao", "Garção"),
    # an accent over nothing is the character itself
    (r"\~{}", "~"), (r"\^{}", "^"), (r"x\'{}y", "x'y"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "expected"), ACCENTED)
def test_accents_become_composed_letters(source: str, expected: str) -> None:
    assert decode(source) == (RichText((expected,), expected), ())


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("plain words", "plain words"), ("{LLM} and {{Nested}} Case", "LLM and Nested Case"), ("a}b", "ab"),
        ("a{b", "ab"),
        ("}a{b}}c", "abc"),
        ("pages 1--20", "pages 1–20"), ("yes---no", "yes—no"), ("linear-time", "linear-time"), ("-- -", "– -"),
        ("``Hello''", "“Hello”"), ("``a `b' c''", "“a ‘b’ c”"), ("`a'", "‘a’"), ("don't", "don't"), ("5''", "5”"),
        ("the 'old' way", "the 'old' way"), ('a "b" c', 'a "b" c'),
        ("Fig.~2", "Fig.\u00a02"), (r"a\ b", "a b"), (r"a\\b", "a b"), (r"a\,b", "a\u2009b"),
        (r"soft\-hyphen", "softhyphen"),
        (r"100\% \$5 A\&B a\_b \#1 \{x\}", "100% $5 A&B a_b #1 {x}"), ("R&D a_b #1 x^2", "R&D a_b #1 x^2"),
        (r"\textasciitilde{} \textbackslash{} \textunderscore \textless\textgreater", "~ \\ _<>"),
        (r"\LaTeX{} and \BibTeX", "LaTeX and BibTeX"), (r"\S 3", "§3"), (r"\pounds5 \copyright", "£5 ©"),
        (r"\ldots{}", "…"),
        (r"\textendash\textemdash", "–—"), (r"\textregistered\ \texttrademark", "® ™"),
        (r"\guillemotleft a\guillemotright", "«a»"),
        (r"\textrm{a} \text{b} \mbox{c} {\rm d}", "a b c d"), (r"a\relax b", "ab"), (r"\checkmark", "✓"),
        (r"\apj", "Astrophysical Journal"),
        (r"\mkbibquote{A b}, \enquote{c}", "“A b”, “c”"), (r"a\hyphen b\slash c\ldots", "a-b/c…"), (r"\LaTeXe{}, \XeTeX, \XML", "LaTeX2ε, XeTeX, XML"),
        (r"\glqq a\grqq{} \flqq b\frqq", "„a“ «b»"), (r"\MakeUppercase{\'e a} \lowercase{B}", "É A b"), (r"\underline{x}\par y", "x y"),
        (r"\foreignlanguage{german}{\"Uber}", "Über"), (r"\vphantom{x}y\hspace{1em}z", "yz"), (r"\acro{DVI}\Dash a", "DVI—a"),
        (r"{\noopsort{1973b}}Title", "Title"), (r"\bibinfo{author}{Smith}", "Smith"),
        ("ünïcödé 中文 عربى", "ünïcödé 中文 عربى"),
        ("\\", "\\"), ("ends in \\", "ends in \\"),
    ],
)  # fmt: skip
def test_characters_and_symbols_are_read_without_a_word(source: str, expected: str) -> None:
    assert decode(source) == (RichText((expected,), expected), ())


@pytest.mark.parametrize(
    ("source", "pieces", "plain"),
    [
        (r"\emph{a}", (Styled("emphasis", ("a",)),), "a"),
        (r"x \textit{a}b", ("x ", Styled("emphasis", ("a",)), "b"), "x ab"),
        (r"\textsl{a}", (Styled("emphasis", ("a",)),), "a"),
        (r"\emph{a \textbf{b} c}", (Styled("emphasis", ("a ", Styled("strong", ("b",)), " c")),), "a b c"),
        (r"\textsc{Foo}", (Styled("small_caps", ("Foo",)),), "Foo"),
        (r"\texttt{a\_b}", (Styled("literal", ("a_b",)),), "a_b"),
        (r"2\textsuperscript{nd}", ("2", Styled("superscript", ("nd",))), "2nd"),
        (r"H\textsubscript{2}O", ("H", Styled("subscript", ("2",)), "O"), "H₂O"),
        (r"10\textsuperscript{6}", ("10", Styled("superscript", ("6",))), "10⁶"),
        (r"\mkbibemph{a} \mkbibbold{b}", (Styled("emphasis", ("a",)), " ", Styled("strong", ("b",))), "a b"),
        (r"\emph {a} b", (Styled("emphasis", ("a",)), " b"), "a b"),
        (r"\textbf ab", (Styled("strong", ("a",)), "b"), "ab"),
        (r"\emph{\'e\~n}", (Styled("emphasis", ("éñ",)),), "éñ"),
        (r"{\em a} b", (Styled("emphasis", ("a",)), " b"), "a b"),
        (r"{\it a} b", (Styled("emphasis", ("a",)), " b"), "a b"),
        (r"{\bf a {\it b} c} d", (Styled("strong", ("a ", Styled("emphasis", ("b",)), " c")), " d"), "a b c d"),
        (r"{\sc Foo} {\tt x}", (Styled("small_caps", ("Foo",)), " ", Styled("literal", ("x",))), "Foo x"),
        (r"{a \itshape b} c", ("a ", Styled("emphasis", ("b",)), " c"), "a b c"),
        (r"\bfseries all", (Styled("strong", ("all",)),), "all"),
    ],
)
def test_styles_keep_their_extent(source: str, pieces: tuple[Piece, ...], plain: str) -> None:
    assert decode(source) == (RichText(pieces, plain), ())


@pytest.mark.parametrize(
    ("source", "pieces", "plain"),
    [
        ("$x$", (Math("x", "x"),), "x"),
        (r"$O(n \log n)$ time", (Math(r"O(n \log n)", "O(n log n)"), " time"), "O(n log n) time"),
        (r"$\alpha$-divergence", (Math(r"\alpha", "α"), "-divergence"), "α-divergence"),
        (r"\(\ell_p\) norms", (Math(r"\ell_p", "ℓₚ"), " norms"), "ℓₚ norms"),
        ("H$_2$O", ("H", Math("{}_2", "₂"), "O"), "H₂O"),
        ("4$^{th}$", ("4", Math("{}^{th}", "th")), "4th"),
        ("$$x$$", (Math("x", "x"),), "x"),
        ("$a$$b$", (Math("a", "a"), Math("b", "b")), "ab"),
        (r"\ensuremath{\beta}", (Math(r"\beta", "β"),), "β"),
        (r"$\mathcal{O}(n)$", (Math(r"\mathcal{O}(n)", "O(n)"),), "O(n)"),
        ("$ $", (), ""),
    ],
)
def test_math_stays_math(source: str, pieces: tuple[Piece, ...], plain: str) -> None:
    assert decode(source) == (RichText(pieces, plain), ())


@pytest.mark.parametrize(
    ("source", "plain", "problems"),
    [
        ("100% sure", "100% sure", [PERCENT]),
        ("5% and 6%", "5% and 6%", [PERCENT]),
        ("costs $5", "costs $5", [OPEN_MATH]),
        ("a$$b", "a$$b", [OPEN_MATH]),
        (r"\foo", r"\foo", [r"the command \foo is not known and is shown unchanged: write the text that it prints"]),
        (r"a \foo{b}{c} d", r"a \foo{b}{c} d",
         [r"the command \foo is not known and is shown unchanged: write the text that it prints"]),
        (r"\foo{\baz{c}}", r"\foo{\baz{c}}",
         [r"the command \foo is not known and is shown unchanged: write the text that it prints"]),
        (r"\rule{1cm}", r"\rule{1cm}",
         [r"the command \rule is not known and is shown unchanged: write the text that it prints"]),
        (r"\cite{x}", r"\cite{x}", [r"the command \cite is not known and is shown unchanged: write the text that it prints"]),
        (r"\foo 1% $", r"\foo 1% $", [
            r"the command \foo is not known and is shown unchanged: write the text that it prints", PERCENT, OPEN_MATH]),
        (r"\href{javascript:alert(1)}{T}", "T",
         ["'javascript:alert(1)' cannot be linked: write a URL that begins with https://"]),
        (r"\url{data:text/html,x}", "data:text/html,x",
         ["'data:text/html,x' cannot be linked: write a URL that begins with https://"]),
    ],
)  # fmt: skip
def test_what_is_not_understood_is_shown_and_named(source: str, plain: str, problems: list[str]) -> None:
    assert decode(source) == (RichText((plain,), plain), tuple(problems))


@pytest.mark.parametrize(
    ("source", "piece"),
    [
        (r"\url{https://x.org/a_b}", Reference("https://x.org/a_b", ("https://x.org/a_b",))),
        (r"\url{https://x.org/a\_b}", Reference("https://x.org/a_b", ("https://x.org/a_b",))),
        (r"\url{https://x.org/100%25}", Reference("https://x.org/100%25", ("https://x.org/100%25",))),
        (r"\href{https://x.org}{T}", Reference("https://x.org", ("T",))),
        (r"\href{https://x.org}{a \emph{b}}", Reference("https://x.org", ("a ", Styled("emphasis", ("b",))))),
    ],
)
def test_commands_of_references_lead_to_their_url(source: str, piece: Reference) -> None:
    rich, problems = decode(source)
    assert (rich.pieces, problems) == ((piece,), ())


def test_a_field_of_spaces_is_empty() -> None:
    assert [bool(rich) for rich in (EMPTY, decode(" ")[0], decode("{ }")[0], decode("a")[0])] == [
        False,
        False,
        False,
        True,
    ]


@pytest.mark.parametrize("opening", ["{", r"\emph{", r"\foo{", r"\href{x}{", "{\\em ", r"\'{", "${"])
def test_deep_nesting_loses_no_text(opening: str) -> None:
    assert "word" in decode(opening * 5_000 + "word" + "}" * 5_000)[0].plain


def walk(pieces: tuple[Piece, ...]) -> Iterator[Piece]:
    for piece in pieces:
        yield piece
        if isinstance(piece, Styled | Reference):
            yield from walk(piece.pieces)


@PROPERTY
@example("\\")
@example("\\'")
@example("{\\em")
@example("$$")
@example("\\href{")
@example("\\url{https://[")
@example("\ud800\\'")
@given(st.text(st.sampled_from("ab \\{}$%~`'\"-^_&#1éı\u0301\n") | st.characters(exclude_characters="\x00")))
def test_any_text_is_decoded(source: str) -> None:
    rich, problems = decode(source)
    assert rich.plain == unicodedata.normalize("NFC", rich.plain)
    assert len(problems) == len(set(problems))
    if not any(isinstance(piece, Math) for piece in walk(rich.pieces)):
        assert unicodedata.normalize("NFC", "".join(node.astext() for node in to_nodes(rich))) == rich.plain


@PROPERTY
@given(st.lists(st.from_regex(r"[A-Za-z0-9]{1,8}", fullmatch=True), min_size=1), st.data())
def test_plain_words_keep_each_letter_and_digit(words: list[str], data: st.DataObject) -> None:
    between = st.sampled_from(
        [" ", "--", "---", "~", "{", "}", "{{", "``", "''", r"\&", r"\%", "%", r"\ ", " $ ", ", ", r"\_", "-"]
    )
    source = words[0] + "".join(data.draw(between) + word for word in words[1:])
    found = "".join(re.findall(r"[A-Za-z0-9]", decode(source)[0].plain))
    assert found == "".join(words)


COMBINING = [(command, mark) for command, mark in ACCENTS.items() if command not in {"t", "b"}]


@PROPERTY
@given(
    st.sampled_from("abcdeghiklnorstuwyzACDEGHIKLNORSTUWYZ"),
    st.lists(st.sampled_from(COMBINING), min_size=1, max_size=2),
)
def test_the_latex_of_an_accented_letter_is_the_composed_letter(letter: str, accents: list[tuple[str, str]]) -> None:
    marked = letter
    for command, _ in accents:
        marked = f"\\{command}{{{marked}}}"
    composed = unicodedata.normalize("NFC", letter + "".join(mark for _, mark in accents))
    assert decode(marked)[0].plain == composed
    assert decode("{" + marked + "}")[0].plain == composed
    assert decode(composed)[0].plain == composed


@PROPERTY
@given(st.sampled_from("aceiosuzAEIOUY"), st.sampled_from(COMBINING), st.sampled_from(["\u0323", "\u0302", "\u0306"]))
def test_accents_over_combining_input_compose(letter: str, accent: tuple[str, str], mark: str) -> None:
    expected = unicodedata.normalize("NFC", letter + mark + accent[1])
    assert decode(f"\\{accent[0]}{{{letter}{mark}}}")[0].plain == expected
