/* While one writes: review what stands in the form, show where a finding is, copy. Without this file buttons do it. */
"use strict";

const form = document.getElementById("letter");
const review = document.getElementById("review");
const body = form.elements.body;
let pending;
let latest = 0;

async function judge() {
  const mine = ++latest;
  try {
    const answer = await fetch(form.dataset.review, { method: "POST", body: new FormData(form), credentials: "same-origin" });
    if (!answer.ok || answer.redirected || mine !== latest) return;
    const open = review.querySelector("details")?.open;
    review.innerHTML = await answer.text();
    if (open && review.querySelector("details")) review.querySelector("details").open = true;
  } catch {
    /* no network: the button still saves and checks later */
  }
}

form.addEventListener("input", (event) => {
  if (event.target.type === "checkbox") return;
  clearTimeout(pending);
  pending = setTimeout(judge, 700);
});

/* What was typed before this file was there */
if (body.value !== body.defaultValue) judge();

review.addEventListener("click", (event) => {
  const place = event.target.closest("[data-start]");
  if (!place) return;
  const led = body.value.length - body.value.trimStart().length;
  body.focus();
  body.setSelectionRange(led + Number(place.dataset.start), led + Number(place.dataset.end));
});

const copy = document.getElementById("copy");
if (copy && navigator.clipboard) {
  copy.hidden = false;
  copy.addEventListener("click", async () => {
    await navigator.clipboard.writeText(body.value);
    copy.textContent = copy.dataset.done;
  });
}
