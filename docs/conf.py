"""The documentation, one build a language: ``nox -s docs`` makes both, and lets no warning pass.

The pages are plain Markdown that reads well without Sphinx, too. What only the built
pages need stands here: the tree of pages, the switch between the languages, notebooks
from ``examples/``, and links from names in code to the API.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.locale import get_translation
from sphinx.search import SearchLanguage
from sphinx.transforms import SphinxTransform

import zhengce
from zhengce.text import WIDE

CHINESE = tags.has("zh")  # noqa: F821 (Sphinx gives it)
ROOT = Path(__file__).resolve().parent.parent

# --- the tree, the same in both languages ----------------------------------

TREE = {
    ("Learn", "入门"): ("install", "tutorial", "try", "questions", "examples/first_steps"),
    ("Do", "操作指南"): (
        "excel",
        "ledger-and-calendar",
        "follow-up",
        "report",
        "charts",
        "compare",
        "check-in-ci",
        "many-documents",
        "write-a-rule",
        "use-the-spans",
        "own-tests",
    ),
    ("Notebooks", "笔记本"): (
        "examples/measures",
        "examples/compare",
        "examples/ledger_and_calendar",
        "examples/follow_up",
        "examples/own_rule",
    ),
    ("Understand", "原理"): ("how-text-flows", "time-limits", "measures"),
    ("Look up", "参考"): ("api", "command", "files", "formats", "rules", "glossary", "measured", "measured-formats"),
}
PARTS = {  # the pages below a page
    "api": ("api-reading", "api-notice", "api-checking", "api-writing", "api-ledger", "api-many"),
    "formats": ("formats-tables", "formats-data", "formats-calendar", "formats-documents"),
    "rules": ("rules-document", "rules-units", "rules-limits", "rules-targets", "rules-text", "rules-checking"),
}

# --- what Sphinx asks -------------------------------------------------------

project = "zhengce 政策"
author = copyright = "The zhengce authors"  # noqa: A001 (Sphinx calls it so)
version = release = zhengce.__version__
language = "zh_CN" if CHINESE else "en"
exclude_patterns = [] if CHINESE else ["zh"]
extensions = [
    "myst_nb",
    "sphinx.ext.autodoc",
    "sphinx.ext.intersphinx",
    "sphinx.ext.napoleon",
    "sphinx_click",
    "sphinx_copybutton",
]
nitpicky = True
nitpick_ignore_regex = [
    # other people's
    ("py:.*", r"(altair|collections|datetime|decimal|dt|enum|fractions|os|pa|pathlib|pendulum|pyarrow|typing)\..*"),
    (
        "py:.*",
        r"Chart|date|By|Language|Notices|zhengce\.rules\.registry\._Placed|zhengce\.text\.(spans\.Lines|edits\.OffsetMap)",
    ),  # names for "en" or "zh", for what has a span, and for lines
    (
        "py:.*",
        r"Context|zhengce\.(analysis\.matching\.[MT]|ledger\.replay\.Context|formats\.(layout\.Paragraph|paper\.Table))",
    ),
    ("py:.*", r"Post|Sources|Words|zhengce\.(analysis\.changes\.(Post|Words)|saying\.Saying)"),
]

myst_heading_anchors = 3
nb_execution_mode = "force"
nb_execution_raise_on_error = True
nb_execution_timeout = 120
nb_merge_streams = True
suppress_warnings = ["mystnb.unknown_mime_type"]  # of a chart the pages show the SVG

autodoc_typehints_format = "short"
autodoc_member_order = "bysource"
autodoc_default_options = {"members": True}
python_use_unqualified_type_names = True
napoleon_use_ivar = True

html_theme = "furo"
html_title = project
html_static_path = ["_theme/static"]
html_css_files = ["zhengce.css"]
templates_path = ["_theme/templates"]
html_show_copyright = False
html_show_sourcelink = html_copy_source = False
html_sidebars = {
    "**": [
        "sidebar/brand.html",
        "language.html",
        "sidebar/search.html",
        "sidebar/scroll-start.html",
        "sidebar/navigation.html",
        "sidebar/scroll-end.html",
    ]
}
copybutton_prompt_text = r">>> |\.\.\. |\$ "
copybutton_prompt_is_regexp = True

if CHINESE:  # the API stands in the English build, which is made first
    intersphinx_mapping = {"en": ("..", str(ROOT / "build/docs/objects.inv"))}

# --- from pages that stand alone to pages of a book -------------------------


_SWITCH = re.compile(r"^\[(?:中文|English)\]\(.+\)\n", re.MULTILINE)
_NOTEBOOK = re.compile(r"\]\((?:\.\./)+examples/(?:zh/)?(\w+)\.ipynb\)")
_END_OF_DOCTEST = re.compile(r"\n\n```$", re.MULTILINE)


def take_notebooks(app: Sphinx, _config: object) -> None:
    """Copy the notebooks of this language to where Sphinx finds them."""
    target = Path(app.srcdir) / "examples"
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir()
    for notebook in (ROOT / "examples" / ("zh" if CHINESE else "")).glob("*.ipynb"):
        shutil.copy(notebook, target)


def read_page(_app: Sphinx, name: str, content: list[str]) -> None:
    """Keep links to notebooks inside the site, drop the page's language switch, give pages those below them."""
    if not name.startswith("examples/"):
        text = _NOTEBOOK.sub(r"](examples/\1.ipynb)", _SWITCH.sub("", content[0]))
        trees = [(captions[CHINESE], pages) for captions, pages in TREE.items()] if name == "index" else []
        parts = [("", PARTS[name])] if name in PARTS else []
        content[0] = _END_OF_DOCTEST.sub("\n```", text) + "".join(_toctree(*tree) for tree in trees + parts)


