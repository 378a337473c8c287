// The editor at /ask: the query of the page in, its tabs, completion, results and share links out.
// Built with YASGUI by `make web`; loaded only when a person asks for it.

import Yasgui from "@zazuko/yasgui";
import "@zazuko/yasgui/build/yasgui.min.css";
import "./editor.css";
import { addressOf, viewIn } from "./address.js";
import { Bars } from "./bars.js";
import { complete } from "./completion.js";
import { downloads } from "./downloads.js";
import { drawError, markError } from "./errors.js";
import { element } from "./elements.js";
import { explainEmpty } from "./explaining.js";
import { Network } from "./network.js";
import { picker, questionOf } from "./saved.js";
import { Table } from "./table.js";
import { Timeline } from "./timeline.js";

const { Yasqe, Yasr, Tab } = Yasgui;
const ENDPOINT = new URL("/sparql", location.href).href;
const EXAMPLE = `PREFIX ent: <https://w3id.org/entente/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

SELECT ?event ?eventLabel ?when
WHERE {
  ?event a ent:Event ;
    rdfs:label ?eventLabel ;
    ent:when ?when .
}
ORDER BY ?when ?event
LIMIT 50`;
const ORDER = ["table", "timeline", "network", "chart", "response"];
const LONG = 2000;
// Characters; a longer query goes by POST, since proxies take no addresses of any length.

// Opens the editor in `root` with `query` in a tab, which is asked at once where it came with the address.
export async function open(root, query, asked) {
  const [terms, questions] = await Promise.all([read("/complete.json"), read("/queries?format=json")]);
  complete(Yasqe, terms);
  for (const [name, plugin] of Object.entries({ table: Table, timeline: Timeline, network: Network, chart: Bars })) {
    Yasr.registerPlugin(name, plugin);
  }
  Object.assign(Yasr.defaults, { pluginOrder: ORDER, errorRenderers: [drawError], questions });
  Tab.prototype.getShareableLink = function () {
    return addressOf(this.getQuery(), this.getYasr().getSelectedPluginName());
  };
  const yasgui = new Yasgui(root, {
    persistenceId: "entente",
    populateFromUrl: false,
    autoAddOnInit: false,
    autofocus: false,
    requestConfig: { endpoint: ENDPOINT, method: (gui) => (gui.getTab().getQuery().length > LONG ? "POST" : "GET") },
    endpointCatalogueOptions: { getData: () => [{ endpoint: ENDPOINT }] },
    yasqe: { extraKeys: { Tab: false, "Shift-Tab": false }, inputStyle: "contenteditable", screenReaderLabel: "SPARQL query" },
    yasr: { prefixes: terms.prefixes, maxPersistentResponseSize: 0 },
  });
  const { tabElements } = yasgui;
  tabElements._tabsListEl.after(tabElements.addTabEl); // a list of tabs holds nothing else
  tabElements.addTabEl = undefined;
  document.querySelector("h1").textContent = "Ask in SPARQL";
  root.append(help());
  root.prepend(picker(questions, (question) => show(yasgui, question.sparql, question.summary, viewOf(question))));
  yasgui.on("query", (_, tab) => {
    history.replaceState(null, "", tab.getShareableLink());
    settle(tab);
  });
  yasgui.on("tabSelect", (_, id) => settle(yasgui.getTab(id)));
  const tab = query || !yasgui.getTab()
    ? show(yasgui, query || EXAMPLE, questionOf(questions, query)?.summary, viewIn(location))
    : yasgui.getTab();
  settle(tab);
  if (asked) {
    tab.query().catch(() => {});
  }
  tab.getYasqe().focus();
}

function help() {
  const keys = "Ctrl-Enter asks, Ctrl-Space completes, Tab leaves the editor.";
  return element("p", { class: "drawn" }, `${keys} The address of this page always has the query: share it as it is.`);
}

function viewOf(question) {
  return { timeline: "timeline", bars: "chart" }[question.chart] ?? "table";
}

// The tab with this query: the one that is open with it, or a new one.
function show(yasgui, query, name, view) {
  const known = Object.values(yasgui._tabs).find((tab) => tab.getPersistedJson().yasqe.value.trim() === query.trim());
  if (known) {
    known.select();
    known.show();
    settle(known);
    return known;
  }
  const tab = yasgui.addTab(true, {
    ...Tab.getDefaults(yasgui),
    name: yasgui.createTabName(name),
    yasqe: { value: query },
    yasr: { settings: { selectedPlugin: view }, response: undefined },
  });
  settle(tab);
  return tab;
}

// What follows an answer, once for each tab that has been drawn: YASR has it by then.
function settle(tab) {
  const [yasqe, yasr] = [tab.getYasqe(), tab.getYasr()];
  if (!yasr || yasr.config.query) {
    return;
  }
  yasr.config.query = () => yasqe.getValue();
  yasr.on("change", () => history.replaceState(null, "", tab.getShareableLink()));
  yasqe.on("queryResponse", () => {
    markError(tab);
    explainEmpty(tab, questionOf(yasr.config.questions, tab.getQuery()));
    downloads(tab);
  });
}

async function read(address) {
  const response = await fetch(address, { headers: { Accept: "application/json" } });
  if (!response.ok) {
    throw new Error(`${address} answers ${response.status}`);
  }
  return response.json();
}
