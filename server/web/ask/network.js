// Results with two columns of things in; a network of them, a line for each pair, out.

import { element, icon, shape } from "./elements.js";
import { linkOf, nameIn, rowsOf, thingColumns } from "./columns.js";

const MOST = 120;
const [WIDTH, HEIGHT, MARGIN] = [960, 640, 100];
const [STEPS, LEAN] = [300, 0.8];

export class Network {
  priority = 7;
  label = "Network";

  constructor(yasr) {
    this.yasr = yasr;
  }

  canHandleResults() {
    return ends(this.yasr) !== undefined;
  }

  getIcon() {
    return icon("M6 6l12 5M6 6l3 12M18 11l-9 7M5 6a1 1 0 1 0 2 0a1 1 0 1 0-2 0M17 11a1 1 0 1 0 2 0a1 1 0 1 0-2 0M8 18a1 1 0 1 0 2 0a1 1 0 1 0-2 0");
  }

  draw() {
    const { nodes, pairs, left } = networkOf(this.yasr);
    const [from, to] = ends(this.yasr);
    const more = left ? ` ${left} more are in the table alone.` : "";
    placed(nodes, pairs);
    this.yasr.resultsEl.append(
      element("p", { class: "drawn" }, `${nodes.length} things in the columns ${from} and ${to}, ${pairs.length} pairs.${more}`),
      element("div", { class: "drawing", tabindex: "0", role: "region", "aria-label": "Network" }, drawn(nodes, pairs)),
    );
  }
}

// The first two columns of things that are no claims, those with labels before others.
function ends(yasr) {
  const rows = rowsOf(yasr);
  const things = thingColumns(yasr).filter((column) => !/^claim|Claim$|^passage/.test(column));
  const ranked = [...things].sort((one, other) => named(rows, other) - named(rows, one));
  return ranked.length > 1 ? ranked.slice(0, 2) : undefined;
}

function named(rows, column) {
  return rows.some((row) => row[`${column}Label`]) ? 1 : 0;
}

function networkOf(yasr) {
  const [from, to] = ends(yasr);
  const nodes = new Map();
  const pairs = new Map();
  let left = 0;
  for (const row of rowsOf(yasr)) {
    const both = [from, to].filter((column) => row[column]);
    const fresh = both.filter((column) => !nodes.has(row[column].value)).length;
    if (both.length < 2 || nodes.size + fresh > MOST) {
      left += 1;
      continue;
    }
    const [one, other] = both.map((column) => {
      const iri = row[column].value;
      const node = nodes.get(iri) ?? { iri, name: nameIn(row, column), degree: 0 };
      node.degree += 1;
      nodes.set(iri, node);
      return node;
    });
    const key = [one.iri, other.iri].sort().join(" ");
    pairs.set(key, { one, other, weight: (pairs.get(key)?.weight ?? 0) + 1 });
  }
  return { nodes: [...nodes.values()], pairs: [...pairs.values()], left };
}

// Places for the nodes: all push each other away, pairs pull, and everything leans to the middle
// (Fruchterman and Reingold, 1991). Always the same for the same rows.
function placed(nodes, pairs) {
  nodes.forEach((node, place) => {
    const [angle, far] = [place * 2.399963, Math.sqrt(place + 0.5)];
    Object.assign(node, { x: far * Math.cos(angle), y: far * Math.sin(angle) });
  });
  for (let step = 0; step < STEPS; step += 1) {
    const heat = 1 - step / STEPS;
    const moves = new Map(nodes.map((node) => [node, { x: -node.x * LEAN, y: -node.y * LEAN }]));
    const pull = (one, other, strength) => {
      const [dx, dy] = [other.x - one.x || 0.01, other.y - one.y || 0.01];
      const force = strength(Math.hypot(dx, dy)) / Math.hypot(dx, dy);
      for (const [node, sign] of [[one, force], [other, -force]]) {
        moves.get(node).x += sign * dx;
        moves.get(node).y += sign * dy;
      }
    };
    nodes.forEach((one, place) => nodes.slice(place + 1).forEach((other) => pull(one, other, (far) => -1 / far)));
    pairs.filter(({ one, other }) => one !== other).forEach(({ one, other }) => pull(one, other, (far) => (far * far) / 2));
    for (const [node, { x, y }] of moves) {
      const size = Math.hypot(x, y) || 1;
      node.x += (x / size) * Math.min(size, heat);
      node.y += (y / size) * Math.min(size, heat);
    }
  }
  spread(nodes, "x", MARGIN, WIDTH - MARGIN);
  spread(nodes, "y", 30, HEIGHT - 20);
}

function spread(nodes, axis, from, to) {
  const places = nodes.map((node) => node[axis]);
  const [least, most] = [Math.min(...places), Math.max(...places)];
  for (const node of nodes) {
    node[axis] = most > least ? from + ((node[axis] - least) / (most - least)) * (to - from) : (from + to) / 2;
  }
}

function drawn(nodes, pairs) {
  const lines = pairs.map(({ one, other, weight }) =>
    shape(
      "line",
      { x1: one.x, y1: one.y, x2: other.x, y2: other.y, class: "pair", "stroke-width": Math.min(6, 1 + Math.log2(weight)) },
      shape("title", {}, `${one.name} and ${other.name}: ${weight}`),
    ),
  );
  const points = nodes.map((node) => {
    const link = linkOf(node.iri);
    const name = node.name.length > 30 ? `${node.name.slice(0, 29)}…` : node.name;
    const inside = [
      shape("title", {}, `${node.name}: in ${node.degree} rows`),
      shape("circle", { cx: node.x, cy: node.y, r: Math.min(12, 4 + Math.sqrt(node.degree)), class: "node" }),
      shape("text", { x: node.x, y: node.y - 12, class: "named" }, name),
    ];
    return link ? shape("a", { href: link }, ...inside) : shape("g", {}, ...inside);
  });
  return shape("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, width: WIDTH, height: HEIGHT, role: "group", "aria-label": "Network" }, ...lines, ...points);
}
