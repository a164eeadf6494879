/* Offers to print the page; without this file the browser's own menu does. */
"use strict";

const button = document.getElementById("print");
if (button) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
