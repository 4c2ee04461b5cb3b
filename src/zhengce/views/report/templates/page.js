"use strict";
(() => {
  const find = (id) => document.getElementById(id);
  const form = find("filters");
  const table = find("ledger-table");

  // --- the ledger: filters ---------------------------------------------------

  const rows = table ? [...table.querySelectorAll(".row")] : [];
  const homes = table ? [...table.tBodies] : [];
  const fold = (text) => text.normalize("NFKC").toLowerCase();
  const ledger = rows.map((row) => ({
    row,
    home: row.parentElement,
    text: fold(row.dataset.search),
    units: ["lead", "responsible", "supporting"].map((role) => [role, (row.dataset[role] || "").split(" ").filter(Boolean)]),
    limits: [...row.querySelectorAll("[data-month]")].map((line) => ({
      line,
      month: line.dataset.month,
      day: line.querySelector("time")?.dateTime || "",
    })),
  }));

  // The day on which the page is viewed decides what is past due; the page itself contains no day.
  function dayFromNow(days) {
    const now = new Date();
    const then = new Date(now.getFullYear(), now.getMonth(), now.getDate() + days);
    return [then.getFullYear(), then.getMonth() + 1, then.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
  }

  function falls(limit, month) {
    const today = dayFromNow(0);
    if (month === "past") return limit.day !== "" && limit.day < today;
    if (month === "soon") return today <= limit.day && limit.day <= dayFromNow(30);
    return !month || limit.month === month;
  }

  function matches(item, wanted) {
    const units = item.units.flatMap(([role, places]) => (wanted.role && role !== wanted.role ? [] : places));
    return (
      (!wanted.notice || item.row.dataset.notice === wanted.notice) &&
      (!wanted.domain || item.row.dataset.domain === wanted.domain) &&
      (!wanted.month || item.limits.some((limit) => falls(limit, wanted.month)) || (wanted.month === "-" && !item.limits.length)) &&
      (wanted.unit ? units.includes(wanted.unit) : !wanted.role || units.length > 0) &&
      wanted.words.every((word) => item.text.includes(word))
    );
  }

  function filter() {
    const wanted = Object.fromEntries(new FormData(form));
    wanted.words = fold(wanted.q).split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const item of ledger) {
      const match = matches(item, wanted);
      item.row.hidden = !match;
      shown += match;
      for (const limit of item.limits) limit.line.classList.toggle("other", !falls(limit, wanted.month));
    }
    for (const group of form.querySelectorAll("optgroup")) group.hidden = ![group.dataset.notice, "", undefined].includes(wanted.notice);
    for (const body of homes) body.hidden = !body.querySelector(".row:not([hidden])");
    find("shown").textContent = shown;
    find("none").hidden = shown > 0;
    find("clear").hidden = !Object.values(wanted).flat().some(Boolean);
    remember();
  }

  // The address holds the filters, #?unit=3&month=2024-06, so that a link or a bookmark leads to the same rows.
  function remember() {
    const chosen = new URLSearchParams([...new FormData(form)].filter(([, value]) => value)).toString();
    const hash = chosen ? `#?${chosen}` : location.hash.startsWith("#?") ? "#ledger" : location.hash;
    if (hash !== location.hash) history.replaceState(null, "", hash);
  }

  function recall() {
    form.reset();
    for (const [name, value] of new URLSearchParams(location.hash.slice(2))) {
      if (form.elements[name]) form.elements[name].value = value;
    }
    filter();
  }

  function clear() {
    form.reset();
    filter();
  }

  // --- the ledger: order -----------------------------------------------------

  const sorted = document.createElement("tbody");
  sorted.setAttribute("role", "rowgroup");
  sorted.lang = "zh-CN";
  const keys = {
    place: (row) => Number(row.dataset.place),
    title: (row) => row.dataset.title,
    lead: (row) => row.querySelector(".who").textContent.trim(),
    due: (row) => row.dataset.due,
  };

  function compare(a, b) {
    return typeof a === "number" ? a - b : a.localeCompare(b, "zh-CN");
  }

  function inOrder(key, sign) {
    return (a, b) => {
      const [x, y] = [key(a), key(b)];
      if ((x === "") !== (y === "")) return x === "" ? 1 : -1; // empty values come last in either order
      return sign * compare(x, y) || a.dataset.place - b.dataset.place;
    };
  }

  function sort(name, direction) {
    for (const button of table.tHead.querySelectorAll("[data-sort]")) {
      button.closest("th").setAttribute("aria-sort", button.dataset.sort === name ? direction : "none");
    }
    const grouped = name === "place" && direction === "ascending";
    table.classList.toggle("sorted", !grouped);
    if (grouped) {
      for (const item of ledger) item.home.append(item.row);
      sorted.remove();
    } else {
      sorted.append(...[...rows].sort(inOrder(keys[name], direction === "ascending" ? 1 : -1)));
      table.append(sorted);
    }
    filter();
  }

  // --- links that filter, and links to what is hidden ------------------------

  function choose(link) {
    location.hash = `?${new URLSearchParams({ ...link.dataset })}`;
    reveal(); // at once: the event comes later, and not at all if the address stays the same
  }

  function reveal() {
    if (form && location.hash.startsWith("#?")) {
      recall();
      open("ledger");
      find("ledger").scrollIntoView();
      return;
    }
    const target = document.querySelector(":target");
    if (!target) return;
    const moved = open(target.closest("section")?.id);
    const folded = target.closest("details");
    if (folded) folded.open = true;
    if (target.matches(".domain") && table.matches(".sorted")) sort("place", "ascending");
    if (target.closest(".row[hidden], tbody[hidden]")) clear();
    if (folded || moved || target.matches(".row, .domain")) target.scrollIntoView();
  }

  // A narrow screen shows one part at a time; a wide one marks the part in view.
  function open(part) {
    if (!part || document.body.dataset.part === part) return false;
    document.body.dataset.part = part;
    for (const link of parts) link.setAttribute("aria-current", link.hash === `#${part}`);
    return true;
  }

  const parts = [...document.querySelectorAll(".parts a")];
  const seen = new IntersectionObserver(
    (entries) => {
      const entry = entries.find((entry) => entry.isIntersecting);
      if (entry && !matchMedia("(max-width: 47.99rem)").matches) open(entry.target.id);
    },
    { rootMargin: "-40% 0px -59% 0px" },
  );
  for (const part of document.querySelectorAll("#work > section")) seen.observe(part);
  open("ledger");

  if (form) {
    form.addEventListener("input", filter);
    form.addEventListener("submit", (event) => event.preventDefault());
    find("clear").addEventListener("click", () => {
      clear();
      find("q").focus(); // the button disappears
    });
    table.tHead.addEventListener("click", (event) => {
      const button = event.target.closest("[data-sort]");
      if (!button) return;
      const up = button.closest("th").getAttribute("aria-sort") === "ascending";
      sort(button.dataset.sort, up ? "descending" : "ascending");
    });
    new ResizeObserver(() => table.style.setProperty("--bar", `${form.offsetHeight}px`)).observe(form);
    if (!location.hash.startsWith("#?")) filter(); // a browser may have kept the values of the form
  }
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    if (!link) return;
    if (form && Object.keys(link.dataset).length) {
      event.preventDefault();
      choose(link);
    }
    if (link.hash === location.hash) setTimeout(reveal); // the hash is already this one, so no event will fire
  });
  window.addEventListener("hashchange", reveal);
  window.addEventListener("load", reveal);
  if (!location.hash) find("work").focus({ preventScroll: true }); // where the halves scroll by themselves, keys scroll this one

  // --- keys ------------------------------------------------------------------

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, select, textarea");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey && form) {
      event.preventDefault();
      find("q").focus();
    }
  });
})();
