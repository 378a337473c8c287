// Narrows the timeline as soon as a choice is made: fetches the page that the form would lead to, and puts its picture
// in place of this one. The address is that page's, so that a link keeps the view. Without it the button does the same.
(() => {
  const form = document.querySelector('.filters');
  if (!form) return;
  let running = null;

  function address() {
    const chosen = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
    const query = chosen.toString().replaceAll('%2F', '/');
    return query ? `${form.getAttribute('action')}?${query}` : form.getAttribute('action');
  }

  async function narrow() {
    running?.abort();
    running = new AbortController();
    const where = address();
    const view = document.getElementById('view');
    view.setAttribute('aria-busy', 'true');
    try {
      const answer = await fetch(where, { headers: { Accept: 'text/html' }, signal: running.signal });
      if (!answer.ok) throw new Error(answer.statusText);
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      const next = document.adoptNode(page.getElementById('view'));
      const table = next.querySelector('.as-table');
      if (table) table.open = Boolean(view.querySelector('.as-table')?.open);
      view.replaceWith(next);
      form.querySelector('.buttons').replaceWith(document.adoptNode(page.querySelector('.filters .buttons')));
      history.replaceState(null, '', where);
      document.dispatchEvent(new Event('timeline-drawn'));
    } catch (error) {
      if (error.name !== 'AbortError') location.assign(where);
    }
  }

  form.addEventListener('change', narrow);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    narrow();
  });
  document.documentElement.classList.add('narrows');
})();
