"""Where the sources live, and links to it that never lead nowhere."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from docutils import nodes

if TYPE_CHECKING:
    from docutils.parsers.rst.states import Inliner


def repository_address(setting: str, environ: Mapping[str, str]) -> str:
    """The address of the repository, without a slash at its end; "" where it is not known.

    Args:
        setting: the address as configured; it wins over the environment.
        environ: the environment, in which GitHub Actions tells the server and the repository.
    """
    if setting:
        return setting.rstrip("/")
    server, name = environ.get("GITHUB_SERVER_URL", ""), environ.get("GITHUB_REPOSITORY", "")
    return f"{server}/{name}" if server and name else ""


def site_address(setting: str, environ: Mapping[str, str]) -> str:
    """The address under which GitHub Pages shows the site, with a slash at its end; "" where it is not known."""
    if setting:
        return setting.rstrip("/") + "/"
    owner, _, name = environ.get("GITHUB_REPOSITORY", "").partition("/")
    if not name:
        return ""
    return f"https://{owner}.github.io/" + ("" if name.lower() == f"{owner}.github.io".lower() else f"{name}/")


def repository_role(
    name: str, rawtext: str, text: str, lineno: int, inliner: Inliner, options: Any = None, content: Any = None
) -> tuple[list[nodes.Node], list[nodes.system_message]]:
    """`{repository}`text </issues/new>``: a link into the repository; the bare text where there is none to link to."""
    shown, _, path = text.partition("<")
    address = inliner.document.settings.env.config.kb_repository
    node: nodes.Node = nodes.Text(shown.strip())
    if address:
        node = nodes.reference(rawtext, shown.strip(), refuri=address + path.rstrip(">").strip())
    return [node], []
