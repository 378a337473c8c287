// Reads the timeline by keyboard: Tab goes from lane to lane, the arrows along a lane in order of time and to the lanes
// beside it. Without it Tab goes through all things in the same order.
(() => {
  const lanes = () =>
    [...document.querySelectorAll('.timeline .lane')]
      .map((lane) => [...lane.querySelectorAll('a')])
      .filter((links) => links.length);

  function enter(link, links) {
    for (const other of links) other.setAttribute('tabindex', other === link ? '0' : '-1');
  }

  function nearest(link, links) {
    const middle = (one) => {
      const box = one.querySelector('path').getBoundingClientRect();
      return box.left + box.width / 2;
    };
    const here = middle(link);
    return links.reduce((best, one) => (Math.abs(middle(one) - here) < Math.abs(middle(best) - here) ? one : best));
  }

  function wanted(key, link) {
    const all = lanes();
    const lane = all.findIndex((links) => links.includes(link));
    const place = all[lane].indexOf(link);
    if (key === 'ArrowRight') return all[lane][place + 1];
    if (key === 'ArrowLeft') return all[lane][place - 1];
    if (key === 'Home') return all[lane][0];
    if (key === 'End') return all[lane].at(-1);
    const beside = key === 'ArrowDown' ? all[lane + 1] : key === 'ArrowUp' ? all[lane - 1] : undefined;
    return beside && nearest(link, beside);
  }

  document.addEventListener('timeline-drawn', () => {
    for (const links of lanes()) enter(links[0], links);
  });
  document.addEventListener('focusin', (event) => {
    const link = event.target.closest?.('.timeline a');
    if (link) enter(link, [...link.closest('.lane').querySelectorAll('a')]);
  });
  document.addEventListener('keydown', (event) => {
    const link = event.target.closest?.('.timeline a');
    if (!link || event.altKey || event.ctrlKey || event.metaKey) return;
    if (!['ArrowRight', 'ArrowLeft', 'ArrowUp', 'ArrowDown', 'Home', 'End'].includes(event.key)) return;
    event.preventDefault();
    const next = wanted(event.key, link);
    next?.focus();
    next?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  });
})();
