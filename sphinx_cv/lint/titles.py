"""Titles: words that have lost their capitals, by what the file itself writes elsewhere and a short list."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from sphinx_cv.lint.finding import Finding
from sphinx_cv.model.text import Math

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_cv.model.publication import Publication
    from sphinx_cv.model.text import RichText

#: What is written so everywhere; nothing here is also an English word in lower case.
KNOWN = {
    form.lower(): form
    for form in (
        "AI AIs API APIs ARMA BCI BERT BFGS BLAS CMOS CNN CNNs COVID CPU CPUs CUDA DDoS DFT DNA DNN DNNs DNS EEG EM-algorithm "
        "ECG FFT FPGA FPGAs GAN GANs GLM GMM GNN GNNs GPS GPT GPU GPUs HIV HMM HMMs HPC HTML HTTP HTTPS ICA IEEE IO IoT IP-based "
        "IPv6 JPEG JSON KL-divergence LDA LDPC LiDAR LLM LLMs LSTM LSTMs MCMC MDP MDPs MIMO ML MLP MLPs MoE MoEs MPI MRI MRNA NLP "
        "NMR NP-hard OCR OFDM OpenMP PCA PCR PDE PDEs PDF POMDP POMDPs PTSD QCD QED RDF RDMA REST-API RFID RL RLHF RNA RNN RNNs "
        "SDP SGD SIMD SNP SNPs SPARQL SQL SSD SSM SSMs STM-based SVD SVM SVMs TCP TLS TPU TPUs UAV UAVs UML URL URLs USA UX VAE VAEs "
        "VLSI VPN WiFi XML XGBoost fMRI mRNA ImageNet PyTorch TensorFlow LaTeX GitHub Bayesian Bernoulli Boltzmann Euclidean Fourier "
        "Gaussian Gaussians Hilbert Kalman Lagrangian Laplacian Lipschitz Markov Markovian Monte-Carlo Riemannian Turing Wasserstein "
        "English French German Spanish Chinese Japanese Arabic African American Asian European Python JavaScript"
    ).split()
} | {"mrna": "mRNA", "i/o": "I/O"}  # fmt: skip
_WORD = re.compile(r"[^\W_]+(?:[/’'][^\W_]+)*")
#: Words that are written in capitals as an acronym and mean something else in small letters.
_WORDS = frozenset(
    "a act ad age aid context linear maps sam windows aids air all am an and any arc are arm art as at be best bit bus by can car care case cast cat cell co core dash "
    "deep do easy end era fast fit for from gap get go has hat he high how if in is it its lab last led less let light line low mac "
    "man map mars me mind mode model more my net new no not now of off on one or our out pan past pet pm rest sat scan see set she site "
    "six smart so spy star step sun tag ten than that the them this time to top trace two up us use war was wave we what who why with yes".split()
)
_HEAD = re.compile(r"([A-Z][^\W_]*)(?:-\d+)?:\s")
#: Capitals that show which letters make an acronym, and not how a word is written: eXtensible, THERMal.
_EXPLAINED = re.compile(r"[A-Z]{2,}[a-z]{2,}|[a-z][A-Z][a-z]{4,}|[a-z]{3,}[A-Z]{3,}|.*[/’'].*")
_BRACED = re.compile(r"(?<!\\)\{([^{}\\]+)\}")
#: How many titles may have a word small before it is taken for a word and no name.
_FEW, _HEADS = 4, 2
#: How much more often a word of four letters or more is an acronym than a word, to be taken for one.
_PLAIN = 4


def lost_capitals(publications: Iterable[Publication]) -> Iterator[Finding]:
    """Words that are all in small letters, or with the first one large alone, where capitals belong."""
    books = [each for each in publications if each.title.plain != "Untitled"]
    forms = _learned(books)
    for publication in books:
        found: dict[str, str] = {}
        decided = _protected(publication.fields.get("title", ""))
        for word in _words(publication.title):
            form = forms.get(word.lower()) or _without_number(word, forms)
            if form and word not in {form, form.upper(), *decided} and not _is_written_on_purpose(word, form):
                found[word] = form
        if found:
            mends = ", ".join(f"{word} (write {{{form}}})" for word, form in found.items())
            yield Finding.of(publication, "capitals", f"title: capitals are lost in {mends}", "title")


def _is_written_on_purpose(word: str, form: str) -> bool:
    """Whether a word has capitals of its own, which are another's way to write it."""
    return word[1:] != word[1:].lower() or (word[0].isupper() and form[1:] == form[1:].lower())


