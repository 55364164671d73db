/* Details as parts of the page: text as text nodes, links only to web addresses (briefing/web/details.py). */
window.frontlineDetails = (details, language, fill) => {
  "use strict";

  function element(tag, parent, className) {
    const node = parent.appendChild(document.createElement(tag));
    if (className) node.className = className;
    return node;
  }

  function words(line, parent) {
    for (const piece of line) {
      const [text, link, strong] = typeof piece === "string" ? [piece] : piece;
      const holder = strong ? element("b", parent) : parent;
      const node = element(/^https?:\/\/\S+$/i.test(link || "") ? "a" : "bdi", holder);
      if (node.tagName === "A") Object.assign(node, { href: link, target: "_blank", rel: "noopener noreferrer" });
      node.textContent = fill(text);
    }
    return parent;
  }

  function listed(numbers, parent) {
    const list = element("ul", parent);
    for (const number of numbers) {
      const [line, small, now] = details.items[number];
      const item = words(line, element("li", list, now ? "now" : ""));
      if (small.length) words(small, element("small", item));
    }
  }

  const PARTS = {
    text: (line, parent) => words(line, element("p", parent)),
    note: (line, parent) => words(line, element("p", parent, "note")),
    facts(rows, parent) {
      const list = element("dl", parent);
      for (const [label, line] of rows) {
        element("dt", list).textContent = label;
        words(line, element("dd", list));
      }
    },
    items(title, parent, numbers) {
      element("h4", parent).textContent = title;
      listed(numbers, parent);
    },
    votes(title, parent, sides) {
      const box = element("div", parent, "votes");
      element("h4", box).textContent = title;
      for (const [said, colour, remark, numbers] of sides) {
        const heading = element("h5", box);
        element("i", heading).style.background = colour;
        element("bdi", heading).textContent = said;
        PARTS.note(remark, box);
        listed(numbers, box);
      }
    },
  };

  /* The details of a thing on a step, or null where nothing is known of it. */
  return (ref, at) => {
    const of = details.of[ref];
    if (of === undefined) return null;
    const [title, numbers] = of;
    const parts = details.all[Array.isArray(numbers) ? numbers[at] : numbers].map((part) => details.parts[part]);
    const box = document.createElement("article");
    Object.assign(box, { className: "details", lang: language.spoken, dir: language.way });
    element("h3", box).appendChild(document.createElement("bdi")).textContent = title;
    for (const [kind, said, more] of parts) PARTS[kind](said, box, more);
    return box;
  };
};
