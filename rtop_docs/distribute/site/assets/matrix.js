"use strict";
(function () {
  const box = document.getElementById("filters");
  const table = document.getElementById("matrix").querySelector("table");
  const status = document.getElementById("shown");
  const fields = Array.from(box.querySelectorAll("select,input"));
  const heads = Array.from(table.tHead.rows[0].cells).slice(1);
  const bands = Array.from(table.tBodies).map(function (body) {
    const rows = Array.from(body.rows);
    return {
      body: body,
      key: body.dataset.band,
      rows: rows.slice(1).map(function (row) {
        return { row: row, cells: Array.from(row.cells).slice(1) };
      }),
    };
  });

  function wanted() {
    const values = {};
    fields.forEach(function (field) {
      values[field.name] = field.type === "checkbox" ? (field.checked ? "1" : "") : field.value;
    });
    return values;
  }

  function fits(cell, values) {
    const data = cell.dataset;
    if (values.stance && data.sign !== values.stance) return false;
    if (values.reach && !(" " + (data.ways || "") + " ").includes(" " + values.reach + " ")) return false;
    return true;
  }

  function show() {
    const values = wanted();
    const column = heads.findIndex(function (head) { return head.dataset.theme === values.theme; });
    const picky = Boolean(values.stance || values.reach);
    let shown = 0, all = 0;
    heads.forEach(function (head, place) { head.hidden = column >= 0 && place !== column; });
    bands.forEach(function (band) {
      let here = 0;
      const away = values.group && band.key !== values.group;
      band.rows.forEach(function (one) {
        let any = false;
        one.cells.forEach(function (cell, place) {
          const inside = column < 0 || place === column;
          const fit = inside && fits(cell, values);
          cell.hidden = !inside;
          cell.classList.toggle("off", inside && picky && !fit);
          if (fit && (picky || !values.named || cell.dataset.ways)) any = true;
        });
        const visible = !away && (picky || values.named ? any : true);
        one.row.hidden = !visible;
        all += 1;
        if (visible) { here += 1; shown += 1; }
      });
      band.body.hidden = here === 0;
    });
    status.textContent = status.dataset.words.replace("{shown}", shown).replace("{all}", all);
    remember(values);
  }

  function remember(values) {
    const set = new URLSearchParams();
    Object.keys(values).forEach(function (name) { if (values[name]) set.set(name, values[name]); });
    const text = set.toString();
    try {
      history.replaceState(null, "", text ? "#" + text : location.pathname + location.search);
    } catch (fault) { /* a page without an address of its own: nothing to remember */ }
  }

  function recall() {
    const given = new URLSearchParams(location.hash.includes("=") ? location.hash.slice(1) : "");
    fields.forEach(function (field) {
      const value = given.get(field.name) || "";
      if (field.type === "checkbox") field.checked = value === "1";
      else if (Array.from(field.options).some(function (option) { return option.value === value; })) field.value = value;
    });
    return Array.from(given.keys()).length > 0;
  }

  box.addEventListener("change", show);
  document.getElementById("clear").addEventListener("click", function () {
    fields.forEach(function (field) {
      if (field.type === "checkbox") field.checked = false; else field.value = "";
    });
    show();
    fields[0].focus();
  });
  box.hidden = false;
  if (recall()) show();
  document.documentElement.dataset.ready = "1";
})();
