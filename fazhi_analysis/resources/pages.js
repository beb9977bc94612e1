"use strict";
// What a page does without a server: printing opens the notes, the list of reports filters itself.
addEventListener("beforeprint", () => {
  for (const part of document.querySelectorAll("details.notes")) part.open = true;
});
(() => {
  const list = document.querySelector("table[data-filter]");
  const form = document.getElementById("filters");
  if (!list || !form) return;
  const status = document.getElementById("filter-status");
  const rows = [...list.querySelectorAll("tbody tr")];
  const apply = () => {
    const wanted = new FormData(form);
    const term = String(wanted.get("q") || "").trim().toLowerCase();
    let shown = 0;
    for (const row of rows) {
      const fits = ["year", "level", "province"].every(
        (key) => !wanted.get(key) || row.dataset[key] === wanted.get(key));
      row.hidden = !(fits && (!term || row.textContent.toLowerCase().includes(term)));
      if (!row.hidden) shown += 1;
    }
    status.textContent = status.dataset.text.replace("{n}", shown).replace("{all}", rows.length);
  };
  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  apply();
})();
// On a report's page the foot says which report and section the linked sentence belongs to.
(() => {
  const here = document.getElementById("here");
  if (!here) return;
  const name = here.textContent;
  const show = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const part = target && target.closest("[data-sec]");
    const link = part && document.querySelector(`.outline a[href="#sec${part.dataset.sec}"]`);
    here.textContent = link ? `${name} · ${link.textContent}` : name;
  };
  addEventListener("hashchange", show);
  show();
})();
