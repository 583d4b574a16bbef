(function () {
  "use strict";
  var doc = document, root = doc.documentElement, zh = root.lang === "zh-CN";
  var words = zh ? { rows: "筛选各行", some: "{n}／{all}行" } : { rows: "Filter rows", some: "{n} of {all} rows" };
  function all(selector, inside) { return Array.prototype.slice.call((inside || doc).querySelectorAll(selector)); }
  function make(name, text) { var node = doc.createElement(name); if (text) node.textContent = text; return node; }
  function fill(text, n, total) { return text.replace("{n}", n).replace("{all}", total); }

  // Remember light or dark, where the browser lets a local page remember anything.
  all(".switch input").forEach(function (input) {
    try { if (localStorage.getItem("theme") === input.id) input.checked = true; } catch (e) { /* not allowed */ }
    input.addEventListener("change", function () {
      try { localStorage.setItem("theme", input.id); } catch (e) { /* not allowed */ }
    });
  });

  // The list of pages closes by Escape and by a click elsewhere.
  all(".menu").forEach(function (menu) {
    doc.addEventListener("click", function (event) { if (!menu.contains(event.target)) menu.open = false; });
    menu.addEventListener("keydown", function (event) {
      if (event.key === "Escape" && menu.open) { menu.open = false; menu.querySelector("summary").focus(); }
    });
  });

  // A chart that is saved takes the page's fonts with it, so that the file looks the same anywhere.
  all('a[download$=".svg"]').forEach(function (link) {
    var plain = link.href;
    link.addEventListener("click", function () {
      var faces = "", svg = decodeURIComponent(plain.slice(plain.indexOf(",") + 1));
      all("style").forEach(function (style) {
        (style.textContent.match(/@font-face\{[^}]*\}/g) || []).forEach(function (face) { faces += face; });
      });
      svg = svg.replace(/<svg[^>]*>/, function (tag) { return tag + "<style>" + faces + "</style>"; });
      link.href = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
      setTimeout(function () { URL.revokeObjectURL(link.href); link.href = plain; }, 1000);
    });
  });

  // A click on the citation's box selects it by style; tables learn to sort and to filter.
  function key(cell) {
    var text = (cell.dataset.sort !== undefined ? cell.dataset.sort : cell.textContent).trim();
    var number = /^[-−]?[\d,]*\.?\d+(\/\d+)?%?$/.test(text) ? text.replace(/[,%]/g, "").replace("−", "-") : "";
    if (number.indexOf("/") > 0) number = number.split("/")[0] / number.split("/")[1];
    return { text: text, number: number === "" ? NaN : +number };
  }
  function compare(a, b) {
    if (!isNaN(a.number) && !isNaN(b.number)) return a.number - b.number;
    if (isNaN(a.number) !== isNaN(b.number)) return isNaN(a.number) ? 1 : -1;
    return a.text.localeCompare(b.text, root.lang);
  }
  all("table").forEach(function (table) {
    var body = table.tBodies[0], head = table.tHead && table.tHead.rows[0];
    if (!body || !head || body.rows.length < 8 || table.querySelector("[rowspan],tbody [colspan]")) return;
    var rows = Array.prototype.slice.call(body.rows);
    Array.prototype.forEach.call(head.cells, function (cell, column) {
      if (!cell.textContent.trim()) return;
      var button = make("button");
      button.type = "button";
      while (cell.firstChild) button.appendChild(cell.firstChild);
      cell.appendChild(button);
      button.addEventListener("click", function () {
        var down = cell.getAttribute("aria-sort") === "ascending";
        Array.prototype.forEach.call(head.cells, function (other) { other.removeAttribute("aria-sort"); });
        cell.setAttribute("aria-sort", down ? "descending" : "ascending");
        rows.slice().sort(function (a, b) {
          var order = compare(key(a.cells[column]), key(b.cells[column]));
          return down ? -order : order;
        }).forEach(function (row) { body.appendChild(row); });
      });
    });
    if (rows.length < 10) return;
    var form = make("div"), label = make("label", words.rows), input = make("input"), count = make("span");
    form.className = "filter";
    count.className = "count";
    count.setAttribute("role", "status");
    input.type = "search";
    label.appendChild(input);
    form.appendChild(label);
    form.appendChild(count);
    (table.closest(".scroll,.table-scroll") || table).before(form);
    input.addEventListener("input", function () {
      var wanted = input.value.trim().toLowerCase(), shown = 0;
      rows.forEach(function (row) {
        row.hidden = wanted !== "" && row.textContent.toLowerCase().indexOf(wanted) < 0;
        shown += row.hidden ? 0 : 1;
      });
      count.textContent = wanted ? fill(words.some, shown, rows.length) : "";
    });
  });

  // Search over all figures: a list on the index, the cards themselves on the page of all figures.
  function plain(text) { return String(text).toLowerCase().replace(/[,，\s]/g, ""); }
  var section = doc.getElementById("find");
  if (!section) return;
  var data = JSON.parse(doc.getElementById("find-data").textContent);
  var form = section.querySelector("form"), status = section.querySelector(".count");
  var list = section.querySelector(".found"), cards = {}, most = 30;
  all(".card").forEach(function (card) { cards[card.id.replace(/^fig-/, "")] = card; });
  var onCards = !list;
  data.figures.forEach(function (f) {
    f.push([f[0], f[1], f[2], data.cities[f[3]], data.themes[f[4]], f[5], f[6], f[7]].map(plain).join(" "));
  });
  function find() {
    var city = form.city.value, theme = form.theme.value;
    var wanted = form.word.value.trim().split(/\s+/).map(plain).filter(Boolean);
    var asked = city !== "" || theme !== "" || wanted.length > 0;
    var hits = data.figures.filter(function (f) {
      return (city === "" || f[3] === +city) && (theme === "" || f[4] === +theme) &&
        wanted.every(function (part) { return f[8].indexOf(part) >= 0; });
    });
    status.textContent = !asked ? "" : hits.length ? fill(data.words.found, hits.length, data.figures.length) : data.words.none;
    if (onCards) {
      var keep = {};
      hits.forEach(function (f) { keep[f[0]] = true; });
      Object.keys(cards).forEach(function (id) { cards[id].hidden = !keep[id]; });
      return;
    }
    if (asked && hits.length > most) status.textContent += ". " + fill(data.words.more, most, "");
    list.textContent = "";
    (asked ? hits.slice(0, most) : []).forEach(function (f) {
      var item = make("li"), link = make("a", f[1]), meta = make("span");
      link.href = "figures.html#" + f[0];
      link.className = "fig";
      link.lang = "zh-CN";
      item.appendChild(link);
      item.appendChild(doc.createTextNode(" " + f[2]));
      meta.className = "meta";
      meta.textContent = [data.cities[f[3]], data.themes[f[4]], f[5], f[6]].join(" · ");
      item.appendChild(meta);
      list.appendChild(item);
    });
  }
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  form.addEventListener("input", find);
  section.hidden = false;
  all(".seek").forEach(function (link) { link.href = "#find"; });
})();
