// A field above the list of questions that leaves those with the words typed; without it, the topics lead to them.

const topics = document.getElementById("topics");
const field = document.createElement("input");
const label = document.createElement("label");
const status = document.createElement("p");

field.type = "search";
field.id = "words";
label.htmlFor = "words";
label.textContent = "Questions with the words ";
status.setAttribute("role", "status");
status.className = "needs";
field.addEventListener("input", () => {
  const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
  let left = 0;
  for (const topic of document.querySelectorAll(".topic")) {
    const items = [...topic.querySelectorAll("li")];
    for (const item of items) {
      const text = item.textContent.toLowerCase();
      item.hidden = !words.every((word) => text.includes(word));
      left += item.hidden ? 0 : 1;
    }
    topic.hidden = items.every((item) => item.hidden);
  }
  status.textContent = words.length ? `${left} question${left === 1 ? "" : "s"}` : "";
});
const line = document.createElement("p");
line.className = "picker";
line.append(label, field);
topics.before(line, status);
