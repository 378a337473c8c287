// An error of the endpoint in; its words in the results, its place marked in the editor, out. The query stays.

import { element } from "./elements.js";

export async function drawError(error) {
  const problem = problemOf(error);
  if (!problem) {
    return undefined;
  }
  const words = [element("h3", {}, problem.title), element("p", {}, problem.detail)];
  return element("div", { class: "problem", role: "alert" }, ...words);
}

// Marks the line and the character where reading stopped, and puts the cursor there; takes older marks away.
export function markError(tab) {
  const yasqe = tab.getYasqe();
  const document_ = yasqe.getDoc();
  document_.getAllMarks().filter((mark) => mark.className === "wrong-place").forEach((mark) => mark.clear());
  document_.eachLine((line) => document_.removeLineClass(line, "background", "wrong-line"));
  const { line, column } = problemOf(tab.getYasr().results?.getError()) ?? {};
  if (!line) {
    return;
  }
  const length = document_.getLine(line - 1)?.length ?? 0;
  const from = { line: line - 1, ch: Math.max(0, Math.min(column - 1, length - 1)) };
  document_.addLineClass(line - 1, "background", "wrong-line");
  document_.markText(from, { line: line - 1, ch: Math.max(from.ch + 1, length) }, { className: "wrong-place" });
  document_.setCursor(from);
  yasqe.scrollIntoView(from, 80);
  yasqe.focus();
}

export function markPlaces(tab, places) {
  const document_ = tab.getYasqe().getDoc();
  for (const { line, column, endLine, endColumn } of places) {
    const [from, to] = [{ line: line - 1, ch: column - 1 }, { line: endLine - 1, ch: endColumn - 1 }];
    document_.markText(from, to, { className: "wrong-place" });
  }
}

function problemOf(error) {
  try {
    const problem = JSON.parse(error?.text ?? "");
    return problem.detail ? problem : undefined;
  } catch {
    return undefined;
  }
}
