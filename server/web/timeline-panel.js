// Shows beside a thing on the timeline what the claims say of it and where: on hover, on focus, on the first tap. What is
// shown comes from the thing's own page of claims. Without it a link leads to the thing's page, which says the same.
(() => {
  const panel = document.getElementById('panel');
  if (!panel) return;
  const told = new Map();
  let shown = null;
  let timer = 0;
  let touched = false;

  const linkOf = (event) => event.target.closest?.('.timeline a') ?? null;
  const nameOf = (link) => link.getAttribute('aria-label') ?? link.querySelector('title')?.textContent ?? '';

  // The browser's own word for a title would lie over the panel.
  function name() {
    for (const title of document.querySelectorAll('.timeline a > title')) {
      title.parentElement.setAttribute('aria-label', title.textContent);
      title.remove();
    }
  }

  function claimsOf(path) {
    if (!told.has(path)) {
      const asked = fetch(`/timeline/claims?thing=${encodeURIComponent(decodeURI(path))}`)
        .then((answer) => (answer.ok ? answer.text() : ''))
        .then((html) => new DOMParser().parseFromString(html, 'text/html').querySelector('#evidence .claims'))
        .catch(() => null);
      told.set(path, asked);
    }
    return told.get(path);
  }

  function place(link) {
    const box = link.getBoundingClientRect();
    const wide = document.documentElement.clientWidth;
    const below = box.bottom + panel.offsetHeight + 12 < window.innerHeight;
    const left = Math.max(8, Math.min(box.left, wide - panel.offsetWidth - 8));
    const top = below || box.top < panel.offsetHeight ? box.bottom + 6 : box.top - panel.offsetHeight - 6;
    panel.style.left = `${left + window.scrollX}px`;
    panel.style.top = `${top + window.scrollY}px`;
  }

  async function show(link) {
    clearTimeout(timer);
    if (shown === link) return;
    shown = link;
    const path = link.getAttribute('href');
    const heading = document.createElement('p');
    heading.className = 'panel-name';
    heading.textContent = nameOf(link);
    const more = document.createElement('a');
    more.href = path;
    more.textContent = 'All that is said of it';
    panel.replaceChildren(heading, more);
    panel.hidden = false;
    place(link);
    if (link.closest('.background') || !path.startsWith('/id/')) return;
    const claims = await claimsOf(path);
    if (shown !== link || !claims) return;
    panel.replaceChildren(heading, claims.cloneNode(true), more);
    place(link);
  }

  function hide() {
    clearTimeout(timer);
    if (panel.contains(document.activeElement)) shown?.focus();
    shown = null;
    panel.hidden = true;
  }

  function soon(what, after) {
    clearTimeout(timer);
    timer = setTimeout(what, after);
  }

  document.addEventListener('timeline-drawn', () => {
    hide();
    name();
  });
  document.addEventListener('pointerdown', (event) => {
    touched = event.pointerType === 'touch';
    if (!linkOf(event) && !panel.contains(event.target)) hide();
  });
  document.addEventListener('pointerover', (event) => {
    if (event.pointerType === 'touch') return;
    const link = linkOf(event);
    if (link) soon(() => show(link), 150);
    else if (panel.contains(event.target)) clearTimeout(timer);
    else if (shown && shown !== document.activeElement && !panel.contains(document.activeElement)) soon(hide, 300);
  });
  document.addEventListener('focusin', (event) => {
    const link = linkOf(event);
    if (link && !touched) show(link);
    else if (!link && !panel.contains(event.target)) hide();
  });
  document.addEventListener('click', (event) => {
    const link = linkOf(event);
    if (!link || !touched || shown === link) return;
    event.preventDefault();
    show(link);
  });
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !panel.hidden) hide();
  });
})();
