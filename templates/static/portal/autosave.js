/* Saves the debrief as one types; what the server does not have yet is kept on this device and offered again. */
(() => {
  "use strict";
  const form = document.getElementById("debrief");
  if (!form) return;
  const PAUSE = 800;
  const AGAIN = 10000;
  const PATIENCE = 15000;
  const shelf = `debrief ${form.dataset.save}`;
  const status = document.getElementById("save-status");
  const meanwhile = document.getElementById("save-meanwhile");
  const page = form.elements.namedItem("page").value;
  let timer = 0;
  let busy = false;
  let changes = 0;
  let saved = 0;

  const say = (words, trouble) => {
    if (status.textContent !== words) status.textContent = words;
    status.classList.toggle("trouble", Boolean(trouble));
  };
  const soon = (pause) => {
    clearTimeout(timer);
    timer = setTimeout(save, pause);
  };
  const fields = () => [...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken");
  const isWords = ([name, value]) => /^(people|topics|challenges|strengths)-\d+-(?!id$|seen$)/.test(name) && value.trim();

  // A browser may have no room or be told to store nothing: then the page alone holds the words
  const keep = () => {
    try {
      localStorage.setItem(shelf, JSON.stringify({ page, fields: fields() }));
    } catch { /* see above */ }
  };
  const kept = () => {
    try {
      return JSON.parse(localStorage.getItem(shelf));
    } catch {
      return null;
    }
  };
  const forget = () => {
    try {
      localStorage.removeItem(shelf);
    } catch { /* see above */ }
  };

  async function save() {
    if (busy) return soon(PAUSE);
    if (saved === changes) return undefined;
    const sent = changes;
    busy = true;
    try {
      const answer = await fetch(form.dataset.save, {
        method: "POST",
        body: new FormData(form),
        redirect: "manual",
        signal: AbortSignal.timeout(PATIENCE),
      });
      if (answer.type === "opaqueredirect" || answer.status === 403) {
        say(form.dataset.signedOut, true);
      } else if (answer.status === 200 || answer.status === 422) {
        take(await answer.json(), answer.ok, sent);
      } else {
        say(form.dataset.failed, true);
        soon(AGAIN);
      }
    } catch {
      say(form.dataset.offline, true);
      soon(AGAIN);
    } finally {
      busy = false;
    }
    return undefined;
  }

  function take(answer, complete, sent) {
    for (const [prefix, row] of Object.entries(answer.rows)) {
      form.elements.namedItem(`${prefix}-id`).value = row.id;
      form.elements.namedItem(`${prefix}-seen`).value = row.seen;
    }
    mark(answer.errors);
    ask(answer.questions);
    if (answer.meanwhile) {
      document.getElementById("meanwhile-words").textContent = answer.meanwhile;
      meanwhile.hidden = false;
    }
    saved = sent;
    if (changes !== sent) return;
    say(answer.said, !complete);
    if (complete) forget();
  }

  function mark(errors) {
    for (const old of form.querySelectorAll(".invalid-feedback")) old.remove();
    for (const field of form.querySelectorAll(".is-invalid")) {
      field.classList.remove("is-invalid");
      field.removeAttribute("aria-invalid");
      describe(field, `${field.id}_error`, false);
    }
    for (const [id, words] of Object.entries(errors)) {
      const field = document.getElementById(id);
      if (!field) continue;
      const said = document.createElement("p");
      said.id = `${id}_error`;
      said.className = "invalid-feedback d-block";
      said.append(Object.assign(document.createElement("strong"), { textContent: words }));
      field.after(said);
      field.classList.add("is-invalid");
      field.setAttribute("aria-invalid", "true");
      describe(field, said.id, true);
    }
  }

  function describe(field, id, wanted) {
    const ids = (field.getAttribute("aria-describedby") || "").split(" ").filter((each) => each && each !== id);
    if (wanted) ids.push(id);
    if (ids.length) field.setAttribute("aria-describedby", ids.join(" "));
    else field.removeAttribute("aria-describedby");
  }

  function ask(questions) {
    const list = document.getElementById("questions");
    list.replaceChildren(
      ...questions.map((words) => Object.assign(document.createElement("li"), { textContent: words })),
    );
    list.hidden = !questions.length;
    document.getElementById("no-questions").hidden = Boolean(questions.length);
  }

  function oneMore(name) {
    const total = form.elements.namedItem(`${name}-TOTAL_FORMS`);
    const index = Number(total.value);
    const holder = document.createElement("div");
    const blank = document.getElementById(`blank-${name}`).innerHTML;
    holder.innerHTML = blank.replaceAll("__prefix__", index).replaceAll("__number__", index + 1);
    const row = holder.firstElementChild;
    document.getElementById(`rows-${name}`).append(row);
    total.value = index + 1;
    const random = crypto.getRandomValues(new Uint8Array(8));
    const id = Array.from(random, (each) => each.toString(16).padStart(2, "0")).join("");
    form.elements.namedItem(`${name}-${index}-id`).value = id;
    row.querySelector("textarea").focus();
  }

  function offer(draft) {
    const shown = new Set(fields().filter(isWords).map(([, value]) => value.trim()));
    const lost = draft.fields.filter(isWords).filter(([, value]) => !shown.has(value.trim()));
    if (!lost.length) return forget();
    const box = document.getElementById("draft");
    document.getElementById("draft-words").replaceChildren(
      ...lost.map(([, value]) => Object.assign(document.createElement("li"), { textContent: value })),
    );
    document.getElementById("draft-away").addEventListener("click", () => {
      forget();
      box.hidden = true;
    });
    document.getElementById("draft-back").addEventListener("click", () => putBack(draft));
    box.hidden = false;
    return undefined;
  }

  // Sent as the page it was typed on would have sent it: the server knows what that page had seen
  function putBack(draft) {
    const again = document.createElement("form");
    again.method = "post";
    again.action = form.action;
    const token = form.elements.namedItem("csrfmiddlewaretoken").value;
    for (const [name, value] of [...draft.fields, ["csrfmiddlewaretoken", token]]) {
      again.append(Object.assign(document.createElement("textarea"), { name, value }));
    }
    again.hidden = true;
    document.body.append(again);
    again.submit();
  }

  form.addEventListener("input", () => {
    changes += 1;
    keep();
    soon(PAUSE);
  });
  form.addEventListener("click", (event) => {
    const button = event.target.closest("button[name=more]");
    if (!button) return;
    event.preventDefault();
    oneMore(button.value);
  });
  form.addEventListener("submit", () => clearTimeout(timer));
  addEventListener("online", () => soon(0));
  addEventListener("pagehide", () => {
    if (saved === changes) return;
    fetch(form.dataset.save, { method: "POST", body: new FormData(form), keepalive: true }).catch(() => {});
  });

  const draft = kept();
  if (draft && form.dataset.saved && draft.page === form.dataset.saved) forget();
  else if (draft && draft.page !== page) offer(draft);
})();
