// Results with dates in; a timeline, a line for each row, out. An end that is open or uncertain is drawn broken.

import { element, icon, shape } from "./elements.js";
import { columnsWith, isDate, labelColumns, linkOf, nameIn, rowsOf, spanOf, thingColumns } from "./columns.js";

const MOST = 300;
const [WIDTH, LEFT, LINE, TOP] = [960, 360, 22, 34];
const BEGINS = ["notBefore", "earliest", "begin", "start"];
const ENDS = ["latest", "end"];
const MARKS = ["status", "certainty", "kind"];

export class Timeline {
  priority = 8;
  label = "Timeline";

  constructor(yasr) {
    this.yasr = yasr;
  }

  canHandleResults() {
    return spans(this.yasr).length > 0;
  }

  getIcon() {
    return icon("M3 20h18M5 6h8M8 11h10M4 16h6");
  }

  draw() {
    const all = spans(this.yasr);
    const shown = all.slice(0, MOST);
    const more = all.length > MOST ? `The first ${MOST} of ${all.length} dated lines.` : `${all.length} dated lines.`;
    const rest = " A broken outline: an end is open or uncertain. Rows without a date are in the table alone.";
    this.yasr.resultsEl.append(
      element("p", { class: "drawn" }, more + rest),
      element("div", { class: "drawing", tabindex: "0", role: "region", "aria-label": "Timeline" }, drawn(shown)),
    );
  }
}

// Each row that has a date, with its name and its years; what several claims say alike is one line.
function spans(yasr) {
  const dates = columnsWith(yasr, isDate);
  const begin = dates.find((column) => BEGINS.includes(column));
  const end = dates.find((column) => ENDS.includes(column));
  const told = dates.find((column) => column === "when") ?? dates.find((column) => !ENDS.includes(column)) ?? begin;
  const naming = namingColumns(yasr);
  const lines = new Map();
  for (const row of rowsOf(yasr)) {
    const span = row[told] ? spanOf(row[told].value) : undefined;
    const bounds = span ?? (row[begin] && spanOf(`${row[begin].value}/${row[end]?.value ?? ""}`));
    if (bounds) {
      const name = nameOf(row, naming);
      const thing = naming.map((column) => row[column.replace(/Label$/, "")]).find((term) => term?.type === "uri");
      lines.set(`${name} ${row[told]?.value}`, { ...bounds, name, thing: thing?.value, told: row[told]?.value });
    }
  }
  return [...lines.values()];
}

// The first two columns of labels that tell rows apart; else the first column of words, else of things.
function namingColumns(yasr) {
  const rows = rowsOf(yasr);
  const words = labelColumns(yasr).filter((column) => !MARKS.includes(column));
  const labels = words.filter((column) => column.endsWith("Label"));
  const apart = labels.filter((column) => new Set(rows.map((row) => row[column]?.value)).size > 1);
  return apart.length ? apart.slice(0, 2) : [labels[0] ?? words[0] ?? thingColumns(yasr)[0]].filter(Boolean);
}

// What is hedged, planned or did not happen says so.
function nameOf(row, naming) {
  const name = naming.filter((column) => row[column]).map((column) => nameIn(row, column)).join(": ");
  const marks = [row.status?.value, row.certainty?.value === "hedged" ? "hedged" : undefined].filter(Boolean);
  return marks.length ? `${name} (${marks.join(", ")})` : name;
}

function drawn(rows) {
  const first = Math.floor(Math.min(...rows.map((row) => row.begin)));
  const last = Math.ceil(Math.max(...rows.map((row) => row.end)));
  const at = (year) => LEFT + ((year - first) / Math.max(1, last - first)) * (WIDTH - LEFT - 20);
  const step = [1, 2, 5, 10, 20, 50, 100, 500].find((size) => (last - first) / size <= 10) ?? 1000;
  const height = TOP + rows.length * LINE + 10;
  const years = [];
  for (let year = Math.ceil(first / step) * step; year <= last; year += step) {
    years.push(
      shape("line", { x1: at(year), x2: at(year), y1: TOP - 8, y2: height, class: "grid" }),
      shape("text", { x: at(year), y: TOP - 14, class: "tick" }, String(year)),
    );
  }
  const lines = rows.map((row, place) => {
    const y = TOP + place * LINE + LINE / 2;
    const width = Math.max(5, at(row.end) - at(row.begin));
    const label = shape("text", { x: LEFT - 12, y: y + 4, class: "name" }, cut(row.name, 46));
    const link = row.thing && linkOf(row.thing);
    return shape(
      "g",
      { class: "line" },
      shape("title", {}, `${row.name}: ${row.told ?? ""}`),
      link ? shape("a", { href: link }, label) : label,
      shape("rect", { x: at(row.begin), y: y - 5, width, height: 10, rx: 3, class: row.open ? "span open" : "span" }),
    );
  });
  return shape(
    "svg",
    { viewBox: `0 0 ${WIDTH} ${height}`, width: WIDTH, height, role: "group", "aria-label": `Timeline, ${first} to ${last}` },
    ...years,
    ...lines,
  );
}

// Of a name in two parts the first is cut, since the second tells rows apart.
function cut(text, most) {
  const [first, second] = text.split(/: (.*)/s);
  const room = most - (second?.length ?? most) - 3;
  if (text.length <= most) {
    return text;
  }
  return room > most / 4 ? `${first.slice(0, room)}…: ${second}` : `${text.slice(0, most - 1)}…`;
}
