// The filters of a validation report: words, severities, passes. Without this script the page shows everything.
for (const report of document.querySelectorAll(".report")) {
  const form = report.querySelector(".filters");
  if (!form) continue;
  const items = [...report.querySelectorAll(".shape ol > li")];
  const texts = new Map(items.map((item) => [item, `${item.closest(".shape").id} ${item.textContent}`.toLowerCase()]));
  const chosen = (name) => new Set([...form.querySelectorAll(`[name=${name}]:checked`)].map((box) => box.value));

  const filter = () => {
    const words = form.elements.words.value.toLowerCase().split(/\s+/).filter(Boolean);
    const severities = chosen("severity");
    const passes = chosen("pass");
    let shown = 0;
    for (const item of items) {
      const fits = severities.has(item.dataset.severity) && item.dataset.passes.split(" ").some((name) => passes.has(name))
        && words.every((word) => texts.get(item).includes(word));
      item.hidden = !fits;
      shown += fits;
    }
    for (const shape of report.querySelectorAll(".shape")) {
      shape.hidden = !shape.querySelector("ol > li:not([hidden])");
    }
    form.querySelector(".shown").textContent = `${shown} of ${items.length} shown`;
  };

  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  filter();
}
