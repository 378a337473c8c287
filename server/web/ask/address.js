// A query and a view in; the address that shows them to anybody, with the editor or without it, out.

const LONGEST = 32000;
// Characters; some browsers and proxies take no more.

export function addressOf(query, view) {
  const address = new URL("/ask", location.href);
  address.searchParams.set("query", query);
  address.searchParams.set("editor", "1");
  if (view && view !== "table") {
    address.searchParams.set("view", view);
  }
  return address.href.length > LONGEST ? new URL("/ask?editor=1", location.href).href : address.href;
}

export function viewIn(place) {
  return new URLSearchParams(place.search).get("view") ?? "table";
}
