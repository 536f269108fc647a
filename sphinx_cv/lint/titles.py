"""Titles: lost capitals, found by the capitalization of words in the other titles and in a short list."""

from __future__ import annotations

import contextlib
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from sphinx_cv.lint.finding import Finding
from sphinx_cv.model.text import Math

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sphinx_cv.model.publication import Publication
    from sphinx_cv.model.text import RichText

#: The usual capitalization of words that are no English words in lower case.
_KNOWN_FORMS = (
    "AI AIs API APIs ARMA BCI BERT BFGS BLAS CMOS CNN CNNs COVID CPU CPUs CUDA DDoS DFT DNA DNN DNNs DNS EEG "
    "EM-algorithm ECG FFT FPGA FPGAs GAN GANs GLM GMM GNN GNNs GPS GPT GPU GPUs HIV HMM HMMs HPC HTML HTTP HTTPS ICA "
    "IEEE IO IoT IP-based IPv6 JPEG JSON KL-divergence LDA LDPC LiDAR LLM LLMs LSTM LSTMs MCMC MDP MDPs MIMO ML MLP "
    "MLPs MoE MoEs MPI MRI MRNA NLP NMR NP-hard OCR OFDM OpenMP PCA PCR PDE PDEs PDF POMDP POMDPs PTSD QCD QED RDF "
    "RDMA REST-API RFID RL RLHF RNA RNN RNNs SDP SGD SIMD SNP SNPs SPARQL SQL SSD SSM SSMs STM-based SVD SVM SVMs TCP "
    "TLS TPU TPUs UAV UAVs UML URL URLs USA UX VAE VAEs VLSI VPN WiFi XML XGBoost fMRI mRNA ImageNet PyTorch "
    "TensorFlow LaTeX GitHub Bayesian Bernoulli Boltzmann Euclidean Fourier Gaussian Gaussians Hilbert Kalman "
    "Lagrangian Laplacian Lipschitz Markov Markovian Monte-Carlo Riemannian Turing Wasserstein English French German "
    "Spanish Chinese Japanese Arabic African American Asian European Python JavaScript"
)
KNOWN = {form.lower(): form for form in _KNOWN_FORMS.split()} | {"mrna": "mRNA", "i/o": "I/O"}
_WORD = re.compile(r"[^\W_]+(?:[/’'][^\W_]+)*")
#: Acronyms that are common words in lower case.
_WORDS = frozenset(
    "a act ad age aid context linear maps sam windows aids air all am an and any arc are arm art as at be best bit "
    "bus by can car care case cast cat cell co core dash deep do easy end era fast fit for from gap get go has hat he "
    "high how if in is it its lab last led less let light line low mac man map mars me mind mode model more my net "
    "new no not now of off on one or our out pan past pet pm rest sat scan see set she site six smart so spy star "
    "step sun tag ten than that the them this time to top trace two up us use war was wave we what who why with"
    " yes".split()
)
#: Digits of subscripts and superscripts, as in CO₂; braces are put around the word before them.
_SCRIPTS = "₀₁₂₃₄₅₆₇₈₉⁰¹²³⁴⁵⁶⁷⁸⁹"
#: A colon and other ends of a sentence, after which a word may have a capital.
_ENDS = re.compile(r"[:.?!–—]")
#: A name and a colon at the beginning of a title.
_HEAD = re.compile(r"([A-Z][^\W_]*)(?:-\d+)?:\s")
#: Words with capitals that explain an acronym, such as eXtensible and THERMal.
_EXPLAINED = re.compile(r"[A-Z]{2,}[a-z]{2,}|[a-z][A-Z][a-z]{4,}|[a-z]{3,}[A-Z]{3,}|.*[/’'].*")
#: A word with braces; it is searched for only where a word begins, since a long word would take quadratic time.
_WITH_BRACES = re.compile(r"(?:(?<![^\s{}])[^\s{}]*+)?\{[^{}]*+\}[^\s{}]*+")
_BRACED = re.compile(r"(?<!\\)\{([^{}\\]+)\}")
#: A word that more titles than this have in lower case is no name.
_MAX_LOWER = 4
#: The minimum number of titles that make a word a name.
_MIN_USES = 2
#: An acronym of more letters than this may be a word as well; the titles then need this many times as many capitals.
_SHORT_ACRONYM, _ACRONYM_RATIO = 3, 4
#: Titles of fewer words do not show how a word is written.
_MIN_WORDS = 3
#: The minimum part of words in lower case, the first one excluded, of a title in sentence case.
_SENTENCE_CASE = 0.6
#: Shorter words, such as A in braces, are no names.
_MIN_NAME = 3


