(function () {
  "use strict";
  var doc = document, root = doc.documentElement, zh = root.lang === "zh-CN";
  var words = zh ? { rows: "筛选各行", some: "{n}／{all}行", open: "全部展开", close: "全部收起" } :
    { rows: "Filter rows", some: "{n} of {all} rows", open: "Open all", close: "Close all" };
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
      while (cell.firstChild && cell.firstChild.nodeName !== "SMALL") button.appendChild(cell.firstChild);
      cell.insertBefore(button, cell.firstChild);
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
    if (rows.length < 15) return;
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

  // Long lists of cases open and close as a whole.
  all(".cases").forEach(function (box) {
    var cases = all(".case", box), button = make("button");
    if (cases.length < 8) return;
    button.type = "button";
    button.className = "choose";
    function closed() { return cases.filter(function (one) { return !one.open; }); }
    function name() { button.textContent = closed().length ? words.open : words.close; }
    button.addEventListener("click", function () {
      var wanted = closed().length > 0;
      cases.forEach(function (one) { one.open = wanted; });
    });
    cases.forEach(function (one) { one.addEventListener("toggle", name); });
    name();
    box.insertBefore(button, box.firstChild);
  });

  // A chart as a file: the panels of the page in a frame with title and footer, with the fonts and
  // styles they need, in the colours of light paper.
  var sheet = all("style").map(function (style) { return style.textContent; }).join("");
  function plain(text) {
    return text.replace(/var\((--[\w-]+)(?:,\s*([^)]+))?\)/g, function (found, name, colour) {
      var light = new RegExp(name + ":(#[0-9a-f]+)").exec(sheet);
      return light ? light[1] : colour || found;
    });
  }
  function drawing(frame, figure) {
    var file = frame.cloneNode(true), groups = all("g:empty", file), style = doc.createElementNS(file.namespaceURI, "style");
    all("svg.chart:not(.narrow)", figure).forEach(function (panel, number) {
      all(":scope > *", panel).forEach(function (part) {
        groups[Math.min(number, groups.length - 1)].appendChild(part.cloneNode(true));
      });
    });
    all("a", file).forEach(function (link) {
      link.removeAttribute("href");
    });
    all("[style]", file).forEach(function (part) { part.setAttribute("style", plain(part.getAttribute("style"))); });
    style.textContent = (sheet.match(/@font-face\{[^}]*\}/g) || []).join("") + plain((sheet.match(/\.s\d+\{[^}]*\}/g) || []).join(""));
    file.insertBefore(style, file.firstChild);
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + new XMLSerializer().serializeToString(file) + "\n";
  }
  all("template.frame").forEach(function (template) {
    var figure = template.closest("figure"), link = template.content.querySelector("a").cloneNode(true);
    link.href = "#" + figure.id;
    link.addEventListener("click", function () {
      var text = drawing(template.content.querySelector("svg"), figure);
      link.href = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
    });
    template.before(link);
  });

  // A card opens when a link leads to it, also where browsers do not do it themselves, and on paper.
  function reveal() {
    var target = doc.getElementById(decodeURIComponent(location.hash.slice(1)));
    var card = target && target.closest("details");
    if (card && !card.open) { card.open = true; target.scrollIntoView(); }
  }
  addEventListener("hashchange", reveal);
  addEventListener("beforeprint", function () { all(".card").forEach(function (card) { card.open = true; }); });
  reveal();

  // Search over all figures: a list on the index, the cards themselves on the page of all figures.
  // A word in Latin letters is found where a word begins with it; Chinese ones and numbers anywhere.
  function folded(text) {
    return String(text).normalize("NFKC").toLowerCase().replace(/萬/g, "万").replace(/億/g, "亿").replace(/[，,](?=\d)/g, "");
  }
  var section = doc.getElementById("find");
  if (!section) return;
  var data = JSON.parse(doc.getElementById("find-data").textContent);
  var form = section.querySelector("form"), status = section.querySelector(".count");
  var list = section.querySelector(".found"), most = 30;
  var texts = data.figures.map(function (f) {
    return " " + [f[0], f[1], f[2], f[5], data.periods[f[6]], f[7], f[8], f[9]].concat(data.cities[f[3]], data.themes[f[4]],
      f[10].map(function (place) { return data.terms[place]; })).map(folded).join(" ").replace(/[^\p{L}\p{N}.%]+/gu, " ");
  });
  function alike(word) {
    var group = data.alike.filter(function (words) { return words.indexOf(word) >= 0; });
    return [word].concat.apply([word], group);
  }
  function holds(text, word) {
    return text.indexOf(/^[a-z]/.test(word) ? " " + word : word) >= 0;
  }
  // What is left when nothing holds every word: the share of words, or of pairs of Chinese characters.
  function pieces(words) {
    return [].concat.apply([], words.map(function (word) {
      if (!/^\p{Script=Han}{3,}$/u.test(word)) return [word];
      return Array.from(word).slice(1).map(function (char, place) { return word[place] + char; });
    }));
  }
  function nearness(text, parts) {
    return parts.filter(function (part) { return alike(part).some(function (one) { return holds(text, one); }); }).length / parts.length;
  }
  var scales = { "": 1, "百": 100, "千": 1e3, "thousand": 1e3, "万": 1e4, "million": 1e6, "亿": 1e8, "billion": 1e9 };
  function amount(text) {
    var found = /^(\d+(?:\.\d+)?)(百|千|thousand|万|million|亿|billion|)(?:[^\d]{0,3}|yuan|people)$/.exec(folded(text));
    return found ? Number((found[1] * scales[found[2]]).toPrecision(12)) : NaN;
  }
  function find() {
    var city = form.city.value, theme = form.theme.value, asked = form.word.value.trim();
    var wanted = folded(asked).split(/[^\p{L}\p{N}.%-]+/u).filter(Boolean), number = amount(asked);
    wanted = wanted.map(function (word) { return data.alike.some(function (g) { return g.indexOf(word) >= 0; }) ? [word] : word.split("-"); });
    wanted = [].concat.apply([], wanted).filter(Boolean);
    function worth(f) { return !isNaN(number) && f[7] !== "" && +f[7] === number; }
    var within = data.figures.map(function (f, place) { return place; }).filter(function (place) {
      var f = data.figures[place];
      return (city === "" || f[3] === +city) && (theme === "" || f[4] === +theme);
    });
    var hits = within.filter(function (place) { return worth(data.figures[place]) || nearness(texts[place], wanted) === 1 || !wanted.length; });
    var near = !hits.length, parts = pieces(wanted);
    if (near) {
      var share = {};
      within.forEach(function (place) { share[place] = nearness(texts[place], parts); });
      hits = within.filter(function (place) { return parts.length > 1 && share[place] >= 0.5; });
      hits.sort(function (a, b) { return share[b] - share[a]; });
    }
    hits = hits.map(function (place) { return data.figures[place]; });
    if (!near) hits.sort(function (a, b) { return worth(b) - worth(a); });
    asked = asked !== "" || city !== "" || theme !== "";
    var said = near && hits.length ? data.words.near : data.words.found;
    status.textContent = !asked ? "" : hits.length ? fill(said, hits.length, data.figures.length) : data.words.none;
    if (list) show(asked ? hits : []); else keep(hits);
  }
  function show(hits) {
    list.textContent = "";
    hits.slice(0, most).forEach(function (f) {
      var item = make("li"), link = make("a", f[1]), meta = make("span");
      link.href = "figures.html#" + f[0];
      link.className = "fig";
      link.lang = "zh-CN";
      item.appendChild(link);
      item.appendChild(doc.createTextNode(" " + f[2]));
      meta.className = "meta";
      meta.textContent = [data.cities[f[3]][0], data.themes[f[4]][0], f[5], data.periods[f[6]]].join(" · ");
      item.appendChild(meta);
      list.appendChild(item);
    });
    if (hits.length <= most) return;
    var rest = make("li"), all = make("a", fill(data.words.more, hits.length, ""));
    all.href = "figures.html?" + new URLSearchParams(new FormData(form)) + "#find";
    rest.appendChild(all);
    list.appendChild(rest);
  }
  function keep(hits) {
    var kept = {};
    hits.forEach(function (f) { kept[f[0]] = true; });
    all(".card").forEach(function (card) { card.hidden = !kept[card.querySelector("dl").id]; });
    all(".figures > section.text").forEach(function (text) { text.hidden = !text.querySelector(".card:not([hidden])"); });
  }
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    var first = list && list.querySelector("a");
    if (first) first.focus();
  });
  form.addEventListener("input", find);
  section.hidden = false;
  all(".seek").forEach(function (link) { link.href = "#find"; });
  new URLSearchParams(location.search).forEach(function (value, name) {
    if (form.elements[name]) form.elements[name].value = value;
  });
  if (location.search) find();
})();
