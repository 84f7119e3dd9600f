/* <input type="file" data-upload="photo|document" data-into="id" data-most="bytes">: a file is sent as soon as it is
   chosen, one after the other, and takes its place in the list; what is typed meanwhile is not touched. Words stand in
   data attributes of the form, with {name} and {percent}. */
import { countCharacters } from "./count.js";

const CREATED = 201;
const REFUSED = [403, 413, 422];

for (const input of document.querySelectorAll("input[data-upload]")) {
  const form = input.form;
  const lines = input.closest(".chooser").querySelector("[data-uploads]");
  // The form itself must not send the files a second time.
  input.removeAttribute("name");
  input.addEventListener("input", (event) => event.stopPropagation());
  input.addEventListener("change", async (event) => {
    event.stopPropagation();
    const chosen = [...input.files];
    input.value = "";
    lines.replaceChildren();
    for (const file of chosen) await take(form, input, lines.appendChild(document.createElement("li")), file);
  });
}

async function take(form, input, line, file) {
  const say = (words, values = {}) => {
    line.textContent = words.replace("{name}", file.name).replace("{percent}", values.percent ?? "");
  };
  if (file.size > Number(input.dataset.most)) return refuse(line, say, form.dataset.tooBig);
  const answer = await send(form, input.dataset.upload, file, (percent) =>
    say(percent < 100 ? form.dataset.uploading : form.dataset.reading, { percent }),
  );
  if (REFUSED.includes(answer.status) && answer.getResponseHeader("Content-Type")?.startsWith("text/plain")) {
    return refuse(line, say, `{name}: ${answer.responseText}`);
  }
  if (answer.status !== CREATED) return refuse(line, say, form.dataset.failed);
  say(insert(document.getElementById(input.dataset.into), answer.responseText) ? form.dataset.added : form.dataset.known);
}

function refuse(line, say, words) {
  line.className = "error";
  say(words);
}

function send(form, kind, file, tell) {
  return new Promise((resolve) => {
    const data = new FormData();
    data.append("csrf_token", form.querySelector("[name=csrf_token]").value);
    data.append("kind", kind);
    data.append("file", file);
    const request = new XMLHttpRequest();
    request.upload.addEventListener("progress", (event) => tell(Math.floor((100 * event.loaded) / event.total)));
    request.addEventListener("loadend", () => resolve(request));
    request.open("POST", form.dataset.add);
    tell(0);
    request.send(data);
  });
}

/* The server's own words for the new place; false where the same file is there already. */
function insert(list, words) {
  const place = new DOMParser().parseFromString(words, "text/html").body.firstElementChild;
  if (document.getElementById(place.id)) return false;
  list.append(place);
  countCharacters(document);
  return true;
}
