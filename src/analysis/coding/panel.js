// Draws what `analysis.coding.panel` says and sends back what somebody did; decides nothing.
// One module, no build, no network.

const make = (tag, attributes = {}, ...children) => {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value !== null && value !== undefined && value !== false) node.setAttribute(name, value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
};

const offset = (node, place) => {
  const own = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-start]");
  return own ? Number(own.dataset.start) + place : null;
};

function render({ model, el }) {
  const fixed = model.get("fixed");
  const words = fixed.words;
  const send = (message) => model.send(message);
  const root = make("div", {
    class: "coding-panel", lang: fixed.language, tabindex: "0", role: "group",
    "aria-label": words.card, "data-lm-suppress-shortcuts": "true",
  });
  const text = make("div", { class: "coding-text", lang: "zh", role: "region", tabindex: "0", "aria-label": words.article });
  const card = make("div", { class: "coding-card", role: "region", tabindex: "0", "aria-label": words.card });
  const message = make("p", { class: "coding-message", role: "status" });
  const progress = make("p", { class: "coding-progress" });
  root.append(
    make("p", {}, make("small", {}, words.hint)), progress, message,
    make("div", { class: "coding-grid" }, text, card),
    make("p", {}, make("small", {}, words.legend)),
  );

  const selected = () => {
    const chosen = document.getSelection();
    if (!chosen || chosen.isCollapsed || !text.contains(chosen.anchorNode) || !text.contains(chosen.focusNode)) return null;
    const ends = [offset(chosen.anchorNode, chosen.anchorOffset), offset(chosen.focusNode, chosen.focusOffset)];
    if (ends.includes(null)) return null;
    const before = (n) => Array.from(fixed.text.slice(0, n)).length;
    return ends.sort((a, b) => a - b).map(before);
  };

  // Python counts characters, the browser counts units of UTF-16.
  const points = Array.from(fixed.text);
  const units = [0];
  for (const point of points) units.push(units[units.length - 1] + point.length);

  const drawText = (view) => {
    const parts = [];
    let place = 0;
    const plain = (start, end) => {
      if (start < end) parts.push(make("span", { "data-start": units[start] }, points.slice(start, end).join("")));
    };
    for (const [at, start, end, state, said] of view.marks) {
      plain(place, start);
      const here = at === view.at;
      parts.push(make("span", {
        class: `coding-mark coding-${state}${here ? " coding-here" : ""}`, role: "button",
        tabindex: here ? "0" : "-1", "data-at": at, "data-start": units[start], title: said,
        "aria-label": `${points.slice(start, end).join("")}, ${said}`, "aria-current": here ? "true" : null,
        onclick: () => { if (document.getSelection().isCollapsed) send({ do: "go", at }); },
      }, points.slice(start, end).join("")));
      place = end;
    }
    plain(place, points.length);
    text.replaceChildren(...parts);
    const here = text.querySelector(".coding-here");
    if (here) {
      const top = here.offsetTop - text.offsetTop;
      if (top < text.scrollTop || top > text.scrollTop + text.clientHeight - 40) text.scrollTop = top - 80;
    }
  };

  const control = (label, name, value, options, change) => {
    const id = `coding-${model.get("tag")}-${name}`;
    const own = options && options.length
      ? make("select", { id, "data-name": name, onchange: (event) => change(event.target.value) },
          make("option", { value: "" }, ""),
          ...options.map(([code, said]) => make("option", { value: code, selected: code === value ? "" : null }, said)),
          options.some(([code]) => code === value) || !value ? null : make("option", { value, selected: "" }, value))
      : make("input", { id, "data-name": name, value: value ?? "", autocomplete: "off", onchange: (event) => change(event.target.value) });
    return [make("label", { for: id }, label), own];
  };

  const drawForm = (form) => {
    const values = {};
    const fields = form.fields.flatMap((field) => {
      const first = field.options.length && !field.value ? field.options[0][0] : field.value;
      values[field.name] = first;
      return control(field.label, `form-${field.name}`, first, field.options, (value) => { values[field.name] = value; });
    });
    const submit = () => {
      box.querySelectorAll("[data-name]").forEach((node) => { values[node.dataset.name.slice(5)] = node.value; });
      root.focus({ preventScroll: true });
      send({ do: "form", values });
    };
    const box = make("div", { class: "coding-form", role: "group", "aria-label": form.title },
      make("strong", {}, form.title), make("div", { class: "coding-fields" }, ...fields),
      make("button", { class: "coding-button", type: "button", onclick: submit }, words.send),
      make("button", { class: "coding-button", type: "button", onclick: () => { root.focus({ preventScroll: true }); send({ do: "cancel" }); } }, words.cancel));
    box.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && event.target.tagName !== "BUTTON" && !event.isComposing) { event.preventDefault(); submit(); }
    });
    return box;
  };

  const lines = (said, name) => (said.length ? make("div", { class: name }, ...said.map((line) => make("p", {}, line))) : null);

  const drawCard = (view) => {
    const shown = view.card;
    const top = card.scrollTop;
    if (!shown) { card.replaceChildren(); return; }
    const offers = shown.offers.map((each) => make("button", {
      class: "coding-button coding-offer", type: "button", title: each.title,
      onclick: () => { root.focus({ preventScroll: true }); send({ do: "key", key: String(each.rank) }); },
    }, make("kbd", {}, String(each.rank)), ` ${each.label} `, make("small", {}, each.more)));
    const cell = (each) => control(each.label, `cell-${each.column}`, each.cell, fixed.lists[each.column], (value) => send({ do: "put", column: each.column, cell: value }));
    const filled = shown.cells.filter((each) => each.cell);
    const empty = shown.cells.filter((each) => !each.cell);
    const finding = fixed.lists.indicator !== undefined && shown.cells.length
      ? make("div", { class: "coding-search" },
          make("label", { for: `coding-${model.get("tag")}-search` }, words.search),
          make("input", {
            id: `coding-${model.get("tag")}-search`, "data-name": "search", type: "search", value: view.query, autocomplete: "off",
            oninput: (event) => { if (!event.isComposing) send({ do: "search", query: event.target.value }); },
            oncompositionend: (event) => send({ do: "search", query: event.target.value }),
          }),
          ...view.found.map((each) => make("button", {
            class: "coding-button coding-offer", type: "button", title: each.title,
            onclick: () => { root.focus({ preventScroll: true }); send({ do: "take", code: each.code }); },
          }, each.label)))
      : null;
    card.replaceChildren(...[
      make("p", { class: "coding-title" }, shown.title),
      make("p", { class: "coding-literal", lang: "zh" }, shown.literal),
      lines(shown.lines, "coding-lines"),
      ...offers,
      lines(shown.remarks, "coding-lines"),
      view.form ? drawForm(view.form) : null,
      finding,
      lines(shown.warnings, "coding-warnings"),
      filled.length ? make("div", { class: "coding-fields" }, ...filled.flatMap(cell)) : null,
      shown.texts.length ? make("div", { class: "coding-fields" }, ...shown.texts.flatMap((each) => control(each.label, `text-${each.name}-${each.language}`, each.text, [], (value) => send({ do: "text", name: each.name, language: each.language, text: value })))) : null,
      empty.length ? make("details", { open: details ? "" : null, ontoggle: (event) => { details = event.target.open; } }, make("summary", {}, words.more), make("div", { class: "coding-fields" }, ...empty.flatMap(cell))) : null,
      lines(shown.others, "coding-lines"),
      make("div", { role: "toolbar", "aria-label": words.actions }, ...fixed.actions.map((each) => make("button", {
        class: "coding-button", type: "button", "data-key": each.key,
        onmousedown: (event) => event.preventDefault(), onclick: () => press(each.key),
      }, `${each.label} `, make("kbd", {}, each.key)))),
    ].filter((child) => child !== null));
    card.scrollTop = top;
  };

  let details = false;
  const press = (key) => {
    if (key === "/") { card.querySelector("[data-name=search]")?.focus(); return; }
    if (key === "e") { card.querySelector("[data-name^=cell-]")?.focus(); if (fixed.lists.indicator !== undefined) return; }
    if (key === "s") { card.querySelector("[data-name=cell-status]")?.focus(); return; }
    if (key === "w") { card.querySelector("[data-name^=text-measures]")?.focus(); return; }
    if (key === "t") { card.querySelector("[data-name^=text-note]")?.focus(); return; }
    send({ do: "key", key, selected: selected() });
  };

  const draw = () => {
    const view = model.get("view");
    const active = root.contains(document.activeElement) ? document.activeElement : null;
    const focused = active?.dataset.name ?? null;
    // What is being typed is newer than what the session answers.
    const typed = active?.tagName === "INPUT" ? { value: active.value, caret: active.selectionStart } : null;
    drawText(view);
    drawCard(view);
    message.textContent = view.message;
    progress.textContent = view.progress;
    const again = focused ? root.querySelector(`[data-name="${focused}"]`) : null;
    const form = view.form ? root.querySelector(".coding-form [data-name]") : null;
    if (again) {
      again.focus({ preventScroll: true });
      if (typed) {
        again.value = typed.value;
        again.setSelectionRange(typed.caret, typed.caret);
      }
    } else if (form) form.focus({ preventScroll: true });
    else if (active) root.focus({ preventScroll: true });
  };

  const keys = new Set(fixed.actions.map((each) => each.key));
  root.addEventListener("keydown", (event) => {
    event.stopPropagation();
    const field = event.target.closest("input, select, textarea");
    if (event.isComposing) return;
    if (event.key === "Escape") { event.preventDefault(); root.focus({ preventScroll: true }); send({ do: "cancel" }); return; }
    if (event.ctrlKey || event.metaKey) {
      // Decisions are on disk already; the browser would offer to save its page.
      if (event.key === "s") event.preventDefault();
      if (event.key === "z" && !field && keys.has("u")) { event.preventDefault(); press("u"); }
    }
    if (field || event.ctrlKey || event.metaKey || event.altKey) return;
    const mark = event.target.closest(".coding-mark");
    const button = event.target.closest("button, summary");
    if (event.key === "Enter" && (button || (mark && Number(mark.dataset.at) !== model.get("view").at))) return;
    if (event.key === "?") { event.preventDefault(); card.querySelector("[role=toolbar]")?.scrollIntoView({ block: "nearest" }); return; }
    if (event.key === "Enter" || /^[1-9]$/.test(event.key) || keys.has(event.key)) { event.preventDefault(); press(event.key); }
  });

  model.on("change:view", draw);
  el.replaceChildren(root);
  draw();
  requestAnimationFrame(draw); // Only what is laid out can be scrolled to.
  return () => model.off("change:view", draw);
}

export default { render };
