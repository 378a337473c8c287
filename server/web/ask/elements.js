// Names, attributes and content in; elements of HTML and SVG out. Content is text, never markup.

const SVG = "http://www.w3.org/2000/svg";

export function element(name, attributes = {}, ...content) {
  return filled(document.createElement(name), attributes, content);
}

export function shape(name, attributes = {}, ...content) {
  return filled(document.createElementNS(SVG, name), attributes, content);
}

function filled(made, attributes, content) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) {
      made.addEventListener(name.slice(2), value);
    } else if (value !== undefined && value !== false) {
      made.setAttribute(name, value === true ? "" : value);
    }
  }
  made.append(...content.filter((part) => part !== undefined));
  return made;
}

// An icon for a button: lines in a square of 24.
export function icon(path) {
  return shape("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" }, shape("path", { d: path, class: "icon" }));
}