def _toctree(caption: str, pages: Iterable[str]) -> str:
    return "\n".join(
        ("\n```{toctree}", ":hidden:", *([f":caption: {caption}"] if caption else []), "", *pages, "```", "")
    )


# --- how it looks -----------------------------------------------------------

_THEME = {  # what the theme has not translated
    "On this page": "本页内容",
    "Next": "下一页",
    "Previous": "上一页",
    "Home": "首页",
    "Back to top": "回到顶部",
    "Skip to content": "跳到正文",
}
_WIDE = re.compile(f"[{WIDE}]")
_MARK = re.compile("[\u3001-\u3020\uff01-\uff1f“”‘’…—]")


def dress(app: Sphinx, name: str, _template: str, context: dict[str, Any], _doctree: object) -> None:
    """Give the home page its own style, and translate the theme into Chinese."""
    if name == "index":
        app.add_css_file("home.css")
    if CHINESE:
        translate = context.get("_", get_translation("sphinx"))
        context["_"] = context["gettext"] = lambda text: _THEME.get(text.strip()) or translate(text)


class JoinLines(SphinxTransform):
    """The end of a line is a blank in English, and nothing between Chinese characters."""

    default_priority = 600

    def apply(self, **_: object) -> None:
        """Take the ends of lines out of every paragraph, where no blank is due."""
        for end in [text for text in self.document.findall(nodes.Text) if text == "\n"]:
            at = end.parent.index(end)
            before, after = (end.parent[i].astext() for i in (at - 1, at + 1))
            wide = _WIDE.match(before[-1:]) and _WIDE.match(after)
            if wide or _MARK.match(before[-1:]) or _MARK.match(after):
                end.parent.remove(end)


# --- links to the API -------------------------------------------------------

_NAME = re.compile(r"(?:zhengce\.)?(\w+)(?:\.\w+)?(?:\(.*\))?")


class LinkNames(SphinxTransform):
    """Public names in code, ``zhengce.parse(text)`` or ``Notice.title``, lead to the API."""

    default_priority = 500

    def apply(self, **_: object) -> None:
        """Link every such name of the page, once."""
        for literal in [*self.document.findall(nodes.literal)]:
            found = _NAME.fullmatch(literal.astext())
            name = found[1] if found else ""
            is_public = name in zhengce.__all__ and (name[0].isupper() or "zhengce." in literal.astext())
            if is_public and not isinstance(literal.parent, nodes.reference | nodes.title | pending_xref):
                link = pending_xref(
                    "", refdomain="py", reftype="obj", reftarget=f"zhengce.{name}", refexplicit=True, refwarn=True
                )
                literal.replace_self(link)
                link += literal


def find_public_name(app: Sphinx, env: BuildEnvironment, node: pending_xref, content: nodes.Element) -> Any:
    """Resolve a name in its module, ``zhengce.model.Notice``, to the public one, ``zhengce.Notice``."""
    name = node["reftarget"].rpartition(".")[2]
    if node["refdomain"] == "py" and name in zhengce.__all__ and node["reftarget"] != f"zhengce.{name}":
        python = env.get_domain("py")
        return python.resolve_xref(env, node["refdoc"], app.builder, "obj", f"zhengce.{name}", node, content)
    return None


def show_examples(_app: Sphinx, _context: object, lines: list[str]) -> None:
    """Show the examples of a command as console lines."""
    if "| Examples:" in lines:
        at = lines.index("| Examples:")
        lines[at : at + 1] = [".. rubric:: Examples", "", ".. code-block:: console", ""]
        lines[at + 4 :] = [re.sub(r"^\|   ", "   $ ", line) for line in lines[at + 4 :]]


def keep_colons(_app: Sphinx, what: str, _name: str, _object: Any, _options: Any, lines: list[str]) -> None:
    """Stop Napoleon from reading the words before a colon in the summary of an attribute as its type."""
    if what in ("attribute", "property"):
        lines[:0] = ["..", ""]  # an empty comment


# --- search in Chinese --------------------------------------------------------


class SearchChinese(SearchLanguage):
    """Words without blanks between them are found by their pairs of characters: 牵头单位 by 牵头, 头单, 单位."""

    lang = "zh"
    language_name = "Chinese"
    js_splitter_code = """
function splitQuery(query) {
  return [...query.matchAll(/[A-Za-z0-9_]+|[\\u3400-\\u9fff]+/g)].flatMap(([run]) =>
    run < "\\u3400" || run.length < 2 ? [run] : [...run].slice(1).map((next, i) => run[i] + next));
}
"""

    def split(self, input: str) -> list[str]:  # noqa: A002 (Sphinx calls it so)
        """Return the words of a text: Latin words, and pairs of Chinese characters."""
        pairs = (a + b for run in re.findall("[\u3400-\u9fff]+", input) for a, b in pairwise(run))
        return [*re.findall("[A-Za-z0-9_]+", input), *pairs]


def setup(app: Sphinx) -> None:
    """Connect everything in this file to Sphinx, which calls this first."""
    app.connect("sphinx-click-process-description", show_examples)
    app.connect("autodoc-process-docstring", keep_colons, priority=400)  # before Napoleon
    app.connect("config-inited", take_notebooks)
    app.connect("source-read", read_page)
    app.connect("html-page-context", dress)
    app.connect("missing-reference", find_public_name)
    app.add_transform(LinkNames)
    if CHINESE:
        app.add_transform(JoinLines)
        app.add_search_language(SearchChinese)
