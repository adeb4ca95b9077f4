"use strict";
(function () {
  const box = document.getElementById("search");
  const field = document.getElementById("words");
  const status = document.getElementById("shown");
  const groups = Array.from(document.querySelectorAll(".quoted"));
  const quotes = [];
  groups.forEach(function (group) {
    const heading = group.querySelector("h2");
    Array.from(group.querySelectorAll(".quote")).forEach(function (quote) {
      const whose = quote.querySelector("figcaption");
      quotes.push({
        id: quotes.length,
        element: quote,
        group: group,
        words: quote.querySelector("blockquote").textContent,
        who: heading ? heading.textContent : "",
        about: whose ? whose.textContent : "",
      });
    });
  });

  function plain(term) {
    return term.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  }

  const index = new MiniSearch({
    fields: ["words", "who", "about"],
    processTerm: plain,
    searchOptions: {
      boost: { words: 2, who: 2 },
      prefix: function (term) { return term.length > 2; },
      fuzzy: function (term) { return term.length > 7 ? 0.25 : term.length > 3 ? 1 : false; },
      combineWith: "AND",
      processTerm: plain,
    },
  });
  index.addAll(quotes.map(function (quote) {
    return { id: quote.id, words: quote.words, who: quote.who, about: quote.about };
  }));

  // Two letters that changed places count as two errors to the index, and are the commonest of all: tried by themselves.
  function swapped(term) {
    const found = [];
    for (let at = 0; term.length > 3 && at + 1 < term.length; at += 1) {
      found.push(term.slice(0, at) + term[at + 1] + term[at] + term.slice(at + 2));
    }
    return found;
  }

  function hits(text) {
    const terms = MiniSearch.getDefault("tokenize")(text).filter(Boolean);
    const queries = terms.map(function (term) {
      return { combineWith: "OR", queries: [term].concat({ combineWith: "OR", fuzzy: false, queries: swapped(term) }) };
    });
    return index.search({ combineWith: "AND", queries: queries }).map(function (hit) { return hit.id; });
  }

  function show() {
    const text = field.value.trim();
    const found = new Set(text ? hits(text) : quotes.map(function (quote) { return quote.id; }));
    groups.forEach(function (group) { group.hidden = true; });
    quotes.forEach(function (quote) {
      const fits = found.has(quote.id);
      quote.element.hidden = !fits;
      if (fits) quote.group.hidden = false;
    });
    const words = found.size ? status.dataset.words : status.dataset.none;
    status.textContent = words.replace("{shown}", found.size).replace("{all}", quotes.length);
  }

  field.addEventListener("input", show);
  document.getElementById("clear").addEventListener("click", function () {
    field.value = "";
    show();
    field.focus();
  });
  box.hidden = false;
  show();
  document.documentElement.dataset.ready = "1";
})();
