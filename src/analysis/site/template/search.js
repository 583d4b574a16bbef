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
    return { weight: weight, text: " " + words.join(" ") + " ", words: words, stems: " " + words.map(stem).join(" ") + " " };
  }
  // What we say around the words of a text, of every figure of a kind, is not searched.
  function theirs(text) { return data.ours.reduce(function (said, own) { return said.split(own).join(" "); }, text); }
  // Its labels are the names of what is counted, one in each language.
  var figures = data.figures.map(function (f) {
    var terms = f[10].map(function (place) { return data.terms[place]; }), names = terms[1] || "";
    return { figure: f, years: (data.periods[f[6]].match(/(?:1[89]|20)\d\d/g) || []).map(Number), value: f[7] === "" ? NaN : +f[7], less: f[11] ? 2 : 0, fault: f[12] ? 1 : 0, length: f[2].length, labels: names.split(" | ").map(stemmed), fields: [
      field(5, f[2] + " " + f[8]), field(5, f[1]), field(4, names), field(4, data.cities[f[3]].concat(terms[0] || "").join(" ")),
      field(3, data.themes[f[4]].join(" ")), field(3, theirs(terms.slice(2).join(" "))), field(2, f[5] + " " + f[0]), field(2, theirs(data.periods[f[6]])), field(1, f[9])
    ] };
  });
  var pages = (data.pages || []).map(function (page) { return { page: page, years: [], less: 0, fault: 0, length: page[0].length, labels: [], fields: [field(5, page[0]), field(4, page[2]), field(6, page[3])] }; });
  // What we worked out is found by the numbers that it is shown with.
  var worked = (data.worked[0] || []).map(function (one, row) {
    var w = data.worked.map(function (column) { return column[row]; });
    return { worked: w, years: [], numbers: (folded(w[2]).match(/\d+(?:\.\d+)?/g) || []).map(Number), less: 0, fault: 0, length: w[0].length, labels: [], fields: [
      field(5, w[0] + " " + w[1]), field(4, data.cities[w[4]].concat(data.terms[w[6]]).join(" ")), field(3, data.themes[w[5]].join(" ")), field(2, w[2])
    ] };
  });
  var things = figures.concat(pages, worked);
  var known = new Set([].concat.apply([], things.map(function (thing) {
    return [].concat.apply([], thing.fields.map(function (f) { return f.words; }));
  })));
  function stemmed(text) { return wordsOf(text).map(stem).join(" "); }
  function grouped(groups) {
    return groups.map(function (words) { return words.map(function (word) { return { word: folded(word), stem: stemmed(word) }; }); });
  }
  var same = grouped(data.alike.same), near = grouped(data.alike.near);

  // The other words of the groups that a word is in.
  function alike(word, groups) {
    var own = stemmed(word), found = [];
    groups.forEach(function (group) {
      if (group.some(function (one) { return one.word === word || one.stem === own; })) group.forEach(function (one) {
        if (one.word !== word && found.indexOf(one.word) < 0) found.push(one.word);
      });
    });
    return found;
  }
  function isKnown(word) { return alike(word, same).length > 0 || alike(word, near).length > 0; }
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
    var sum = 0, part = 0, section = 0, digit = 0, units = { "十": 10, "百": 100, "千": 1e3 };
    (text.match(/[\d.]+|./gu) || []).forEach(function (sign) {
      var value = "零一二三四五六七八九".indexOf(sign === "〇" ? "零" : sign === "两" ? "二" : sign);
      if (/\d/.test(sign)) digit = +sign;
      else if (value >= 0) digit = value;
      else if (units[sign]) { section += (digit || 1) * units[sign]; digit = 0; }
      else if (sign === "万") { part += (section + digit) * 1e4; section = digit = 0; }
      else { sum += (part + section + digit) * 1e8; part = section = digit = 0; }
    });
    return sum + part + section + digit;
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
    var asked = folded(text).trim();
    if (/^(?:1[89]|20)\d\d年/.test(asked)) return NaN;  // a year
    var found = /^(\d+(?:\.\d+)?) ?([百千万亿]+|k|m|bn|thousand|million|billion|)(?: ?(?:yuan|people|[^\d\s]{0,3}))$/.exec(asked);
    if (found) return Number(Array.from(found[2].length > 1 && isHan(found[2]) ? found[2] : [found[2]]).reduce(function (n, scale) { return n * scales[scale]; }, +found[1]).toPrecision(12));
    var pieces = /^((?:\d+(?:\.\d+)?[百千万亿]+){2,})\p{Script=Han}{0,2}$/u.exec(asked);
    if (pieces) return han(pieces[1]);
    var words = /^([零〇一二两三四五六七八九十百千万亿]{2,})\p{Script=Han}{0,2}$/u.exec(asked);
    return words ? han(words[1]) : english(asked.split(/[\s-]+/));
  }

  // --- finding -----------------------------------------------------------------------------------

  // How well a field holds a word: itself, another form of it, its beginning, a word that means the
  // same; in what a figure is, and not in notes on it, also a word alike.
  function has(f, word) { return isHan(word) ? f.text.indexOf(word) >= 0 : f.stems.indexOf(" " + stemmed(word) + " ") >= 0; }
  function any(f, words) { return words.some(function (word) { return has(f, word); }); }
  function quality(f, term) {
    var word = term.word;
    if (isHan(word) ? f.text.indexOf(word) >= 0 : f.words.indexOf(word) >= 0) return 1;
    if (has(f, word)) return 0.9;
    if (any(f, term.same)) return 0.85;
    if (!isHan(word) && (/[.\d]/.test(word[0]) ? f.text.indexOf(word) >= 0 : f.text.indexOf(" " + word) >= 0)) return word.length > 4 ? 0.7 : 0.3;
    return f.weight > 2 && (any(f, term.near) || any(f, term.wrong)) ? 0.4 : 0;
  }
  // How well a time fits a year that is asked for: it is that year's, or lies around it.
  function timely(years, year) {
    if (!(year >= Math.min.apply(null, years) && year <= Math.max.apply(null, years))) return 0;
    return years.every(function (one) { return one === year; }) ? 5 : 3;
  }
  function worth(thing, term) {
    if (!isNaN(term.number)) {
      if (thing.value === term.number || (thing.numbers || []).indexOf(term.number) >= 0) return 6;
      // A number without its unit: as it is printed (万, 亿) or shown (thousand, million, billion).
      if (/^\d+\.\d+$|^\d{5,}$/.test(term.word) && [1e3, 1e4, 1e6, 1e8, 1e9].some(function (unit) { return Math.abs(thing.value / unit / term.number - 1) < 1e-9; })) return 5;
      if (!/^\d{1,4}$/.test(term.word)) return 0;
    }
    return Math.max.apply(null, thing.fields.map(function (f) { return f.weight * quality(f, term); }).concat(timely(thing.years, term.year)));
  }
  function holds(word) {
    return isHan(word) ? things.some(function (thing) { return thing.fields.some(function (f) { return f.text.indexOf(word) >= 0; }); }) :
      Array.from(known).some(function (other) { return other.indexOf(word) === 0 || stem(other) === stem(word); });
  }
  function term(asked) {
    var dated = /^((?:1[89]|20)\d\d)(?:年度?)?$/.exec(asked), word = dated ? dated[1] : asked;
    var there = holds(word), one = { year: dated ? +word : NaN, word: word, same: alike(word, same), near: alike(word, near), wrong: [], number: amount(asked) };
    if (there || isKnown(word)) return one;
    // What nothing says: a word written wrongly, or the pieces that a Chinese word is made of.
    if (isHan(word)) {
      for (var n = 0; n + 2 <= word.length; n++) one.near.push(word.slice(n, n + 2));
      one.near = one.near.filter(holds).concat([].concat.apply([], one.near.map(function (piece) { return alike(piece, same); })));
    } else if (/^[a-z]{5,}$/.test(word)) {  // four letters are one letter from too many words
      one.wrong = Array.from(known).filter(function (other) { return other.length > 3 && typo(word, other); });
      same.concat(near).forEach(function (group) {
        group.forEach(function (other) { if (other.word.length > 3 && typo(word, other.word)) one.wrong.push(other.word); });
      });
      one.wrong = one.wrong.concat([].concat.apply([], one.wrong.map(function (other) { return alike(other, same); })));
    }
    return one;
  }
  // A Chinese question is one word where it is found or known so, else the words that it is made of.
  function split(word) {
    var dated = /^((?:1[89]|20)\d\d年度?)(\p{Script=Han}{2,})$/u.exec(word);
    if (dated) return [dated[1]].concat(split(dated[2]));
    if (!isHan(word) || /\d/.test(word) || holds(word) || isKnown(word)) return [word];
    var city = [].concat.apply([], data.cities).find(function (name) { return isHan(name) && word.indexOf(name) === 0; });
    if (city) return [city].concat(split(word.slice(city.length).replace(/^市/, "")));
    var segments = self.Intl && Intl.Segmenter ? Array.from(new Intl.Segmenter("zh", { granularity: "word" }).segment(word)).map(function (s) { return s.segment; }) : Array.from(word);
    var kept = segments.filter(function (segment) { return !/^([的了在和与是有吗呢啊之几哪谁]|哪些|哪个|哪座|哪里|哪儿|多少|什么|怎么|如何|最多|最少|最大|最小|最高|最低|城市|文章)$/.test(segment); });
    var long = kept.filter(function (segment) { return segment.length > 1; });
    return long.length ? long : kept;
  }
  function termsOf(asked) {
    if (!isNaN(amount(asked))) return [term(folded(asked))];
    var rest = " " + wordsOf(asked).join(" ") + " ", phrases = [];
    same.concat(near).forEach(function (group) {
      group.forEach(function (one) {
        if (one.word.indexOf(" ") < 0 || rest.indexOf(" " + one.word + " ") < 0) return;
        rest = rest.replace(one.word, "");
        phrases.push(one.word);
      });
    });
    var words = (phrases.length ? rest : folded(asked)).split(/[^\p{L}\p{N}.%-]+/u).filter(Boolean);
    words = [].concat.apply([], words.map(function (word) { return isKnown(word) ? [word] : word.split("-"); }));
    words = [].concat.apply([], words.filter(Boolean).map(split));
    var kept = words.filter(function (word) { return !/^(the|of|and|in|for|by|a|an|to|how|many|much|what|which|who|where|when|i|we|you|it|can|could|be|did|do|were|was|is|are|has|have|most|fewest|largest|biggest|highest|smallest|lowest|city|cities|texts?|articles?|reported|reports)$/.test(word); });
    return phrases.concat(kept.length || phrases.length ? kept : words).map(term);
  }
  // A city that is named with other words says where to look.
  function cityOf(word) {
    return data.cities.findIndex(function (names) { return names.some(function (name) { return folded(name) === word.replace(/市$/, "") || folded(name) === word; }); });
  }
  // What is found, the best first: all words before some, of which rare ones count more; what
  // cannot be right last; what is counted before notes; a figure before its repeats; short words
  // before long ones.
  function ranked(things, terms) {
    var phrase = terms.map(function (one) { return one.word; }).join(" "), names = [phrase].concat(terms.length === 1 ? terms[0].same : []).map(stemmed);
    var worths = things.map(function (thing) { return terms.map(function (one) { return worth(thing, one); }); });
    var rare = terms.map(function (one, place) {
      return Math.log(1 + things.length / (1 + worths.filter(function (each) { return each[place] > 0; }).length));
    });
    function sum(numbers) { return numbers.reduce(function (total, one) { return total + one; }, 0); }
    return things.map(function (thing, place) {
      var each = worths[place], met = rare.filter(function (one, number) { return each[number] > 0; }), whole = met.length === terms.length;
      var named = thing.labels.some(function (label) { return names.indexOf(label) >= 0; }) ? 2 : 0;
      var together = terms.length > 1 && thing.fields[0].stems.indexOf(" " + names[0] + " ") >= 0 ? 1 : 0;
      return { thing: thing, place: place, share: whole ? 1 : Math.min(0.99, sum(met) / sum(rare)), half: 2 * met.length >= terms.length, score: sum(each) + named + together - thing.less };
    }).filter(function (one) { return one.share > 0; }).sort(function (a, b) { return b.share - a.share || a.thing.fault - b.thing.fault || b.score - a.score || a.thing.length - b.thing.length || a.place - b.place; });
  }
  function titled(terms) {
    return terms.length ? ranked(pages, terms).filter(function (one) { return one.share === 1; }).slice(0, 5) : [];
  }
  function find() {
    var city = form.city.value, theme = form.theme.value, asked = form.word.value.trim(), terms = asked ? termsOf(asked) : [];
    var everywhere = city === "" && theme === "", whole = terms;
    if (city === "" && terms.length > 1) terms.forEach(function (one) {
      var named = cityOf(one.word);
      if (named >= 0 && city === "") { city = named; terms = terms.filter(function (other) { return other !== one; }); }
    });
    var within = figures.filter(function (thing) {
      return (city === "" || thing.figure[3] === +city) && (theme === "" || thing.figure[4] === +theme);
    });
    if (data.most && !asked && city === "" && theme === "") { status.textContent = ""; show([], [], []); return; }
    var order = asked ? ranked(within, terms) : within.map(function (thing) { return { thing: thing, share: 1, half: true }; });
    var hits = order.filter(function (one) { return one.share === 1; }), near = !hits.length;
    if (near) hits = order.filter(function (one) { return one.half && one.share >= 0.25; });
    // Pages of all that is asked for, else of all but the year: figures have years, few pages do.
    var undated = whole.filter(function (one) { return isNaN(one.year); });
    var titles = everywhere ? titled(whole) : [];
    if (everywhere && !titles.length && undated.length < whole.length) titles = titled(undated);
    // Where nothing is found of a city that is named, its own pages say the most.
    if (asked && city !== "" && !hits.length && !titles.length) titles = titled([term(folded(data.cities[city][0]))]);
    var tried = [].concat.apply([], terms.map(function (one) { return one.same.concat(one.wrong, one.near); }));
    // What is worked out of it, before the figures where it answers better.
    var made = asked ? ranked(worked.filter(function (thing) {
      return (city === "" || thing.worked[4] === +city) && (theme === "" || thing.worked[5] === +theme);
    }), terms).filter(function (one) { return one.share === 1; }).slice(0, most) : [];
    var first = made.length && (near || made[0].score > hits[0].score);
    var said = hits.length ? (near ? section.dataset.near : section.dataset.found) : titles.length || made.length ? section.dataset.found : section.dataset.none;
    status.textContent = said.replace("{n}", hits.length).replace("{all}", section.dataset.all).replace("{pages}", pages.length)
      .replace("{asked}", asked).replace("{tried}", tried.length ? " (" + tried.slice(0, 6).join(", ") + ")" : "") + (made.length ? fill(section.dataset.worked, made.length, "") : "");
    show(hits.map(function (one) { return one.thing.figure; }), titles.map(function (one) { return one.thing.page; }), made.map(function (one) { return one.thing.worked; }), first, near && !titles.length);
  }
  // A section says which page it is on, as several pages have one of its name.
  function pageOf(address) { return pages.find(function (thing) { return thing.page[1] === address.split("#")[0]; }); }
  function listWorked(made) {
    made.forEach(function (w) {
      var item = make("li"), link = make("a", w[2]), said = [data.terms[w[6]].split(" | ")[0], data.themes[w[5]][0], w[3]];
      item.className = "worked";
      link.href = w[7];
      item.append(link, " " + w[0], make("span", said.join(" · ")));
      item.lastChild.className = "meta";
      list.appendChild(item);
    });
  }
  function show(hits, titles, made, first, lost) {
    list.textContent = "";
    titles.forEach(function (page) {
      var item = make("li"), link = make("a", page[0]);
      item.className = "page";
      link.href = page[1];
      item.appendChild(link);
      var on = page[1].indexOf("#") > 0 && pageOf(page[1]);
      if (on) {
        item.append(" ", make("span", on.page[0]));
        item.lastChild.className = "meta";
      }
      list.appendChild(item);
    });
    if (first) listWorked(made);
    hits.slice(0, most).forEach(function (f) {
      // The number leads in the language of the page: as printed, or as it is read.
      var item = make("li"), link = make("a", data.printed ? f[1] : f[5]), meta = make("span"), other = make("span", data.printed ? f[5] : f[1]);
      link.href = card(f[0]);
      link.className = "fig";
      (data.printed ? link : other).lang = "zh-CN";
      item.append(link, " " + f[2]);
      if (f[12]) { item.append(" ", make("strong", data.statuses[f[12] - 1])); item.lastChild.className = "badge"; }
      meta.className = "meta";
      meta.append([data.cities[f[3]][0], data.themes[f[4]][0], ""].join(" · "), other, " · " + data.periods[f[6]]);
      item.appendChild(meta);
      list.appendChild(item);
    });
    if (!first) listWorked(made);
    if (!data.most || hits.length <= most && !(lost && form.word.value.trim())) return;
    var rest = make("li"), all = make("a", hits.length > most ? fill(section.dataset.more, hits.length, "") : section.dataset.beside);
    rest.className = "rest";
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
  if (location.search || !data.most) find();
  // Cards stood on the page of all figures once: its old addresses lead to where they are.
  var sought = location.hash.slice(1);
  if (!data.most && data.figures.some(function (f) { return f[0] === sought; })) location.replace(card(sought));
})();