def _without_number(word: str, forms: dict[str, str]) -> str:
    """The form of a word that ends in a number, such as Mamba2, by that of the word alone."""
    bare = word.rstrip("0123456789")
    return forms[bare.lower()] + word[len(bare) :] if bare != word and len(bare) > 2 and bare.lower() in forms else ""  # noqa: PLR2004


def _words(title: RichText) -> list[str]:
    if any(isinstance(piece, Math) for piece in title.pieces):
        return [word for piece in title.pieces if isinstance(piece, str) for word in _WORD.findall(piece)]
    return _WORD.findall(title.plain)


def _learned(books: list[Publication]) -> dict[str, str]:
    """The form of each word that has capitals of its own somewhere, by itself in small letters."""
    small, forms, heads = Counter[str](), defaultdict[str, Counter[str]](Counter), defaultdict[str, set[str]](set)
    capitals, names = Counter[str](), Counter[str]()
    for publication in books:
        words = _words(publication.title)
        small.update({word for word in words if word.islower()})
        if sum(word.isupper() for word in words) > len(words) / 2 or len(words) < 3:  # noqa: PLR2004  (a title all in capitals)
            continue
        capitals.update({word.lower() for word in words if word[0].isupper() or _has_inner_capital(word)})
        for word in {word for word in words if _has_inner_capital(word) and not _EXPLAINED.fullmatch(word)}:
            forms[word.lower()][word] += 1
        if head := _HEAD.match(publication.title.plain):
            heads[head[1]].add(publication.key)
        if sum(word.islower() for word in words[1:]) > 0.6 * len(
            words[1:]
        ):  # in a title set in title case, braces say less
            names.update({word for word in _braced(publication.fields.get("title", "")) if word.istitle()})
    projects = {word.lower(): word for publication in books for word in _in_addresses(publication)}
    names.update({head: len(keys) for head, keys in heads.items() if len(keys) >= _HEADS and head.lower() in projects})
    learned = {word.lower(): word for word, count in names.items() if count >= _HEADS and small[word.lower()] <= _FEW}
    learned |= {low: word for low, word in projects.items() if _has_inner_capital(word) and small[low] <= _FEW}
    for low, seen in forms.items():
        form, count = seen.most_common(1)[0]
        rivals = small[low] + capitals[low] - count
        if form.isupper() and len(low) > 3 and count < _PLAIN * small[low]:  # noqa: PLR2004  (longer ones are words as well)
            continue
        if low not in _WORDS and (count > rivals or (count == rivals and not form.isupper())):
            learned[low] = form
    return {**KNOWN, **learned}


def _has_inner_capital(word: str) -> bool:
    return len(word) > 1 and word[1:] != word[1:].lower() and not word[0].isdigit()


def _braced(source: str) -> Iterator[str]:
    """Words whose capitals a title protects; not those of a title that is protected as a whole."""
    for group in _BRACED.findall(source):
        words = _WORD.findall(group)
        if len(group) < len(source) / 2 and len(words) == 1:
            yield from (word for word in words if len(word) > 2)  # noqa: PLR2004  (A is no name)


def _protected(source: str) -> set[str]:
    """Words with a brace in or around them: how they are written was decided. A title braced as a whole decides nothing."""
    groups = [group for group in re.findall(r"[^\s{}]*\{[^{}]*\}[^\s{}]*", source) if len(group) < len(source) / 2 + 2]
    return {word for group in groups for word in _WORD.findall(group.replace("{", "").replace("}", ""))}


def _in_addresses(publication: Publication) -> Iterator[str]:
    """The words of addresses of code, which people name as they name their work."""
    for name in ("code", "website"):
        written = publication.fields.get(name, "")
        if "//" in written:
            yield from re.findall(r"[A-Za-z]{4,}", urlsplit(written).path.rpartition("/")[2])
