// The prefixes, classes and properties of the served dataset in; what YASQE completes, out. Nothing is asked elsewhere.

const MOST = 60;

export function complete(Yasqe, { prefixes, terms }) {
  const { prefixes: ofPrefixes, class: ofClasses, property: ofProperties } = Yasqe.Autocompleters;
  const lines = Object.entries(prefixes).map(([prefix, iri]) => `${prefix}: <${iri}>`);
  Object.assign(ofPrefixes, { get: () => lines, persistenceId: null });
  Object.assign(ofClasses, completing(terms.filter((term) => term.kind === "class"), prefixes));
  Object.assign(ofProperties, completing(terms.filter((term) => term.kind === "property"), prefixes));
}

function completing(terms, prefixes) {
  const known = new Map(terms.map((term) => [shortened(term.iri, prefixes), term]));
  return {
    autoShow: true,
    get: (_, token) => matching(terms, token).map((term) => term.iri),
    postProcessSuggestion: (_, __, iri) => shortened(iri, prefixes),
    postprocessHints: (_, hints) => hints.map((hint) => ({ ...hint, render: drawing(known.get(hint.text)) })),
  };
}

// Terms whose name begins as typed, then those with the typed letters in their name or label.
function matching(terms, token) {
  const typed = token.autocompletionString.toLowerCase();
  const local = token.string.slice(token.string.indexOf(":") + 1).toLowerCase();
  const begins = terms.filter((term) => term.iri.toLowerCase().startsWith(typed));
  const has = local
    ? terms.filter((term) => term.name.toLowerCase().includes(local) || term.label.toLowerCase().includes(local))
    : [];
  return [...new Set([...begins, ...has])].slice(0, MOST);
}

function drawing(term) {
  return (element, _, hint) => {
    const name = document.createElement("span");
    name.className = "completed";
    name.textContent = hint.text;
    element.append(name);
    if (term) {
      const says = document.createElement("span");
      says.className = "meaning";
      says.textContent = term.comment ? `${term.label}: ${term.comment}` : term.label;
      element.append(says);
    }
  };
}

function shortened(iri, prefixes) {
  const [prefix, space] = Object.entries(prefixes)
    .filter(([, space]) => iri.startsWith(space))
    .sort((one, other) => other[1].length - one[1].length)[0] ?? ["", ""];
  const local = iri.slice(space.length);
  return prefix && /^[\p{L}\p{N}_][\p{L}\p{N}_-]*$/u.test(local) ? `${prefix}:${local}` : `<${iri}>`;
}
