"""Titles: words that have lost their capitals, by what the file itself writes elsewhere and a short list."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from sphinx_cv.editing.finding import Finding
from sphinx_cv.latex_text import Math, decode

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_cv.latex_text import Rich
    from sphinx_cv.publications import Publication

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
_HEAD = re.compile(r"([A-Z][^\W_]*)(?:-\d+)?:\s")
#: Capitals that show which letters make an acronym, and not how a word is written: eXtensible, THERMal.
_EXPLAINED = re.compile(r"[A-Z]{2,}[a-z]{2,}|[a-z][A-Z][a-z]{4,}")
_BRACED = re.compile(r"(?<!\\)\{([^{}\\]+)\}")
#: How many titles may have a word small before it is taken for a word and no name.
_FEW, _HEADS = 4, 2


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


def _words(title: Rich) -> list[str]:
    if any(isinstance(piece, Math) for piece in title.pieces):
        return [word for piece in title.pieces if isinstance(piece, str) for word in _WORD.findall(piece)]
    return _WORD.findall(title.plain)


def _learned(books: list[Publication]) -> dict[str, str]:
    """The form of each word that has capitals of its own somewhere, by itself in small letters."""
    small, forms, heads = Counter[str](), defaultdict[str, Counter[str]](Counter), defaultdict[str, set[str]](set)
    capitals: Counter[str] = Counter()
    for publication in books:
        words = _words(publication.title)
        small.update({word for word in words if word.islower()})
        if sum(word.isupper() for word in words) > len(words) / 2 or len(words) < 3:  # noqa: PLR2004  (a title all in capitals)
            continue
        capitals.update({word.lower() for word in words[1:] if word[0].isupper()})
        capitals.update({word.lower() for word in words[:1] if word.istitle()})
        for word in {word for word in words if _has_inner_capital(word) and not _EXPLAINED.fullmatch(word)}:
            forms[word.lower()][word] += 1
        if head := _HEAD.match(publication.title.plain):
            heads[head[1]].add(publication.key)
        for word in {word for word in _braced(publication.fields.get("title", "")) if not word.islower()}:
            forms[word.lower()][word] += 1
        for word in _in_addresses(publication):
            forms[word.lower()][word] += 1
    for head, keys in heads.items():
        if len(keys) >= _HEADS:
            forms[head.lower()][head] += 1
    learned = {}
    for low, seen in forms.items():
        form, _ = seen.most_common(1)[0]
        plain = not _has_inner_capital(form)
        # a name that is small as often as large is a word too; so is one that titles in title case write large
        if plain and (small[low] > _FEW or capitals[low] < small[low] and low not in map(str.lower, heads)):
            continue
        if not plain and small[low] > max(_FEW, 2 * sum(seen.values())):
            continue
        if form.isupper() and small[low] + capitals[low] - seen[form] >= seen[form]:  # STAR, among stars
            continue
        learned[low] = form
    return {**KNOWN, **learned}


def _has_inner_capital(word: str) -> bool:
    return len(word) > 1 and word[1:] != word[1:].lower() and not word[0].isdigit()


def _braced(source: str) -> Iterator[str]:
    """Words whose capitals a title protects; not those of a title that is protected as a whole."""
    for group in _BRACED.findall(source):
        words = _WORD.findall(group)
        if len(group) < len(source) / 2 and len(words) < 3:  # noqa: PLR2004  (a name, no sentence)
            yield from (word for word in words if len(word) > 2)  # noqa: PLR2004  (A is no name)


def _protected(source: str) -> set[str]:
    """Words with a brace in or around them: how they are written was decided. A title braced as a whole decides nothing."""
    groups = [group for group in re.findall(r"[^\s{}]*\{[^{}]*\}[^\s{}]*", source) if len(group) < len(source) / 2 + 2]
    return {word for group in groups for word in _WORD.findall(group.replace("{", "").replace("}", ""))}


def _in_addresses(publication: Publication) -> Iterator[str]:
    """Words with inner capitals in the addresses of code, which people name as they name their work."""
    for name in ("code", "website"):
        path = urlsplit(publication.fields.get(name, "")).path if "//" in publication.fields.get(name, "") else ""
        for word in re.findall(r"[A-Za-z]{5,}", path.rpartition("/")[2]):
            if re.search(r"[a-z][A-Z]", word) and not word.isupper():
                yield word
