// SPARQL results in; what their columns hold out: labels, dates, numbers, things. `x` and `xLabel` are of one thing.

const XSD = "http://www.w3.org/2001/XMLSchema#";
const EDTF = /\/edtf\/?|#EDTF$/i;
const DATES = new Set(["date", "dateTime", "gYear", "gYearMonth"].map((name) => XSD + name));
const NUMBERS = new Set(
  ["integer", "int", "long", "short", "decimal", "double", "float", "nonNegativeInteger", "positiveInteger"].map(
    (name) => XSD + name,
  ),
);
const HERE = "https://w3id.org/entente/";

export function rowsOf(yasr) {
  return yasr.results?.getBindings() ?? [];
}

export function columnsOf(yasr) {
  return yasr.results?.getVariables() ?? [];
}

export function isDate(term) {
  return term?.type !== "uri" && (DATES.has(term?.datatype) || EDTF.test(term?.datatype ?? ""));
}

export function isNumber(term) {
  return NUMBERS.has(term?.datatype) && Number.isFinite(Number(term.value));
}

// The columns of which some value is such, and no value is anything else.
export function columnsWith(yasr, is) {
  const rows = rowsOf(yasr);
  return columnsOf(yasr).filter((column) => {
    const terms = rows.map((row) => row[column]).filter(Boolean);
    return terms.length > 0 && terms.every(is);
  });
}

export function thingColumns(yasr) {
  return columnsWith(yasr, (term) => term.type === "uri");
}

export function labelColumns(yasr) {
  const dates = new Set(columnsWith(yasr, isDate));
  const numbers = new Set(columnsWith(yasr, isNumber));
  return columnsWith(yasr, (term) => term.type !== "uri" && term.type !== "bnode").filter(
    (column) => !dates.has(column) && !numbers.has(column),
  );
}

// How a thing in a row is called: by its label column, else by the end of its IRI.
export function nameIn(row, column) {
  const term = row[column];
  return row[`${column}Label`]?.value ?? (term?.type === "uri" ? ending(term.value) : (term?.value ?? ""));
}

export function ending(iri) {
  return decodeURI(iri.replace(/[/#]$/, "").replace(/^.*[/#]/, "")) || iri;
}

// Where an IRI leads: what is ours, to this server.
export function linkOf(iri) {
  if (iri.startsWith(HERE) && !/^[/\\]/.test(iri.slice(HERE.length))) {
    return `/${iri.slice(HERE.length)}`;
  }
  return /^https?:/.test(iri) ? iri : undefined;
}

// The years that a date covers, as fractions: begin, end, and whether either is uncertain or open.
export function spanOf(text) {
  const [first, last] = text.includes("/") ? text.split("/") : [text, text];
  const begin = yearOf(first, 0);
  const end = yearOf(last, 1);
  if (begin === undefined && end === undefined) {
    return undefined;
  }
  const open = begin === undefined || end === undefined || /[~?%X]/.test(text);
  return { begin: begin ?? end - 1, end: end ?? begin + 1, open };
}

function yearOf(date, share) {
  const match = /^(-?\d{4})(?:-(\d\d))?(?:-(\d\d))?/.exec(date);
  const decade = /^(-?\d{3})X/.exec(date);
  if (!match) {
    return decade ? Number(decade[1]) * 10 + 10 * share : undefined;
  }
  const [, year, month, day] = match.map((part) => (part === undefined ? undefined : Number(part)));
  if (month === undefined || month < 1 || month > 12) {
    return year + share;
  }
  return year + (month - 1) / 12 + (day === undefined ? share / 12 : (day - 1 + share) / 372);
}
