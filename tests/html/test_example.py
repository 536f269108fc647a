"""The pages of the example CV, word for word: lists by year and topic, rows, the front page, menus, what is around them."""

from __future__ import annotations

import html
import unicodedata
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from conftest import read_search_index, words

from sphinx_cv.model.spans import read_date

if TYPE_CHECKING:
    from bs4 import Tag
    from conftest import Site

#: The list by year: each heading, with the key, the citation and the links of each publication.
BY_YEAR = {
    "Forthcoming (1)": {
        "example:inpress": (
            "[36] Ada Example and Anca Petrescu-Vale. How long is a coast that moves? Transactions on Coastal Computing, in press.",
            "Paper · BibTeX",
        ),
    },
    "2026 (3)": {
        "fre2026tidesketch2": (
            "[35] Noémie Fré*, Ada Example*†, and Linh Nguyễn‡. TideSketch-2: Counting waves in a single pass. In International Conference on Compact Algorithms (ICCA), pages 101–118, 2026. Oral.",
            "arXiv · Paper · DOI · PDF · Code · Slides · Poster · Video · Website · BibTeX",
        ),
        "yun2026clocks": (
            "[34] Min-seo Yun‡, Temi Oyelaran‡, and Ada Example♦. Sorting without a clock. Journal of Tiny Structures, 12(1), 7–29, 2026.",
            "DOI · BibTeX",
        ),
        "example2026pairs": (
            "[33] Ada Example. Below O ( n 2 ) : Comparing all pairs of tides. arXiv:2605.99002, 2026.",
            "arXiv · BibTeX",
        ),
    },
    "2025 (4)": {
        "zielinski2025mossindex": (
            "[32] Łukasz Zieliński‡, Ottilie Müller, and Ada Example†. MossIndex: Time series that survive a loss of power. In International Conference on Compact Algorithms (ICCA), pages 55–70, 2025. Distinguished Paper. Oral.",
            "Paper · DOI · Code · BibTeX",
        ),
        "example2025small": (
            "[31] Ada Example and Ottilie Müller. Small Data Structures: A First Course. Volume 7 of Lindmark Texts in Computing, 2nd edition, Lindmark Press, Port Alder, 2025.",
            "Paper · BibTeX",
        ),
        "gauges2025": (
            "[30] Open Tide Gauge Consortium, Ada Example, and Anca Petrescu-Vale. One year of waves from 212 gauges. Version 1.2, Saltmarsh Observatory, 2025.",
            "DOI · BibTeX",
        ),
        "oneil2025sorting": (
            "[29] Fiadh O'Neil, Ada Example, and Quirina De Sa. Sorting by _id or #tag: What goes wrong when n < 30 & p > 5%. Journal of Tiny Structures, 11(4), e17, 2025.",
            "DOI · BibTeX",
        ),
    },
    "2024 (4)": {
        "nguyen2024shared": (
            "[28] Linh Nguyễn, Ada Example, Kai Haukea, Devika Iyer-Holt, Iris Castellane, and others. Shared registers, private counts. In International Conference on Compact Algorithms (ICCA), pages 12–30, 2024. Spotlight.",
            "arXiv · Code · BibTeX",
        ),
        "tidesketch2024": (
            "[27] Ada Example, N. Fré, and Jonas A. Quill. TideSketch. Version 3.0, 2024.",
            "Website · DOI · BibTeX",
        ),
        "quill2024streaming": (
            "[26] Jonas Quill and Ada Example. What do we mean by streaming? Letters on Streams, 3, 1–4, 2024.",
            "DOI · BibTeX",
        ),
        "patent2024": (
            "[25] Ada Example and Barnaby Okonkwo, Jr. Lamp that reports its own failure. Patent XX 1234567, Lanternworks, 2024.",
            "Paper · BibTeX",
        ),
    },
    "2023 (4)": {
        "haukea2023census": (
            "[24] Kai Haukea, Ana-Lucía Peña, Çağla Şimşek, Žofie Dvořáková, Håkon Ødegård, Đạt Trần, Sól Eiríksdóttir, Iris Castellane, Devika Iyer-Holt, Ines Abernathy, Ada Example, Salma Haddad, Anca Petrescu-Vale, and Tjitske van der Berg. A census of small tide gauges. Transactions on Coastal Computing, 8(2), 201–240, 2023.",
            "DOI · BibTeX",
        ),
        "castellane2023replay": (
            "[23] Iris Castellane and Ada Example. Replay: Experiments on streams that can be repeated. In Proceedings of the Workshop on Compact Data (WCD), edited by Ada Example, pages 3–9, 2023.",
            "Paper · BibTeX",
        ),
        "wcd2023": (
            "[22] Ada Example (ed.). Proceedings of the Workshop on Compact Data (WCD). Lindmark Press, Port Alder, 2023.",
            "Paper · BibTeX",
        ),
        "desa2023noise": (
            "[21] Quirina De Sa*, Mikkel Sørensen*, and Ada Example*. Just enough noise. In Symposium on Shoreline Sensor Networks (SOSN), 2023.",
            "DOI · Slides · BibTeX",
        ),
    },
    "2022 (5)": {
        "DBLP:journals/jts/Example22": (
            "[20] Ada M. Example and Tjitske van der Berg. Half a bit for each key. Journal of Tiny Structures, 8(3), 211–236, 2022.",
            "DOI · BibTeX",
        ),
        "example2022counters": (
            "[19] Ada Example. Counters. In Handbook of Compact Computing, edited by Rowan Brightwater and Barnaby Okonkwo, Jr., volume 2 of Handbooks at Sea, 3rd edition, Lindmark Press, Port Alder, pages 88–121, 2022.",
            "DOI · BibTeX",
        ),
        "example2022boats": (
            "[18] Ada Example and Anca Petrescu-Vale (eds.). Computing on Boats. Lindmark Press, Port Alder, 2022.",
            "Paper · BibTeX",
        ),
        "okonkwo2022lamps": (
            "[17] Barnaby Okonkwo, Jr., Ada Example, and Noémie Fré. “Good enough” counters for lamps & bells. In Symposium on Shoreline Sensor Networks (SOSN), 2022.",
            "DOI · Video · BibTeX",
        ),
        "example2022notes": (
            "[16] Ada Example. Lecture notes on hashing. 2022. With 60 exercises.",
            "PDF · BibTeX",
        ),
    },
    "2021 (3)": {
        "muller2021memory": (
            "[15] Ottilie Müller and A. Example. Forgetting on purpose. In Workshop on Memory 2.0 (Memory 2.0), 2021.",
            "Paper · BibTeX",
        ),
        "example2021ethics": (
            "[14] Ada Example and Salma Haddad. Who owns the measurements of a beach? Technical report LI-2021-4, Lindmark Institute, 2021.",
            "Paper · BibTeX",
        ),
        "berg2021bounds": (
            "[13] Tjitske van der Berg, Ada Example, and Mikkel Sørensen§. A lower bound for counters that may lie. Journal of Tiny Structures, 7(2), 90–112, 2021.",
            "arXiv · BibTeX",
        ),
    },
    "2020 (2)": {
        "example2020tidesketch": (
            "[12] Ada Example†, Jonas A. Quill, and Noémie Fré. TideSketch: Remembering a river in four kilobytes. In International Conference on Compact Algorithms (ICCA), pages 1–16, 2020. Best Paper Award, ICCA 2020.",
            "arXiv · DOI · Code · Video · BibTeX",
        ),
        "petrescu2020moon": (
            "[11] Anca Petrescu-Vale and Ada Example. K1, M2 and the Moon: Tides in UTC. Transactions on Coastal Computing, 5(3), 300–319, 2020.",
            "DOI · BibTeX",
        ),
    },
    "2019 (2)": {
        "example2019stream": (
            "[10] Ada Example. What a Stream Remembers: Counting in Little Memory. PhD thesis, Westmere Institute of Technology, 2019. Doctoral Dissertation Prize, Westmere Institute of Technology.",
            "Paper · BibTeX",
        ),
        "example2019late": (
            "[9] Ada Example and Fiadh O'Neil. Late, later, lost: Messages from buoys. In Symposium on Shoreline Sensor Networks (SOSN), 2019.",
            "DOI · BibTeX",
        ),
    },
    "2018 (2)": {
        "brightwater2018kelp": (
            "[8] R. Brightwater, Ada Example, and Ines Abernathy. Kelp from above: Counting forests that sway. Transactions on Coastal Computing, 3(1), 44–61, 2018.",
            "DOI · BibTeX",
        ),
        "example2018quantiles": (
            "[7] Ada Example, Tjitske van der Berg, and Mikkel Sørensen. Quantiles in a ring buffer. In International Conference on Compact Algorithms (ICCA), pages 140–155, 2018.",
            "DOI · Slides · BibTeX",
        ),
    },
    "2017 (2)": {
        "example2017rivers": (
            "[6] Ada Example and Mikkel Sørensen. Nine rivers, one hash function. In Symposium on Shoreline Sensor Networks (SOSN), 2017.",
            "DOI · BibTeX",
        ),
        "gauges2017handbook": (
            "[5] Open Tide Gauge Consortium. Handbook of gauges. Technical report, Saltmarsh Observatory, 2017.",
            "Paper · BibTeX",
        ),
    },
    "2016 (2)": {
        "example2016listening": (
            "[4] Ada Example and Tjitske van der Berg. Listening to a harbor with 32 KB of memory. In Symposium on Shoreline Sensor Networks (SOSN), 2016. Ten-Year Award.",
            "DOI · BibTeX",
        ),
        "sorensen2016merge": (
            "[3] Mikkel Sørensen, Tjitske van der Berg, and Ada Example. Merging sketches in any order. Journal of Tiny Structures, 2(2), 61–80, 2016.",
            "DOI · BibTeX",
        ),
    },
    "2015 (2)": {
        "example2015maps": (
            "[2] Ada Example. Charts for slow connections. Master's thesis, Harrowmere University, 2015.",
            "Paper · BibTeX",
        ),
        "brightwater2015beginners": (
            "[1] Rowan Brightwater and Ada Example. Teaching recursion at low tide. In Meeting on Computing Education, 2015.",
            "Paper · BibTeX",
        ),
    },
}  # fmt: skip
ROWS = {
    "work": [
        "Sep 2025 – present Associate Professor of Computing, Harrowmere University",
        "Jan 2024 – present Visiting Scientist, Saltmarsh Observatory, Port Alder",
        "Sep 2021 – Aug 2025 Assistant Professor of Computing, Harrowmere University Founded the Tide Lab, now eleven people from three departments. Wrote the course on small data structures that all students of computing take.",
        "Sep 2019 – Aug 2021 Postdoctoral Researcher, Lindmark Institute, Port Alder",
    ],
    "education": [
        "Oct 2015 – Jun 2019 PhD in Computing, Westmere Institute of Technology Dissertation: What a Stream Remembers: Counting in Little Memory Advisors: Tjitske van der Berg, Mikkel Sørensen",
        "Sep 2014 – Aug 2015 MSc in Statistics, Harrowmere University",
        "2010 – 2013 BSc in Mathematics, Harrowmere University With distinction.",
    ],
    "honors": [
        "May 2026 Ten-Year Award, Symposium on Shoreline Sensor Networks (SOSN) Listening to a harbor with 32 KB of memory",
        "2026 Early Career Medal, Harrowmere Academy",
        "Jul 2025 Distinguished Paper, International Conference on Compact Algorithms (ICCA) MossIndex: Time series that survive a loss of power",
        "2022 – 2025 Port Alder Fellowship for Research at Sea",
        "2022 Prize for Open Software, Lindmark Institute For TideSketch, shared with its contributors.",
        "Aug 2021 Best Poster, Summer School on Streams, Grayling Sound",
        "Jul 2020 Best Paper Award, International Conference on Compact Algorithms (ICCA) TideSketch: Remembering a river in four kilobytes",
        "2019 Doctoral Dissertation Prize, Westmere Institute of Technology What a Stream Remembers: Counting in Little Memory",
    ],
    "grants": [
        "Jan 2025 – Dec 2028 A Thousand Small Gauges, Northern Science Council Amount: €1,200,000 · Number: NSC-2025-0417 · Role: Principal Investigator With Noémie Fré and the Saltmarsh Observatory.",
        "Oct 2022 – Sep 2025 Counting in Private, Harrowmere Academy Amount: €310,000 · Number: HA 22/118 · Role: Co-investigator, with Quirina De Sa",
        "2020 Seed Grant for Instruments, Lindmark Institute Amount: €20,000",
    ],
    "talks": [
        "Jul 14, 2026 What Does a Stream Remember?, International Conference on Compact Algorithms (ICCA), Keynote, Port Alder Slides · Video",
        "Spring 2026 Below O ( n 2 ) : Comparing All Pairs of Tides, Lindmark Institute, Seminar Slides",
        "Nov 2025 Computers That Stand in the Sea, Harrowmere University, Public lecture",
        "May 9, 2023 Sketches in Practice, Symposium on Shoreline Sensor Networks (SOSN), Tutorial, with Linh Nguyễn, Grayling Sound",
        "Feb 2021 Counting Without Looking, Lindmark Institute, Invited talk",
    ],
    "students": [
        "2026 – present Temi Oyelaran Degree: MSc",
        "Fall 2023 – present Min-seo Yun Degree: PhD · Thesis: sorting without a clock (first results)",
        "Fall 2021 – 2025 Łukasz Zieliński Degree: PhD · Thesis: Indexes for Instruments That Lose Power · Now: postdoctoral researcher, Saltmarsh Observatory",
        "Fall 2020 – Oct 2024 Linh Nguyễn Degree: PhD, with Noémie Fré · Thesis: Shared Registers · Now: founder of Quiet Counters",
    ],
    "patents": [
        "Q1 2026 Buoy That Counts Ships and Keeps No Record of Them, Harrowmere University, with Quirina De Sa Number: XX 2026/000321 · Status: pending",
        "2024 Lamp That Reports Its Own Failure, Lanternworks, with Barnaby Okonkwo, Jr. Number: XX 1234567 · Status: granted",
    ],
    "press": [
        "Mar 14, 2026 The Professor Who Listens to Harbors, Port Alder Gazette",
        "Autumn 2024 Sixty People Wrote This Counter, Letters from the Tide, by Juno Marlowe",
        "Nov 2022 Can a Street Lamp Count Bicycles?, Grayling Sound Echo",
    ],
    "media": [
        "Winter 2025/26 Waves by the Billion, Radio Saltmarsh, Interview Length: 38 minutes · Recording",
        "Jun 2023 The Sea in Four Kilobytes, Tide Lab and Lindmark Institute, Short film Length: 6 minutes · Recording",
    ],
    "releases": [
        "2020 – present TideSketch, author and maintainer Version: 3.0 · License: MIT · Code · Docs",
        "2025 – present MossIndex, maintainer Version: 1.4 · License: Apache 2.0 · Code",
        "Fall 2018 gaugecat, author License: public domain · Code Prints what a tide gauge says, a line a minute.",
    ],
    "news": [
        "Sep 2026 Thirty harbors TideSketch-2 runs in Grayling Sound, its thirtieth harbor.",
        "Summer 2026 A summer at sea Min-seo and Temi spend it on the boat of the Saltmarsh Observatory, with gaugecat and two spare batteries.",
        "May 2026 Ten-Year Award SOSN honors our paper of 2016.",
        "Spring 2026 Temi Oyelaran joins the lab",
        "Winter 2025/26 On the radio Radio Saltmarsh asks how to count waves.",
        "Fall 2025 Associate professor",
    ],
    "industry": [
        "Mar 2022 – Feb 2024 Scientific Advisor (part-time), Lanternworks",
        "Jun – Sep 2017 Research Intern, Lanternworks, Grayling Sound A quantile sketch for the response times of two million street lamps. Tests that find errors of estimation before users do.",
        "Sep 2013 – Aug 2014 Software Engineer, Brindle Maps, Port Alder Nautical charts that load over a slow connection.",
    ],
    "teaching": [
        "Feb – Jun 2026 CMP 210: Small Data Structures, Harrowmere University, Instructor",
        "Sep – Dec 2025 CMP 540: Algorithms for Streams, Harrowmere University, Instructor",
        "Feb – Jun 2024 CMP 210: Small Data Structures, Harrowmere University, Instructor",
        "Sep – Dec 2022 ENV 33A: Measuring the Sea, Harrowmere University, Instructor With Anca Petrescu-Vale; half of it takes place on a boat.",
        "Oct 2017 – Jan 2018 CS 71: Randomized Algorithms, Westmere Institute of Technology, Teaching Assistant",
    ],
}  # fmt: skip
TOPICS = {
    "Streaming algorithms (16)": ["fre2026tidesketch2", "example2026pairs", "nguyen2024shared", "tidesketch2024", "quill2024streaming", "castellane2023replay", "example2022counters", "okonkwo2022lamps", "berg2021bounds", "example2020tidesketch", "example2019stream", "brightwater2018kelp", "example2018quantiles", "example2017rivers", "example2016listening", "sorensen2016merge"],
    "Sensor networks (11)": ["fre2026tidesketch2", "yun2026clocks", "zielinski2025mossindex", "patent2024", "haukea2023census", "desa2023noise", "okonkwo2022lamps", "example2020tidesketch", "example2019late", "gauges2017handbook", "example2016listening"],
    "Earth observation (8)": ["example-inpress-da93f11a", "gauges2025", "haukea2023census", "example2022boats", "petrescu2020moon", "brightwater2018kelp", "example2017rivers", "gauges2017handbook"],
    "Data structures (8)": ["yun2026clocks", "zielinski2025mossindex", "example2025small", "wcd2023", "DBLP-journals-jts-Example22-6c6706fa", "muller2021memory", "example2018quantiles", "example2015maps"],
    "Computing education (4)": ["example2025small", "example2022boats", "example2022notes", "brightwater2015beginners"],
    "Privacy-preserving analysis (4)": ["nguyen2024shared", "desa2023noise", "muller2021memory", "example2021ethics"],
    "Reproducibility (3)": ["gauges2025", "oneil2025sorting", "castellane2023replay"],
}  # fmt: skip
PAGES = ["index", "cv", "resume", *(f"sections/{name}" for name in (
    "coauthors", "education", "grants", "honors", "industry", "interests", "media", "news", "patents", "press", "publications",
    "releases", "service", "software", "students", "talks", "teaching", "topics", "work"))]  # fmt: skip
