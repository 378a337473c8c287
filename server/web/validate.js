// A file may be dropped on the form, or pasted anywhere on the page. Without this script the field for files does it.
const data = document.getElementById("data");
const { form } = data;
const field = form.elements.file;
const chosen = document.getElementById("chosen");
const limit = Number(chosen.dataset.limit) * 1024;

const tell = (words) => { chosen.textContent = words; };

const choose = (files) => {
  const [file] = files;
  if (file.size > limit) {
    field.value = "";
    tell(`${file.name} is larger than ${limit / 1024} KiB, the most that is taken here. Nothing was chosen.`);
    return;
  }
  const transfer = new DataTransfer();
  transfer.items.add(file);
  field.files = transfer.files;
  tell(`${file.name} is chosen${files.length > 1 ? `, the first of ${files.length} files` : ""}: it is validated in the place of what is typed.`);
  form.querySelector("button").focus();
};

const holdsFiles = (transfer) => [...transfer.types].includes("Files");

document.addEventListener("dragover", (event) => {
  if (!holdsFiles(event.dataTransfer)) return;
  event.preventDefault();
  form.classList.add("dropping");
});
document.addEventListener("dragleave", (event) => {
  if (!event.relatedTarget) form.classList.remove("dropping");
});
document.addEventListener("drop", (event) => {
  form.classList.remove("dropping");
  if (!event.dataTransfer.files.length) return;
  event.preventDefault();
  choose(event.dataTransfer.files);
});
document.addEventListener("paste", (event) => {
  if (event.clipboardData.files.length) {
    event.preventDefault();
    choose(event.clipboardData.files);
  } else if (!event.target.matches("input, textarea")) {
    data.value = event.clipboardData.getData("text");
    data.focus();
    tell("Pasted.");
  }
});
field.addEventListener("change", () => {
  if (field.files.length) choose(field.files);
  else tell("");
});
