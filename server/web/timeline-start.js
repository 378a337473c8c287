// Says when there is a timeline to work on, and on a narrow screen lets it begin where the first agreements are, not with
// empty years.
(() => {
  document.addEventListener('timeline-drawn', () => {
    const scroller = document.querySelector('.scroller');
    const first = document.querySelector('.timeline .agreement a, .timeline .event a');
    if (!scroller || !first || scroller.scrollWidth < scroller.clientWidth * 1.2) return;
    scroller.scrollLeft = first.getBoundingClientRect().left - scroller.getBoundingClientRect().left - 16;
  });
  window.addEventListener('DOMContentLoaded', () => document.dispatchEvent(new Event('timeline-drawn')));
})();