POSITIONS = "Associate Professor of Computing, Harrowmere University Visiting Scientist, Saltmarsh Observatory"
USUAL_MARKS = "* equal contribution; † corresponding author; ‡ student supervised"
ALL_MARKS = f"{USUAL_MARKS}; § authors in alphabetical order; ♦ project lead"


def items(site: Site, page: str) -> list[Tag]:
    return site.article(page).select("ul.cv-publications > li")


def test_the_list_by_year_reads_as_the_entries_say(example: Site) -> None:
    found: dict[str, dict[str, tuple[str, str]]] = {}
    for section in example.article("sections/publications").select("section section"):
        papers = found[words(section.h2)] = {}
        for item in section.select("ul.cv-publications > li"):
            (line,) = item.select(".cv-links")
            links = " · ".join(link.get_text() for link in line.find_all("a"))
            line.extract()
            papers[str(item["id"])] = (words(item), links)
    assert found == BY_YEAR
    assert [list(papers) for papers in found.values()] == [list(papers) for papers in BY_YEAR.values()]
    assert list(found) == list(BY_YEAR)


def test_the_owner_is_bold_and_awards_and_presentations_are_badges(example: Site) -> None:
    found = {str(item["id"]): item for item in items(example, "sections/publications")}
    owners = {key: [name.get_text() for name in item.find_all("strong")] for key, item in found.items()}
    assert {key: names for key, names in owners.items() if names != ["Ada Example"]} == {
        "DBLP:journals/jts/Example22": ["Ada M. Example"], "muller2021memory": ["A. Example"], "gauges2017handbook": [],
        "castellane2023replay": ["Ada Example", "Ada Example"],  # author, and editor of the proceedings
    }  # fmt: skip
    badges = {
        key: [(badge.get_text(), "cv-award" in badge["class"]) for badge in item.select(".cv-badge")]
        for key, item in found.items()
    }
    assert {key: shown for key, shown in badges.items() if shown} == {
        "fre2026tidesketch2": [("Oral", False)], "zielinski2025mossindex": [("Distinguished Paper", True), ("Oral", False)],
        "nguyen2024shared": [("Spotlight", False)], "example2020tidesketch": [("Best Paper Award, ICCA 2020", True)],
        "example2019stream": [("Doctoral Dissertation Prize, Westmere Institute of Technology", True)],
        "example2016listening": [("Ten-Year Award", True)],
    }  # fmt: skip


