// Claims, or things, in; what the claims say, in which stance, and where it stands in the article, out.

import { linkOf } from "./columns.js";
import { element } from "./elements.js";

const MOST = 20;
const PREFIXES = `PREFIX ent: <https://w3id.org/entente/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
`;
const RECORD = `?claim ent:stance/rdfs:label ?stance ; rdfs:label ?says .
  OPTIONAL { ?claim ent:evidence/rdfs:label ?place }`;

// What a row of a saved question rests on: the claims in the columns that the question names for that.
export function restsOn(terms) {
  const claims = terms.filter((term) => term?.type === "uri");
  return listed(`VALUES ?claim { ${iris(claims)} } ${RECORD}`, "No claim stands in this row.");
}

// Claims whose content names one of these things: not what the row rests on, which nobody said.
export function claimsAbout(terms) {
  const about = `{ SELECT DISTINCT ?claim { VALUES ?thing { ${iris(terms)} }
    { ?claim rdfs:label ?own . FILTER(?claim = ?thing) } UNION
    { GRAPH ?claim { { ?thing ?p ?o } UNION { ?s ?q ?thing } } } ?claim ent:stance ?any } LIMIT ${MOST} }`;
  return listed(`${about} ${RECORD}`, "No claim speaks of these things.");
}

function iris(terms) {
  return terms.map(({ value }) => `<${value}>`).join(" ");
}

async function listed(patterns, none) {
  const query = `${PREFIXES}SELECT ?claim ?stance ?says ?place { ${patterns} } ORDER BY ?claim ?place`;
  const { rows, wrong } = await asked(query);
  if (wrong) {
    return element("p", { role: "alert" }, wrong);
  }
  const claims = new Map();
  for (const row of rows) {
    const claim = claims.get(row.claim.value) ?? { iri: row.claim.value, says: row.says.value, stance: row.stance.value, places: [] };
    claim.places.push(...(row.place ? [row.place.value] : []));
    claims.set(claim.iri, claim);
  }
  return claims.size ? element("ul", { class: "claims" }, ...[...claims.values()].map(drawn)) : element("p", {}, none);
}

async function asked(query) {
  try {
    const response = await fetch("/sparql", {
      method: "POST",
      headers: { "Content-Type": "application/sparql-query", Accept: "application/sparql-results+json" },
      body: query,
    });
    const told = await response.json();
    return response.ok ? { rows: told.results.bindings } : { wrong: told.detail };
  } catch (error) {
    return { wrong: `The claims could not be fetched: ${error.message}.` };
  }
}

function drawn(claim) {
  return element(
    "li",
    { class: "claim" },
    element("p", { class: "says" }, element("a", { href: linkOf(claim.iri) }, claim.says)),
    element("p", { class: "stance" }, claim.stance),
    ...claim.places.map((place) => element("p", { class: "place" }, place)),
  );
}
