// Offers the editor on /ask, loads it only when a person asks for it, and remembers that they did.

const place = document.getElementById("editor");
const KEPT = "entente.editor";

if (place?.dataset.script) {
  const plain = document.getElementById("plain");
  const status = document.createElement("p");
  status.setAttribute("role", "status");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "second";
  button.textContent = "Open the editor";
  button.addEventListener("click", () => (place.dataset.open ? close() : open(false)));
  place.before(button, status);

  const open = async (asked) => {
    status.textContent = "The editor is loading.";
    button.disabled = true;
    try {
      await sheet(place.dataset.style);
      const editor = await import(place.dataset.script);
      plain.hidden = true;
      await editor.open(place, document.getElementById("query").value.trim(), asked);
      place.dataset.open = "yes";
      document.body.classList.add("editing");
      button.textContent = "Back to the plain form";
      status.textContent = "";
      keep("open");
    } catch (error) {
      plain.hidden = false;
      status.textContent = `The editor could not be opened: ${error.message}. The form above asks all the same.`;
    }
    button.disabled = false;
  };

  const close = () => {
    keep("");
    const plainly = new URL(location.href);
    plainly.searchParams.delete("editor");
    plainly.searchParams.delete("view");
    location.assign(plainly);
  };

  const named = new URLSearchParams(location.search);
  if (named.has("editor") || kept()) {
    open(named.has("query"));
  }
}

function sheet(address) {
  return new Promise((done, failed) => {
    const link = document.createElement("link");
    Object.assign(link, { rel: "stylesheet", href: address, onload: done, onerror: () => failed(new Error("its style is not there")) });
    document.head.append(link);
  });
}

function kept() {
  try {
    return localStorage.getItem(KEPT);
  } catch {
    return null; // a browser that keeps nothing
  }
}

function keep(value) {
  try {
    localStorage.setItem(KEPT, value);
  } catch {
    // a browser that keeps nothing
  }
}