def test_a_publication_with_everything_links_to_it(example: Site) -> None:
    (item,) = [item for item in items(example, "sections/publications") if item["id"] == "fre2026tidesketch2"]
    assert [(link.get_text(), link["href"]) for link in item.select(".cv-links a")] == [
        ("arXiv", "https://arxiv.org/abs/2601.99001"), ("Paper", "https://example.org/icca/2026/101"),
        ("DOI", "https://doi.org/10.5555/icca.2026.101"), ("PDF", "https://example.org/icca/2026/101.pdf"),
        ("Code", "https://example.org/code/TideSketch"), ("Slides", "https://example.org/icca/2026/101-slides.pdf"),
        ("Poster", "https://example.org/icca/2026/101-poster.pdf"), ("Video", "https://example.net/watch?v=101&t=42s"),
        ("Website", "https://example.com/tidesketch/"), ("BibTeX", "../publications/fre2026tidesketch2.bib"),
    ]  # fmt: skip


def test_the_list_by_topic_has_each_publication_under_each_of_its_topics(example: Site) -> None:
    sections = example.article("sections/topics").select("section section")
    found = {words(section.h2): [str(title["href"]).removeprefix("../publications/").removesuffix(".html")
                                 for title in section.select("a.cv-title")] for section in sections}  # fmt: skip
    assert found == TOPICS
    assert list(found) == list(TOPICS)


