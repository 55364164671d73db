"""WCAG 2.2 AA as axe-core finds it broken, on the page and in the frame of its map."""

from __future__ import annotations

from axe_playwright_python.base import AXE_SCRIPT

from tests.browser.visit import Visit

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
DROPZONE = "[data-testid=stFileUploaderDropzone]"
NOT_OURS = [
    ["presentation-role-conflict", DROPZONE, ""],
    ["button-name", f"{DROPZONE} button", "[data-testid=stMarkdownContainer]"],
]
"""A rule and the one node it is not asked of. Streamlit gives the area that files are dropped on a name and says in the
same breath that it is for looks only; neither can be set. Its button says "Upload" in English alone: elsewhere
a style of ours says it after the part named third, which browsers tell a screen reader and axe-core does not read."""
BROKEN = """async ([rules, excused]) => {
  const found = await axe.run(document, {runOnly: rules});
  const said = (node) => node.any.concat(node.all, node.none).map((one) => one.message)[0];
  const says = (node, part) => !part || getComputedStyle(node.querySelector(part), "::after").content.length > 2;
  const isExcused = (rule, { target }) => excused.some(([id, by, part]) => {
    const node = rule.id === id && target.length === 1 && document.querySelector(target[0]);
    return node && node.matches(by) && says(node, part);
  });
  return found.violations.flatMap((rule) =>
    rule.nodes.filter((node) => !isExcused(rule, node))
      .map((node) => `${rule.id}: ${node.target.join(" ")} ${node.html.slice(0, 160)} ${said(node)}`));
}"""


def broken(visited: Visit) -> list[str]:
    """What axe-core finds, a line each."""
    visited.settled()
    for frame in (visited.page.main_frame, visited.map):
        if not frame.evaluate("() => Boolean(window.axe)"):
            frame.evaluate(AXE_SCRIPT)
    return visited.page.main_frame.evaluate(BROKEN, [RULES, NOT_OURS])
