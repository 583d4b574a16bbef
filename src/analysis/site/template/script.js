(function () {
  "use strict";
  var doc = document, root = doc.documentElement;
  var words = JSON.parse(doc.getElementById("words").textContent);
  function all(selector, inside) { return Array.prototype.slice.call((inside || doc).querySelectorAll(selector)); }
  function make(name, text) { var node = doc.createElement(name); if (text) node.textContent = text; return node; }
  function fill(text, n, total) { return text.replace("{n}", n).replace("{all}", total); }

  // A text packed by `analysis.site.packing`: two tables of signs by the length of their codes, and
  // the bits, of which two digits hold thirteen.
  self.unpacked = function (text) {
    var from = Array.from(text), out = [], place = 0, held = 0, left = 0, digits = "";
    for (var code = 33; code < 127; code++) if ("&<>".indexOf(String.fromCharCode(code)) < 0) digits += String.fromCharCode(code);
    function digit() { return digits.indexOf(from[place++]); }
    function pair() { return digit() * digits.length + digit(); }
    function bit() {
      if (!left) { held = pair(); left = 13; }
      return held >> --left & 1;
    }
    function table() {
      var counts = [0], total = 0;
      for (var n = digit(); n > 0; n--) { counts.push(pair()); total += counts[counts.length - 1]; }
      var signs = from.slice(place, place += total);
      return function () {
        for (var code = 0, first = 0, index = 0, length = 1; ; length++) {
          code = 2 * code + bit();
          if (code - first < counts[length]) return signs[index + code - first];
          index += counts[length];
          first = 2 * (first + counts[length]);
        }
      };
    }
    function number(size) {
      for (var value = 1, n = 1; n < size; n++) value = 2 * value + bit();
      return value;
    }
    function size(sign) { return sign.codePointAt(0) - 0xE000; }
    for (var next = table(), back = table(), sign = next(); size(sign); sign = next()) {
      if (size(sign) < 0 || size(sign) > 63) { out.push(sign); continue; }
      for (var many = number(size(sign)) + 2, far = number(size(back())); many > 0; many--) out.push(out[out.length - far]);
    }
    return out.join("");
  };

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

  // The address of a section is copied by a click on its heading.
  all(".body :is(h2,h3,h4)[id]").forEach(function (heading) {
    if (heading.querySelector("a")) return;
    var link = make("a");
    link.className = "anchor";
    link.href = "#" + heading.id;
    link.title = words.anchor;
    while (heading.firstChild) link.appendChild(heading.firstChild);
    heading.appendChild(link);
    link.addEventListener("click", function () {
      if (!navigator.clipboard) return;
      navigator.clipboard.writeText(link.href).then(function () { link.classList.add("copied"); }, function () { /* not allowed */ });
    });
  });

  // The page in another language opens at the place that is read, or at the one that was asked for.
  all(".twin").forEach(function (link) {
    var address = link.getAttribute("href");
    link.addEventListener("click", function () {
      var above = all("main :is(h2,h3,h4,figure,section)[id]").filter(function (place) {
        var top = place.getBoundingClientRect().top;
        return place.offsetParent && top < innerHeight / 3;
      });
      link.href = address + (above.length && scrollY > innerHeight / 3 ? "#" + above.pop().id : location.hash);
    });
  });

  // Chinese headings break between words, where the browser knows words.
  if (/^zh/.test(root.lang) && self.Intl && Intl.Segmenter) {
    var segmenter = new Intl.Segmenter(root.lang, { granularity: "word" });
    all("h1,h2,h3,h4,caption").forEach(function (heading) {
      var walker = doc.createTreeWalker(heading, NodeFilter.SHOW_TEXT), texts = [];
      while (walker.nextNode()) texts.push(walker.currentNode);
      texts.forEach(function (text) {
        var parts = Array.from(segmenter.segment(text.data)), after = doc.createDocumentFragment();
        parts.forEach(function (part, place) {
          // Not after an opening bracket, and not inside a number with its unit.
          if (place && part.isWordLike && !/[（《“‘「『\d.万亿]$/.test(parts[place - 1].segment)) after.appendChild(make("wbr"));
          after.appendChild(doc.createTextNode(part.segment));
        });
        text.replaceWith(after);
      });
      heading.classList.add("phrased");
    });
  }

  // Older browsers take the parts of tables that stand as blocks for mere text.
  function named() {
    var roles = { table: "table", thead: "rowgroup", tbody: "rowgroup", tr: "row", td: "cell", "thead th": "columnheader", "tbody th": "rowheader" };
    all("table").filter(function (table) { return getComputedStyle(table).display === "block"; }).forEach(function (table) {
      table.setAttribute("role", "table");
      Object.keys(roles).slice(1).forEach(function (part) {
        all(part, table).forEach(function (node) { node.setAttribute("role", roles[part]); });
      });
    });
  }
  addEventListener("resize", named);
  named();

  // Tables sort, by number where they can, and filter.
  // What has no number stands last, whichever way the others are sorted.
  function key(cell) {
    var number = cell.dataset.sort;
    return { text: cell.textContent.trim(), number: number ? +number : NaN };
  }
  function compare(a, b, way) {
    if (!isNaN(a.number) && !isNaN(b.number)) return way * (a.number - b.number);
    if (isNaN(a.number) !== isNaN(b.number)) return isNaN(a.number) ? 1 : -1;
    return way * a.text.localeCompare(b.text, root.lang, { numeric: true });
  }
  all("table").forEach(function (table) {
    var body = table.tBodies[0], head = table.tHead && table.tHead.rows[0];
    if (!body || !head || body.rows.length < 8 || table.classList.contains("lists") || table.querySelector("[rowspan],tbody [colspan]")) return;
    var rows = Array.prototype.slice.call(body.rows);
    Array.prototype.forEach.call(head.cells, function (cell, column) {
      if (!cell.textContent.trim() || cell.dataset.order === "none") return;
      var button = make("button");
      button.type = "button";
      while (cell.firstChild && cell.firstChild.nodeName !== "SMALL") button.appendChild(cell.firstChild);
      cell.insertBefore(button, cell.firstChild);
      button.addEventListener("click", function () {
        var down = cell.getAttribute("aria-sort") === "ascending";
        Array.prototype.forEach.call(head.cells, function (other) { other.removeAttribute("aria-sort"); });
        cell.setAttribute("aria-sort", down ? "descending" : "ascending");
        rows.slice().sort(function (a, b) {
          return compare(key(a.cells[column]), key(b.cells[column]), down ? -1 : 1);
        }).forEach(function (row) { body.appendChild(row); });
      });
    });
    if (rows.length < 15 && !head.querySelector("[data-filter]")) return;
    var form = make("div"), label = make("label", words.rows), input = make("input"), count = make("span"), choices = [];
    form.className = "filter";
    count.className = "count";
    count.setAttribute("role", "status");
    input.type = "search";
    label.appendChild(input);
    form.appendChild(label);
    // Columns by which rows are chosen: what stands in them, each once, in its order.
    Array.prototype.forEach.call(head.cells, function (cell, column) {
      if (cell.dataset.filter === undefined) return;
      var found = rows.map(function (row) { return row.cells[column].textContent.trim(); });
      var box = make("label", cell.textContent.trim()), select = make("select");
      found = found.filter(function (text, place) { return text && found.indexOf(text) === place; });
      select.appendChild(new Option(words.any, ""));
      found.sort(function (a, b) { return a.localeCompare(b, root.lang, { numeric: true }); });
      found.forEach(function (text) { select.appendChild(new Option(text, text)); });
      box.appendChild(select);
      form.appendChild(box);
      choices.push({ column: column, select: select });
    });
    form.appendChild(count);
    (table.closest(".scroll,.table-scroll") || table).before(form);
    form.addEventListener("input", function () {
      var wanted = input.value.trim().toLowerCase(), shown = 0;
      var chosen = choices.filter(function (one) { return one.select.value !== ""; });
      rows.forEach(function (row) {
        row.hidden = (wanted !== "" && row.textContent.toLowerCase().indexOf(wanted) < 0) || chosen.some(function (one) {
          return row.cells[one.column].textContent.trim() !== one.select.value;
        });
        shown += row.hidden ? 0 : 1;
      });
      count.textContent = wanted || chosen.length ? fill(words.some, shown, rows.length) : "";
    });
  });

  // On a narrow screen the first numbers of every city stand together; the others are a touch away.
  all(".key-figures section").forEach(function (section) {
    var more = all("li", section).length - 2, button = make("button", words.more.replace("{n}", more));
    if (more < 1) return;
    button.type = "button";
    button.setAttribute("aria-expanded", "false");
    button.addEventListener("click", function () {
      button.setAttribute("aria-expanded", section.classList.toggle("short") ? "false" : "true");
    });
    section.classList.add("short");
    section.querySelector(".of").appendChild(button);
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
  function painted(text, size, done) {
    var picture = new Image(), canvas = make("canvas");
    canvas.width = 2 * size.width;
    canvas.height = 2 * size.height;
    picture.onload = function () {
      canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
      canvas.toBlob(done, "image/png");
    };
    picture.src = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
  }
  function save(blob, name) {
    var link = make("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
  }
  // Files that would make the page too large as links are packed in it.
  var files = doc.getElementById("files"), texts;
  all("button[data-file]").forEach(function (button) {
    button.hidden = !files;
    button.addEventListener("click", function () {
      texts = texts || JSON.parse(self.unpacked(files.textContent));
      save(new Blob([texts[button.dataset.file]], { type: "text/csv;charset=utf-8" }), button.dataset.name);
    });
  });
  all("template.frame").forEach(function (template) {
    var figure = template.closest("figure"), link = template.content.querySelector("a").cloneNode(true);
    var frame = template.content.querySelector("svg"), png = make("button", words.png);
    link.href = "#" + figure.id;
    link.addEventListener("click", function () {
      link.href = URL.createObjectURL(new Blob([drawing(frame, figure)], { type: "image/svg+xml" }));
    });
    png.type = "button";
    png.addEventListener("click", function () {
      var size = { width: frame.getAttribute("width"), height: frame.getAttribute("height") };
      painted(drawing(frame, figure), size, function (blob) { save(blob, link.download.replace(/svg$/, "png")); });
    });
    template.before(link, " ", png);
    if (!figure.requestFullscreen) return;
    var full = make("button", words.full);
    full.type = "button";
    full.className = "full";
    full.addEventListener("click", function () {
      if (doc.fullscreenElement) doc.exitFullscreen(); else figure.requestFullscreen();
    });
    template.before(" ", full);
  });

  // A number opens its card where it stands. The link still leads to the card, as it does without
  // script; closing the dialog brings the focus back to it.
  var dialog = make("dialog"), title = make("h2", words.card), shown = make("div"), place = make("a", words.card_place);
  var close = make("button", words.card_close), opener;
  dialog.className = "pop";
  title.id = "pop-title";
  dialog.setAttribute("aria-labelledby", title.id);
  close.type = "button";
  close.autofocus = true;
  dialog.append(close, title, shown, place);
  var packed = doc.getElementById("away"), away = packed ? JSON.parse(self.unpacked(packed.textContent)) : {};
  var sums = doc.getElementById("sums");
  function sumOf(link) {
    return sums && link.dataset.derived ? all("section", sums.content).filter(function (one) { return one.dataset.derived === link.dataset.derived; })[0] : null;
  }
  // The card that a link leads to: on this page, or of another page and given with this one.
  function cardOf(link) {
    var ident = decodeURIComponent((/#(.+)$/.exec(link.getAttribute("href") || "") || ["", ""])[1]), target = ident && doc.getElementById(ident);
    if (target) return target.tagName === "DL" && link.getAttribute("href")[0] === "#" && target.closest(".card");
    var found = away[ident.replace(/^fig-/, "")], template = make("template");
    if (!found) return null;
    template.innerHTML = found;
    return template.content.querySelector(".card");
  }
  function parts(card) {
    var summary = card.querySelector("summary").cloneNode(true), head = make("p"), list = card.querySelector("dl").cloneNode(true);
    all("small", summary).forEach(function (part) { part.remove(); });
    head.append.apply(head, summary.childNodes);
    list.removeAttribute("id");
    return [head, list];
  }
  // A computed number shows how it comes about, and the cards of all that it comes from.
  function pop(card, link) {
    var sum = sumOf(link);
    shown.replaceChildren.apply(shown, sum ? [sum.cloneNode(true)] : parts(card));
    if (sum) all("a.fig", sum).forEach(function (input) {
      var own = cardOf(input);
      if (own) shown.append.apply(shown, parts(own));
    });
    place.href = link.getAttribute("href");
  }
  // Under the pointer a number says in a line where it comes from, before it is pressed.
  doc.addEventListener("mouseover", function (event) {
    var link = event.target.closest && event.target.closest("a.fig"), card = link && !link.title && (sumOf(link) || cardOf(link));
    if (card) link.title = (card.querySelector("summary") || card).textContent.trim().replace(/\s+/g, " ");
  });
  close.addEventListener("click", function () { dialog.close(); });
  function leave() { opener = null; dialog.close(); }
  dialog.addEventListener("click", function (event) { if (event.target === dialog) dialog.close(); });
  dialog.addEventListener("close", function () { if (opener) opener.focus({ preventScroll: true }); });
  if (dialog.showModal) doc.addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest("a[href*='#']"), card = link && (cardOf(link) || sumOf(link));
    if (link && dialog.contains(link) && (!card || link === place)) leave();
    if (!card || link === place || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    pop(card, link);
    if (dialog.open) { close.focus(); return; }
    opener = link;
    doc.body.appendChild(dialog);
    dialog.showModal();
  });

  // A form that asks another page: its answers are words of that page's address.
  all("form[data-to]").forEach(function (form) {
    form.closest("section").hidden = false;
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      location.href = form.dataset.to.replace("#", "?" + new URLSearchParams(new FormData(form)) + "#");
    });
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
})();