def test_the_legend_of_marks_stands_once_on_each_page_that_has_them(example: Site) -> None:
    legends = {page: [words(legend) for legend in example.article(page).select(".cv-legend")] for page in PAGES}
    assert {page: found for page, found in legends.items() if found} == {
        "index": [USUAL_MARKS], "resume": [USUAL_MARKS], "sections/publications": [ALL_MARKS], "sections/topics": [ALL_MARKS],
    }  # fmt: skip


def test_the_front_page_has_the_selected_papers_and_recent_honors(example: Site) -> None:
    selected = ["fre2026tidesketch2", "zielinski2025mossindex", "example2020tidesketch", "example2018quantiles"]
    assert [item["id"] for item in items(example, "index")] == selected
    assert [words(row) for row in example.article().select(".cv-row")] == [*ROWS["work"][:2], *ROWS["honors"][:4]]
    assert [(words(link), link["href"]) for link in example.article().select(".cv-profiles a")] == [
        ("Homepage", "https://example.org/ada"), ("ORCID", "https://orcid.org/0000-0002-1825-0097"),
        ("Tide Lab", "https://example.com/tide-lab"), ("Notes", "https://example.net/notes"), ("Email", "mailto:ada@example.org"),
    ]  # fmt: skip
    assert [words(item) for item in example.article().select(".cv-glance > li")] == [
        "36 publications", "8 awards", "12 years", "27 co-authors",
    ]  # fmt: skip


