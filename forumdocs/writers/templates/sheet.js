// The interpreters' sheet: search, language pairs, filters, and cards to learn with. No libraries, no network.
(() => {
  "use strict";

  const byId = (id) => document.getElementById(id);
  const data = JSON.parse(byId("data").textContent);
  const table = document.querySelector("table");
  const body = table.tBodies[0];
  const rows = [...body.rows];
  const query = byId("query");

  document.documentElement.classList.add("js");

  // What is kept between visits. Browsers may refuse storage to a page that was opened from a file.

  const memory = (() => {
    const kept = new Map();
    let storage = null;
    try {
      storage = window.localStorage;
      storage.setItem("forumdocs", "1");
    } catch {
      storage = null;
    }
    return {
      lasts: storage !== null,
      read(key, otherwise) {
        try {
          const text = storage ? storage.getItem(key) : kept.get(key);
          return text ? JSON.parse(text) : otherwise;
        } catch {
          return otherwise;
        }
      },
      write(key, value) {
        const text = JSON.stringify(value);
        kept.set(key, text);
        try {
          if (storage) storage.setItem(key, text);
        } catch {
          // The storage is full: what was learned lasts until the page is closed.
        }
      },
    };
  })();

  const SETTINGS = "forumdocs.sheet";
  const settings = Object.assign({ theme: "", size: 1, about: true, emptying: "3000" }, memory.read(SETTINGS, {}));
  const keep = (changes) => memory.write(SETTINGS, Object.assign(settings, changes));

  // Search. The forms and points are those of `forumdocs glossary lookup`.

  const MARKS = /[\u0300-\u036f]/g;
  const NOT_TYPED = /[^\p{L}\p{N}\p{M}]+/gu;
  const KATAKANA = /[\u30a1-\u30f4]/g;

  const searchKey = (text) =>
    text
      .normalize("NFKC")
      .toLowerCase()
      .normalize("NFD")
      .replace(MARKS, "")
      .normalize("NFC")
      .replace(KATAKANA, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60))
      .replace(NOT_TYPED, "");

  const letters = (text) => [...text.normalize("NFD")];
  const rules = data.search;
  const errorsForgiven = (length) => (rules.errors.find(([from]) => length >= from) || [0, 0])[1];

  const score = (kind, off, share) => rules.base[kind] + rules.share * share - off;

  function fit(key, typed) {
    const [text, starts, off, onlyWhole, indirect] = key;
    const at = text.indexOf(typed);
    if (at < 0) return 0;
    const share = typed.length / text.length;
    if (share === 1) return score("exact", off, share);
    if (onlyWhole) return 0;
    if (at === 0) return score("prefix", off, share);
    if (starts.some((start) => text.startsWith(typed, start))) return score("word", off, share);
    const long = typed.length >= rules.shortestInside || typed > "\u0e00";
    return long && !indirect ? score("inside", off, share) : 0;
  }

  // The errors between what was typed and the nearest beginning of a key, or of one of its words:
  // optimal string alignment, cut off as soon as a row has more than are allowed.
  function errorsBetween(typed, target, allowed) {
    const end = Math.min(target.length, typed.length + allowed);
    let before = [];
    let last = Array.from({ length: end + 1 }, (_, column) => column);
    for (let row = 1; row <= typed.length; row++) {
      const now = [row];
      for (let column = 1; column <= end; column++) {
        const same = typed[row - 1] === target[column - 1];
        let cost = Math.min(last[column] + 1, now[column - 1] + 1, last[column - 1] + (same ? 0 : 1));
        const swapped = row > 1 && column > 1 && typed[row - 1] === target[column - 2] && typed[row - 2] === target[column - 1];
        if (swapped) cost = Math.min(cost, before[column - 2] + 1);
        now.push(cost);
      }
      if (Math.min(...now) > allowed) return Infinity;
      before = last;
      last = now;
    }
    return Math.min(...last);
  }

  function fitWithErrors(key, typed, allowed) {
    const [text, starts, off, onlyWhole] = key;
    if (onlyWhole) return 0;
    let best = Infinity;
    for (const start of [0, ...starts]) {
      const target = letters(text.slice(start, start + typed.length + allowed + 1));
      const whole = start === 0 && target.length <= typed.length + allowed;
      if (whole || target[0] === typed[0]) best = Math.min(best, errorsBetween(typed, target, allowed));
    }
    return best <= allowed ? score("fuzzy", off, rules.likeness * (1 - best / typed.length)) - text.length / 1000 : 0;
  }

  const bestOf = (entry, rate) => entry.keys.reduce((best, key) => Math.max(best, rate(key)), 0);

  function ranked(numbers, rate) {
    const rated = numbers.map((number) => [number, bestOf(data.entries[number], rate)]);
    return rated
      .filter(([, points]) => points > 0)
      .sort((one, other) => other[1] - one[1] || one[0] - other[0])
      .map(([number]) => number);
  }

  function search(text, numbers) {
    const typed = searchKey(text);
    const found = ranked(numbers, (key) => fit(key, typed));
    const split = letters(typed);
    const allowed = errorsForgiven(split.length);
    return found.length || !allowed ? found : ranked(numbers, (key) => fitWithErrors(key, split, allowed));
  }

  // What is in view: the filters, the language pair, the result.

  const view = { pair: [], result: null, asked: "", current: -1 };
  const ALL = data.langs.map((lang) => lang.code);
  const nameOf = (code) => data.langs.find((lang) => lang.code === code).name;
  const pairs = [[]];
  ALL.forEach((from, place) => ALL.slice(place + 1).forEach((to) => pairs.push([from, to])));
  const pairName = (pair) => (pair.length ? `${nameOf(pair[0])} – ${nameOf(pair[1])}` : "All languages");

  const passing = () => {
    const file = byId("document").value;
    const domain = byId("domain").value;
    return data.entries
      .map((entry, number) => number)
      .filter((number) => {
        const entry = data.entries[number];
        return (file === "" || entry.documents.includes(Number(file))) && (domain === "" || entry.domain === domain);
      });
  };

  const say = (text) => {
    byId("status").textContent = text;
  };

  const count = (number) => (number === 1 ? "1 term" : `${number} terms`);

  function describe(shown) {
    if (!view.asked) return `${count(shown.length)}.`;
    if (!shown.length) return `Nothing found for “${view.asked}”.`;
    const terms = data.entries[shown[0]].terms;
    const langs = view.pair.length ? view.pair : ALL;
    const first = langs.map((lang) => (terms[lang] || [""])[0]).filter(Boolean);
    return `${count(shown.length)} for “${view.asked}”: ${first.join(", ")}`;
  }

  function show() {
    const shown = view.asked ? search(view.asked, passing()) : passing();
    view.result = shown;
    view.current = -1;
    const inView = new Set(shown);
    rows.forEach((row, number) => {
      row.hidden = !inView.has(number);
      row.classList.remove("best", "current");
      row.removeAttribute("aria-current");
    });
    body.append(...shown.map((number) => rows[number]));
    if (view.asked && shown.length) rows[shown[0]].classList.add("best");
    byId("nothing").hidden = shown.length > 0;
    say(describe(shown));
  }

  function showPair(pair) {
    view.pair = pair;
    const langs = pair.length ? pair : ALL;
    for (const row of table.rows) {
      const cells = new Map([...row.querySelectorAll("[data-lang]")].map((cell) => [cell.dataset.lang, cell]));
      cells.forEach((cell, lang) => (cell.hidden = !langs.includes(lang)));
      row.querySelector(".about").before(...langs.map((lang) => cells.get(lang)));
    }
    document.documentElement.classList.toggle("all", !pair.length);
    document.documentElement.style.setProperty("--langs", String(langs.length));
    byId("pair-name").textContent = pairName(pair);
    byId("pair-swap").disabled = !pair.length;
    byId("pair").value = String(pairs.findIndex((known) => [...known].sort().join() === [...pair].sort().join()));
    keep({ pair });
    if (view.result) say(describe(view.result));
    if (isLearning()) openLesson();
  }

  function nextPair() {
    const now = Number(byId("pair").value);
    showPair(pairs[(now + 1) % pairs.length]);
  }

  const swapPair = () => view.pair.length && showPair([...view.pair].reverse());

  // The box. It empties itself once a result has stood for a while; the result stays until the next is typed.

  let emptying = 0;
  let composing = false;

  function ask(text) {
    view.asked = text.trim();
    window.clearTimeout(emptying);
    show();
    const pause = Number(settings.emptying);
    if (view.asked && view.result.length && pause) emptying = window.setTimeout(emptyBox, pause);
  }

  const HANGUL_END = /[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]$/;

  function emptyBox() {
    if (composing) {
      if (!HANGUL_END.test(query.value)) return; // the choice of Chinese characters is still open
      query.blur(); // a Korean syllable stays open until the next; leaving the box closes it
      query.focus();
    }
    query.value = "";
    if (view.asked && view.result.length) say(`${describe(view.result)} – type the next term, or Esc for all.`);
  }

  function reset() {
    query.value = "";
    ask("");
  }

  function step(by) {
    if (!view.result || !view.result.length) return;
    const old = rows[view.result[view.current]];
    if (old) {
      old.classList.remove("current");
      old.removeAttribute("aria-current");
    }
    view.current = Math.max(0, Math.min(view.result.length - 1, view.current + by));
    const row = rows[view.result[view.current]];
    row.classList.add("current");
    row.setAttribute("aria-current", "true");
    row.scrollIntoView({ block: "nearest" });
    const terms = [...row.querySelectorAll("td:not([hidden]) .term")].map((term) => term.textContent);
    say(`${view.current + 1} of ${view.result.length}: ${terms.join(", ")}`);
  }

  query.addEventListener("input", () => ask(query.value));
  query.addEventListener("compositionstart", () => {
    composing = true;
    window.clearTimeout(emptying);
  });
  query.addEventListener("compositionend", () => {
    composing = false;
    if (query.value.trim() !== view.asked) ask(query.value);
  });

  // Appearance.

  function setTheme(theme) {
    document.documentElement.dataset.theme = theme;
    byId("theme").setAttribute("aria-pressed", String(theme === "dark"));
  }

  function switchTheme() {
    const theme = document.documentElement.dataset.theme === "dark" ? "light" : "dark";
    keep({ theme });
    setTheme(theme);
  }

  const SIZES = [0.85, 1, 1.2, 1.45, 1.75, 2.1];

  function setSize(size) {
    document.documentElement.style.setProperty("--size", String(size));
    keep({ size });
  }

  function changeSize(by) {
    const place = SIZES.indexOf(settings.size);
    setSize(SIZES[Math.max(0, Math.min(SIZES.length - 1, (place < 0 ? 1 : place) + by))]);
  }

  function setAbout(about) {
    document.documentElement.classList.toggle("no-about", !about);
    byId("about-toggle").setAttribute("aria-pressed", String(about));
    keep({ about });
  }

  // Cards. Leitner's boxes: what one knows moves up and comes back later, what one missed starts again.

  const CARDS = "forumdocs.cards";
  const DAYS = [0, 1, 3, 7, 21, 60];
  const BACK_AFTER = 4;
  const cards = memory.read(CARDS, {});
  const lesson = { queue: [], done: 0, missed: new Set(), card: null };
  const today = () => Math.floor(Date.now() / 86400000);

  const lessonPair = () => (view.pair.length ? view.pair : ALL.slice(0, 2));

  function directions() {
    const [one, other] = lessonPair();
    return [
      ["both", `${nameOf(one)} and ${nameOf(other)}, both ways`],
      [`${one}>${other}`, `${nameOf(one)} → ${nameOf(other)}`],
      [`${other}>${one}`, `${nameOf(other)} → ${nameOf(one)}`],
    ];
  }

  function deck() {
    const [one, other] = lessonPair();
    const chosen = byId("direction").value;
    const ways = chosen === "both" ? [[one, other], [other, one]] : [chosen.split(">")];
    return ways.flatMap(([from, to]) =>
      passing()
        .filter((number) => data.entries[number].terms[from] && data.entries[number].terms[to])
        .map((number) => ({ number, from, to, key: `${data.entries[number].id} ${from}>${to}` })),
    );
  }

  const boxOf = (card) => (cards[card.key] ? cards[card.key].box : 0);
  const isDue = (card) => !cards[card.key] || cards[card.key].due <= today();

  function startLesson(all) {
    lesson.queue = deck().filter((card) => all || isDue(card));
    lesson.queue.sort((one, other) => boxOf(one) - boxOf(other));
    lesson.done = 0;
    lesson.missed.clear();
    nextCard();
  }

  function nextCard() {
    lesson.card = lesson.queue.shift() || null;
    byId("card").hidden = !lesson.card;
    byId("learned").hidden = Boolean(lesson.card);
    if (lesson.card) showCard(lesson.card);
    else showEnd();
    const left = lesson.queue.length + (lesson.card ? 1 : 0);
    byId("progress").textContent = `${lesson.done} known, ${left} to go`;
  }

  function showSide(name, lang, text) {
    byId(`${name}-lang`).textContent = nameOf(lang);
    const side = byId(name === "prompt" ? "prompt" : "answer-term");
    side.textContent = text;
    side.lang = lang;
  }

  function showCard({ number, from, to }) {
    const entry = data.entries[number];
    const [answer, aid] = entry.terms[to];
    showSide("prompt", from, entry.terms[from][0]);
    byId("answer").hidden = true;
    byId("reveal").hidden = false;
    showSide("answer", to, answer);
    byId("answer-aid").textContent = aid;
    byId("answer-definition").textContent = entry.definition;
    byId("reveal").focus();
  }

  function showEnd() {
    byId("learned-text").textContent = lesson.done ? "All known for today." : "Nothing is due today.";
    byId("again").hidden = !deck().length;
    if (!byId("again").hidden) byId("again").focus();
  }

  function reveal() {
    byId("answer").hidden = false;
    byId("reveal").hidden = true;
    byId("answer").focus();
  }

  function grade(known) {
    const card = lesson.card;
    if (!known) {
      lesson.missed.add(card.key);
      lesson.queue.splice(BACK_AFTER - 1, 0, card);
    } else {
      lesson.done += 1;
    }
    const box = known && !lesson.missed.has(card.key) ? Math.min(boxOf(card) + 1, DAYS.length - 1) : 0;
    const wait = known ? Math.max(DAYS[box], 1) : 0;
    cards[card.key] = { box, due: today() + wait };
    memory.write(CARDS, cards);
    nextCard();
  }

  const isLearning = () => !byId("learn").hidden;

  function learn(on) {
    byId("learn").hidden = !on;
    byId("terms").hidden = on;
    byId("bar").hidden = on;
    if (on) openLesson();
    else query.focus();
  }

  function openLesson() {
    byId("direction").replaceChildren(...directions().map(([value, name]) => new Option(name, value)));
    byId("memory").hidden = memory.lasts;
    startLesson(false);
  }

  // Keys.

  const everywhere = {
    F2: (event) => (event.shiftKey ? swapPair() : nextPair()),
    F4: switchTheme,
    F8: () => learn(!isLearning()),
  };
  const whileSearching = {
    Escape: reset,
    Enter: () => {
      window.clearTimeout(emptying);
      emptyBox();
    },
    ArrowDown: () => step(1),
    ArrowUp: () => step(-1),
  };
  const whileLearning = {
    Escape: () => learn(false),
    " ": () => byId("answer").hidden && reveal(),
    1: () => byId("answer").hidden || grade(false),
    2: () => byId("answer").hidden || grade(true),
  };

  const isPlain = (event) => !event.ctrlKey && !event.metaKey && !event.altKey;
  const wantsKeys = (element) => element.matches("select, button, summary, a");

  document.addEventListener("keydown", (event) => {
    if (event.isComposing || !isPlain(event)) return;
    const own = isLearning() ? whileLearning : whileSearching;
    const act = everywhere[event.key] || own[event.key];
    const needed = wantsKeys(event.target) && ["Enter", " ", "ArrowDown", "ArrowUp"].includes(event.key);
    if (act && !needed) {
      event.preventDefault();
      act(event);
      return;
    }
    const types = event.key.length === 1 && event.key !== " ";
    if (types && !isLearning() && event.target !== query && !event.target.matches("select")) query.focus();
  });

  // Buttons and lists.

  const clicks = {
    "pair-next": nextPair,
    "pair-swap": swapPair,
    theme: switchTheme,
    smaller: () => changeSize(-1),
    larger: () => changeSize(1),
    "about-toggle": () => setAbout(!settings.about),
    print: () => window.print(),
    "learn-start": () => learn(true),
    "learn-end": () => learn(false),
    reveal,
    missed: () => grade(false),
    knew: () => grade(true),
    again: () => startLesson(true),
  };
  Object.entries(clicks).forEach(([id, act]) => byId(id).addEventListener("click", act));

  const refresh = () => (isLearning() ? startLesson(false) : ask(view.asked));
  byId("pair").append(...pairs.map((pair, place) => new Option(pairName(pair), place)));
  byId("pair").addEventListener("change", (event) => showPair(pairs[Number(event.target.value)]));
  byId("document").append(...data.documents.map((name, place) => new Option(name, place)));
  byId("domain").append(...Object.entries(data.domains).map(([code, name]) => new Option(name, code)));
  byId("document").addEventListener("change", refresh);
  byId("domain").addEventListener("change", refresh);
  byId("direction").addEventListener("change", () => startLesson(false));
  byId("emptying").value = settings.emptying;
  byId("emptying").addEventListener("change", (event) => keep({ emptying: event.target.value }));

  const known = (pair) => Array.isArray(pair) && pair.every((code) => ALL.includes(code));
  const dark = window.matchMedia("(prefers-color-scheme: dark)").matches;
  setTheme(settings.theme || (dark ? "dark" : "light"));
  setSize(settings.size);
  setAbout(settings.about);
  byId("options").open = window.matchMedia("(min-width: 1000px)").matches;
  showPair(known(settings.pair) ? settings.pair : []);
  show();
  query.focus({ preventScroll: true });
})();
