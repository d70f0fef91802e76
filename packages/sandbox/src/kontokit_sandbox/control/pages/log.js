"use strict";
// New requests appear at the top; without this script a link shows them.
const rows = document.getElementById("rows");
const button = document.getElementById("pause");
const status = document.getElementById("live");
let source;

function listen() {
  const newest = rows.querySelector("tr[data-number]");
  const after = newest ? newest.dataset.number : rows.dataset.after;
  source = new EventSource(`${rows.dataset.stream}&after=${after}`);
  source.addEventListener("request", (event) => {
    rows.insertAdjacentHTML("afterbegin", event.data);
    while (rows.rows.length > 500) rows.deleteRow(-1);
  });
  // The browser would go on at the place where it began.
  source.addEventListener("error", () => { source.close(); if (button.dataset.on) setTimeout(listen, 1000); });
  button.dataset.on = "yes";
  button.textContent = button.dataset.pause;
  status.textContent = status.dataset.live;
}

button.hidden = false;
button.addEventListener("click", () => {
  if (!button.dataset.on) return listen();
  delete button.dataset.on;
  source.close();
  button.textContent = button.dataset.resume;
  status.textContent = status.dataset.paused;
});
listen();