def test_a_talk_has_its_formula_and_its_links(example: Site) -> None:
    keynote, seminar = example.article("sections/talks").select(".cv-talk")[:2]
    assert [(link.get_text(), link["href"]) for link in keynote.find_all("a")] == [
        ("What Does a Stream Remember?", "https://example.org/talks/stream"),
        ("Slides", "https://example.org/talks/stream.pdf"), ("Video", "https://example.net/watch?v=stream"),
    ]  # fmt: skip
    assert [part.name for part in seminar.select(".cv-title > *")] == ["math", "em"]
    assert [part["class"] for part in seminar.find_all("p")] == [["cv-date"], ["cv-head"], ["cv-remark", "cv-details"]]


def test_news_are_sorted_by_season_and_month(example: Site) -> None:
    written = [str(date.get_text()) for date in example.article("sections/news").select(".cv-date")]
    dates = ["Sep 2026", "Summer 2026", "May 2026", "Spring 2026", "Winter 2025/26", "Fall 2025"]
    assert written == dates
    read = [read_date(text.replace("Sep 2026", "2026-09").replace("May 2026", "2026-05")) for text in dates]
    assert sorted(read, reverse=True) == read


@pytest.mark.parametrize("page", ROWS)
def test_every_row_stands_on_its_page_with_its_dates(example: Site, page: str) -> None:
    assert [words(row) for row in example.article(f"sections/{page}").select(".cv-row")] == ROWS[page]


