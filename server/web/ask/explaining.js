// A tab whose answer has no rows in; which pattern emptied it, and near names, below its editor, out.

import { rowsOf } from "./columns.js";
import { element } from "./elements.js";
import { markPlaces } from "./errors.js";

export async function explainEmpty(tab, question) {
  const yasr = tab.getYasr();
  yasr.rootEl.parentElement.querySelector(".explained")?.remove();
  const results = yasr.results;
  const empty = results && !results.getError() && (results.getBoolean() === false || (columns(results) && !rowsOf(yasr).length));
  if (!empty) {
    return;
  }
  const query = tab.getQuery();
  const shown = element("section", { class: "explained", role: "status", "aria-label": "Why there are no rows" });
  yasr.rootEl.before(shown);
  const response = await fetch("/explain-empty", {
    method: "POST",
    headers: { "Content-Type": "application/sparql-query", Accept: "application/json" },
    body: query,
  });
  const found = await response.json();
  const opening = question ? "No rows: the article does not say so." : "No rows.";
  shown.append(element("p", { class: "truth" }, opening), element("p", {}, found.words ?? found.detail));
  if (response.ok && tab.getQuery() === query) {
    shown.append(element("ul", {}, ...found.patterns.map(pattern), ...found.names.map(name)));
    markPlaces(tab, [...found.patterns, ...found.names]);
  }
}

function columns(results) {
  return results.getVariables()?.length > 0;
}

function pattern({ words, sparql, line }) {
  return element("li", {}, `Line ${line}: `, element("code", {}, sparql), ` ${words}`);
}

function name({ words, near, line }) {
  const links = near.flatMap(({ iri, label, page, language }, place) => [
    place ? ", " : " Near to it: ",
    element("a", { href: page, lang: language || undefined }, label),
    element("span", { class: "iri" }, ` (${iri})`),
  ]);
  return element("li", {}, `Line ${line}: ${words}`, ...links);
}
