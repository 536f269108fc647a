"""The real site: all of the CV is on it, as the CV has it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

import pytest
from conftest import ROOT, words

if TYPE_CHECKING:
    from bs4 import Tag
    from conftest import Site

#: The CV's publications, written down from the CV itself and not from pubs.bib.
PUBLICATIONS: list[dict[str, Any]] = json.loads((ROOT / "tests/owner/publications.json").read_text("utf-8"))
AWARDS = {"Outstanding Paper Honorable Mention", "Outstanding Paper", "Outstanding Paper runner-up"}
#: What a paper shows of an award that only the honors page names.
ROW_AWARDS = {"dao2022flashattention": "Best Paper award, Hardware Aware Efficient Training Workshop"}
ROWS = {
    "work": ["Sep 2024 – present Assistant Professor in Computer Science, Princeton University",
             "Jul 2023 – present Co-founder, Chief Scientist, Together AI"],
    "education": ["Sep 2016 – Jun 2023 PhD in Computer Science, Stanford University "
                  "Dissertation: Hardware-aware Algorithms for Efficient Machine Learning Advisors: Christopher Ré, Stefano Ermon",
                  "Jan 2018 – Jan 2019 MS in Statistics, Stanford University",
                  "Sep 2014 – Jun 2016 MS in Computer Science, Stanford University",
                  "Sep 2012 – Jun 2016 BS in Mathematics, Stanford University"],
    "honors": ["2025 Schmidt Sciences AI2050 Fellowship",
               "2025 Google ML and Systems Junior Faculty Awards",
               "2025 Google Research Scholar",
               "2025 Outstanding Paper Honorable Mention, Conference on Machine Learning and Systems (MLSys) "
               "Marconi: Prefix caching for the era of hybrid LLMs",
               "2024 Outstanding Paper, Conference on Language Modeling (COLM) "
               "Mamba: Linear-time sequence modeling with selective state spaces",
               "2024 Stanford Open Source Software Prize Inaugural prize, for FlashAttention.",
               "2022 Outstanding Paper runner-up, International Conference on Machine Learning (ICML) "
               "Monarch: Expressive structured matrices for efficient and accurate training",
               "2022 Best Paper award, Hardware Aware Efficient Training Workshop "
               "FlashAttention: Fast and memory-efficient exact attention with IO-awareness"],
    "industry": ["Oct 2022 – Jun 2023 PhD Fellow (part-time), Adept AI, San Francisco, CA "
                 "Multi-modal Transformers that model how users interact with browser tools. "
                 "Faster distributed training and inference of large-scale Transformers. "
                 "Large language models trained on long context (16K).",
                 "Jun – Sep 2020 Research Intern, Microsoft Research, Cambridge, MA "
                 "A novel loss function for knowledge distillation, by which the student model performs better.",
                 "Jun – Sep 2016 Quantitative Researcher, Citadel Securities, Chicago, IL "
                 "A novel method of feature generation for the analysis of large quantitative trading datasets. "
                 "A black-box optimization system for state-of-the-art quantitative trading strategies.",
                 "Jun – Sep 2014 Software Engineering Intern, Google, Mountain View, CA "
                 "Machine learning algorithms that find the best advertisements for each Ad Group."],
    "teaching": ["Jan – May 2026 COS 484: Natural Language Processing, Princeton University, Instructor",
                 "Sep – Dec 2025 COS 597A: Efficient Systems for Foundation Models, Princeton University, Instructor",
                 "Jan – May 2025 COS 484: Natural Language Processing, Princeton University, Instructor",
                 "Jan – Mar 2020 CS 228: Probabilistic Graphical Models, Stanford University, Teaching Assistant",
                 "Apr – Jun 2019 CS 229: Machine Learning, Stanford University, Teaching Assistant",
                 "Jan – Mar 2016 EE 364A: Convex Optimization I, Stanford University, Teaching Assistant",
                 "Sep – Dec 2015 EE 103: Intro to Matrix Methods, Stanford University, Teaching Assistant"],
}  # fmt: skip
PAGES = ["index", "cv", "resume", *(f"sections/{name}" for name in (
    "adoption", "coauthors", "education", "honors", "industry", "interests", "publications", "service", "teaching", "topics", "work"))]  # fmt: skip


def items(site: Site, page: str) -> list[Tag]:
    return site.article(page).select("ul.cv-publications > li")


def said(publication: dict[str, Any]) -> str:
    """A publication as the CV prints it, its links left out."""
    names = [
        name + ("*" if number in publication["equal"] else "")
        for number, name in enumerate(publication["authors"], start=1)
    ]
    names += ["others"] if publication["others"] else []
    people = " and ".join(names) if len(names) < 3 else f"{', '.join(names[:-1])}, and {names[-1]}"
    venue, volume = publication["venue"], f", {publication['volume']}" if publication["volume"] else ""
    if venue == "arXiv preprint":
        venue += f" arXiv:{publication['eprint']}"
    elif venue != "Transactions on Machine Learning Research (TMLR)":
        venue = f"In {venue}"
    end = "" if publication["title"].endswith("!") else "."
    note = f" {badge}." if (badge := publication["note"] or ROW_AWARDS.get(publication["key"])) else ""
    return f"{people}. {publication['title']}{end} {venue}{volume}, {publication['year']}.{note}"


def test_every_publication_reads_as_the_cv_has_it(cv: Site) -> None:
    found = {str(item["id"]): item for item in items(cv, "sections/publications")}
    assert len(found) == len(PUBLICATIONS) == 56
    for publication in PUBLICATIONS:
        item = found[publication["key"]]
        (links,) = item.select(".cv-links")
        links.extract()
        number, _, text = words(item).partition(" ")
        assert text == said(publication)
        assert re.fullmatch(r"\[\d+\]", number)
        assert [name.get_text() for name in item.find_all("strong")] == ["Tri Dao"]
        badges = [(badge.get_text(), "cv-award" in badge["class"]) for badge in item.select(".cv-badge")]
        expected = publication["note"] or ROW_AWARDS.get(publication["key"])
        assert badges == ([(expected, expected in {*AWARDS, *ROW_AWARDS.values()})] if expected else [])


def test_publications_stand_by_year_in_the_order_of_the_cv_with_their_numbers(cv: Site) -> None:
    by_year: dict[int, list[str]] = {}
    for publication in PUBLICATIONS:
        by_year.setdefault(publication["year"], []).append(publication["key"])
    sections = cv.article("sections/publications").select("section section")
    assert [words(section.h2) for section in sections] == [
        f"{year} ({len(by_year[year])})" for year in sorted(by_year, reverse=True)
    ]
    assert [[item["id"] for item in section.select("ul.cv-publications > li")] for section in sections] == [
        by_year[year] for year in sorted(by_year, reverse=True)
    ]
    numbers = [number.get_text() for number in cv.article("sections/publications").select(".cv-number")]
    assert numbers == [f"[{number}]" for number in range(56, 0, -1)]


def test_the_legend_of_marks_stands_once_on_each_page_that_has_them(cv: Site) -> None:
    assert {page: [words(legend) for legend in cv.article(page).select(".cv-legend")] for page in PAGES} == {
        page: ["* equal contribution"]
        if page in {"index", "resume", "sections/publications", "sections/topics"}
        else []
        for page in PAGES
    }


def test_every_publication_stands_under_its_main_topic(cv: Site) -> None:
    titles = [publication["title"] for publication in PUBLICATIONS]
    listed = [item.select_one(".cv-title").get_text() for item in items(cv, "sections/topics")]  # type: ignore[union-attr]
    assert sorted(set(listed)) == sorted(titles)
    headings = [words(heading) for heading in cv.article("sections/topics").find_all("h2")]
    assert headings[:3] == ["State space models (20)", "Inference (12)", "Sparsity and compression (10)"]
    assert not [heading for heading in headings if heading.startswith("Other")]


def test_the_front_page_has_the_selected_papers_and_recent_honors(cv: Site) -> None:
    assert [item["id"] for item in items(cv, "index")] == [
        "zadouri2026flashattention4", "lahoti2026mamba3", "pan2025marconi", "shah2024flashattention3", "dao2024transformers",
        "gu2024mamba", "dao2024flashattention2", "dao2022flashattention", "dao2022monarch", "gu2020hippo",
    ]  # fmt: skip
    assert [words(row) for row in cv.article().select(".cv-row")] == [*ROWS["work"], *ROWS["honors"][:4]]
    assert [link["href"] for link in cv.article().select(".cv-profiles a")] == [
        "https://tridao.me/", "https://github.com/tridao", "https://scholar.google.com/citations?user=NQRw0bQAAAAJ",
        "https://dao-lab.ai",
    ]  # fmt: skip


@pytest.mark.parametrize("page", ROWS)
def test_every_row_stands_on_its_page_with_its_dates(cv: Site, page: str) -> None:
    assert [words(row) for row in cv.article(f"sections/{page}").select(".cv-row")] == ROWS[page]


def test_interests_adoption_and_service_keep_every_fact(cv: Site) -> None:
    facts = {
        "interests": ["machine learning", "systems", "training", "inference", "hardware", "sequence models with long-range memory"],
        "adoption": ["Meta", "Microsoft", "NVIDIA", "OpenAI", "Google", "Mistral", "IBM", "DeepSeek", "Tencent", "Alibaba",
                     "training and inference of large language models", "diffusion models", "PyTorch", "JAX",
                     "Hugging Face's transformers", "vLLM", "SGLang", "Microsoft's DeepSpeed", "Megatron-LM", "TensorRT-LLM",
                     "TII", "AI21", "560B parameters", "context length", "dominant Transformer architecture", "NVIDIA GPUs",
                     "AMD GPUs", "AWS Trainium 2", "large audience of researchers and practitioners"],
    }  # fmt: skip
    missing = {
        page: [fact for fact in wanted if fact not in cv.text(f"sections/{page}").replace("’", "'")]
        for page, wanted in facts.items()
    }
    assert missing == {"interests": [], "adoption": []}
    service = cv.article("sections/service").select_one("dl")
    assert service is not None
    assert [(part.name, words(part)) for part in service.find_all(["dt", "dd"])] == [
        ("dt", "Organizer"), ("dd", "Efficient Systems for Foundation Models workshop at ICML 2023, ICML 2024, ICML 2025"),
        ("dt", "Area Chair"), ("dd", "COLM 2024, 2025, 2026"), ("dd", "ICLR 2026"), ("dd", "ICML 2026"),
        ("dt", "Reviewer"), ("dd", "NeurIPS, ICML, ICLR, AISTATS, JMLR, ICCV"),
        ("dd", "NeurIPS 2019 best reviewers, ICML 2019 best reviewers"),
    ]  # fmt: skip
    assert [link["href"] for link in cv.article("sections/adoption").select("a.external")] == [
        "https://github.com/Dao-AILab/flash-attention/blob/main/usage.md",
        "https://github.com/state-spaces/mamba/blob/main/usage.md",
    ]


def test_every_link_is_well_formed_and_every_inner_one_leads_somewhere(cv: Site) -> None:
    ids = {path.relative_to(cv.out).as_posix(): {str(tag["id"]) for tag in cv.page(str(path.relative_to(cv.out))[:-5]).find_all(id=True)}
           for path in cv.out.rglob("*.html")}  # fmt: skip
    for page in PAGES:
        for link in cv.page(page).find_all("a", href=True):
            parts = urlsplit(str(link["href"]))
            if parts.scheme:
                assert parts.scheme == "https", link
                assert re.fullmatch(r"[\w.-]+", parts.netloc), link
                assert re.fullmatch(r"[!-~]+", str(link["href"])), link
                continue
            folder = page.rpartition("/")[0]
            path = unquote(parts.path)
            target = page + ".html" if not path else (f"{folder}/{path}" if folder else path)
            while "/../" in f"/{target}":
                target = re.sub(r"(^|/)[^/]+/\.\./", r"\1", target, count=1)
            if not target.endswith(".html"):
                assert (cv.out / target).is_file(), link
                continue
            assert target in ids, link
            assert parts.fragment in {"", *ids[target]}, link


def test_every_page_says_whose_and_what_it_is(cv: Site) -> None:
    descriptions = []
    for page in PAGES:
        head = cv.page(page).head
        assert head is not None
        title, description = head.find("title"), head.find("meta", attrs={"name": "description"})
        assert title is not None
        assert description is not None
        assert title.get_text().strip().endswith("Tri Dao")
        assert "documentation" not in title.get_text().lower()
        descriptions.append(str(description["content"]))
        person = cv.page(page).select_one(".cv-person")
        assert person is not None
        assert words(person) == ("Tri Dao Assistant Professor in Computer Science, Princeton University "
                                 "Co-founder, Chief Scientist, Together AI")  # fmt: skip
        foot = cv.page(page).select_one(".cv-foot")
        assert foot is not None
        assert words(foot) == "© Tri Dao · Last updated November 22, 2026"
    assert len(set(descriptions)) == len(PAGES)
    assert all(50 <= len(description) <= 160 for description in descriptions)


def test_the_menu_names_every_page_once_and_where_one_is(cv: Site) -> None:
    for page in ("cv", "sections/work"):
        menu = cv.page(page).select_one(".sidebar-tree")
        assert menu is not None
        assert [words(link) for link in menu.find_all("a")] == [
            "Work experience", "Education", "Research interests", "Research adoption", "Honors and awards", "Publications",
            "Publications by topic", "Co-authors", "Industry experience", "Teaching", "Service", "Curriculum vitae", "Résumé",
        ]  # fmt: skip
        assert [words(link) for link in menu.select("a.current")] == [
            "Curriculum vitae" if page == "cv" else "Work experience"
        ]


def test_nothing_of_another_host_is_loaded(cv: Site) -> None:
    for path in cv.out.rglob("*.html"):
        page = cv.page(str(path.relative_to(cv.out))[:-5])
        loaded = [tag.get("src") or tag.get("href") for tag in page.find_all(["script", "img", "link", "iframe", "source"])
                  if tag.get("rel") != ["canonical"]]  # fmt: skip
        assert not [address for address in loaded if address and urlsplit(str(address)).netloc]


def test_search_knows_people_and_papers(cv: Site) -> None:
    index = json.loads(
        (cv.out / "searchindex.js").read_text("utf-8").removeprefix("Search.setIndex(").removesuffix(")")
    )
    publications = index["docnames"].index("sections/publications")
    for word in ("hoehnerbach", "rudra", "flashattent", "mamba", "hippo", "marconi"):
        found = index["terms"][word]
        assert publications in (found if isinstance(found, list) else [found])
    papers = {f"{prefix}.{name}".lstrip("."): page for prefix, entries in index["objects"].items()
              for page, kind, _, _, name in entries if index["objnames"][str(kind)][1] == "pub"}  # fmt: skip
    assert set(papers) == {publication["title"] for publication in PUBLICATIONS}
    assert set(papers.values()) == {publications}
