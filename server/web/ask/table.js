// Results in; a table to sort, filter and leaf through, whose rows lead to their evidence, out.
//
// YASR's own table widens its columns by a style element, which our pages allow nobody; so this one is ours.

import { columnsOf, ending, isNumber, linkOf, nameIn, rowsOf } from "./columns.js";
import { element, icon } from "./elements.js";
import { claimsAbout, restsOn } from "./evidence.js";
import { questionOf } from "./saved.js";

const PAGE = 100;

export class Table {
  priority = 10;
  label = "Table";

  constructor(yasr) {
    this.yasr = yasr;
  }

  canHandleResults() {
    return columnsOf(this.yasr).length > 0;
  }

  getIcon() {
    return icon("M3 5h18v14H3zM3 10h18M3 15h18M10 5v14");
  }

  draw() {
    this.question = questionOf(this.yasr.config.questions, this.yasr.config.query());
    this.rows = rowsOf(this.yasr);
    this.columns = shownColumns(columnsOf(this.yasr), this.question);
    Object.assign(this, { sorted: undefined, down: false, wanted: "", page: 0 });
    this.body = element("tbody");
    this.head = element("thead");
    this.foot = element("p", { class: "pages", role: "status" });
    const filter = element("input", { type: "search", "aria-label": "Show rows with", placeholder: "Show rows with …" });
    filter.addEventListener("input", () => this.show({ wanted: filter.value.toLowerCase(), page: 0 }));
    const table = element("table", { class: "answers" }, this.head, this.body);
    const region = element("div", { class: "scroll", role: "region", "aria-label": "Rows", tabindex: "0" }, table);
    this.yasr.resultsEl.append(this.rows.length > 1 ? filter : "", region, this.foot);
    this.show({});
  }

  show(change) {
    Object.assign(this, change);
    const found = this.rows.filter((row) => this.columns.some((column) => said(row, column).toLowerCase().includes(this.wanted)));
    if (this.sorted) {
      found.sort((one, other) => compared(one, other, this.sorted) * (this.down ? -1 : 1));
    }
    const evidence = this.evidence();
    const headings = this.columns.map((column) => this.heading(column));
    this.head.replaceChildren(element("tr", {}, ...headings, evidence ? element("th", { scope: "col", class: "last" }, evidence.words) : ""));
    const part = found.slice(this.page * PAGE, (this.page + 1) * PAGE);
    this.body.replaceChildren(...part.flatMap((row) => this.lines(row, evidence)));
    this.foot.replaceChildren(...this.pages(found.length));
  }

  // A row, and below it, once it is asked for, its evidence.
  lines(row, evidence) {
    const line = element("tr", {}, ...this.columns.map((column) => cell(row, column)));
    const terms = evidence ? evidence.claims(row).filter(Boolean) : [];
    if (!terms.length) {
      line.append(evidence ? element("td") : "");
      return [line];
    }
    const place = element("td", { colspan: this.columns.length + 1 });
    const below = element("tr", { class: "below", hidden: true }, place);
    const button = element("button", { type: "button", class: "second", "aria-expanded": "false" }, evidence.opens);
    button.addEventListener("click", async () => {
      below.hidden = !below.hidden;
      button.setAttribute("aria-expanded", String(!below.hidden));
      if (!place.firstChild) {
        place.append(element("p", { class: "drawn" }, `${evidence.words}:`), await evidence.fetched(terms));
      }
    });
    line.append(element("td", {}, button));
    return [line, below];
  }

  heading(column) {
    const order = this.sorted === column ? (this.down ? "descending" : "ascending") : undefined;
    const sort = () => this.show({ sorted: column, down: this.sorted === column && !this.down, page: 0 });
    const mark = order ? (this.down ? " ↓" : " ↑") : "";
    return element("th", { scope: "col", "aria-sort": order }, element("button", { type: "button", onclick: sort }, column, mark));
  }

  pages(total) {
    const last = Math.max(0, Math.ceil(total / PAGE) - 1);
    const words = this.wanted ? `${total} of ${this.rows.length} rows` : `${total} row${total === 1 ? "" : "s"}`;
    if (!last) {
      return [words];
    }
    const turn = (name, page, may) =>
      element("button", { type: "button", class: "second", disabled: !may, onclick: () => this.show({ page }) }, name);
    const place = ` Page ${this.page + 1} of ${last + 1}; ${words} `;
    return [turn("Before", this.page - 1, this.page > 0), place, turn("Next", this.page + 1, this.page < last)];
  }

  // What a row of a saved question rests on, its header says; of a query of one's own only the claims about its things
  // can be told, which is less.
  evidence() {
    if (this.question) {
      const columns = this.question.evidence;
      return columns.length
        ? { words: "Rests on", opens: "Evidence", claims: (row) => columns.map((column) => row[column]), fetched: restsOn }
        : undefined;
    }
    const things = (row) => Object.values(row).filter(ours);
    return this.rows.some((row) => things(row).length)
      ? { words: "Claims about these things", opens: "Claims", claims: things, fetched: claimsAbout }
      : undefined;
  }
}

// Of a saved question `x` and `xLabel` are one column, and the columns of its claims are shown by what they say.
function shownColumns(columns, question) {
  return question
    ? columns.filter((column) => !question.evidence.includes(column) && !columns.some((other) => `${other}Label` === column))
    : columns;
}

function said(row, column) {
  const term = row[column];
  return term ? `${term.value} ${row[`${column}Label`]?.value ?? ""}` : "";
}

function compared(one, other, column) {
  const [a, b] = [one[column], other[column]];
  if (isNumber(a) && isNumber(b)) {
    return Number(a.value) - Number(b.value);
  }
  return (a ? nameIn(one, column) : "\uffff").localeCompare(b ? nameIn(other, column) : "\uffff");
}

function cell(row, column) {
  const term = row[column];
  if (!term) {
    return element("td", {}, element("span", { class: "unbound" }, "–"));
  }
  if (term.type === "uri") {
    const name = row[`${column}Label`]?.value ?? ending(term.value);
    const link = linkOf(term.value);
    return element("td", {}, link ? element("a", { href: link, title: term.value, rel: "noreferrer" }, name) : name);
  }
  const value = typeof term.value === "string" ? term.value : JSON.stringify(term.value);
  return element("td", isNumber(term) ? { class: "number" } : {}, element("span", { lang: term["xml:lang"], title: term.datatype, dir: "auto" }, value));
}

function ours(term) {
  return term?.type === "uri" && linkOf(term.value)?.startsWith("/");
}