def lost_capitals(publications: Iterable[Publication]) -> Iterator[Finding]:
    """Yield titles with words that lack capitals: all in lower case, or with an initial capital only."""
    titled = [each for each in publications if each.title.plain != "Untitled"]
    forms = learn_forms(titled)
    for publication in titled:
        found: dict[str, str] = {}
        protected = words_in_braces(publication.fields.get("title", ""))
        for word in _words(publication.title):
            form = forms.get(word.lower()) or _without_number(word, forms)
            if form and word not in {form, form.upper(), *protected} and not _is_other_form(word, form):
                found[word] = form
        if found:
            fixes = ", ".join(f"{word} (write {{{form}}})" for word, form in found.items())
            yield Finding.of(publication, "capitals", f"title: capitals are lost in {fixes}", "title")


def capitals_to_keep(title: RichText, forms: Mapping[str, str]) -> frozenset[str]:
    """Return the words of a title whose capitals BibTeX's styles would lose; `forms` is from `learn_forms`.

    They are acronyms, known names, and in sentence case all words with a capital that begin no sentence.
    """
    words = _words(title)
    long = [word for word in words if len(word) > 1]
    if sum(word.isupper() for word in long) > len(long) / 2:
        return frozenset()
    begins = set(_first_words(title.plain))
    rest = [word for word in words if word.isalpha() and word not in begins and not _has_inner_capital(word)]
    sentence_case = sum(word.islower() for word in rest) > _SENTENCE_CASE * len(rest)
    return frozenset(
        word.rstrip(_SCRIPTS)
        for word in words
        if _has_inner_capital(word)
        or (word == forms.get(word.lower()) and word != word.lower())
        or (word[0].isupper() and (len(word) == 1 or sentence_case) and word != "A" and word not in begins)
    )


def _first_words(title: str) -> Iterator[str]:
    """Yield the first word of a title, and those after the end of a sentence."""
    end = 0
    for word in _WORD.finditer(title):
        if end == 0 or _ENDS.search(title, end, word.start()):
            yield word[0]
        end = word.end()


def _is_other_form(word: str, form: str) -> bool:
    """Return whether a word has capitals that another form of it uses."""
    return word[1:] != word[1:].lower() or (word[0].isupper() and form[1:] == form[1:].lower())


def _without_number(word: str, forms: dict[str, str]) -> str:
    """Return the form of a word that ends in a number, such as Mamba2, from that of the word alone; else empty."""
    bare = word.rstrip("0123456789")
    if bare == word or len(bare) < _MIN_NAME or bare.lower() not in forms:
        return ""
    return forms[bare.lower()] + word[len(bare) :]


def _words(title: RichText) -> list[str]:
    if any(isinstance(piece, Math) for piece in title.pieces):
        return [word for piece in title.pieces if isinstance(piece, str) for word in _WORD.findall(piece)]
    return _WORD.findall(title.plain)


