// Results with a label and a number in; a bar for each row out.

import { element, icon, shape } from "./elements.js";
import { columnsOf, columnsWith, isNumber, labelColumns, nameIn, rowsOf, thingColumns } from "./columns.js";

const COUNTING = /count|claims|rows|number|total|times/i;
const MOST = 200;
const [WIDTH, LEFT, LINE] = [960, 360, 26];

export class Bars {
  priority = 6;
  label = "Chart";

  constructor(yasr) {
    this.yasr = yasr;
  }

  canHandleResults() {
    return columnsOf(this.yasr).length > 1 && bars(this.yasr).length > 0;
  }

  getIcon() {
    return icon("M4 5h14M4 12h9M4 19h16");
  }

  draw() {
    const all = bars(this.yasr);
    const rows = all.slice(0, MOST);
    const more = all.length > MOST ? `The first ${MOST} of ${all.length} rows` : `${all.length} rows`;
    this.yasr.resultsEl.append(
      element("p", { class: "drawn" }, `${more}, by ${numberColumn(this.yasr)}.`),
      element("div", { class: "drawing", tabindex: "0", role: "region", "aria-label": "Chart" }, drawn(rows)),
    );
  }
}

// A column that says it counts, else the last one with numbers.
function numberColumn(yasr) {
  const columns = columnsWith(yasr, isNumber);
  return columns.find((column) => COUNTING.test(column)) ?? columns.at(-1);
}

function bars(yasr) {
  const column = numberColumn(yasr);
  return rowsOf(yasr).flatMap((row) => (row[column] ? [{ name: named(yasr, row, column), value: Number(row[column].value) }] : []));
}

// A row is called by its labels; where it has none, by its things, or by the numbers that come before.
function named(yasr, row, column) {
  const labels = labelColumns(yasr).filter((label) => row[label]);
  if (labels.length) {
    return labels.slice(0, 2).map((label) => row[label].value).join(", ");
  }
  const thing = thingColumns(yasr).find((one) => row[one]);
  const columns = columnsOf(yasr);
  const before = columns.slice(0, columns.indexOf(column)).filter((one) => row[one]);
  return thing ? nameIn(row, thing) : before.map((one) => `${one} ${row[one].value}`).join(", ");
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
