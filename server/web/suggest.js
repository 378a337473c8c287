// Names of things offered while one types into a field that takes any thing; what is found is what the search finds.

const WAIT = 150;

for (const field of document.querySelectorAll("input[data-suggest]")) {
  const list = document.createElement("datalist");
  list.id = `${field.id}-suggested`;
  field.after(list);
  field.setAttribute("list", list.id);
  let waiting;
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => offer(field.value.trim(), list), WAIT);
  });
}

async function offer(typed, list) {
  if (typed.length < 2) {
    return;
  }
  try {
    const response = await fetch(`/reconcile/suggest/entity?prefix=${encodeURIComponent(typed)}`);
    const names = response.ok ? (await response.json()).result.map((one) => one.name) : [];
    list.replaceChildren(...[...new Set(names)].map((name) => Object.assign(document.createElement("option"), { value: name })));
  } catch {
    // the field takes a name all the same
  }
}
