"use strict";
// Term → concordance lines. The texts stand in the page (or in data files beside it, which are
// loaded as scripts, for pages opened from a folder may not fetch).
const fazhiTexts = [];
// eslint-disable-next-line no-unused-vars
function fazhiAdd(part) { fazhiTexts.push(...part); }
(() => {
  const form = document.getElementById("search");
  const list = document.getElementById("hits");
  const status = document.getElementById("search-status");
  const more = document.getElementById("more");
  const say = JSON.parse(document.getElementById("search-words").textContent);
  const PAGE = 100;
  const WIDTH = 24;
  let found = [];
  let shown = 0;
  let turn = 0;

  const load = (name) => new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = name;
    script.onload = resolve;
    script.onerror = () => reject(new Error(name));
    document.head.append(script);
  });
  let ready = null;
  const texts = () => {
    ready ??= (async () => {
      const inline = document.getElementById("search-texts");
      if (inline) fazhiAdd(JSON.parse(inline.textContent));
      for (const name of say.files) await load(name);
    })();
    return ready;
  };

  const sentenceAt = (starts, place) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle] <= place) low = middle; else high = middle - 1;
    }
    return low;
  };
  const sectionAt = (sections, place) => {
    let name = "";
    for (const [start, heading] of sections) { if (start > place) break; name = heading; }
    return name;
  };
  const element = (tag, className, text) => {
    const node = document.createElement(tag);
    if (className) node.className = className;
    if (text !== undefined) node.textContent = text;
    return node;
  };
  const line = (hit) => {
    const { report, place, length } = hit;
    const item = element("li");
    const where = element("span", "where");
    const link = element("a", "", report.name);
    link.href = `${report.page}#s${report.first + sentenceAt(report.starts, place)}`;
    const heading = sectionAt(report.sections, place);
    where.append(link, heading ? ` · ${heading}` : "");
    const left = element("span", "left", report.text.slice(Math.max(0, place - WIDTH), place));
    const mark = element("mark", "", report.text.slice(place, place + length));
    const right = element("span", "right",
      report.text.slice(place + length, place + length + WIDTH));
    item.append(where, left, mark, right);
    return item;
  };
  const showMore = () => {
    const part = document.createDocumentFragment();
    for (const hit of found.slice(shown, shown + PAGE)) part.append(line(hit));
    list.append(part);
    shown = Math.min(found.length, shown + PAGE);
    more.hidden = shown >= found.length;
  };
  const run = async () => {
    // The texts may still be loading when the next search is asked for: the last one counts.
    turn += 1;
    const mine = turn;
    const wanted = new FormData(form);
    const term = String(wanted.get("q") || "").trim();
    list.replaceChildren();
    more.hidden = true;
    found = [];
    shown = 0;
    if (!term) { status.textContent = ""; return; }
    status.textContent = say.searching;
    try { await texts(); } catch (error) {
      status.textContent = say.failed.replace("{name}", error.message);
      return;
    }
    if (mine !== turn) return;
    const small = term.toLowerCase();
    const reports = new Set();
    for (const report of fazhiTexts) {
      if (["year", "level", "province"].some(
        (key) => wanted.get(key) && String(report[key]) !== wanted.get(key))) continue;
      report.small ??= report.text.toLowerCase();
      // A folded text of another length would shift the places.
      const text = report.small.length === report.text.length ? report.small : report.text;
      for (let at = text.indexOf(small); at >= 0; at = text.indexOf(small, at + small.length)) {
        found.push({ report, place: at, length: term.length });
        reports.add(report);
      }
    }
    status.textContent = say.found.replace("{n}", found.length).replace("{reports}", reports.size);
    showMore();
  };
  form.addEventListener("submit", (event) => { event.preventDefault(); run(); });
  form.addEventListener("change", run);
  more.addEventListener("click", () => {
    const next = list.children.length;
    showMore();
    const item = list.children[next];
    if (item) item.querySelector("a").focus();
  });
  const asked = new URLSearchParams(location.search).get("q");
  if (asked) { form.elements.q.value = asked; run(); }
})();