@dataclass(frozen=True, slots=True)
class _Usage:
    """The number of titles that use a word, by its capitalization."""

    #: Words in lower case.
    lower: Counter[str] = field(default_factory=Counter)
    #: Words with a capital, by the word in lower case.
    capitalized: Counter[str] = field(default_factory=Counter)
    #: Forms with a capital after the first letter, by the word in lower case.
    forms: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    #: Capitalized words in braces.
    protected: Counter[str] = field(default_factory=Counter)
    #: The keys of the publications by the name before a colon, with which the title begins.
    heads: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    @classmethod
    def in_titles(cls, publications: Iterable[Publication]) -> _Usage:
        usage = cls()
        for publication in publications:
            words = _words(publication.title)
            usage.lower.update({word for word in words if word.islower()})
            if len(words) >= _MIN_WORDS and sum(word.isupper() for word in words) <= len(words) / 2:
                usage.add(publication, words)
        return usage

    def add(self, publication: Publication, words: list[str]) -> None:
        """Add a title that is not all in capitals."""
        self.capitalized.update({word.lower() for word in words if word[0].isupper() or _has_inner_capital(word)})
        for word in {word for word in words if _has_inner_capital(word) and not _EXPLAINED.fullmatch(word)}:
            self.forms[word.lower()][word] += 1
        if head := _HEAD.match(publication.title.plain):
            self.heads[head[1]].add(publication.key)
        rest = words[1:]
        if sum(word.islower() for word in rest) > _SENTENCE_CASE * len(rest):  # braces mean less in title case
            braced = set(_braced(publication.fields.get("title", "")))
            self.protected.update({word for word in braced if word.istitle()})


def learn_forms(publications: list[Publication]) -> dict[str, str]:
    """Return the capitalization of words, by the word in lower case: as in the titles, else as in KNOWN."""
    usage = _Usage.in_titles(publications)
    projects = {word.lower(): word for publication in publications for word in _url_words(publication)}
    names = usage.protected.copy()
    heads = {head: len(keys) for head, keys in usage.heads.items() if head.lower() in projects}
    names.update({head: count for head, count in heads.items() if count >= _MIN_USES})
    learned = {
        word.lower(): word
        for word, count in names.items()
        if count >= _MIN_USES and usage.lower[word.lower()] <= _MAX_LOWER
    }
    learned |= {
        lower: word for lower, word in projects.items() if _has_inner_capital(word) and usage.lower[lower] <= _MAX_LOWER
    }
    for lower, forms in usage.forms.items():
        form, count = forms.most_common(1)[0]
        if form.isupper() and len(lower) > _SHORT_ACRONYM and count < _ACRONYM_RATIO * usage.lower[lower]:
            continue
        others = usage.lower[lower] + usage.capitalized[lower] - count
        if lower not in _WORDS and (count > others or (count == others and not form.isupper())):
            learned[lower] = form
    return {**KNOWN, **learned}


def _has_inner_capital(word: str) -> bool:
    return len(word) > 1 and word[1:] != word[1:].lower() and not word[0].isdigit()


def _braced(source: str) -> Iterator[str]:
    """Yield the single words in braces; not those of a title that is in braces as a whole."""
    for group in _BRACED.findall(source):
        words = _WORD.findall(group)
        if len(group) < len(source) / 2 and len(words) == 1:
            yield from (word for word in words if len(word) >= _MIN_NAME)


def words_in_braces(source: str) -> set[str]:
    """Return the words with braces in or around them, whose form is intended; none if the whole title is in braces."""
    groups = [group for group in _WITH_BRACES.findall(source) if len(group) < len(source) / 2 + 2]
    return {word for group in groups for word in _WORD.findall(group.replace("{", "").replace("}", ""))}


def _url_words(publication: Publication) -> Iterator[str]:
    """Yield the words at the end of the URLs of code and website, which are often the name of a project."""
    for name in ("code", "website"):
        written = publication.fields.get(name, "")
        if "//" in written:
            with contextlib.suppress(ValueError):  # the build reports a malformed URL
                yield from re.findall(r"[A-Za-z]{4,}", urlsplit(written).path.rpartition("/")[2])