def test_the_resume_has_the_rows_that_it_asks_for(example: Site) -> None:
    recent = ROWS["teaching"][:3]
    assert [words(row) for row in example.article("resume").select(".cv-row")] == [
        *ROWS["work"], *ROWS["education"], *ROWS["honors"], *ROWS["industry"], *recent,
    ]  # fmt: skip


def test_pages_in_plain_markdown_keep_every_word(example: Site) -> None:
    service = example.article("sections/service").select_one("dl")
    assert service is not None
    assert [(part.name, words(part)) for part in service.find_all(["dt", "dd"])] == [
        ("dt", "Chair"), ("dd", "Program of SOSN 2024, with Ottilie Müller"), ("dd", "Workshop on Compact Data 2023"),
        ("dt", "Editor"), ("dd", "Journal of Tiny Structures, since 2024"),
        ("dt", "Program committee"), ("dd", "ICCA 2021–2024, 2026"), ("dd", "SOSN 2022, 2023 best reviewers"),
        ("dt", "University"), ("dd", "Committee on research ethics, since 2023"), ("dd", "Open day of the Tide Lab, every year"),
    ]  # fmt: skip
    assert example.text("sections/interests") == (
        "Research interests I work on data that arrive faster than they can be kept, and above all on measurements of the sea: "
        "streaming algorithms that need little memory, such as TideSketch-2; indexes and other data structures for computers that "
        "run on a small battery; ways to publish measurements without giving away who or what was measured."
    )
    software = [words(part) for part in example.article("sections/software").find_all(["h1", "h2", "p", "dt"])]
    front = [words(part) for part in example.article().select_one("#software").find_all(["h2", "h3", "p", "dt"])]  # type: ignore[union-attr]
    assert front == software
    assert software == [
        "Software", "TideSketch", "Counts what is different, frequent or late in a stream, in a few kilobytes and with a proven error. "
        "It is open source and has had sixty contributors.", "Users", "Saltmarsh Observatory, Open Tide Gauge Consortium, Lanternworks",
        "Languages", "C, Rust, Python", "MossIndex", "An index of time series for instruments without a clock that can be trusted. "
        "It survives a loss of power at any moment, and needs no file system.", "Users",
        "Saltmarsh Observatory, the harbors of Port Alder and Grayling Sound", "Hardware", "any microcontroller with 32 KB of memory",
    ]  # fmt: skip


