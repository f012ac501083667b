// The handout: a term shows its entry, a doubtful sentence shows why. All text can be read without this script.
(() => {
  "use strict";

  const LEAVING = 250; // milliseconds in which the pointer may pass from a term to its card
  const card = document.getElementById("card");
  let shown = null; // the term whose card is open
  let pinned = false;
  let leaving = 0;

  document.documentElement.classList.add("js");

  const place = (term) => {
    const box = term.getClientRects()[0];
    const width = card.offsetWidth;
    const left = Math.min(Math.max(box.left, 8), document.documentElement.clientWidth - width - 8);
    const below = box.bottom + card.offsetHeight + 8 < window.innerHeight || box.top < card.offsetHeight + 8;
    card.style.left = `${left + window.scrollX}px`;
    card.style.top = `${(below ? box.bottom + 6 : box.top - card.offsetHeight - 6) + window.scrollY}px`;
  };

  const hide = () => {
    clearTimeout(leaving);
    if (shown) shown.removeAttribute("aria-describedby");
    shown = null;
    pinned = false;
    card.hidden = true;
  };

  const show = (term) => {
    clearTimeout(leaving);
    if (term === shown) return;
    hide();
    const entry = document.getElementById(term.hash.slice(1));
    if (!entry) return;
    const copy = entry.cloneNode(true);
    copy.removeAttribute("id");
    card.replaceChildren(copy);
    card.hidden = false;
    shown = term;
    term.setAttribute("aria-describedby", "card");
    place(term);
  };

  const leave = () => {
    clearTimeout(leaving);
    if (!pinned) leaving = setTimeout(hide, LEAVING);
  };

  const termOf = (event) => (event.target instanceof Element ? event.target.closest("a.term") : null);

  document.addEventListener("mouseover", (event) => {
    const term = termOf(event);
    if (term && !pinned) show(term);
    else if (card.contains(event.target)) clearTimeout(leaving);
    else if (shown) leave();
  });
  document.addEventListener("focusin", (event) => {
    const term = termOf(event);
    if (term) show(term);
    else if (shown) hide();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
  });
  window.addEventListener("resize", hide);

  const sentences = (id) => document.querySelectorAll(`[data-s="${CSS.escape(id)}"]`);

  const openCheck = (sentence) => {
    const check = document.getElementById(sentence.dataset.check);
    if (!check) return;
    check.open = !check.open;
    if (check.open) check.scrollIntoView({ block: "nearest" });
  };

  document.addEventListener("click", (event) => {
    const term = termOf(event);
    if (term) {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      show(term);
      pinned = true;
      return;
    }
    if (shown && !card.contains(event.target)) hide();
    const sentence = event.target.closest("[data-check]");
    if (sentence && String(window.getSelection()) === "") openCheck(sentence);
  });

  // The sentence under the pointer and its counterparts.

  let lit = [];
  document.addEventListener("mouseover", (event) => {
    const sentence = event.target.closest("[data-s]");
    lit.forEach((element) => element.classList.remove("lit"));
    lit = sentence ? [...sentences(sentence.dataset.s)] : [];
    lit.forEach((element) => element.classList.add("lit"));
  });
})();
