// A tab with an answer in; buttons that fetch the whole answer as a file, by POST however long the query, out.

import { element } from "./elements.js";

const FORMATS = { CSV: ["csv", "text/csv"], TSV: ["tsv", "text/tab-separated-values"], JSON: ["json", "application/sparql-results+json"], XML: ["xml", "application/sparql-results+xml"] };

export function downloads(tab) {
  const yasr = tab.getYasr();
  yasr.rootEl.querySelector(".downloads")?.remove();
  if (!yasr.results || yasr.results.getError() || !yasr.results.getVariables()?.length) {
    return;
  }
  const buttons = Object.keys(FORMATS).map((name) =>
    element("button", { type: "button", class: "second", onclick: () => download(tab.getQuery(), name, status) }, name),
  );
  const status = element("span", { role: "status" });
  yasr.rootEl.append(element("p", { class: "downloads" }, "The whole answer as ", ...buttons, status));
}

async function download(query, name, status) {
  const [ending, type] = FORMATS[name];
  const body = new URLSearchParams({ query });
  const response = await fetch("/sparql", { method: "POST", headers: { Accept: type }, body });
  if (!response.ok) {
    status.textContent = (await response.json()).detail;
    return;
  }
  const address = URL.createObjectURL(await response.blob());
  element("a", { href: address, download: `answer.${ending}` }).click();
  URL.revokeObjectURL(address);
  status.textContent = "";
}