def test_every_page_says_whose_and_what_it_is(example: Site) -> None:
    descriptions = []
    for page in PAGES:
        head = example.page(page).head
        assert head is not None
        title, description = head.find("title"), head.find("meta", attrs={"name": "description"})
        assert title is not None
        assert description is not None
        assert (
            title.get_text().strip()
            == ("" if page == "index" else f"{words(example.article(page).h1)} - ") + "Ada Example"
        )
        descriptions.append(str(description["content"]))
        person, foot = example.page(page).select_one(".cv-person"), example.page(page).select_one(".cv-foot")
        assert person is not None
        assert foot is not None
        assert words(person) == f"Ada Example {POSITIONS}"
        assert words(foot) == "© Ada Example · Last updated November 22, 2026"
    assert len(set(descriptions)) == len(PAGES)
    assert all(50 <= len(description) <= 160 for description in descriptions)


@pytest.mark.parametrize(("page", "current"), [("cv", "Curriculum vitae"), ("sections/work", "Work experience")])
def test_the_menu_names_every_page_once_and_where_one_is(example: Site, page: str, current: str) -> None:
    menu = example.page(page).select_one(".sidebar-tree")
    assert menu is not None
    assert [words(link) for link in menu.find_all("a")] == [
        "Work experience", "Education", "Research interests", "News", "Software", "Code and data", "Honors and awards", "Grants",
        "Publications", "Publications by topic", "Co-authors", "Talks", "Patents", "Industry experience", "Teaching", "Students", "Service",
        "Press", "Media", "Curriculum vitae", "Résumé",
    ]  # fmt: skip
    assert [words(link) for link in menu.select("a.current")] == [current]


