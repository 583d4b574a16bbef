(function () {
  "use strict";
  var doc = document;
  function all(selector, inside) { return Array.prototype.slice.call((inside || doc).querySelectorAll(selector)); }
  function make(name, text) { var node = doc.createElement(name); if (text) node.textContent = text; return node; }
  function fill(text, n, total) { return text.replace("{n}", n).replace("{all}", total); }

  // A text packed by `analysis.site.packing`: a sign, a length, and how far back the piece stood.
  function unpacked(text) {
    var digits = "", signs = { "`": 2, "~": 3 }, from = Array.from(text), out = [], place = 0;
    for (var code = 35; code < 127; code++) if ("&<>\\`~".indexOf(String.fromCharCode(code)) < 0) digits += String.fromCharCode(code);
    while (place < from.length) {
      var count = signs[from[place]] || 0, back = 0;
      if (!count) { out.push(from[place++]); continue; }
      for (var n = 2; n < 2 + count; n++) back = back * digits.length + digits.indexOf(from[place + n]);
      for (var left = digits.indexOf(from[place + 1]) + 3; left > 0; left--) out.push(out[out.length - back - 1]);
      place += 2 + count;
    }
    return out.join("");
  }

  // Search over all figures, on the index and on the page of all figures.
  // A word in Latin letters is found where a word begins with it; Chinese ones and numbers anywhere.
  function folded(text) {
    return String(text).normalize("NFKC").toLowerCase().replace(/萬/g, "万").replace(/億/g, "亿").replace(/[，,](?=\d)/g, "");
  }
  var section = doc.getElementById("find");
  if (!section) return;
  var data = JSON.parse(unpacked(doc.getElementById("find-data").textContent));
  data.figures = data.figures[0].map(function (one, row) { return data.figures.map(function (column) { return column[row]; }); });
  var form = section.querySelector("form"), status = section.querySelector(".count");
  var list = section.querySelector(".found"), most = data.most || Infinity;
  function card(figure) { return data.card.replace("{document}", figure.replace(/-\d+$/, "")).replace("{figure}", figure); }
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
    var said = near && hits.length ? section.dataset.near : section.dataset.found;
    status.textContent = !asked ? "" : hits.length ? fill(said, hits.length, data.figures.length) : section.dataset.none;
    show(asked ? hits : []);
  }
  function show(hits) {
    list.textContent = "";
    hits.slice(0, most).forEach(function (f) {
      var item = make("li"), link = make("a", f[1]), meta = make("span");
      link.href = card(f[0]);
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
    var rest = make("li"), all = make("a", fill(section.dataset.more, hits.length, ""));
    all.href = "figures.html?" + new URLSearchParams(new FormData(form)) + "#find";
    rest.appendChild(all);
    list.appendChild(rest);
  }
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    var first = list.querySelector("a");
    if (first) first.focus();
  });
  form.addEventListener("input", find);
  section.hidden = false;
  all(".seek").forEach(function (link) { link.href = "#find"; });
  new URLSearchParams(location.search).forEach(function (value, name) {
    if (form.elements[name]) form.elements[name].value = value;
  });
  if (location.search) find();
  // Cards stood on the page of all figures once: its old addresses lead to where they are.
  var sought = location.hash.slice(1);
  if (!data.most && data.figures.some(function (f) { return f[0] === sought; })) location.replace(card(sought));
})();
