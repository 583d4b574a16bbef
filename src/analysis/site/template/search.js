(function () {
  "use strict";
  var doc = document;
  function all(selector, inside) { return Array.prototype.slice.call((inside || doc).querySelectorAll(selector)); }
  function make(name, text) { var node = doc.createElement(name); if (text) node.textContent = text; return node; }
  function fill(text, n, total) { return text.replace("{n}", n).replace("{all}", total); }

  // --- words -------------------------------------------------------------------------------------

  function folded(text) {
    return String(text).normalize("NFKC").toLowerCase().replace(/萬/g, "万").replace(/億/g, "亿").replace(/(\d)[，,](?=\d{3})/g, "$1");
  }
  // A word without its ending and in one spelling: labour and labor, hospitalisation and hospital.
  function stem(word) {
    if (!/^[a-z]{4,}$/.test(word)) return word;
    word = word.replace(/is(e|ed|es|er|ing|ation|ations)$/, "iz$1").replace(/our(s|ed|ing|al)?$/, "or$1").replace(/tre(s?)$/, "ter$1").replace(/mme(s?)$/, "m$1");
    word = word.replace(/ies$/, "y").replace(/([^s])s$/, "$1").replace(/iz(e|ed|er|ing|ation)$/, "").replace(/(ing|ed|er|ion|e|ly|ment)$/, "");
    return word.replace(/([^aeiou])\1$/, "$1");
  }
  function wordsOf(text) { return folded(text).split(/[^\p{L}\p{N}.%]+/u).filter(Boolean); }
  function isHan(word) { return /\p{Script=Han}/u.test(word); }

  // --- what is searched --------------------------------------------------------------------------

  var section = doc.getElementById("find");
  if (!section) return;
  var data = JSON.parse(self.unpacked(doc.getElementById("find-data").textContent));
  data.figures = data.figures[0].map(function (one, row) { return data.figures.map(function (column) { return column[row]; }); });
  var form = section.querySelector("form"), status = section.querySelector(".count");
  var list = section.querySelector(".found"), most = data.most || Infinity;
  function card(figure) { return data.card.replace("{document}", figure.replace(/-\d+$/, "")).replace("{figure}", figure); }

  // A thing to find is fields with weights: what it counts matters more than a note on it.
  function field(weight, text) {
    var words = wordsOf(text);
    return { weight: weight, text: " " + words.join(" ") + " ", words: words, stems: words.map(stem) };
  }
  var figures = data.figures.map(function (f) {
    var terms = f[10].map(function (place) { return data.terms[place]; });
    return { figure: f, value: f[7] === "" ? NaN : +f[7], repeat: f[11], length: f[2].length, fields: [
      field(5, f[2] + " " + f[8]), field(5, f[1]), field(4, terms[1] || ""), field(4, data.cities[f[3]].concat(terms[0] || "").join(" ")),
      field(3, data.themes[f[4]].join(" ")), field(3, terms.slice(2).join(" ")), field(2, f[5] + " " + f[7] + " " + f[0]), field(2, data.periods[f[6]]), field(1, f[9])
    ] };
  });
  var pages = (data.pages || []).map(function (page) { return { page: page, length: page[0].length, fields: [field(5, page[0]), field(4, page[2])] }; });
  var known = new Set([].concat.apply([], figures.concat(pages).map(function (thing) {
    return [].concat.apply([], thing.fields.map(function (f) { return f.words; }));
  })));
  var groups = data.alike.map(function (words) { return words.map(function (word) { return { word: folded(word), stem: stem(folded(word)) }; }); });

  function alike(word) {
    var own = stem(word), found = [];
    groups.forEach(function (group) {
      if (group.some(function (one) { return one.word === word || one.stem === own; })) group.forEach(function (one) { found.push(one.word); });
    });
    return found.filter(function (other) { return other !== word; });
  }
  // Whether one wrong letter, one too many, one too few or two exchanged make one word of the other.
  function typo(a, b) {
    if (Math.abs(a.length - b.length) > 1 || a === b) return false;
    var start = 0, end = 0;
    while (start < a.length && a[start] === b[start]) start++;
    while (end < Math.min(a.length, b.length) - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
    var left = a.slice(start, a.length - end), right = b.slice(start, b.length - end);
    return Math.max(left.length, right.length) <= 1 || (left.length === 2 && left === right[1] + right[0]);
  }

  // --- numbers in any spelling -------------------------------------------------------------------

  var scales = { "": 1, "百": 100, "千": 1e3, "k": 1e3, "thousand": 1e3, "万": 1e4, "m": 1e6, "million": 1e6, "亿": 1e8, "bn": 1e9, "billion": 1e9 };
  var ones = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(" ");
  var tens = "twenty thirty forty fifty sixty seventy eighty ninety".split(" ");
  function han(text) {
    var sum = 0, part = 0, digit = 0, units = { "十": 10, "百": 100, "千": 1e3 };
    Array.from(text).forEach(function (sign) {
      var value = "零一二三四五六七八九".indexOf(sign === "〇" ? "零" : sign === "两" ? "二" : sign);
      if (value >= 0) digit = value;
      else if (units[sign]) { part += (digit || 1) * units[sign]; digit = 0; }
      else { sum = (sum + part + digit) * scales[sign]; part = digit = 0; }
    });
    return sum + part + digit;
  }
  function english(words) {
    var sum = 0, part = 0;
    if (!words.length || !words.every(function (word) {
      if (word === "and") return true;
      if (ones.indexOf(word) >= 0) part += ones.indexOf(word);
      else if (tens.indexOf(word) >= 0) part += 20 + 10 * tens.indexOf(word);
      else if (word === "hundred") part = (part || 1) * 100;
      else if (word.length > 2 && scales[word]) { sum += (part || 1) * scales[word]; part = 0; }
      else return false;
      return true;
    })) return NaN;
    return sum + part;
  }
  function amount(text) {
    var asked = folded(text).trim(), found = /^(\d+(?:\.\d+)?) ?([百千万亿]+|k|m|bn|thousand|million|billion|)(?: ?(?:yuan|people|[^\d\s]{0,3}))$/.exec(asked);
    if (found) return Number(Array.from(found[2].length > 1 && isHan(found[2]) ? found[2] : [found[2]]).reduce(function (n, scale) { return n * scales[scale]; }, +found[1]).toPrecision(12));
    var words = /^([零〇一二两三四五六七八九十百千万亿]{2,})\p{Script=Han}{0,2}$/u.exec(asked);
    return words ? han(words[1]) : english(asked.split(/[\s-]+/));
  }

  // --- finding -----------------------------------------------------------------------------------

  // How well a field holds a word: itself, another form of it, its beginning, a word alike.
  function quality(f, word, others, wrong) {
    if (isHan(word)) {
      if (f.text.indexOf(word) >= 0) return 1;
      return others.some(function (other) { return isHan(other) && f.text.indexOf(other) >= 0; }) ? 0.6 : 0;
    }
    if (f.words.indexOf(word) >= 0) return 1;
    if (f.stems.indexOf(stem(word)) >= 0) return 0.9;
    if (/[.\d]/.test(word[0]) ? f.text.indexOf(word) >= 0 : f.text.indexOf(" " + word) >= 0) return 0.7;
    if (others.some(function (other) { return isHan(other) ? f.text.indexOf(other) >= 0 : f.stems.indexOf(stem(other)) >= 0; })) return 0.6;
    return wrong.some(function (other) { return f.words.indexOf(other) >= 0; }) ? 0.4 : 0;
  }
  function worth(thing, term) {
    if (!isNaN(term.number) && thing.value === term.number) return 6;
    return Math.max.apply(null, thing.fields.map(function (f) { return f.weight * quality(f, term.word, term.others, term.wrong); }));
  }
  function holds(word) {
    var stemmed = stem(word);
    return isHan(word) ? figures.concat(pages).some(function (thing) { return thing.fields.some(function (f) { return f.text.indexOf(word) >= 0; }); }) :
      Array.from(known).some(function (other) { return other.indexOf(word) === 0 || stem(other) === stemmed; });
  }
  function term(word) {
    var others = alike(word), wrong = [], there = holds(word);
    if (!there && !others.length && /^[a-z]{4,}$/.test(word)) {
      wrong = Array.from(known).filter(function (other) { return other.length > 3 && typo(word, other); });
      wrong = wrong.concat([].concat.apply([], wrong.map(alike)));
      if (!wrong.length) groups.forEach(function (group) {
        if (group.some(function (one) { return one.word.length > 3 && typo(word, one.word); })) group.forEach(function (one) { wrong.push(one.word); });
      });
    }
    return { word: word, others: others, wrong: wrong, number: amount(word) };
  }
  // A Chinese question is one word where it is found or known so, else the words that it is made of.
  function split(word) {
    if (!isHan(word) || /\d/.test(word) || holds(word) || alike(word).length) return [word];
    var segments = self.Intl && Intl.Segmenter ? Array.from(new Intl.Segmenter("zh", { granularity: "word" }).segment(word)).map(function (s) { return s.segment; }) : Array.from(word);
    return segments.filter(function (segment) { return !/^([的了在和与是有吗呢啊之几哪]|哪些|哪个|多少|什么|怎么|如何)$/.test(segment); });
  }
  function termsOf(asked) {
    if (!isNaN(amount(asked))) return [{ word: folded(asked), others: [], wrong: [], number: amount(asked) }];
    var words = folded(asked).split(/[^\p{L}\p{N}.%-]+/u).filter(Boolean);
    words = [].concat.apply([], words.map(function (word) { return alike(word).length ? [word] : word.split("-"); }));
    words = [].concat.apply([], words.filter(Boolean).map(split));
    var kept = words.filter(function (word) { return !/^(the|of|and|in|for|a|an|to|how|many|what|which|did|do|were|was|is|are)$/.test(word); });
    return (kept.length ? kept : words).map(term);
  }
  // What is found, the best first: all words before some, what is counted before notes, a figure
  // before its repeats, short words before long ones.
  function ranked(things, terms) {
    return things.map(function (thing, place) {
      var each = terms.map(function (one) { return worth(thing, one); });
      var met = each.filter(Boolean).length;
      return { thing: thing, place: place, share: terms.length ? met / terms.length : 1, score: each.reduce(function (sum, one) { return sum + one; }, 0) - (thing.repeat ? 0.5 : 0) };
    }).sort(function (a, b) { return b.share - a.share || b.score - a.score || a.thing.length - b.thing.length || a.place - b.place; });
  }
  function find() {
    var city = form.city.value, theme = form.theme.value, asked = form.word.value.trim(), terms = asked ? termsOf(asked) : [];
    var within = figures.filter(function (thing) {
      return (city === "" || thing.figure[3] === +city) && (theme === "" || thing.figure[4] === +theme);
    });
    if (!asked && city === "" && theme === "") { status.textContent = ""; show([], []); return; }
    var order = asked ? ranked(within, terms) : within.map(function (thing) { return { thing: thing, share: 1 }; });
    var hits = order.filter(function (one) { return one.share === 1; }), near = !hits.length;
    if (near) hits = order.filter(function (one) { return terms.length > 1 && one.share >= 0.5; });
    // What cannot be right, or is in doubt, stands last and says so.
    hits = hits.filter(function (one) { return !one.thing.figure[12]; }).concat(hits.filter(function (one) { return one.thing.figure[12]; }));
    var titles = asked && city === "" && theme === "" ? ranked(pages, terms).filter(function (one) { return one.share === 1; }).slice(0, 5) : [];
    var tried = [].concat.apply([], terms.map(function (one) { return one.others.concat(one.wrong); }));
    var said = hits.length ? (near ? section.dataset.near : section.dataset.found) : titles.length ? section.dataset.found : section.dataset.none;
    status.textContent = said.replace("{n}", hits.length).replace("{all}", data.figures.length).replace("{pages}", pages.length)
      .replace("{asked}", asked).replace("{tried}", tried.length ? " (" + tried.slice(0, 6).join(", ") + ")" : "");
    show(hits.map(function (one) { return one.thing.figure; }), titles.map(function (one) { return one.thing.page; }));
  }
  function show(hits, titles) {
    list.textContent = "";
    titles.forEach(function (page) {
      var item = make("li"), link = make("a", page[0]);
      item.className = "page";
      link.href = page[1];
      item.appendChild(link);
      list.appendChild(item);
    });
    hits.slice(0, most).forEach(function (f) {
      var item = make("li"), link = make("a", f[1]), meta = make("span");
      link.href = card(f[0]);
      link.className = "fig";
      link.lang = "zh-CN";
      item.appendChild(link);
      item.appendChild(doc.createTextNode(" " + f[2]));
      if (f[12]) {
        var badge = make("strong", data.badges[f[12]]);
        badge.className = "badge";
        item.append(" ", badge);
      }
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