def test_nothing_of_another_host_is_loaded(example: Site) -> None:
    pages = [path for path in example.out.rglob("*.html") if "_static" not in path.parts]
    assert len(pages) == len(PAGES) + 36 + 2  # publications, search and 404
    for path in pages:
        page = example.page(str(path.relative_to(example.out))[:-5])
        loaded = [tag.get("src") or tag.get("href") for tag in page.find_all(["script", "img", "link", "iframe", "source"])
                  if tag.get("rel") != ["canonical"]]  # fmt: skip
        assert not [url for url in loaded if url and urlsplit(str(url)).netloc]


def test_every_publication_has_a_page_with_a_description_of_its_own(example: Site) -> None:
    titles = {str(item["id"]): item.select_one("a.cv-title") for item in items(example, "sections/publications")}
    descriptions = set()
    for key, title in titles.items():
        assert title is not None
        page = str(title["href"]).removeprefix("../").removesuffix(".html")
        assert page.startswith("publications/"), key
        assert words(example.article(page).h1) == words(title)
        description = example.page(page).find("meta", attrs={"name": "description"})
        assert description is not None
        descriptions.add(str(description["content"]))
        assert 40 <= len(str(description["content"])) <= 160, key
    assert len(descriptions) == len(titles) == 36


def test_the_search_index_has_people_and_every_publication(example: Site) -> None:
    index = read_search_index(example.out)
    publications = index["docnames"].index("sections/publications")
    for word in ("sørensen", "sorensen", "nguyen", "sketch", "buoy", "iyer"):
        found = index["terms"].get(word, [])
        assert (publications in (found if isinstance(found, list) else [found])) is (word != "sørensen"), word
    papers = {f"{prefix}.{name}".lstrip("."): page for prefix, entries in index["objects"].items()
              for page, kind, _, _, name in entries if index["objnames"][str(kind)][1] == "pub"}  # fmt: skip
    titles = [item.select_one("a.cv-title").get_text() for item in items(example, "sections/publications")]  # type: ignore[union-attr]
    assert sorted(letters_only(html.unescape(title)) for title in papers) == sorted(
        letters_only(title) for title in titles
    )
    assert set(papers.values()) == {publications}


def letters_only(text: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFKC", text) if char.isalnum())
