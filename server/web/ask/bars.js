// Results with a label and a number in; a bar for each row out.

import { element, icon, shape } from "./elements.js";
import { columnsWith, isNumber, labelColumns, nameIn, rowsOf, thingColumns } from "./columns.js";

const MOST = 200;
const [WIDTH, LEFT, LINE] = [960, 360, 26];

export class Bars {
  priority = 6;
  label = "Chart";

  constructor(yasr) {
    this.yasr = yasr;
  }

  canHandleResults() {
    return bars(this.yasr).length > 0;
  }

  getIcon() {
    return icon("M4 5h14M4 12h9M4 19h16");
  }

  draw() {
    const all = bars(this.yasr);
    const { column, rows } = { column: numberColumn(this.yasr), rows: all.slice(0, MOST) };
    const more = all.length > MOST ? `The first ${MOST} of ${all.length} rows` : `${all.length} rows`;
    this.yasr.resultsEl.append(
      element("p", { class: "drawn" }, `${more}, by ${column}.`),
      element("div", { class: "drawing", tabindex: "0", role: "region", "aria-label": "Chart" }, drawn(rows)),
    );
  }
}

function numberColumn(yasr) {
  return columnsWith(yasr, isNumber).at(-1);
}

function bars(yasr) {
  const column = numberColumn(yasr);
  const labels = labelColumns(yasr);
  const things = thingColumns(yasr);
  if (!column || !(labels.length || things.length)) {
    return [];
  }
  return rowsOf(yasr).flatMap((row) => {
    const named = labels.filter((label) => row[label]).map((label) => row[label].value);
    const name = named.length ? named.slice(0, 2).join(", ") : nameIn(row, things[0]);
    return row[column] ? [{ name, value: Number(row[column].value) }] : [];
  });
}

function drawn(rows) {
  const most = Math.max(0, ...rows.map((row) => row.value));
  const least = Math.min(0, ...rows.map((row) => row.value));
  const at = (value) => LEFT + ((value - least) / Math.max(1e-9, most - least)) * (WIDTH - LEFT - 70);
  const lines = rows.map((row, place) => {
    const y = place * LINE + 4;
    const [from, to] = [at(Math.min(0, row.value)), at(Math.max(0, row.value))];
    return shape(
      "g",
      { class: "line" },
      shape("title", {}, `${row.name}: ${row.value}`),
      shape("text", { x: LEFT - 12, y: y + 14, class: "name" }, row.name.length > 50 ? `${row.name.slice(0, 49)}…` : row.name),
      shape("rect", { x: from, y, width: Math.max(1, to - from), height: LINE - 8, class: "span" }),
      shape("text", { x: to + 8, y: y + 14, class: "value" }, String(row.value)),
    );
  });
  const height = rows.length * LINE + 8;
  return shape("svg", { viewBox: `0 0 ${WIDTH} ${height}`, width: WIDTH, height, role: "group", "aria-label": "Bars" }, ...lines);
}
