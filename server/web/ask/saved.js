// The saved questions in; a list to open one of them as a tab, and which of them a query is, out.

import { element } from "./elements.js";

export function picker(questions, open) {
  const groups = byTopic(questions).map(([topic, members]) =>
    element(
      "optgroup",
      { label: topic },
      ...members.map((question) => element("option", { value: question.name }, question.summary)),
    ),
  );
  const list = element("select", { id: "saved-questions" }, element("option", { value: "" }, "Choose a question"), ...groups);
  list.addEventListener("change", () => {
    const question = questions.find((one) => one.name === list.value);
    if (question) {
      open(question);
    }
    list.value = "";
  });
  return element("p", { class: "picker" }, element("label", { for: "saved-questions" }, "Open a saved question as a tab"), " ", list);
}

// The topics as on the page of questions, in their order.
function byTopic(questions) {
  const topics = new Map();
  for (const question of questions) {
    topics.set(question.topic, [...(topics.get(question.topic) ?? []), question]);
  }
  const last = ([topic]) => (topic === "others" ? 1 : 0);
  return [...topics].sort((one, other) => last(one) - last(other) || (one[0] < other[0] ? -1 : 1));
}

// The saved question that the query is, its spaces aside.
export function questionOf(questions, query) {
  const words = spaced(query);
  return questions.find((question) => spaced(question.sparql) === words);
}

function spaced(text) {
  return text.trim().split(/\s+/).join(" ");
}
